"""The plan: everything that can be known to be wrong is said before any work is done."""

import hashlib

import pytest

from chengyan import plan
from chengyan.errors import ChengyanError, ConfigError, DesignError, ManifestError, TextError
from chengyan.language import speaking
from chengyan.plan import make_plan

TEXT = "同志们：\n\n一、过去\n\n" + "\n\n".join(
    "各项事业取得了新的成就，人民生活好。" for _ in range(4)
)


def planned(manifest, schema, **given):
    return make_plan({"manifest": str(manifest), "topics": {"k": [2]}, **given}, schema)


def test_groups_rows_and_documents(write_corpus, schema):
    manifest = write_corpus(dict.fromkeys("abc", TEXT), city=["乙", "甲", "乙"], date=["2021"] * 3)
    made = planned(manifest, schema, order=["甲"])
    assert made.config["compare"] == "city"
    assert [(row["doc_id"], row["group"], row["year"]) for row in made.rows()] == [
        ("b", "甲", "2021"),
        ("a", "乙", "2021"),
        ("c", "乙", "2021"),
    ]
    assert made.group_of("corpus") == {"b": "甲", "a": "乙", "c": "乙"}
    assert list(made.group_of("corpus")) == ["b", "a", "c"]
    assert made.document("corpus", "c").path == manifest.parent / "c.txt"


def test_a_reference_is_one_group(write_corpus, schema, tmp_path):
    manifest = write_corpus(dict.fromkeys("ab", TEXT), city=["甲", "乙"])
    other = tmp_path / "reference.tsv"
    (tmp_path / "z.txt").write_text(TEXT, encoding="utf-8")
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    other.write_text(f"doc_id\tpath\tsha256\nz\tz.txt\t{digest}\n", encoding="utf-8")
    made = planned(manifest, schema, tfidf={"reference": str(other)})
    assert made.group_of("reference") == {"z": "reference"}
    assert made.document("reference", "z").path == tmp_path / "z.txt"
    assert planned(manifest, schema).documents.keys() == {"corpus"}
    with pytest.raises(ManifestError, match=r"no such manifest. Set `tfidf.reference`"):
        planned(manifest, schema, tfidf={"reference": str(tmp_path / "none.tsv")})
    (tmp_path / "z.txt").write_text("改了。", encoding="utf-8")
    with pytest.raises(TextError, match="sha256"):
        planned(manifest, schema, tfidf={"reference": str(other)})


def test_results_lie_in_a_folder_of_their_own(write_corpus, schema):
    manifest = write_corpus(dict.fromkeys("ab", TEXT), city=["甲", "乙"])
    for folder in (".", "/", str(manifest.parent)):
        with pytest.raises(ConfigError, match="`results`"):
            planned(manifest, schema, results=folder)


def test_years_are_compared(write_corpus, schema):
    manifest = write_corpus(dict.fromkeys("ab", TEXT), date=["2021-05", "2020"])
    assert list(planned(manifest, schema, compare="year", order=[2020]).groups) == ["2020", "2021"]


def cities(write_corpus, **columns):
    """Four texts: a and b of 甲, c and d of 乙; b and c are matched."""
    return write_corpus(
        dict.fromkeys("abcd", TEXT),
        city=["甲", "甲", "乙", "乙"],
        genre=["speech", "report", "report", "article"],
        office=["市长"] * 4,
        date=["2021", "2021", "2022-01", "2022"],
        **columns,
    )


def ids(groups):
    return {group: [document.doc_id for document in texts] for group, texts in groups.items()}


def test_the_matched_texts_are_the_headline(write_corpus, schema):
    made = planned(cities(write_corpus), schema, order=["乙"])
    parts = made.parts()
    assert list(parts) == ["", "appendix"]
    assert ids(parts[""]) == {"乙": ["c"], "甲": ["b"]}
    assert list(parts[""]) == list(parts["appendix"]) == list(made.groups) == ["乙", "甲"]
    assert ids(parts["appendix"]) == ids(made.groups) == {"乙": ["c", "d"], "甲": ["a", "b"]}
    assert made.contrast() == "matched"
    assert made.contrast("appendix") == "unmatched"
    assert made.caveat() == "The groups are matched, with 1 text each."
    assert made.caveat("appendix") == "The groups are unmatched (genre), with 2 texts each."
    with speaking("zh"):
        assert made.caveat() == "各组可比，每组1篇文本。"
        assert made.caveat("appendix") == "各组不可比（体裁），每组2篇文本。"
    assert made.group_of("corpus") == {"c": "乙", "b": "甲"}
    assert list(made.group_of("corpus", "appendix")) == ["c", "d", "a", "b"]
    assert [row["doc_id"] for row in made.rows()] == ["c", "b"]
    assert [row["group"] for row in made.rows("appendix")] == ["乙", "乙", "甲", "甲"]


@pytest.mark.parametrize("contrast", [{"headline": "all"}, {"min_texts": 2}])
def test_one_part_where_none_is_matched_or_asked_for(write_corpus, schema, contrast):
    made = planned(cities(write_corpus), schema, contrast=contrast)
    assert made.parts() == {"": made.groups}
    assert made.contrast() == "unmatched"
    assert len(made.rows()) == 4
    with pytest.raises(KeyError):
        made.rows("appendix")


def test_one_part_where_all_is_matched(write_corpus, schema):
    manifest = write_corpus(
        dict.fromkeys("ab", TEXT),
        city=["甲", "乙"],
        genre=["report"] * 2,
        office=["市长"] * 2,
        date=["2021"] * 2,
    )
    made = planned(manifest, schema)
    assert list(made.parts()) == [""]
    assert made.caveat() == "The groups are matched, with 1 text each."


def test_the_size_of_the_matched_texts_is_checked_as_well(write_corpus, schema):
    manifest = cities(write_corpus)
    assert len(planned(manifest, schema, topics={"k": [2, 4]}).parts()) == 2
    message = (
        r"5 topics are more than 8 paragraphs can hold \(of the matched texts alone\)\. "
        "Leave out what is above 4, or set `contrast.headline` to all"
    )
    with pytest.raises(DesignError, match=message):
        planned(manifest, schema, topics={"k": [4, 5]})
    assert planned(manifest, schema, topics={"k": [4, 5]}, contrast={"headline": "all"}).parts()
    with pytest.raises(DesignError, match=r"9 topics are more than 16 paragraphs can hold\. Leave"):
        planned(manifest, schema, topics={"k": [9]})


@pytest.mark.parametrize(
    ("given", "kind", "message"),
    [
        ({"manifst": "x"}, ConfigError, "manifst"),
        ({"compare": "citi"}, ManifestError, "`compare` to city"),
        ({"order": "丙"}, ConfigError, "no text has city '丙'"),
        ({"topics": {"k": [5]}}, DesignError, "5 topics are more than 8 paragraphs"),
        ({"analysis": {"kinds": ["salutation"]}}, DesignError, "group 甲: has 1 paragraph"),
        ({"analysis": {"kinds": ["title"]}}, DesignError, "group 甲: has 0 paragraphs"),
    ],
)
def test_wrong_choices(write_corpus, schema, given, kind, message):
    manifest = write_corpus(dict.fromkeys("ab", TEXT), city=["甲", "乙"])
    with pytest.raises(kind, match=message):
        planned(manifest, schema, **given)


def test_one_group(write_corpus, schema):
    with pytest.raises(DesignError, match="one group only \\(甲\\)"):
        planned(write_corpus({"a": TEXT, "b": TEXT}, city=["甲", "甲"]), schema)


@pytest.mark.parametrize(
    "short",
    ["一、过去\n\n事业发展，人民幸福。", "人民幸福，事业发展。", "人民幸福，事业\n\n发展。"],
)
def test_a_heading_makes_no_second_paragraph(write_corpus, schema, short):
    manifest = write_corpus({"a": TEXT, "b": short}, city=["甲", "乙"])
    with pytest.raises(DesignError, match="group 乙: has 1 paragraph to analyse"):
        planned(manifest, schema)


def test_a_changed_text_is_said_before_any_work(write_corpus, schema):
    manifest = write_corpus(dict.fromkeys("ab", TEXT), city=["甲", "乙"])
    (manifest.parent / "b.txt").write_text("改", encoding="utf-8")
    with pytest.raises(TextError, match=r"line 3: sha256 is"):
        planned(manifest, schema)


def test_large_corpora_are_not_read_while_planning(write_corpus, schema, monkeypatch):
    monkeypatch.setattr(plan, "INSPECTED_BYTES", 10)
    manifest = write_corpus(dict.fromkeys("ab", TEXT), city=["甲", "乙"])
    (manifest.parent / "b.txt").write_text("改过的文本", encoding="utf-8")
    assert len(planned(manifest, schema).groups) == 2
    (manifest.parent / "b.txt").unlink()
    with pytest.raises(TextError, match=r"line 3: cannot read .*b\.txt"):
        planned(manifest, schema)


def test_worker_processes_do_not_inspect(write_corpus, schema):
    manifest = write_corpus(dict.fromkeys("ab", TEXT), city=["甲", "乙"])
    (manifest.parent / "b.txt").unlink()
    assert make_plan({"manifest": str(manifest)}, schema, inspect=False).groups.keys() == {
        "甲",
        "乙",
    }
    with pytest.raises(ChengyanError):
        make_plan({"manifest": str(manifest)}, schema)
