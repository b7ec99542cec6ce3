"""Candidates for the lexicon: measures worked out by hand, nothing that the lexicon has."""

import math
from collections import Counter

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.errors import DesignError, TableError
from chengyan.formulations.candidates import COLUMNS, candidate_table, guess_kind
from chengyan.formulations.entries import Formulation
from chengyan.formulations.ngrams import repeated_strings
from chengyan.han import count_han
from chengyan.lexicon import read_formulations

DOCUMENTS = [{"doc_id": "a", "group": "甲"}, {"doc_id": "b", "group": "乙"}]


def measured(texts, **choices):
    return repeated_strings(texts, **choices).set_index("term")


def found_in(*texts, lexicon=(), other=(), **choices):
    rows = [("a", "甲", i, text) for i, text in enumerate(texts, start=1)]
    rows += [("b", "乙", i, text) for i, text in enumerate(other, start=1)]
    table = pd.DataFrame(rows, columns=["doc_id", "group", "paragraph", "text"])
    table = table.assign(sentence=table["paragraph"], kind="body")
    entries = [Formulation(term, "formulation", "local", 0) for term in lexicon]
    return candidate_table(table, entries, DOCUMENTS, **choices).set_index("candidate")


def test_measures_of_a_string_by_hand():
    # 再造新城 in three places, 造 and 新城 beyond it; 20 characters in all.
    texts = ["我再造新城好", "你再造新城，造", "再造新城好新城啊", "的"]
    total = 6 + 6 + 8 + 1
    row = measured(texts).loc["再造新城"]
    assert row["count"] == 3
    # Splits 再|造新城 (3, 3), 再造|新城 (3, 4), 再造新|城 (3, 4): the weakest has 3 and 4.
    pmi = math.log((3 / total) / ((3 / total) * (4 / total)))
    assert row["npmi"] == pytest.approx(pmi / -math.log(3 / total))
    # Before it 我, 你 and an edge: three of three. Behind it 好 twice and a comma.
    assert row["left_entropy"] == pytest.approx(math.log(3))
    assert row["right_entropy"] == pytest.approx(-(2 / 3 * math.log(2 / 3) + math.log(1 / 3) / 3))


def test_strings_may_hold_commas_and_paired_quotes_inside():
    found = measured(["做到“两个维护”、再干好", "做到“两个维护”、再干啊"], min_count=2)
    assert "做到“两个维护”" in found.index
    assert "做到“两个维护”、再干" in found.index
    assert not {"做到“两个维护", "到“两个维护”、", "“两个维护”"} & set(found.index)


def test_once_is_not_again():
    with pytest.raises(DesignError, match="min_count: is 1"):
        repeated_strings(["再造新城"], min_count=1)
    for texts in ([], [""], ["2021"], ["再造新城"]):
        assert measured(texts).empty


@given(st.lists(st.text("再造新城、“”好。", max_size=25), max_size=6))
def test_counts_are_those_of_a_plain_search(texts):
    plain = Counter(
        text[i:j] for text in texts for i in range(len(text)) for j in range(i + 4, len(text) + 1)
    )
    found = measured(texts, min_count=2)
    assert all(plain[term] == count for term, count in found["count"].items())
    again = {
        term
        for term, count in plain.items()
        if count > 1 and set(term) <= set("再造新城好") and count_han(term) <= 16
    }
    assert again <= set(found.index)
    assert ((found["npmi"] <= 1 + 1e-9) | found["npmi"].isna()).all()


def test_what_comes_again_and_stands_freely_is_a_candidate():
    texts = ["我们再造新城要快", "大家再造新城更好", "人人再造新城最美"]
    found = found_in(*texts, other=["为了再造新城而干"])
    assert found.index.tolist() == ["再造新城"]
    row = found.loc["再造新城"]
    assert (row["count"], row["alone"], row["groups"], row["paragraphs"]) == (4, 4, "甲;乙", 4)
    assert row["sentences"] == "a:1;a:2;a:3;b:1"
    assert row["quoted"] == 0
    assert found_in(*texts, lexicon=["再造新城"]).empty
    assert found_in(*texts, min_entropy=2.0).empty
    assert found_in(*texts, stopwords=["再造"]).empty


def test_a_piece_of_a_longer_one_or_of_an_entry_is_none():
    texts = ["我们奋力再造新城要快", "大家奋力再造新城更好", "人人奋力再造新城最美"]
    assert found_in(*texts).index.tolist() == ["奋力再造新城"]
    # Once alone, it is one beside the longer one.
    more = found_in(*texts, "他们再造新城而干", min_entropy=0.1)
    assert {"奋力再造新城", "再造新城"} == set(more.index)
    assert (more.loc["再造新城", "count"], more.loc["再造新城", "alone"]) == (4, 1)
    # Inside an entry, and across the edge of one, wherever they stand.
    assert found_in(*texts, lexicon=["奋力再造新城"]).empty
    assert found_in(*texts, lexicon=["们奋力再", "家奋力再", "人奋力再"]).empty


def test_what_is_quoted_is_a_candidate_at_once():
    found = found_in("“一把手”，“城”，“6+1”，“这是一句话。”，“再造新城”", lexicon=["再造新城"])
    assert set(found.index) == {"一把手", "6+1"}
    row = found.loc["一把手"]
    assert (row["count"], row["quoted"], row["kind_guess"]) == (1, 1, "numbered_shorthand")
    assert math.isnan(row["npmi"])
    assert found_in("“大家一起再造新城”", lexicon=["再造新城"])["holds"].tolist() == ["再造新城"]


def test_a_suggestion_can_be_pasted_into_the_lexicon(tmp_path):
    found = found_in("“6+1”和“一把手”", other=["“一把手”"])
    path = tmp_path / "formulations.tsv"
    header = "term\tkind\tlevel\tfirst_use\tfirst_use_source\tsource"
    path.write_text("\n".join([header, *found["suggestion"], ""]), encoding="utf-8")
    read = {entry.term: (entry.kind, entry.level) for entry in read_formulations(path)}
    assert read == {
        "6+1": ("numbered_shorthand", "local"),
        "一把手": ("numbered_shorthand", "national"),
    }
    assert found.loc["一把手", "suggestion"].endswith("\taccepted candidate: 2 in 甲, 乙")


def test_what_is_quoted_most_stands_first():
    texts = ["“一把手”和“双下降”", "“双下降”，我再造新城好", "你再造新城啊", "他再造新城呢"]
    assert found_in(*texts).index.tolist() == ["双下降", "一把手", "再造新城"]


@pytest.mark.parametrize(
    ("term", "kind"),
    [
        ("两个维护", "numbered_shorthand"),
        ("一个城市一个中心、两个组团", "formulation"),
        ("再造新城", "formulation"),
        ("新发展格局", "formulation"),
        ("雪亮工程", "project"),
        ("市直机关委员会", "institution"),
        ("人民城市", "formulation"),
        ("顺平县", "place"),
    ],
)
def test_kinds_are_guessed_by_first_and_last_characters(term, kind):
    assert guess_kind(term) == kind


def test_nothing_to_find():
    assert list(found_in("好").reset_index().columns) == COLUMNS
    with pytest.raises(TableError, match="column group, paragraph"):
        candidate_table(pd.DataFrame(columns=["doc_id"]), [], DOCUMENTS)
