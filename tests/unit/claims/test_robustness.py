"""Which specifications agree, the verdict on a claim, and what is found of it."""

import numpy as np
import pandas as pd
import pytest
from claim_corpus import claim, sentences, tokens

from chengyan.claims.choices import choice_table
from chengyan.claims.counts import Strings, tokens_of
from chengyan.claims.estimates import COLUMNS, estimate_claims
from chengyan.claims.robustness import (
    CLAIM_COLUMNS,
    claims_table,
    empty_tables,
    robustness_table,
    specification_table,
    verdict,
)
from chengyan.claims.specifications import Options, names, specifications
from chengyan.claims.text import passages

TABLE = sentences(
    ("a", "甲", 1, "红的红白。"), ("a", "甲", 2, "白红红。"), ("a", "甲", 3, "白白白。"),
    ("b", "乙", 1, "白白白。"), ("b", "乙", 2, "红白白白白。"), ("b", "乙", 3, "白白白。"),
)  # fmt: skip
OPTIONS = Options()
RED, FLIPPED = claim(name="red", of=("红", "黑")), claim(name="flipped", more=("乙",), less=("甲",))
LONG = claim(name="long", kind="measure", of=("sentence_length",))
CLAIMS = [RED, FLIPPED, LONG]
DOCUMENTS = [
    {"doc_id": "a", "group": "甲", "genre": "report", "office": "市长", "date": "2021"},
    {"doc_id": "b", "group": "乙", "genre": "speech", "office": "市长", "date": "2021"},
]


def estimates(claims=CLAIMS, options=OPTIONS):
    found = passages(TABLE, options.kinds)
    cut = tokens_of(tokens(TABLE), found, ["的"])
    return pd.concat(
        [
            estimate_claims(claims, variant, found, counts, options, seed=1, alpha0=10.0)
            for variant, counts in (("jieba-with", cut), ("string", Strings(found)))
        ],
        ignore_index=True,
    )


def findings(claims=CLAIMS, documents=DOCUMENTS, rows=None, **choices):
    found = passages(TABLE, OPTIONS.kinds)
    cut = tokens_of(tokens(TABLE), found, ["的"])
    return claims_table(
        estimates(claims) if rows is None else rows,
        claims, OPTIONS, found, cut, documents, compare="city", **{"agree": 0.9} | choices,
    ).set_index("id")  # fmt: skip


@pytest.mark.parametrize(
    ("agreeing", "opposed", "word"),
    [
        (1.0, 0.0, "robust"), (0.9, 0.0, "robust"), (0.89, 0.1, "fragile"), (0.0, 0.9, "reversed"),
        (0.0, 0.0, "fragile"), (0.05, 0.95, "reversed"), (np.nan, np.nan, "fragile"),
    ],
)  # fmt: skip
def test_a_verdict_is_what_enough_specifications_say(agreeing, opposed, word):
    assert verdict(agreeing, opposed, 0.9) == word


def test_agreeing_is_sign_and_size():
    first = specifications(RED, OPTIONS)
    values = [0.5, 0.49, -0.5, -0.2, 0.0, 3.0]
    rows = [
        ("red", names()[s], s.unit, value, value, value, 0.1, 0.1)
        for s, value in zip([s for s in first if s.unit == "paragraph"], values, strict=False)
    ]
    given = pd.DataFrame(rows, columns=list(COLUMNS))
    table = robustness_table(given, [RED], OPTIONS)
    assert table["agrees"].tolist() == [True, False, False, False, False, True]
    assert table["reported"].tolist() == [True] + [False] * 5
    assert table[["ci_low", "ci_high"]].isna().all(axis=None)
    row = findings([RED], rows=given).loc["red"]
    assert (row["agreeing"], row["opposed"], row["specifications"]) == (2 / 6, 1 / 6, 6)
    assert (row["estimate_min"], row["estimate_median"], row["estimate_max"]) == (-0.5, 0.245, 3.0)


def test_units_left_out_do_not_count_an_estimate_twice():
    every, row = estimates(), findings()
    for one in CLAIMS:
        own = every[every["claim"] == one.id]
        assert row.loc[one.id, "specifications"] == (own["unit"] == "paragraph").sum()
        wide = own.groupby(["claim", "unit"])["estimate"].apply(lambda x: sorted(x.round(9)))
        assert wide.iloc[0] == wide.iloc[-1]


def test_the_table_has_the_claims_in_their_order():
    table = robustness_table(estimates(), CLAIMS, OPTIONS)
    assert table["claim"].drop_duplicates().tolist() == ["red", "flipped", "long"]
    for _, own in table.groupby("claim"):
        assert own["specification"].is_monotonic_increasing
        assert own["specification"].is_unique
        assert own["reported"].sum() == 1
    listed = specification_table(CLAIMS, OPTIONS)
    assert set(table["specification"]) <= set(listed["specification"])
    assert listed["specification"].is_unique
    assert set(listed["subjects"]) == {"terms", "sentence_length"}
    # Once for terms and once for lengths, each for two units left out.
    assert listed["reported"].sum() == 4
    assert (listed.loc[listed["subjects"] == "sentence_length", "engine"] == "").all()


def test_findings_tell_where_the_terms_stand():
    row = findings().loc["red"]
    assert (row["count_more"], row["count_less"]) == (4, 1)
    assert row["per_10k_more"] == pytest.approx(10_000 * 4 / 9)
    assert row["value_more"] == pytest.approx(row["per_10k_more"])
    assert (row["paragraphs_more"], row["of_paragraphs_more"]) == (2, 3)
    assert (row["paragraphs_less"], row["of_paragraphs_less"]) == (1, 3)
    # All of one of eleven words in a part of five: 1 - 5/11 over 1 - 3/11.
    assert row["dp_norm_less"] == pytest.approx((1 - 5 / 11) / (1 - 3 / 11))
    assert row["unused_terms"] == "黑"
    assert row["effect"] == pytest.approx(np.log2(4.5 / 9.5) - np.log2(1.5 / 11.5))
    assert row["unit"] == "per 10,000 words"


def test_a_measure_has_values_and_no_counts():
    row = findings().loc["long"]
    assert row["value_more"] == pytest.approx(10 / 3)
    assert row["effect"] == pytest.approx(np.log2((10 / 3) / (11 / 3)))
    assert np.isnan(row["count_more"])
    assert row["unused_terms"] == ""
    assert row["robust"] == "fragile"


def test_what_is_turned_round_is_opposed():
    table = findings()
    assert table.loc["flipped", "opposed"] == pytest.approx(table.loc["red", "agreeing"])
    assert list(table.reset_index().columns) == list(CLAIM_COLUMNS)


def test_a_claim_is_matched_where_all_pairs_are():
    assert findings([RED]).loc["red", ["contrast", "confounds"]].tolist() == ["unmatched", "genre"]
    alike = [row | {"genre": "report", "city": row["group"]} for row in DOCUMENTS]
    assert findings([RED], alike).loc["red", ["contrast", "confounds"]].tolist() == ["matched", ""]
    few = findings([RED], alike, min_texts=2).loc["red"]
    assert few["confounds"] == "too few texts"


def test_no_claims_give_headers():
    tables = empty_tables()
    assert all(table.empty for table in tables.values())
    assert list(tables["claims"].columns) == list(CLAIM_COLUMNS)


def test_a_choice_moves_what_differs_in_it_alone():
    table = robustness_table(estimates([RED]), [RED], OPTIONS)
    every = specification_table([RED], OPTIONS)
    moved = choice_table(table, every).set_index("choice")
    # There are no headings, quotations, formulations and other engines in these tables.
    assert moved.loc[["headings", "quotations"], "largest"].tolist() == [0, 0]
    assert not {"engine", "lexicon"} & set(moved.index)
    wide = table.merge(every.drop(columns="reported"), on="specification").query(
        "unit == 'paragraph' and stopwords != ''"
    )
    keys = ["measure", "headings", "quotations", "sections", "length"]
    both = wide.pivot(index=keys, columns="stopwords", values="estimate")
    change = (both["in"] - both["out"]).abs()
    assert moved.loc["stopwords", "change"] == pytest.approx(change.median())
    assert moved.loc["stopwords", "comparisons"] == len(change)
    assert moved.loc["measure", "largest"] > 0
