"""Figures of claims: whole, inside the page, and true to their tables."""

import itertools

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from chengyan.claims.robustness import empty_tables
from chengyan.errors import TableError
from chengyan.plots import robustness, specifications

PAGE_HEIGHT = 9.9
TEXT = "石家庄 places itself beside the capital more than 保定"
LEVELS = {
    "engine": ["jieba", "dictionary"], "lexicon": ["with", "without"], "stopwords": ["out", "in"],
    "measure": ["log_ratio", "log_odds", "sentences", "paragraphs"], "headings": ["in", "out"],
    "quotations": ["in", "out"], "sections": ["all", "body"], "length": ["all", "equal"],
}  # fmt: skip


def tables(number=31, contrast="unmatched"):
    """Tables of so many claims, each with a few specifications; the shares fall."""
    random = np.random.default_rng(5)
    grid = [dict(zip(LEVELS, level, strict=True)) for level in itertools.product(*LEVELS.values())]
    every = pd.DataFrame(grid[:: 512 // 64]).assign(unit="paragraph", subjects="terms")
    every.insert(0, "specification", [f"s{i:04d}" for i in range(len(every))])
    found, rows = [], []
    for i in range(number):
        values = np.sort(random.normal(2 - 4 * i / max(number, 2), 0.6, len(every)))
        reported = np.arange(len(every)) == i % len(every)
        rows.append(
            pd.DataFrame(
                {
                    "claim": f"c{i}", "specification": every["specification"], "estimate": values,
                    "loo_low": values - 1, "loo_high": values + 9 * (i == 3) + 0.5,
                    "agrees": values >= 0.5, "reported": reported,
                }
            )
        )  # fmt: skip
        agreeing, opposed = (values >= 0.5).mean(), (values <= -0.5).mean()
        word = "robust" if agreeing >= 0.9 else "reversed" if opposed >= 0.9 else "fragile"
        own = rows[-1].iloc[i % len(every)]
        found.append(
            {
                "id": f"c{i}", "text_en": f"{i} {TEXT}",
                "effect": own["estimate"], "loo_low": own["loo_low"], "loo_high": own["loo_high"],
                "left_out": "paragraph", "min_effect": 0.5, "robust": word, "agreeing": agreeing,
                "opposed": opposed, "specifications": len(values),
                "estimate_median": np.median(values), "contrast": contrast,
            }
        )  # fmt: skip
    choices = pd.DataFrame(
        [(f"c{i}", name, 0.1, 0.5, 9) for i in range(number) for name in LEVELS],
        columns=["claim", "choice", "change", "largest", "comparisons"],
    )
    return pd.DataFrame(found), pd.concat(rows, ignore_index=True), every, choices


def curves(*given, agree=0.9):
    findings, estimates, every, choices = given
    return (
        robustness.draw(findings, estimates),
        specifications.draw(findings, estimates, every, choices, agree=agree),
    )


def lines(figure):
    figure.canvas.draw()
    return [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]


def words(figure):
    return " ".join(text.get_text() for text in lines(figure))


@pytest.mark.parametrize("number", [1, 31, 90])
def test_texts_are_whole_inside_and_apart(number):
    for figure in curves(*tables(number)):
        assert figure.get_size_inches()[0] == pytest.approx(7.1)
        assert figure.get_size_inches()[1] <= PAGE_HEIGHT
        texts = lines(figure)
        boxes = [text.get_window_extent() for text in texts]
        page = figure.bbox
        for text, box in zip(texts, boxes, strict=True):
            ends = (box.x0 - page.x0, page.x1 - box.x1, box.y0 - page.y0, page.y1 - box.y1)
            assert min(ends) >= -1, text.get_text()
        for (one, a), (two, b) in itertools.combinations(zip(texts, boxes, strict=True), 2):
            # Line boxes hold more than the letters.
            shared = Bbox.intersection(a, b)
            if shared is not None:
                assert min(shared.width, shared.height) < 4, (one.get_text(), two.get_text())


def test_the_title_counts_the_verdicts():
    findings, estimates, _, _ = tables(31)
    number = findings["robust"].value_counts()
    title = robustness.draw(findings, estimates).texts[0].get_text()
    assert title == (
        f"Of 31 claims, {number['robust']} are robust to how they are measured, "
        f"{number['fragile']} fragile and {number['reversed']} reversed; unmatched"
    )


def test_claims_stand_by_falling_share_that_agrees():
    findings, estimates, _, _ = tables(12)
    shuffled = findings.sample(frac=1, random_state=1)
    texts = [t.get_text() for t in lines(robustness.draw(shuffled, estimates))]
    order = [text.split(" ")[0] for text in texts if "石家庄" in text]
    assert order == [str(i) for i in range(12)]


def test_what_finds_no_room_is_said_to_be_in_the_table():
    findings, estimates, _, _ = tables(90)
    assert "46 further claims are in the table only" in words(robustness.draw(findings, estimates))


@pytest.mark.parametrize(("contrast", "hollow"), [("unmatched", True), ("matched", False)])
def test_only_matched_estimates_are_filled(contrast, hollow):
    findings, estimates, every, choices = tables(4, contrast)
    for figure, number in zip(curves(findings, estimates, every, choices), (4, 1), strict=True):
        marks = [line for axes in figure.axes for line in axes.lines if line.get_marker() == "o"]
        assert len(marks) == number
        assert {mark.get_markerfacecolor() == "white" for mark in marks} == {hollow}


def test_a_range_beyond_the_axes_ends_in_an_arrow():
    findings, estimates, _, _ = tables(6)
    (axes,) = robustness.draw(findings, estimates).axes
    arrows = [line for line in axes.lines if line.get_marker() == ">"]
    assert len(arrows) == 1


@pytest.mark.parametrize("agree", [0.6, 0.9])
def test_the_curve_is_of_the_claim_nearest_to_the_threshold(agree):
    given = tables(31)
    share = given[0][["agreeing", "opposed"]].max(axis=1)
    nearest = given[0].iloc[(share - agree).abs().to_numpy().argmin()]
    figure = specifications.draw(*given, agree=agree)
    assert nearest["text_en"] in figure.texts[0].get_text()
    assert f"{int(100 * nearest['agreeing'])} % agree" in words(figure)


def test_every_estimate_has_a_mark_in_one_row_of_each_choice():
    figure = specifications.draw(*tables(3), agree=0.9)
    board = figure.axes[1]
    marks = sum(len(found.get_segments()) for found in board.collections)
    assert marks == 64 * len(LEVELS)


def test_a_choice_that_does_not_apply_has_no_row():
    findings, estimates, every, choices = tables(3)
    shown = words(specifications.draw(findings, estimates, every, choices, agree=0.9))
    assert "words cut by" in shown
    bare = every.assign(engine="", lexicon="", stopwords="", measure="mean")
    shown = words(specifications.draw(findings, estimates, bare, choices, agree=0.9))
    assert "words cut by" not in shown
    assert "headings" in shown


def test_no_claims_give_a_figure_that_says_so():
    empty = empty_tables()
    for figure in (
        robustness.draw(empty["claims"], empty["robustness"]),
        specifications.draw(**empty, agree=0.9),
    ):
        assert "No claim could be tested" in words(figure)


def test_a_claim_without_estimates_has_an_empty_row():
    findings, estimates, every, choices = tables(2)
    for name in ("effect", "loo_low", "loo_high", "agreeing", "opposed", "estimate_median"):
        findings.loc[1, name] = np.nan
    findings.loc[1, "specifications"] = 0
    left = estimates[estimates["claim"] == "c0"]
    assert "1 石家庄" in words(robustness.draw(findings, left))
    assert "1 石家庄" in words(robustness.draw(findings.iloc[1:], left.iloc[:0]))
    none = specifications.draw(findings.iloc[1:], left.iloc[:0], every, choices, agree=0.9)
    assert "No claim could be tested" in words(none)


def test_a_missing_column_is_named():
    findings, estimates, every, choices = tables(2)
    with pytest.raises(TableError, match="opposed"):
        robustness.draw(findings.drop(columns="opposed"), estimates)
    with pytest.raises(TableError, match="sections"):
        specifications.draw(findings, estimates, every.drop(columns="sections"), choices, agree=0.9)
