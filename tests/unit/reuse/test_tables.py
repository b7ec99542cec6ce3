"""The tables of reuse: planted copies are found, and nothing else."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reuse_texts import FORMULA, random_text, sentences

from chengyan.errors import DesignError, TableError
from chengyan.reuse.echo import ECHO, echo_table
from chengyan.reuse.shared import find_shared
from chengyan.reuse.table import GROUPS, REUSE, group_table, reuse_table
from chengyan.tables import read_table, write_table

COPY = "城乡居民收入稳步提高，就业形势总体稳定"
# Of 18 Han characters one is changed; one is added.
CHANGED = "城乡居民的收入稳步提高、就业形势整体稳定"


def shared(texts, entries=(), **also):
    return find_shared(sentences(texts), list(entries), seed=1, **{"draws": 10, **also})


def planted(a=COPY, b=COPY, c="丙"):
    """Random sentences, each group's of characters of its own; the second of each is given."""
    own = {name: random_text(k, 5, 30, 300) for k, name in enumerate("甲乙丙")}
    for k, name in enumerate("甲乙丙"):
        own[name] = [
            "".join(chr(ord(x) + 400 * k) if x > "一" else x for x in s) for s in own[name]
        ]
    for name, words in zip("甲乙丙", (a, b, c), strict=True):
        own[name][1] = f"{own[name][1][:3]}，{words}。"
    return {(name, f"{name}1"): lines for name, lines in own.items()}


def test_a_planted_copy_is_told_where_it_stands():
    table = reuse_table(shared(planted()))
    assert tuple(table.columns) == REUSE
    (row,) = table.to_dict("records")
    assert (row["group_a"], row["doc_a"], row["sentence_a"], row["source_line_a"]) == (
        "甲", "甲1", 2, 4,
    )  # fmt: skip
    assert (row["group_b"], row["doc_b"], row["sentence_b"], row["source_line_b"]) == (
        "乙", "乙1", 2, 4,
    )  # fmt: skip
    assert (row["start_a"], row["end_a"]) == (4, 4 + len(COPY))
    assert row["passage"] == row["passage_b"] == COPY
    assert row["overlap"] == row["beyond_formula"] == row["length"] == row["score"] == 18
    assert row["changes"] == 0
    assert row["groups"] == 2
    assert 0 < row["expected"] < 0.01


def test_a_changed_copy_says_how_much_is_changed():
    (row,) = reuse_table(shared(planted(b=CHANGED))).to_dict("records")
    assert (row["overlap"], row["changes"], row["score"]) == (17, 2, 15)
    assert (row["passage"], row["passage_b"]) == (COPY, CHANGED)
    # 18 and 19 Han characters: the longer side.
    assert row["length"] == 19


def test_formulas_and_places_do_not_count():
    named = "在天津做到“两个维护”"
    assert reuse_table(shared(planted(named, named), [FORMULA])).empty
    (row,) = reuse_table(shared(planted(f"{named}{COPY}", f"{named}{COPY}"), [FORMULA])).to_dict(
        "records"
    )
    assert (row["overlap"], row["beyond_formula"]) == (27, 21)


def test_who_else_has_a_passage_is_counted():
    table = reuse_table(shared(planted(c=COPY)))
    assert table[["group_a", "group_b"]].to_numpy().tolist() == [
        ["甲", "乙"],
        ["甲", "丙"],
        ["乙", "丙"],
    ]
    assert table["groups"].tolist() == [3, 3, 3]


def test_tables_without_a_passage_have_their_columns(tmp_path):
    nothing = shared(planted(b="乙"))
    for name, table, columns in (
        ("reuse", reuse_table(nothing), REUSE),
        ("groups", group_table(nothing), GROUPS),
        ("echo", echo_table(nothing), ECHO),
    ):
        write_table(table, tmp_path / f"{name}.csv")
        assert tuple(read_table(tmp_path / f"{name}.csv").columns) == columns
    assert reuse_table(nothing).empty
    assert group_table(nothing)["share"].tolist() == [0.0] * 6
    assert echo_table(nothing)["echoed"].sum() == 0


def test_what_groups_share_counts_each_character_once():
    texts = planted()
    texts["乙", "乙1"][3] = f"{COPY}。"
    table = group_table(shared(texts)).set_index(["group_a", "group_b"])
    assert table.loc[("甲", "乙"), "passages"] == table.loc[("乙", "甲"), "passages"] == 2
    # The copy stands once in 甲 and twice in 乙.
    assert table.loc[("甲", "乙"), "shared"] == 18
    assert table.loc[("乙", "甲"), "shared"] == 36
    assert table.loc[("甲", "丙"), "shared"] == 0
    # Four sentences of 30 and one of 3 + 18.
    assert table.loc[("甲", "乙"), "han_chars"] == 141
    assert table.loc[("甲", "乙"), "share"] == pytest.approx(18 / 141)


def test_texts_of_one_group_are_compared_on_request():
    texts = {(name[0][:1], name[1]): lines for name, lines in planted().items()}
    one = {("甲", doc_id): lines for (_, doc_id), lines in texts.items()}
    with pytest.raises(DesignError, match="two groups"):
        shared(one)
    found = shared(one, within=True)
    assert len(reuse_table(found)) == 1
    (row,) = group_table(found).to_dict("records")
    assert (row["group_a"], row["group_b"], row["passages"], row["shared"]) == ("甲", "甲", 1, 36)


def test_an_echo_parts_each_sentence_in_passage_formula_and_local():
    named = "做到“两个维护”"
    texts = planted(f"{COPY}，{named}", COPY, named)
    texts["丙", "丙1"][1] = f"{named}。"
    table = echo_table(shared(texts, [FORMULA])).set_index(["group", "sentence"])
    assert tuple(table.reset_index().columns[2:3]) == ("doc_id",)
    row = table.loc[("甲", 2)]
    # 3 + 18 + 6, of which 做到 and the formula are too short for a passage.
    assert row[["han_chars", "echoed", "beyond_formula", "formula", "local"]].tolist() == [
        27, 18, 18, 4, 5,
    ]  # fmt: skip
    assert row["share"] == pytest.approx(18 / 27)
    assert (row["reference_group"], row["reference_doc"], row["reference_sentence"]) == (
        "乙", "乙1", 2,
    )  # fmt: skip
    assert row["passage"] == COPY
    assert table.loc[("丙", 2), "formula"] == 4
    others = table.drop([("甲", 2), ("乙", 2), ("丙", 2)])
    assert (others["local"] == others["han_chars"]).all()
    assert others["reference_sentence"].isna().all()


def test_a_reference_corpus_is_echoed_and_has_no_rows():
    texts = planted()
    reference = sentences({("全国", "n1"): [f"{COPY}。", "别的话。"]})
    found = shared(texts, reference=reference)
    echo = echo_table(found)
    assert set(echo["group"]) == {"甲", "乙", "丙"}
    hit = echo[echo["echoed"] > 0]
    assert hit["group"].tolist() == ["甲", "乙"]
    assert hit["reference_doc"].tolist() == ["n1", "n1"]
    # Texts are not compared with one another then.
    assert set(reuse_table(found)["group_b"]) == {"全国"}


def test_a_text_does_not_echo_itself_from_the_reference():
    texts = planted(b="乙")
    echo = echo_table(shared(texts, reference=sentences(texts)))
    assert echo["echoed"].sum() == 0


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 20), st.integers(12, 25))
def test_wherever_it_is_planted_a_copy_is_found(line_a, line_b, start, length):
    texts = planted("甲", "乙")
    copied = "".join(COPY + "全面推进乡村建设行动")[:length]
    for name, number in (("甲", line_a), ("乙", line_b)):
        own = texts[name, f"{name}1"]
        own[number] = f"{own[number][:start]}{copied}{own[number][start:]}"
    table = reuse_table(shared(texts))
    assert len(table) == 1
    assert (table["sentence_a"][0], table["sentence_b"][0]) == (line_a + 1, line_b + 1)
    assert copied.strip("，") in table["passage"][0]
    echo = echo_table(shared(texts))
    assert (echo[["echoed", "formula", "local"]].sum(axis=1) == echo["han_chars"]).all()
    assert (echo["echoed"] > 0).sum() == 2


def test_the_order_of_groups_changes_sides_only():
    texts = planted(b=CHANGED, c=COPY)
    there = reuse_table(shared(texts))
    back = reuse_table(shared(dict(reversed(texts.items()))))
    other = {"_a": "_b", "_b": "_a"}
    turned = (
        back.rename(columns={"passage": "passage_a"})
        .rename(columns=lambda name: name[:-2] + other.get(name[-2:], name[-2:]))
        .rename(columns={"passage_a": "passage"})
    )
    by = ["group_a", "group_b", "sentence_a"]
    pd.testing.assert_frame_equal(
        there.sort_values(by, ignore_index=True),
        turned[list(there.columns)].sort_values(by, ignore_index=True),
    )


def test_the_same_seed_gives_the_same_tables():
    one, other = (reuse_table(shared(planted(b=CHANGED))) for _ in range(2))
    pd.testing.assert_frame_equal(one, other)


def test_what_cannot_be_is_said():
    table = sentences(planted())
    with pytest.raises(TableError, match="text"):
        find_shared(table.drop(columns="text"), [], seed=1)
    with pytest.raises(TableError, match="kind"):
        find_shared(table, [], seed=1, reference=table.drop(columns="kind"))
    with pytest.raises(DesignError, match="level"):
        find_shared(table, [], seed=1, level=0)
    with pytest.raises(DesignError, match="no two texts"):
        find_shared(table[table["group"] == "甲"], [], seed=1)
    with pytest.raises(DesignError, match="no two texts"):
        find_shared(table.head(0), [], seed=1)
