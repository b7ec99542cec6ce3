"""Lexical diversity: known numbers, those of lexicalrichness, and samples of one size."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lexicalrichness import LexicalRichness

from chengyan.diversity import COLUMNS, diversity_table, hdd, mattr, mtld, yule_k
from chengyan.errors import DesignError

ONES = "one one two one one two one".split()
ROW = {"office": "市长", "genre": "report", "date": "2021"}


@pytest.mark.parametrize(("window", "value"), [(2, 5 / 6), (3, 2 / 3), (4, 1 / 2)])
def test_mattr_of_quantedas_example(window, value):
    assert mattr(ONES, window) == pytest.approx(value)


def test_yules_k_of_quantedas_example():
    text = "a b c d d e e f f f".split()
    assert yule_k(text) == pytest.approx(1000)
    assert yule_k(text + ["g"] * 4) == pytest.approx(1122.449, abs=5e-4)


TEXTS = st.lists(st.sampled_from("甲乙丙丁戊己庚辛"), min_size=45, max_size=90)


def peer_of(text):
    return LexicalRichness(text, preprocessor=None, tokenizer=None)


@given(TEXTS, st.integers(1, 45))
def test_values_are_those_of_lexicalrichness(text, number):
    peer = peer_of(text)
    assert mattr(text, number) == pytest.approx(peer.mattr(number))
    assert hdd(text, number) == pytest.approx(peer.hdd(number))
    assert mtld(text) == peer.mtld()
    assert mtld(text[:number]) == peer_of(text[:number]).mtld()
    assert yule_k(text) == pytest.approx(peer.yulek)


@given(TEXTS)
def test_diversity_goes_by_words_and_not_by_what_they_are(text):
    other = [f"{word}{word}" for word in text]
    assert mattr(text, 10) == mattr(other, 10)
    assert mtld(text) == mtld(other)
    assert hdd(text) == hdd(sorted(other))


def test_all_words_different_and_all_the_same():
    different, same = [str(n) for n in range(200)], ["要"] * 200
    assert (mattr(different, 100), hdd(different), yule_k(different)) == (1, pytest.approx(1), 0)
    assert mattr(same, 100) == 0.01
    assert hdd(same) == pytest.approx(1 / 42)
    assert mtld(same) == 2


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        (lambda: mattr(ONES, 8), "MATTR: takes 8 tokens at the least, and there are 7"),
        (lambda: mattr(ONES, 0), "MATTR: asks for 0 tokens"),
        (lambda: hdd(ONES), "HD-D: takes 42 tokens"),
        (lambda: mtld([]), "MTLD: takes 1 tokens"),
        (lambda: yule_k([]), "Yule's K: takes 1 tokens"),
    ],
)
def test_too_few_tokens_are_said(measure, said):
    with pytest.raises(DesignError, match=said):
        measure()


def tokens_of(group, words, size=50, doc_id=None, kind="body"):
    """Tokens of a text in paragraphs of `size` words."""
    return pd.DataFrame(
        {
            "doc_id": doc_id or f"text-{group}",
            "group": group,
            "paragraph": np.arange(len(words)) // size + 1,
            "kind": kind,
            "token": words,
        }
    )


def words(number, types, seed=1):
    return [f"词{'甲' * int(n)}" for n in np.random.default_rng(seed).integers(1, types, number)]


def made(*parts, **options):
    tokens = pd.concat(parts, ignore_index=True)
    rows = [{"group": group, "city": group, **ROW} for group in dict.fromkeys(tokens["group"])]
    kinds = ["heading", "body"]
    return diversity_table(tokens, rows, kinds=kinds, compare="city", **options)


def test_a_long_text_has_no_advantage():
    text = words(4000, 60)
    table = made(tokens_of("长", text), tokens_of("短", text[:500]))
    assert list(table.columns) == COLUMNS
    assert table["measure"].tolist() == ["mattr", "mtld", "hdd"] * 2
    long, short = (part.set_index("measure")["value"] for _, part in table.groupby("group"))
    # Of one source, a type-token ratio of whole texts would be .015 against .12.
    np.testing.assert_allclose(long, short, rtol=0.1)
    assert set(table["sample_tokens"]) == {500}
    assert table.groupby("group")["samples"].first().to_dict() == {"长": 8, "短": 1}
    assert table.groupby("group")["tokens"].first().to_dict() == {"长": 4000, "短": 500}


def test_samples_lie_end_to_end_where_they_fit():
    text = [*words(500, 9), *words(500, 90)]
    table = made(tokens_of("甲", text), tokens_of("乙", text[:500])).set_index(["group", "measure"])
    halves = [mattr(text[:500], 100), mattr(text[500:], 100)]
    assert table.loc[("甲", "mattr"), "value"] == pytest.approx(np.mean(halves))


def test_the_range_is_that_of_leaving_out_each_paragraph():
    text = words(500, 40)
    table = made(tokens_of("甲", text), tokens_of("乙", words(500, 40, seed=2)))
    left = [mattr([*text[:at], *text[at + 50 :]], 100) for at in range(0, 500, 50)]
    row = table.set_index(["group", "measure"]).loc[("甲", "mattr")]
    assert (row["loo_low"], row["loo_high"]) == (pytest.approx(min(left)), pytest.approx(max(left)))
    assert row["left_out"] == "paragraph"
    assert table["ci_low"].isna().all()


def test_of_several_texts_a_text_is_left_out():
    one, two = words(300, 40), words(300, 40, seed=2)
    table = made(
        tokens_of("甲", one, doc_id="a"), tokens_of("甲", two, doc_id="b"),
        tokens_of("乙", words(600, 40, seed=3)),
    )  # fmt: skip
    row = table.set_index(["group", "measure"]).loc[("甲", "mattr")]
    assert row["left_out"] == "text"
    ends = sorted([mattr(one, 100), mattr(two, 100)])
    assert [row["loo_low"], row["loo_high"]] == pytest.approx(ends)


def test_a_single_paragraph_leaves_nothing():
    table = made(tokens_of("甲", words(450, 40), size=450), tokens_of("乙", words(450, 40)))
    own = table[table["group"] == "甲"]
    assert own["value"].notna().all()
    assert own["loo_low"].isna().all()


def test_function_words_count_and_numbers_and_punctuation_do_not():
    text = words(450, 40)
    noisy = [token for word in text for token in (word, "，", "2021")]
    table = made(tokens_of("甲", noisy), tokens_of("乙", text))
    assert set(table["tokens"]) == {450}
    plain, other = (part["value"].tolist() for _, part in table.groupby("group"))
    assert plain == other
    assert made(tokens_of("甲", ["的"] * 450), tokens_of("乙", text))["tokens"].tolist()[0] == 450


def test_too_short_a_group_leaves_values_empty_with_the_reason():
    table = made(tokens_of("甲", words(4000, 60)), tokens_of("乙", words(150, 60)))
    by_measure = table.set_index(["measure", "group"])
    assert by_measure.loc["mtld", "value"].isna().all()
    assert by_measure.loc["mattr", "value"].notna().all()
    reason = by_measure.loc[("mtld", "甲"), "reason"]
    assert reason == "samples of 150 tokens, as many as 乙 has, are shorter than 400"
    assert set(by_measure.loc["mattr", "reason"]) == {""}


def test_a_group_without_words_is_no_crash():
    table = made(tokens_of("甲", words(500, 60)), tokens_of("乙", ["，"] * 5))
    assert table["value"].isna().all()
    assert table["reason"].str.startswith("samples of 0 tokens, as many as 乙 has").all()


def test_contrasts_stand_beside_the_values():
    tokens = pd.concat([tokens_of("甲", words(450, 40)), tokens_of("乙", words(450, 40))])
    rows = [{"group": "甲", "city": "甲", **ROW}, {"group": "乙", "city": "乙", **ROW}]
    rows[1]["genre"] = "speech"
    table = diversity_table(tokens, rows, kinds=["body"], compare="city")
    assert set(table["contrast"]) == {"unmatched"}
    assert set(table["confounds"]) == {"genre"}
