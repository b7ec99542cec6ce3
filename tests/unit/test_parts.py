"""Like parts: shares that sum to 1, ranges by hand, and keyness of that part alone."""

import numpy as np
import pandas as pd
import pytest

from chengyan.compare import REST_COLUMNS, keyness_tables
from chengyan.counting import count_terms, nested_counts
from chengyan.parts import KEYNESS_COLUMNS, PARTS_COLUMNS, keyness_of_parts, parts_table

OPTIONS = {"reference": "balanced", "prior": "informative", "alpha0": 500.0}
CHOICES = {"kinds": ["heading", "body"], "stopwords": {"的"}, "compare": "city"}
DOCUMENTS = [
    {"doc_id": name, "group": city, "city": city, "genre": "report", "office": "市长", "date": date}
    for name, city, date in (("a", "甲", "2021"), ("b", "乙", "2021"), ("c", "丙", "2019"))
]
# Text, paragraph, orientation, theme and words of each sentence.
ROWS = [
    ("a", 1, "past", "review", "工业 发展"),
    ("a", 2, "future", "economy", "工业 工业 发展 的"),
    ("a", 3, "future", "economy", "工业 改革"),
    ("b", 1, "past", "", "教育"),
    ("b", 2, "future", "", "教育 教育 发展"),
    ("b", 3, "future", "", "教育 改革 发展"),
    ("c", 1, "past", "", "干部 发展"),
    ("c", 1, "", "", "代表"),
    ("c", 2, "future", "", "干部"),
]


@pytest.fixture(scope="module")
def tables():
    """Sentences and tokens."""
    group = {document["doc_id"]: document["group"] for document in DOCUMENTS}
    sentences, tokens = [], []
    for number, (doc_id, paragraph, orientation, theme, words) in enumerate(ROWS, start=1):
        place = {"doc_id": doc_id, "group": group[doc_id], "paragraph": paragraph}
        place |= {"sentence": number, "kind": "body"}
        text = words.replace(" ", "")
        sentences.append(place | {"text": text, "orientation": orientation, "theme": theme})
        tokens += [place | {"token": word, "nested": "", "pieces": ""} for word in words.split()]
    return pd.DataFrame(sentences), pd.DataFrame(tokens)


def shares(parts, aspect="orientation"):
    own = parts[parts["aspect"] == aspect]
    return own.set_index(["part", "group"])


def test_shares_and_ranges_by_hand(tables):
    parts = parts_table(*tables, DOCUMENTS, min_tokens=3, **CHOICES)
    assert list(parts.columns) == PARTS_COLUMNS
    own = shares(parts)
    # 甲 has 4, 7 and 4 Han characters in its three paragraphs.
    future = own.loc[("future", "甲")]
    assert future["share"] == pytest.approx(11 / 15)
    assert (future["loo_low"], future["loo_high"]) == pytest.approx((4 / 8, 1.0))
    assert (future["sentences"], future["tokens"], future["paragraphs"]) == (2, 5, 2)
    # 丙's address has no orientation.
    assert own.loc[("untold", "丙"), "share"] == pytest.approx(2 / 8)
    assert own.loc[("untold", "甲"), "share"] == 0
    for _, whole in parts.groupby(["aspect", "group"]):
        assert whole["share"].sum() == pytest.approx(1)
    assert parts[["ci_low", "ci_high"]].isna().all(axis=None)
    assert set(parts["left_out"]) == {"paragraph"}
    assert set(parts["contrast"]) == {"unmatched"}
    assert "year" in own.loc[("future", "丙"), "confounds"]


def test_who_is_compared(tables):
    compared = shares(parts_table(*tables, DOCUMENTS, min_tokens=3, **CHOICES))["compared"]
    assert compared[compared].index.tolist() == [("future", "甲"), ("future", "乙")]
    # With a lower bound one paragraph still leaves nothing when it is left out.
    compared = shares(parts_table(*tables, DOCUMENTS, min_tokens=1, **CHOICES))["compared"]
    assert compared[compared].index.tolist() == [("future", "甲"), ("future", "乙")]
    none = parts_table(*tables, DOCUMENTS, min_tokens=99, **CHOICES)
    assert not none["compared"].any()
    empty = keyness_of_parts(*tables, DOCUMENTS, none, options=OPTIONS, **CHOICES)
    assert empty.empty
    assert list(empty.columns) == KEYNESS_COLUMNS


def test_a_group_alone_is_not_compared(tables):
    parts = parts_table(*tables, DOCUMENTS, min_tokens=3, **CHOICES)
    economy = shares(parts, "theme").loc["economy"]
    assert economy.loc["甲", "tokens"] == 5
    assert not economy["compared"].any()


def test_keyness_is_that_of_the_part_alone(tables):
    sentences, tokens = tables
    parts = parts_table(*tables, DOCUMENTS, min_tokens=3, **CHOICES)
    found = keyness_of_parts(*tables, DOCUMENTS, parts, options=OPTIONS, **CHOICES)
    assert set(zip(found["aspect"], found["part"], strict=True)) == {("orientation", "future")}
    ahead = sentences.loc[sentences["orientation"] == "future", "sentence"]
    within = tokens[tokens["sentence"].isin(ahead) & tokens["group"].isin(["甲", "乙"])]
    alone, _ = keyness_tables(
        count_terms(within, CHOICES["kinds"], CHOICES["stopwords"]),
        nested_counts(within, CHOICES["kinds"]),
        DOCUMENTS[:2],
        compare="city",
        **OPTIONS,
    )
    alone = alone[alone["count"] > 0].reset_index(drop=True)
    pd.testing.assert_frame_equal(found[REST_COLUMNS], alone)
    # Two texts of 2021 by mayors: matched, though the third group is not.
    assert set(found["contrast"]) == {"matched"}
    assert found[found["term"] == "工业"]["count"].tolist() == [3]
    assert "干部" not in set(found["term"])


def test_only_what_is_read_is_kept(tables):
    parts = parts_table(*tables, DOCUMENTS, min_tokens=3, **CHOICES)
    few = keyness_of_parts(*tables, DOCUMENTS, parts, terms=1, options=OPTIONS, **CHOICES)
    assert few.groupby("group").size().to_dict() == {"甲": 1, "乙": 1}
    assert set(few["term"]) == {"工业", "教育"}


def test_of_a_group_with_several_texts_texts_are_left_out(tables):
    sentences, tokens = (table.replace({"group": {"丙": "乙"}}) for table in tables)
    documents = [d | {"group": "乙" if d["group"] == "丙" else d["group"]} for d in DOCUMENTS]
    own = shares(parts_table(sentences, tokens, documents, min_tokens=3, **CHOICES))
    future = own.loc[("future", "乙")]
    assert future["left_out"] == "text"
    # Without text c: 12 of 14 characters; without text b: 2 of 8.
    assert (future["loo_low"], future["loo_high"]) == pytest.approx((2 / 8, 12 / 14))
    assert own.loc[("past", "乙"), "compared"] == np.False_


def test_a_heading_that_stands_alone_is_left_out_with_the_paragraph_it_opens(tables):
    sentences, tokens = tables
    first = sentences["sentence"] == 2
    headed = sentences.assign(kind=sentences["kind"].mask(first, "heading"))
    own = shares(parts_table(headed, tokens, DOCUMENTS, min_tokens=3, **CHOICES))
    # 甲 has two units, of 4 and of 7 + 4 Han characters, and looks ahead in the second.
    ahead = own.loc[("future", "甲")]
    assert (ahead["loo_low"], ahead["loo_high"]) == pytest.approx((0.0, 1.0))
