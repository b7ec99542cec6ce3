"""The figures: they draw, are complete, stay within the page, and are the same in every run."""

import hashlib
import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
import pytest
from figure_texts import check, texts
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex

from chengyan.errors import DesignError, TableError, TextError
from chengyan.plots import (
    corpus,
    correspondence,
    effect,
    effect_scale,
    keyness,
    layout,
    orientation,
    pair_map,
    plan,
    prose,
    similarity,
    style,
    ternary,
    tfidf,
    xray,
)
from chengyan.plots.forest import BAND_WIDTH
from chengyan.plots.style import PALE

GROUPS = ["保定", "廊坊", "石家庄", "唐山", "邯郸", "邢台", "张家口", "承德", "沧州"]
# As many as one page shall still hold.
MANY = [
    *GROUPS, "北京", "天津", "哈尔滨", "南京", "合肥", "吉林", "宁波", "宜昌", "徐州", "成都",
    "无锡", "柳州", "武汉", "沈阳", "济南", "温州", "潍坊", "绵阳", "芜湖",
]  # fmt: skip
WORDS = list("城市建设发展人民经济产业文化生态创新改革开放服务")
LONG = "全面建设社会主义现代化国家新征程上的京津冀协同发展战略"
FIGURES = [
    *("corpus", "tfidf", "keyness", "ternary", "correspondence"),
    *("prose", "effect", "xray", "orientation", "plan", "similarity"),
]
OF_SOME_GROUPS = {"ternary", "correspondence", "similarity"}


def corpus_table(groups):
    return pd.DataFrame(
        {
            "doc_id": [f"text-{i}" for i in range(len(groups))],
            "group": groups,
            "title": [f"{group}{LONG}" * (i + 1) for i, group in enumerate(groups)],
            "author": "某某",
            "office": "市委书记",
            "genre": [f"genre {i}" for i in range(len(groups))],
            "date": ["2021", "2022-09-07", ""] * 2 + ["2021"] * max(len(groups) - 6, 0)
            if len(groups) > 6
            else ["2021", "2022-09-07", "", "2020", "2019", "2018"][: len(groups)],
            "han_chars": [20_000 // (i + 1) for i in range(len(groups))],
            "paragraphs": range(90, 90 - len(groups), -1),
            "sentences": range(500, 500 - len(groups), -1),
            "sections": [6] + [np.nan] * (len(groups) - 1),
        }
    )


def tfidf_table(groups, words=20):
    return pd.DataFrame(
        [
            {"group": group, "term": term, "count": 900 - n, "tfidf": 0.4 / n, "rank": n}
            for i, group in enumerate(groups)
            for n, term in enumerate([f"{LONG}{i}", *WORDS[i % 20 :], *WORDS[: i % 20]][:words], 1)
        ]
    )


def keyness_table(groups, words=14):
    return pd.DataFrame(
        [
            {
                "group": group,
                "term": LONG if n == 3 else f"{WORDS[n]}{WORDS[i % 20]}",
                "count": 120 - n,
                "per_10k": 54.321,
                "other_per_10k": 0.0,
                "log_ratio": 6 - n / 2,
                "lrc": 0.5 if n % 2 else 0.0,
                "log_odds_z": 10.0 - n,
                "paragraphs": n + 1,
                "of_paragraphs": 95,
                "texts": 1,
                "left_out": "paragraph",
                "ci_low": np.nan,
                "ci_high": np.nan,
                "loo_low": 5 - n / 2,
                "loo_high": 6.5 - n / 2,
                "contrast": "unmatched",
                "firm_against": ";".join(g for g in groups if g != group) if n < 6 else "",
            }
            for i, group in enumerate(groups)
            for n in range(words)
        ]
    )


def plan_table(groups):
    table = keyness_table(groups).assign(aspect="orientation", part="future")
    # Another part has other words, and is not drawn.
    return pd.concat([table, table.assign(part="past", term="不画")])


def orientation_table(groups):
    return pd.DataFrame(
        [
            {
                "aspect": "orientation",
                "part": part,
                "group": group,
                "sentences": 40 * (n + 1),
                "share": share - i / 1000,
                "loo_low": share - 0.05,
                "loo_high": share + 0.05,
                "left_out": "paragraph",
                "contrast": "unmatched",
            }
            for i, group in enumerate(groups)
            for n, (part, share) in enumerate(
                [("past", 0.3), ("present", 0.1), ("future", 0.55), ("untold", 0.05)]
            )
        ]
    )


def ternary_table(groups, words=60):
    place = np.random.default_rng(7).dirichlet([6] * len(groups), words)
    return pd.DataFrame(
        [
            {"term": f"{WORDS[n % 20]}{WORDS[(n * 7) % 23]}{n // 20}", "group": group,
             "total": 200 - 3 * n, "share": place[n, g], "loo_low": place[n, g] * 0.9,
             "loo_high": min(place[n, g] * 1.1, 1), "left_out": "paragraph"}
            for n in range(words)
            for g, group in enumerate(groups)
        ]
    )  # fmt: skip


def correspondence_table(groups, words=60):
    random = np.random.default_rng(11)
    names = [("group", group) for group in groups]
    names += [("term", f"{WORDS[n % 20]}{WORDS[(n * 7) % 20]}{n // 20}") for n in range(words)]
    return pd.DataFrame(
        [
            {"point": point, "name": name, "axis": axis, "coordinate": random.normal() / axis,
             "contribution": random.random(), "cos2": 0.5, "axis_share": 0.4 / axis,
             "count": 300 - n}
            for n, (point, name) in enumerate(names)
            for axis in (1, 2, 3)
        ]
    )  # fmt: skip


def similarity_table(groups, *, held=True, contrast="matched"):
    random = np.random.default_rng(3)
    rows = []
    for a, b in itertools.combinations(groups, 2):
        near = random.random()
        for measure, low, span in (("cosine", 0.4, 0.3), ("jsd", 0.6, -0.2)):
            value = low + span * near
            rows.append(
                {"group_a": a, "group_b": b, "measure": measure, "value": value,
                 "loo_low": value - 0.01, "loo_high": value + 0.01, "left_out": "paragraph",
                 "null_low": 0.43 if held else np.nan, "null_median": 0.5 if held else np.nan,
                 "null_high": 0.56 if held else np.nan, "null_pairs": 253 if held else 0,
                 "null_of": "government work report (corpus)" if held else "none: genres differ",
                 "percentile": near if held else np.nan, "sample_tokens": 590,
                 "contrast": contrast}
            )  # fmt: skip
    return pd.DataFrame(rows)


def course_table(groups, k=8):
    return pd.DataFrame(
        [
            {"doc_id": f"text-{g}", "group": group, "paragraph": n, "start": 100 * n,
             "end": 100 * (n + 1), "section": f"一{n // 5}、{LONG}" if g == 0 and n > 4 else "",
             "topic": (n * n + g) % k + 1 if n else "", "label": f"{WORDS[(n * n + g) % k]} · 城"}
            for g, group in enumerate(groups)
            for n in range(30 // (g + 1) + 1)
        ]
    )  # fmt: skip


def prose_table(groups):
    ends = {"_p10": 9, "_p25": 20, "_median": 36, "_p75": 58, "_p90": 90, "": 44}
    values = {f"sentence_length{name}": value for name, value in ends.items()}
    return pd.DataFrame(
        [
            {"group": group, "measure": measure, "value": value + 2.5 * g, "cases": 1443 - g,
             "loo_low": value + 2 * g, "loo_high": value + 4 * g + 1, "left_out": "paragraph",
             "contrast": "unmatched"}
            for g, group in enumerate(groups)
            for measure, value in (values | {"clause_length": 14.06}).items()
        ]
    )  # fmt: skip


def effect_table(groups, words=400):
    """Terms that lean either way, some of which one side lacks, the first ones firm."""
    random = np.random.default_rng(3)
    rate, ratio = 10 ** random.uniform(-0.5, 2.3, words), random.normal(0, 2, words)
    rate[0], ratio[:3] = 200, (6, -5, 4)
    return pd.DataFrame(
        [
            {"group": group, "term": LONG if n == 5 else f"{WORDS[n % 20]}{WORDS[n // 20]}",
             "count": 0 if n % 7 == 6 else 9, "other_count": 0 if n % 7 == 5 else 9.5,
             "per_10k": rate[n], "other_per_10k": rate[n] / 2 ** ratio[n], "log_ratio": ratio[n],
             "lrc": np.sign(ratio[n]) if n < 3 else 0.0,
             "log_odds_z": np.sign(ratio[n]) * (40 - n / 20), "paragraphs": 1 + n % 4, "texts": 1,
             "loo_low": ratio[n] - 0.5, "loo_high": ratio[n] + 0.5, "left_out": "paragraph",
             "contrast": "unmatched",
             "firm_against": ";".join(g for g in groups if g != group) if n < 2 else ""}
            for group in groups
            for n in range(words)
        ]
    )  # fmt: skip


XRAY_TERMS = ["京津冀", "创新", "习近平新时代中国特色社会主义思想", "群众", *WORDS[:11]]


def xray_tables(groups, terms=XRAY_TERMS):
    """Positions, spread and course; the last term stands nowhere, the first in one paragraph."""
    found = [
        {"term": term, "group": group, "doc_id": f"text-{g}", "form": xray_form(n),
         "position": (n * 0.37 + g / 9 + t / 31) % 1}
        for t, term in enumerate(terms[:-1])
        for g, group in enumerate(groups)
        for n in range(3 * t + 2)
    ]  # fmt: skip
    spread = [
        {"term": term, "group": group, "doc_id": f"text-{g}",
         "count": 3 * t + 2 if term != terms[-1] else 0, "paragraphs": t + 1, "of_paragraphs": 95,
         "dp_norm": 0.9 if term != terms[-1] else np.nan}
        for t, term in enumerate(terms)
        for g, group in enumerate(groups)
    ]  # fmt: skip
    return pd.DataFrame(found), pd.DataFrame(spread), course_table(groups)


def xray_form(n):
    return ("token", "nested", "phrase")[n % 3]


MODULES = {
    "corpus": corpus, "tfidf": tfidf, "keyness": keyness, "ternary": ternary,
    "correspondence": correspondence, "prose": prose, "effect": effect,
    "orientation": orientation, "plan": plan, "similarity": similarity,
}  # fmt: skip


def groups_of(name):
    """A number of groups that a figure is made for."""
    return 4 if name == "correspondence" else 3


def drawn(name, groups):
    """Draw a figure of made-up tables."""
    if name == "xray":
        return xray.draw(*xray_tables(groups), groups)
    return MODULES[name].draw(globals()[f"{name}_table"](groups), groups)


def marks(figure):
    """Face and edge of every mark drawn by scatter."""
    return [
        (to_hex(face), to_hex(edge))
        for axes in figure.axes
        for marked in axes.collections
        for face, edge in zip(marked.get_facecolors(), marked.get_edgecolors(), strict=False)
    ]


@pytest.mark.parametrize("number", [1, 2, 3, 5, 6, 8, 28])
@pytest.mark.parametrize("name", [name for name in FIGURES if name not in OF_SOME_GROUPS])
def test_texts_are_whole_inside_and_apart(name, number):
    check(drawn(name, MANY[:number]))


@pytest.mark.parametrize("number", [4, 5, 8, 28])
def test_texts_of_the_map_are_whole_inside_and_apart(number):
    figure = drawn("correspondence", MANY[:number])
    check(figure)
    shown = {text for text, _ in texts(figure)}
    assert set(MANY[:number]) <= shown
    assert "axis 1, 40 % of the inertia" in shown


@pytest.mark.parametrize("name", [name for name in FIGURES if name not in OF_SOME_GROUPS])
def test_beyond_what_a_page_holds_the_rest_is_said_to_be_left_out(name):
    groups = [f"{city}{i}" for i in range(6) for city in MANY]
    figure = drawn(name, groups)
    check(figure)
    said = " ".join(text for text, _ in texts(figure))
    assert "further groups are in the table only" in said


def test_of_many_texts_each_group_has_a_bar_of_them():
    table = pd.concat([corpus_table(GROUPS[:3]).assign(doc_id=f"t{i}") for i in range(20)])
    figure = corpus.draw(table, GROUPS[:3])
    check(figure)
    bars = [patch for patch in figure.axes[0].patches if patch.get_facecolor()[:3] != (1, 1, 1)]
    assert len(bars) == 60
    assert [text for text, _ in texts(figure)].count("20") == 3


def test_several_texts_of_a_group_stand_below_its_name():
    groups = ["report", "speech"]
    rows = corpus_table(MANY[:10]).assign(group=["report"] * 8 + ["speech"] * 2, city=MANY[:10])
    figure = corpus.draw(rows, groups)
    check(figure)
    shown = [text for text, _ in texts(figure)]
    assert {*groups, *MANY[:10]} <= set(shown)


def test_many_groups_have_one_colour():
    colours = style.group_colours(MANY)
    assert set(colours.values()) == {style.NEUTRAL}
    assert len(set(style.group_colours(MANY[:7]).values())) == 7


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        (["paragraph"], "one paragraph left out"),
        (["text", "text"], "one text left out"),
        (["text", "paragraph"], "one paragraph (or text) left out"),
    ],
)
def test_what_is_left_out_is_said(left_out, said):
    assert style.left_out_phrase(left_out) == said
    table = keyness_table(GROUPS[: len(left_out)])
    table["left_out"] = table["group"].map(dict(zip(GROUPS, left_out, strict=False)))
    shown = " ".join(text for text, _ in texts(keyness.draw(table, GROUPS[: len(left_out)])))
    assert said in shown.replace("\n", " ")


def with_intervals(groups, words=4):
    """Three groups' words with intervals of one octave to either side, but for the last word."""
    table = keyness_table(groups, words=words).assign(left_out="text", texts=3)
    there = table["log_odds_z"] > 11 - words
    return table.assign(
        ci_low=(table["log_ratio"] - 1).where(there), ci_high=(table["log_ratio"] + 1).where(there)
    )


def lines_of(axes, **style):
    """The x values of the lines of a style."""
    return [
        tuple(np.round(line.get_xdata(), 6).tolist())
        for line in axes.lines
        if all(getattr(line, f"get_{name}")() == value for name, value in style.items())
    ]


@pytest.mark.parametrize("groups", [GROUPS[:3], MANY[:8]], ids=["panels", "list"])
def test_intervals_are_lines_with_caps_and_ranges_bands(groups):
    table = with_intervals(groups)
    figure = keyness.draw(table, groups)
    for axes in [axes for axes in figure.axes if axes.lines]:
        bands = lines_of(axes, linewidth=BAND_WIDTH, color=PALE)
        caps = lines_of(axes, marker="|")
        assert caps
        assert len(bands) > len(caps)
        # Each pair of caps belongs to one word, a unit to either side of its mark.
        assert {round(high - low, 6) for low, high in caps} == {2.0}
        assert set(caps) <= set(lines_of(axes, linewidth=1.0))
    shown = " ".join(text for text, _ in texts(figure))
    assert "Line with caps: 95 % interval over texts like these" in shown
    assert "Band: range with one text left out" in shown
    assert "a word chosen beforehand" in shown


def test_an_interval_beyond_the_scale_has_no_cap_there():
    table = with_intervals(GROUPS[:2])
    first = table["log_odds_z"] == table["log_odds_z"].max()
    table.loc[first, "ci_high"] = 40.0
    for axes in keyness.draw(table, GROUPS[:2]).axes:
        right = axes.get_xlim()[1]
        assert right < 12
        assert any(line[-1] == pytest.approx(right) for line in lines_of(axes, linewidth=1.0))
        assert [len(caps) for caps in lines_of(axes, marker="|")].count(1) == 1


def test_without_intervals_nothing_is_said_of_them():
    figure = keyness.draw(keyness_table(GROUPS[:3]), GROUPS[:3])
    assert not any(lines_of(axes, marker="|") for axes in figure.axes)
    shown = " ".join(text for text, _ in texts(figure))
    assert "95 %" not in shown
    assert "Line: range with one paragraph left out" in shown


def test_keyness_points_where_one_text_holds_all_of_a_word():
    table = keyness_table(GROUPS[:2], words=4).assign(left_out="text", texts=[1, 2, 2, 2] * 2)
    for axes in keyness.draw(table, GROUPS[:2]).axes:
        assert len([line for line in axes.lines if line.get_marker() == "<"]) == 1


def test_the_list_of_many_groups_tells_against_how_many_a_word_stands_firm():
    figure = keyness.draw(keyness_table(MANY), MANY)
    shown = [text for text, _ in texts(figure)]
    assert shown.count("27") == 28 * 3
    assert figure.texts[0].get_text().startswith("Of 84 leading words")


def test_words_of_many_lists_come_first_in_the_map_of_ranks():
    table = tfidf_table(MANY[:6], words=6)
    table.loc[table["rank"] == 2, "term"] = "发展"
    figure = tfidf.draw(table, MANY[:6], top=3)
    shown = [text for text, _ in texts(figure)]
    assert "发展 on 6 of 6" in figure.texts[0].get_text()
    assert shown.index("发展") < min(shown.index(word) for word in WORDS[1:3] if word in shown)


def test_no_map_is_made_of_too_few_shared_words():
    empty = correspondence_table(GROUPS[:4]).iloc[:0]
    assert "No map" in texts(correspondence.draw(empty, GROUPS[:4]))[0][0]


@pytest.mark.parametrize("number", [2, 3])
def test_a_map_is_for_more_groups_than_a_triangle(number):
    with pytest.raises(DesignError, match=f"there are {number} groups"):
        correspondence.draw(correspondence_table(GROUPS[:4]), GROUPS[:number])


def test_prose_shows_the_median_with_its_range_between_two_bars():
    groups = GROUPS[:2]
    figure = prose.draw(prose_table(groups), groups)
    bars = [(bar.get_x(), bar.get_width()) for bar in figure.axes[0].patches]
    assert bars[:2] == [(9, 81), (20, 38)]
    lines = [list(line.get_xdata()) for line in figure.axes[0].lines]
    assert lines[0] == [36, 37]
    assert marks(figure)[0] == ("#ffffff", style.PALETTE[0].lower())
    matched = prose.draw(prose_table(groups).assign(contrast="matched"), groups)
    assert marks(matched)[0] == (style.PALETTE[0].lower(),) * 2
    title = figure.texts[0].get_text()
    assert title.startswith("The median sentence has 38.5 Han characters in 廊坊, 36 in 保定")


def test_prose_says_whether_clauses_are_alike():
    table = prose_table(GROUPS[:2])
    unlike = table.copy()
    unlike.loc[unlike["measure"].eq("clause_length") & unlike["group"].eq("廊坊"), "value"] = 30
    titles = [prose.draw(t, GROUPS[:2]).texts[0].get_text() for t in (table, unlike)]
    assert ["clauses are much alike" in title for title in titles] == [True, False]


def test_many_groups_of_prose_stand_by_falling_median():
    figure = prose.draw(prose_table(MANY), MANY)
    shown = [text for text, _ in texts(figure) if text in MANY]
    assert shown == MANY[::-1]


def test_prose_of_a_group_without_sentences_is_said():
    table = prose_table(GROUPS[:3])
    table.loc[table["group"] == "廊坊", "value"] = np.nan
    shown = " ".join(text for text, _ in texts(prose.draw(table, GROUPS[:3])))
    assert "No sentence: 廊坊" in shown
    with pytest.raises(DesignError, match="no sentence of 廊坊"):
        prose.draw(table, ["廊坊"])


def test_the_form_follows_groups_or_texts():
    assert not layout.is_compact("keyness", [30, 30])
    assert layout.is_compact("keyness", [1] * 6)
    assert layout.is_compact("corpus", [30, 30])
    assert not layout.is_compact("course", [3, 3])


@pytest.mark.parametrize("number", [2, 3, 5, 6, 12, 28, 50, 51])
@pytest.mark.parametrize("held", [True, False])
def test_texts_of_pairs_are_whole_inside_and_apart(number, held):
    groups = [f"{city}{i}" if i else city for i in range(2) for city in MANY][:number]
    figure = similarity.draw(similarity_table(groups, held=held), groups)
    check(figure)
    shown = {text for text, _ in texts(figure)}
    if 5 < number <= 50:
        assert set(groups) <= shown
        assert pair_map.fits_map(number)
    pairs = number * (number - 1) // 2
    if number > 50:
        said = " ".join(text for text, _ in texts(figure))
        assert f"The 20 most and the 20 least alike of {pairs} pairs" in said
        assert sum(" – " in text for text in shown) >= 40
    assert ("percentile" in " ".join(shown)) == held


@pytest.mark.parametrize("number", [3, 8])
def test_only_matched_pairs_are_filled(number):
    groups = MANY[:number]
    filled, hollow = (
        similarity.draw(similarity_table(groups, contrast=contrast), groups)
        for contrast in ("matched", "unmatched")
    )
    if number == 3:
        assert {face for face, _ in marks(filled)} == {style.NEUTRAL}
        assert {face for face, _ in marks(hollow)} == {"#ffffff"}
        return
    shades = {shade.lower() for shade in style.SHADES}
    cells = [[p for p in f.axes[0].patches if p.get_linewidth() > 0] for f in (filled, hollow)]
    assert not cells[0]
    assert len(cells[1]) == 28
    assert {to_hex(p.get_facecolor()) for p in cells[1]} == {"#ffffff"}
    assert {to_hex(p.get_edgecolor()) for p in cells[1]} == shades


def test_pairs_whose_ranges_meet_are_told_alike():
    table = similarity_table(GROUPS[:3], held=False, contrast="unmatched")
    wide = table.assign(loo_low=table["value"] - 0.2, loo_high=table["value"] + 0.2)
    for rows, said in ((wide, "The 3 pairs are about equally alike"), (table, "are most alike")):
        figure = similarity.draw(rows, GROUPS[:3])
        title = " ".join(text for text, _ in texts(figure))
        assert said in title
        assert "no two texts of one genre: nothing to hold these numbers against" in title
        assert "It takes texts of one genre" in title


def test_what_is_unusual_is_marked_and_counted():
    table = similarity_table(MANY[:6]).assign(percentile=0.5)
    cosine = table.index[table["measure"] == "cosine"]
    table.loc[cosine[:2], "percentile"] = [0.99, 0.0]
    figure = similarity.draw(table, MANY[:6])
    shown = [text for text, _ in texts(figure)]
    assert "2 of 15 outside what is usual in the genre" in " ".join(shown)
    assert sum(text.endswith("+") for text in shown) == 1
    assert sum(text.endswith("−") for text in shown) == 1


def test_groups_that_are_alike_stand_side_by_side():
    groups = MANY[:8]
    table = similarity_table(groups)
    blocks = {group: i % 2 for i, group in enumerate(groups)}
    near = table["group_a"].map(blocks) == table["group_b"].map(blocks)
    table["value"] = np.where(near, 0.9, 0.1)
    order = pair_map._leaves(table[table["measure"] == "cosine"], groups)
    assert [blocks[group] for group in order] == [0] * 4 + [1] * 4


def test_no_pair_is_said():
    with pytest.raises(DesignError, match="there is no pair"):
        similarity.draw(similarity_table(GROUPS[:3]), ["北京"])


def test_texts_of_the_ternary_are_whole_inside_and_apart():
    check(drawn("ternary", GROUPS[:3]))


def test_long_group_names_stay_inside():
    groups = [f"{group}{LONG}" for group in GROUPS[:3]]
    for name in FIGURES:
        if name != "correspondence":
            check(drawn(name, groups))
    groups = [f"{group}{LONG}" for group in MANY]
    for name in FIGURES:
        if name != "ternary":
            check(drawn(name, groups))


@pytest.mark.parametrize("name", FIGURES)
def test_a_missing_column_is_named(name):
    groups = GROUPS[:3]
    if name == "xray":
        for i, column in enumerate(["position", "dp_norm", "section"]):
            tables = list(xray_tables(groups))
            tables[i] = tables[i].drop(columns=column)
            with pytest.raises(TableError, match=column):
                xray.draw(*tables, groups)
        return
    column = {"correspondence": "name", "similarity": "group_a"}.get(name, "group")
    groups = GROUPS[: groups_of(name)]
    table = globals()[f"{name}_table"](groups)
    with pytest.raises(TableError, match=column):
        MODULES[name].draw(table.drop(columns=column), groups)


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_triangle_has_three_corners(number):
    with pytest.raises(DesignError, match=f"there are {number} groups"):
        ternary.draw(ternary_table(GROUPS[:3]), GROUPS[:number])


def test_no_text_of_a_group_is_said():
    with pytest.raises(DesignError, match="no text belongs to 北京"):
        corpus.draw(corpus_table(GROUPS[:2]), ["北京"])


@pytest.mark.parametrize("name", ["tfidf", "keyness", "ternary", "effect"])
def test_a_table_without_rows_gives_a_figure_that_says_so(name):
    figure = MODULES[name].draw(globals()[f"{name}_table"](GROUPS[:3]).iloc[:0], GROUPS[:3])
    assert any(text.startswith("No word") for text, _ in texts(figure))


def test_a_keyness_mark_is_as_full_as_the_conservative_log_ratio_holds():
    table = keyness_table(GROUPS[:3], words=4).drop_duplicates(["group", "log_odds_z"])
    table["lrc"] = table["log_odds_z"].map({10: 0.0, 9: 0.5, 8: 0.5, 7: 0.5})
    others = {group: [g for g in GROUPS[:3] if g != group] for group in GROUPS[:3]}
    named = {10: 2, 9: 2, 8: 1, 7: 0}
    table["firm_against"] = [
        ";".join(others[row.group][: named[row.log_odds_z]]) for row in table.itertuples()
    ]
    figure = keyness.draw(table, GROUPS[:3])
    for axes, colour in zip(figure.axes, style.PALETTE, strict=False):
        drawn_marks = [line for line in axes.lines if line.get_marker() not in ("None", "<")]
        assert {line.get_color() for line in drawn_marks} == {colour}
        faces = [(line.get_fillstyle(), line.get_markerfacecolor()) for line in drawn_marks]
        half = ("left", colour)
        assert faces == [("full", "white"), ("full", colour), half, half]
    shown = " ".join(text for text, _ in texts(figure))
    assert "Unmatched" in shown
    assert "Of 12 leading words, 3 stand firm against each other text and 6 against" in shown


def test_keyness_points_where_one_paragraph_holds_all_of_a_word():
    figure = keyness.draw(keyness_table(GROUPS[:2], words=4), GROUPS[:2])
    for axes in figure.axes:
        (arrow,) = (line for line in axes.lines if line.get_marker() == "<")
        assert arrow.get_xdata()[0] == 5
    assert "1 of 95" in [text for text, _ in texts(figure)]


def test_keyness_draws_the_words_of_highest_z_that_lean_to_the_group():
    table = keyness_table(["保定"], words=14).sample(frac=1, random_state=1)
    table.loc[table["term"] == LONG, "log_odds_z"] = -50.0
    shown = [text for text, _ in texts(keyness.draw(table, ["保定"], top=4))]
    assert [text for text in shown if text[0] in WORDS[:14] and text.endswith("城")] == [
        "城城", "市城", "建城", "发城",
    ]  # fmt: skip


@pytest.mark.parametrize(("contrast", "hollow"), [("unmatched", True), ("matched", False)])
def test_only_matched_words_of_the_triangle_are_filled(contrast, hollow):
    figure = ternary.draw(ternary_table(GROUPS[:3]), GROUPS[:3], contrast=contrast)
    assert (len(figure.axes[0].collections[0].get_facecolors()) == 0) == hollow


def test_a_word_on_two_lists_is_grey():
    table = tfidf_table(GROUPS[:2], words=3)
    assert {face for face, _ in marks(tfidf.draw(table, GROUPS[:2]))} == {
        style.PALETTE[0].lower(), style.PALETTE[1].lower(), style.PALE,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lengths", "genres", "title"),
    [
        ([2000, 285], ["a", "b"], "保定's text is 7 times as long as 廊坊's; no two share a genre"),
        (
            [400, 1000],
            ["a", "a"],
            "廊坊's text is 2.5 times as long as 保定's; all are of one genre",
        ),
        (
            [400, 500],
            ["a", ""],
            "The 2 texts are of much the same length; not every genre is known",
        ),
        ([100], ["a"], "保定: one text, and nothing to compare it with"),
    ],
)
def test_the_title_says_what_the_table_says(lengths, genres, title):
    table = corpus_table(GROUPS[: len(lengths)]).assign(han_chars=lengths, genre=genres)
    assert corpus.draw(table, GROUPS[: len(lengths)]).texts[0].get_text() == title


def test_a_colour_for_each_group_and_another_shape_beyond_eight():
    looks = style.looks(GROUPS)
    assert len({look.colour for look in looks.values()}) == 8
    assert len(set(looks.values())) == 9
    assert looks["沧州"].colour == looks["保定"].colour
    assert looks["沧州"].marker != looks["保定"].marker
    assert not {c.lower() for c in style.PALETTE} & {c.lower() for c in style.TOPICS}


def test_the_callers_settings_neither_matter_nor_change(tmp_path):
    plain = style.save(drawn("corpus", GROUPS[:2]), tmp_path / "plain")
    with matplotlib.rc_context({"font.size": 30, "axes.grid": True, "lines.linewidth": 9}):
        other = style.save(drawn("corpus", GROUPS[:2]), tmp_path / "other")
        assert matplotlib.rcParams["font.size"] == 30
    assert [path.read_bytes() for path in plain] == [path.read_bytes() for path in other]


def test_a_character_without_a_glyph_is_an_error_and_leaves_no_file(tmp_path):
    table = corpus_table(["保定"]).assign(title="\ue000")
    with pytest.raises(TextError, match="the font has no glyph"):
        style.save(corpus.draw(table, ["保定"]), tmp_path / "corpus")
    assert list(tmp_path.iterdir()) == []


def saved(folder):
    """Digests of all figures, drawn and written anew."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name in FIGURES
        for path in style.save(drawn(name, GROUPS[: groups_of(name)]), Path(folder) / name)
    }


def test_bytes_are_the_same_in_another_run(tmp_path):
    here = saved(tmp_path / "here")
    assert len(here) == 3 * len(FIGURES)
    assert saved(tmp_path / "again") == here
    environment = os.environ | {"PYTHONHASHSEED": "11", "TZ": "Asia/Shanghai", "LC_ALL": "C"}
    call = [sys.executable, __file__, str(tmp_path / "there")]
    run = subprocess.run(call, env=environment, capture_output=True, check=True)
    assert json.loads(run.stdout) == here
    for path in (tmp_path / "here").iterdir():
        for dated in (b"Date", b"Matplotlib v"):
            assert dated not in path.read_bytes(), path


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 1, []), ("one two three", 9, ["one two three"]), ("one two", 0.3, ["one", "two"])],
)
def test_text_is_broken_at_its_spaces(text, width, lines):
    assert style.wrap(text, 8, width) == lines


def test_text_that_does_not_fit_ends_in_an_ellipsis():
    cut = style.fit(LONG, 8, 1)
    assert cut.endswith("…")
    assert LONG.startswith(cut[:-1])
    assert style.text_width(cut, 8) <= 1
    assert style.fit("短", 8, 1) == "短"


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (np.nan, ""), (pd.NA, ""), ("", ""), (2021.0, "2021"), (3, "3"), (0.5, "0.5")],
)
def test_cells_are_written_as_a_reader_would(value, text):
    assert style.plain(value) == text


if __name__ == "__main__":
    sys.stdout.write(json.dumps(saved(sys.argv[1])))


def effect_marks(axes):
    """Place, marker, fill style and face of the marks of a panel."""
    return [
        (line.get_xdata()[0], line.get_ydata()[0], line.get_marker(), line.get_fillstyle(),
         line.get_markerfacecolor())
        for line in axes.lines
        if line.get_marker() in ("o", "X")
    ]  # fmt: skip


def test_a_word_that_one_side_lacks_lies_on_a_rail_whatever_its_log_ratio():
    table = effect_table(GROUPS[:2], words=60)
    table["count"], table["other_count"] = 9, 9.0
    table.loc[table["term"] == "城城", ["count", "log_ratio"]] = [0, 6.0]
    table.loc[table["term"] == "市城", ["other_count", "log_ratio"]] = [0, -6.0]
    for axes in effect.draw(table, GROUPS[:2], labels=30).axes[1:]:
        height = axes.get_ylim()[1]
        lacks, alone = effect_marks(axes)[0], effect_marks(axes)[1]
        assert lacks[1] == pytest.approx(0.1)
        assert alone[1] == pytest.approx(height - 0.1)
        others = [mark[1] for mark in effect_marks(axes)[2:]]
        assert all(0.2 < y < height - 0.2 for y in others)


def test_an_effect_mark_is_as_full_as_it_holds_in_either_direction():
    table = effect_table(GROUPS[:3]).assign(paragraphs=5)
    table[["loo_low", "loo_high"]] = np.sign(table[["log_ratio"]].to_numpy()) * [1.0, 2.0]
    figure = effect.draw(table, GROUPS[:3])
    for axes, colour in zip(figure.axes[1:], style.PALETTE, strict=False):
        held = [mark[2:] for mark in effect_marks(axes)]
        assert held[:3] == [("o", "full", colour), ("o", "full", colour), ("o", "left", colour)]
        assert set(held[3:]) == {("o", "full", "white")}
        assert len(held) == 12 + 4
    title = figure.texts[0].get_text()
    assert title.startswith("Of 400 words, 3 differ firmly in some group, 2 of them against")


@pytest.mark.parametrize(
    ("row", "does"),
    [
        ({"paragraphs": 1}, True),
        ({"paragraphs": 1, "left_out": "text", "texts": 2}, False),
        ({"texts": 1, "left_out": "text"}, True),
        ({"loo_low": -0.1}, True),
        ({"paragraphs": 1, "log_odds_z": -5.0, "loo_low": -3, "loo_high": -1}, False),
        ({}, False),
    ],
)
def test_a_word_that_hangs_on_one_paragraph_is_a_cross(row, does):
    whole = {"log_odds_z": 5.0, "paragraphs": 3, "texts": 3, "left_out": "paragraph"}
    whole |= {"loo_low": 0.5, "loo_high": 2.0}
    table = effect_table(GROUPS[:2]).assign(**(whole | row))
    (record,) = style.records(table.head(1))
    assert effect.hangs(record) == does
    marks_drawn = effect_marks(effect.draw(table, GROUPS[:2]).axes[1])
    assert {mark[2] for mark in marks_drawn} == {"X" if does else "o"}


def test_words_of_one_place_are_one_dot_of_their_number():
    table = effect_table(GROUPS[:2], words=100)
    tail = table["log_odds_z"].abs() < 38
    table.loc[tail, ["per_10k", "other_per_10k", "log_ratio", "count", "other_count"]] = [
        5.0, 5.0, 0.0, 1, 1.0,
    ]  # fmt: skip
    figure = effect.draw(table, GROUPS[:2])
    (dots,) = (c for c in figure.axes[1].collections if isinstance(c, PathCollection))
    assert dots.get_sizes().max() > 4 * dots.get_sizes().min()
    assert len(dots.get_offsets()) < 40


def test_a_group_without_rows_has_an_empty_panel():
    figure = effect.draw(effect_table(GROUPS[:2]), GROUPS[:3])
    check(figure)
    assert [text for text, _ in texts(figure)].count("no word") == 1


def test_the_patch_of_a_word_holds_all_places_within_its_ranges():
    low, high = np.array([0.2, 0.3, 0.1]), np.array([0.4, 0.5, 0.45])
    corners = ternary._within(low, high)
    assert corners.sum(axis=1) == pytest.approx([1] * len(corners))
    assert (corners >= low - 1e-9).all()
    assert (corners <= high + 1e-9).all()
    # By hand: each corner has two shares at a bound. Shares 0.4 and 0.5 leave 0.1.
    assert {tuple(corner) for corner in corners.round(9)} == {
        (0.4, 0.5, 0.1), (0.4, 0.3, 0.3), (0.2, 0.5, 0.3), (0.2, 0.35, 0.45), (0.25, 0.3, 0.45),
    }  # fmt: skip
    places = corners @ ternary.CORNERS
    steps = np.roll(places, -1, axis=0) - places
    (x, y), (further_x, further_y) = steps.T, np.roll(steps, -1, axis=0).T
    turns = x * further_y - y * further_x
    assert (turns > -1e-9).all()


def test_a_patch_lies_behind_named_words_only_and_a_lone_paragraph_has_none():
    table = ternary_table(GROUPS[:3], words=20)
    lone = table["term"] == table["term"].iloc[0]
    table.loc[lone, ["loo_low", "loo_high"]] = np.nan
    figure = ternary.draw(table, GROUPS[:3], labels=20)
    patches = [patch for patch in figure.axes[0].patches if patch.get_alpha() == 0.13]
    assert len(patches) == 19
    assert any("Cross: one paragraph" in text for text, _ in texts(figure))
    patches = ternary.draw(table[~lone], GROUPS[:3], labels=7).axes[0].patches
    assert sum(patch.get_alpha() == 0.13 for patch in patches) == 7


def test_the_title_of_the_triangle_counts_words_that_stay_in_their_corner():
    table = ternary_table(GROUPS[:3], words=2).assign(share=[0.6, 0.2, 0.2, 0.2, 0.6, 0.2])
    table["loo_low"] = [0.55, 0.1, 0.1, 0.1, 0.45, 0.1]
    title = " ".join(text.get_text() for text in ternary.draw(table, GROUPS[:3]).texts[:2])
    assert title.startswith(
        "0 of 2 shared words lean to no corner; 1 to 保定, 1 to 廊坊, 0 to 石家庄"
    )
    assert "1 of these whatever paragraph is left out" in title


def test_each_occurrence_is_a_tick_high_where_the_term_is_a_word():
    found, spread, course_of = xray_tables(GROUPS[:2])
    figure = xray.draw(found, spread, course_of, GROUPS[:2])
    for g, axes in enumerate(figure.axes):
        own = found[found["doc_id"] == f"text-{g}"]
        segments = [segment for ticks in axes.collections for segment in ticks.get_segments()]
        assert sorted(segment[0, 0] for segment in segments) == pytest.approx(
            sorted(own["position"])
        )
        height = max(abs(np.ptp(segment[:, 1])) for segment in segments)
        tall = [abs(np.ptp(segment[:, 1])) > 0.9 * height for segment in segments]
        assert sum(tall) == (own["form"] == "token").sum()
    shown = [text for text, _ in texts(figure)]
    assert shown.count("no occurrence") == 2
    title = " ".join(text.get_text() for text in figure.texts[:2])
    assert title.startswith("14 of 15 terms stand in every text, 1 in none; texts that repeat one")
    assert "2 of 28 cases" in title


def test_terms_that_no_text_holds_make_an_empty_figure():
    for number in (2, 9):
        found, spread, course_of = xray_tables(GROUPS[:number])
        spread = spread.assign(count=0)
        figure = xray.draw(found.iloc[:0], spread, course_of, GROUPS[:number])
        check(figure)
        assert figure.texts[0].get_text() == "No text holds any of the 15 terms looked for"


def test_texts_of_a_group_are_laid_over_one_another_where_they_are_many():
    found, spread, course_of = xray_tables([f"{n}" for n in range(60)])
    tables = [
        t.assign(group=t["doc_id"].map(lambda name: GROUPS[int(name[5:]) % 2]))
        for t in (found, spread, course_of)
    ]
    figure = xray.draw(*tables, GROUPS[:2])
    check(figure)
    shown = [text for text, _ in texts(figure)]
    assert [text for text in shown if text in GROUPS] == GROUPS[:2] * 2
    assert str(30 * (3 * 3 + 2)) in shown
    few = [t[t["doc_id"].isin([f"text-{n}" for n in range(9)])] for t in tables]
    figure = xray.draw(*few, GROUPS[:2])
    check(figure)
    assert {*GROUPS[:2], "text-0", "text-8"} <= {text for text, _ in texts(figure)}


def test_more_terms_than_a_page_holds_are_said_to_be_left_out():
    terms = [*XRAY_TERMS, *WORDS[11:], *"甲乙丙丁戊"]
    figure = xray.draw(*xray_tables(GROUPS[:3], terms), GROUPS[:3])
    check(figure)
    assert "further terms are in the table only" in " ".join(text for text, _ in texts(figure))


def test_an_xray_of_no_text_is_said():
    with pytest.raises(DesignError, match="no text belongs to 北京"):
        xray.draw(*xray_tables(GROUPS[:2]), ["北京"])


def test_the_title_of_orientation_names_who_is_least_and_most():
    figure = drawn("orientation", GROUPS[:3])
    shown = " ".join(text for text, _ in texts(figure))
    assert "Looking ahead takes from 55 % (石家庄) to 55 % (保定) of a text" in shown
    table = orientation_table(GROUPS[:3])
    table.loc[(table["group"] == "廊坊") & (table["part"] == "future"), "share"] = 0.9
    shown = " ".join(text for text, _ in texts(orientation.draw(table, GROUPS[:3])))
    assert "to 90 % (廊坊)" in shown
    shown = " ".join(text for text, _ in texts(orientation.draw(table[:0], GROUPS[:3])))
    assert "No sentence is told to look back or ahead" in shown


def test_marks_of_orientation_are_hollow_where_unmatched():
    table = orientation_table(GROUPS[:2])
    assert {face for face, _ in marks(orientation.draw(table, GROUPS[:2]))} == {"#ffffff"}
    table["contrast"] = "matched"
    assert "#ffffff" not in {face for face, _ in marks(orientation.draw(table, GROUPS[:2]))}


def test_many_groups_stand_by_how_much_they_look_ahead():
    table = orientation_table(MANY)
    table.loc[(table["group"] == MANY[-1]) & (table["part"] == "future"), "share"] = 0.8
    found = {text: box.y0 for text, box in texts(orientation.draw(table, MANY)) if text in MANY}
    assert sorted(found, key=found.get, reverse=True) == [MANY[-1], *MANY[:-1]]


def test_a_plan_is_set_against_plans_alone():
    groups = GROUPS[:3]
    table = plan_table(groups)
    figure = plan.draw(table, groups)
    assert figure.texts[0].get_text().startswith("Plan against plan: of 30 leading words")
    shown = " ".join(text for text, _ in texts(figure))
    assert "不画" not in shown
    # A group without enough words is named, and no panel is kept for it.
    two = table[~((table["group"] == "廊坊") & (table["part"] == "future"))]
    shown = " ".join(text for text, _ in texts(plan.draw(two, groups, min_tokens=250)))
    assert "Left out, with fewer than 250 such words: 廊坊." in shown
    assert "of 20 leading words" in shown
    shown = [text for text, _ in texts(plan.draw(table[:0], groups))]
    assert shown == ["Plan against plan: no two groups have 300 words that look ahead"]


def test_a_page_names_its_subject_only_within():
    groups = GROUPS[:3]
    plan.draw(plan_table(groups), groups)
    title = drawn("keyness", groups).texts[0].get_text()
    assert title.startswith("Of 30 leading words")


def test_hollow_marks_do_not_look_half_filled_by_covering_one_another():
    places = np.array([[1.0, 0.1], [1.01, 0.1], [1.02, 0.1], [1.0, 0.5], [2.0, 0.1]])
    moved = effect_scale.side_by_side(places)
    assert moved[[0, 3, 4]].tolist() == places[[0, 3, 4]].tolist()
    row = np.sort(moved[:3, 0])
    assert (np.diff(row) >= 2 * effect_scale.MARK - 1e-9).all()
    assert (moved[:, 1] == places[:, 1]).all()
