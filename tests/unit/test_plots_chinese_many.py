"""Figures of words, texts and rhetoric of many groups in Chinese: whole, no English left."""

import re

import pandas as pd
import pytest
import test_plots
import test_plots_echo
import test_plots_formulas
import test_plots_outlook
import test_plots_rhetoric
from figure_texts import check, texts, title_of

from chengyan.language import speaking
from chengyan.plots import echo, formulas, outlook, pair_words

GROUPS, MANY = test_plots.MANY[:3], test_plots.MANY[:28]
# Names of measures, files and genres, which Chinese has as they are.
LATIN = re.compile(r"TF-IDF|F1|DP|JSD|Delta|needs\.csv|tfidf\.reference|government work report")
ENGLISH = re.compile("[A-Za-z]{2,}")
# Spaces that English has and Chinese has not.
ODD = re.compile(r"\d %|[。；，：] ")
FIGURES = [
    *("rhetoric", "metaphors", "modality", "formulas", "echo", "outlook"),
    *("tfidf", "keyness", "effect", "prose", "xray", "orientation", "plan", "similarity"),
]


def drawn(name, groups):
    """A figure of made-up tables."""
    if name == "rhetoric":
        return test_plots_rhetoric.drawn(groups, baseline=True)
    if name == "metaphors":
        return test_plots_rhetoric.drawn_metaphors(groups)
    if name == "modality":
        return test_plots_rhetoric.drawn_ladder(groups)
    if name == "formulas":
        return formulas.draw(test_plots_formulas.coverage_table(groups), groups)
    if name == "echo":
        rows = [test_plots_echo.passage(groups[0], groups[1], 2, 3)]
        return test_plots_echo.drawn(groups, rows)
    if name == "outlook":
        looks = ["past", "present", "", "future", "future"]
        rows = [row for group in groups for row in test_plots_outlook.text_of(group, group, looks)]
        return outlook.draw(test_plots_outlook.table(rows), groups)
    return test_plots.drawn(name, groups)


def english(figure):
    """Words in Latin letters that are no names of measures."""
    return [text for text, _ in texts(figure) if ENGLISH.search(LATIN.sub("", text))]


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_of_many_is_whole_and_in_chinese(name):
    with speaking("zh"):
        figure = drawn(name, MANY)
    check(figure)
    assert english(figure) == []
    assert [text for text, _ in texts(figure) if ODD.search(text)] == []


def test_a_map_is_whole_and_in_chinese():
    with speaking("zh"):
        figure = test_plots.drawn("correspondence", MANY[:8])
    check(figure)
    assert english(figure) == []


@pytest.mark.parametrize(("compared", "said"), [
    ((0.08, 0.1, 0.12), "有年代可考的全国性提法占文本的8.0%（保定）至12%（石家庄）；不可比"),
    ((None,), "各文本均无日期，提法的占比无从比较"),
])  # fmt: skip
def test_a_title_has_the_order_of_chinese(compared, said):
    with speaking("zh"):
        table = test_plots_formulas.coverage_table(
            GROUPS, tuple(x or float("nan") for x in compared)
        )
        assert title_of(formulas.draw(table, test_plots.GROUPS[:3])) == said


def test_nothing_shared_is_said_in_chinese():
    table = pd.concat([test_plots_echo.sentence_rows(group) for group in GROUPS])
    with speaking("zh"):
        figure = echo.draw(
            test_plots_echo.passages([]), table, test_plots_echo.between(GROUPS), GROUPS
        )
    assert title_of(figure).startswith(
        "套语之外，没有相同文字见于其他文本；共同套语：保定0%、廊坊0%"
    )


@pytest.mark.parametrize(("value", "en", "zh"), [
    (0.2436, ".24", "0.24"), (-0.05, "−.05", "−0.05"), (10.5, "10.50", "10.50"),
])  # fmt: skip
def test_chinese_keeps_the_zero_before_the_point(value, en, zh):
    assert pair_words.short(value) == en
    with speaking("zh"):
        assert pair_words.short(value) == zh
