"""Figure of ways to measure priorities: whole, inside the page, and what each puts first."""

import itertools
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from figure_texts import check, texts, title_of, words_of
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.container import BarContainer
from matplotlib.patches import Rectangle

from chengyan.errors import DesignError, TableError
from chengyan.plots import style, ways, ways_panels
from chengyan.priorities.codebook import Code, read_codebook

GROUPS = ["保定", "廊坊", "石家庄", "唐山", "邯郸"]
MANY = [
    *GROUPS, "邢台", "张家口", "承德", "沧州", "北京", "天津", "哈尔滨", "南京", "合肥", "成都",
    "柳州", "沈阳", "温州", "潍坊", "芜湖", "西安", "南昌", "杭州", "福州", "厦门", "广州", "深圳",
    "昆明",
]  # fmt: skip
LONG = "全面建设社会主义现代化国家新征程上的京津冀协同发展战略"
ODD = ["2021", "$50^2$_{x}", f"{LONG}{LONG}"]
CODEBOOK = read_codebook(Path(__file__).parents[2] / "lexicon/codebook.tsv")
THREE = ("codebook", "seeded", "topics")


def codebook(counted):
    """A codebook of somebody else: long names, some of them not Chinese."""
    return [
        Code(f"C{i}0{i}", f"{('能源', 'Energy')[i % 3 == 1]}{LONG[:i]}", "Energy and so on " * i,
             f"s{i // 3}", "", counted=True)
        for i in range(counted)
    ]  # fmt: skip


def share_rows(shares, book, low=0.9, high=1.2):
    """Rows of shares {(way, group): shares by code}, with ranges about them."""
    rows = [
        {"method": way, "unit": "characters" if way == "codebook" else "tokens", "group": group,
         "code": code.code, "zh": code.zh, "en": code.en, "counted": True, "share": share,
         "ci_low": np.nan, "ci_high": np.nan, "left_out": "paragraph", "units": np.nan,
         "contrast": "unmatched",
         **{f"{kind}_{end}": by * share if (kind == "loo") == (way == "codebook") else np.nan
            for kind in ("loo", "model") for end, by in (("low", low), ("high", high))}}
        for (way, group), own in shares.items()
        for code, share in zip(book, own, strict=True)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def share_table(groups, book=CODEBOOK, known=3, found=THREE):
    """Shares that fall with code from another code in each group and way; topics know a few."""
    counted = [code for code in book if code.counted]
    weights = {
        (way, group): 1 / (1 + (np.arange(len(counted)) + g + w) % len(counted))
        for w, way in enumerate(found)
        for g, group in enumerate(groups)
    }  # fmt: skip
    for (way, _), own in weights.items():
        if way == "topics":
            own[known:] = np.nan
    shares = {pair: own / np.nansum(own) for pair, own in weights.items()}
    return share_rows(shares, counted)


def pair_table(book=CODEBOOK, known=3, found=THREE, units=100):
    """Two ways agree on half of the units; leads of 60 and 40 on the first two known codes."""
    counted = [code.code for code in book if code.counted]
    rows = []
    for a, b in itertools.combinations(found, 2):
        codes = counted if b == "seeded" else counted[:known]
        rows.append((a, b, "all", len(codes), units, units, units, 0.5, 0.25))
        for i, code in enumerate(counted):
            leads = (60, 40) if i == 0 else (40, 60) if i == 1 else (0, 0)
            rows.append((a, b, code, int(code in codes), units, *leads, 0.5, 0.25))
    return pd.DataFrame(rows, columns=list(ways.WAYS_COLUMNS))


def drawn(groups, book=CODEBOOK, known=3, found=THREE, **also):
    pairs = pair_table(book, known, found)
    return ways.draw(share_table(groups, book, known, found), pairs, book, groups, **also)


def scatters(figure):
    return [
        marked
        for axes in figure.axes
        for marked in axes.collections
        if isinstance(marked, PathCollection)
    ]


@pytest.mark.parametrize("number", [1, 2, 3, 5, 6, 28])
@pytest.mark.parametrize("book", [CODEBOOK, codebook(2), codebook(24), codebook(60)], ids=len)
@pytest.mark.parametrize("known", [1, 20])
def test_ways_are_whole_inside_and_apart(number, book, known):
    check(drawn(MANY[:number], book, min(known, sum(code.counted for code in book))))


@pytest.mark.parametrize("number", [3, 5, 8])
def test_odd_names_of_groups_stay_inside(number):
    check(drawn([*ODD, *(f"{name}{LONG}" for name in MANY)][:number]))


@pytest.mark.parametrize("number", [2, 7])
@pytest.mark.parametrize("found", [THREE[:1], THREE[:2], ("codebook", "topics")], ids=len)
def test_ways_that_are_not_there_are_left_out(number, found):
    figure = drawn(MANY[:number], found=found)
    check(figure)
    said = words_of(figure)
    for way in THREE:
        assert (ways_panels.WAYS[way] in said.replace("the codebook's mean", "")) == (way in found)
    only = title_of(figure).startswith("Only the codebook measures priorities here")
    assert only == (found == ("codebook",))


def test_a_group_without_a_share_and_a_code_without_a_topic_have_no_mark():
    table = share_table(GROUPS[:3])
    counted = sum(code.counted for code in CODEBOOK)
    figure = ways.draw(table, pair_table(), CODEBOOK, GROUPS[:3])
    assert len(scatters(figure)) == 3 * (2 * counted + 3)
    table.loc[table["group"] == "廊坊", "share"] = np.nan
    figure = ways.draw(table, pair_table(), CODEBOOK, GROUPS[:3])
    check(figure)
    assert len(scatters(figure)) == 2 * (2 * counted + 3)
    assert sum(text == "–" for text, _ in texts(figure)) == 3


TWO = [
    Code("LIVE", "民生", "Livelihood", "s", "", counted=True),
    Code("ECON", "经济", "Economy", "s", "", counted=True),
    Code("HIST", "历史", "History", "", "", counted=False),
]
FIRSTS = {
    ("codebook", "a"): (0.4, 0.6), ("codebook", "b"): (0.2, 0.8),
    ("seeded", "a"): (0.7, 0.3), ("seeded", "b"): (0.25, 0.75),
    ("topics", "a"): (np.nan, 1.0), ("topics", "b"): (np.nan, 1.0),
}  # fmt: skip


def test_what_each_way_puts_first_is_named_above_and_large_below():
    figure = ways.draw(share_rows(FIRSTS, TWO[:2]), pair_table(TWO, 1), TWO, ["a", "b"])
    check(figure)
    said = [text for text, _ in texts(figure)]
    # Once as a row, and once for each way that puts it first in a group.
    assert (said.count("民生"), said.count("经济")) == (2, 6)
    assert {"60 %", "70 %", "80 %", "75 %", "100 %"} <= set(said)
    sizes = [marked.get_sizes()[0] for marked in scatters(figure)]
    assert len(sizes) == 10
    assert sum(size > 20 for size in sizes) == 6
    large = {
        (round(float(x), 3), round(float(y)))
        for marked in scatters(figure) if marked.get_sizes()[0] > 20
        for x, y in marked.get_offsets()
    }  # fmt: skip
    # ECON, with the larger mean by the codebook, is the upper row.
    assert large == {(0.6, 0), (0.7, 1), (1.0, 0), (0.8, 0), (0.75, 0)}


def test_the_title_holds_ways_against_the_codebook():
    def told(pairs, groups=("a", "b"), found=THREE):
        shares = {pair: own for pair, own in FIRSTS.items() if pair[0] in found}
        return title_of(ways.draw(share_rows(shares, TWO[:2]), pairs, TWO, list(groups)))

    # Free topics lead with ECON alone: 60 and 40 times, 40 and 60 times.
    gap = "widest gap of codebook and seeded topics: a, 民生, 40 and 70 %"
    seeded = "Codebook and seeded topics name the same leading code in 50 % of passages (kappa .25)"
    assert told(pair_table(TWO, 1)) == (
        f"{seeded}; codebook and free topics in 50 % (at most 80 %, with a topic for 1 of 2 codes);"
        f" all three ways put the same code first in 1 of 2 groups; {gap}"
    )
    both = pair_table(TWO, 1, THREE[:2])
    assert told(both, found=THREE[:2]) == (
        f"{seeded}; both ways put the same code first in 1 of 2 groups; {gap}"
    )
    assert told(both, ["a"], THREE[:2]) == (
        f"{seeded}; both ways do not put the same code first; {gap}"
    )
    unnamed = both.assign(units=0, agreement=np.nan)
    assert told(unnamed, ["b"], THREE[:2]) == (
        "Both ways put the same code first; widest gap of codebook and seeded topics: b, 民生, "
        "20 and 25 %"
    )


def test_bars_are_agreement_and_ticks_the_most_possible():
    figure = ways.draw(share_rows(FIRSTS, TWO[:2]), pair_table(TWO, 1), TWO, ["a", "b"])
    (axes,) = (a for a in figure.axes if any(isinstance(c, BarContainer) for c in a.containers))
    bars = [c.patches[0].get_width() for c in axes.containers]
    assert bars == [1, 0.5] * 3
    assert [list(line.get_xdata()) for line in axes.lines] == [[0.8, 0.8]] * 3
    said = [text for text, _ in texts(figure)]
    assert said.count(".25") == 3


def test_a_band_spans_the_ways_and_a_line_the_fits():
    figure = ways.draw(share_rows(FIRSTS, TWO[:2]), pair_table(TWO, 1), TWO, ["a"])
    bands = [
        (round(patch.get_x(), 3), round(patch.get_x() + patch.get_width(), 3))
        for axes in figure.axes for patch in axes.patches
        if isinstance(patch, Rectangle) and to_hex(patch.get_facecolor()) == ways_panels.SPAN
    ]  # fmt: skip
    assert bands == [(0.3, 1.0), (0.4, 0.7)]
    lines = {
        tuple(np.round(line.get_xdata(), 3))
        for axes in figure.axes for line in axes.lines if len(line.get_xdata()) == 2
    }  # fmt: skip
    assert {(0.54, 0.72), (0.27, 0.36), (0.9, 1.2), (0.36, 0.48), (0.63, 0.84)} <= lines


@pytest.mark.parametrize("number", [3, 8])
@pytest.mark.parametrize(("contrast", "hollow"), [("unmatched", True), ("matched", False)])
def test_only_matched_shares_are_filled(number, contrast, hollow):
    figure = drawn(MANY[:number], contrast=contrast)
    faces = [to_hex(face) for marked in scatters(figure) for face in marked.get_facecolors()]
    assert faces
    assert all((face == "#ffffff") == hollow for face in faces)
    assert ("Unmatched:" in words_of(figure)) == hollow


def test_strips_of_many_groups_are_differences_from_the_codebook():
    names = MANY[:6]
    shares = {("codebook", name): (0.5, 0.5) for name in names}
    shares |= {("seeded", name): (0.5 + g / 20, 0.5 - g / 20) for g, name in enumerate(names)}
    found = share_rows(shares, TWO[:2])
    figure = ways.draw(found, pair_table(TWO, 1, THREE[:2]), TWO, names)
    check(figure)
    said = [text for text, _ in texts(figure)]
    # Of LIVE from 0 to 25 points more, of ECON as many less.
    assert said.count("+25") == said.count("−25") == 1
    dots = [sorted(marked.get_offsets()[:, 0].round(3)) for marked in scatters(figure)]
    rising = [0.0, 0.05, 0.1, 0.15, 0.2, 0.25]
    assert dots == [rising, [-value for value in rising[::-1]]]
    assert "Kappa of leading codes (passages): codebook and seeded topics .25 (100). " in (
        words_of(figure)
    )


def test_scores_are_written_without_their_zero():
    told = [ways_panels.score(value) for value in (0.795, 1.0, -0.009, -0.5, float("nan"))]
    assert told == [".80", "1.00", "−.01", "−.50", "–"]


def test_tables_that_lack_something_are_named():
    table, pairs = share_table(GROUPS[:2]), pair_table()
    with pytest.raises(DesignError, match="no share of characters by the codebook for 北京"):
        ways.draw(table, pairs, CODEBOOK, ["北京"])
    with pytest.raises(TableError, match="model_low"):
        ways.draw(table.drop(columns="model_low"), pairs, CODEBOOK, GROUPS[:2])
    with pytest.raises(TableError, match="kappa"):
        ways.draw(table, pairs.drop(columns="kappa"), CODEBOOK, GROUPS[:2])


def test_the_same_figure_gives_the_same_bytes(tmp_path):
    for name in ("one", "other"):
        style.save(drawn(GROUPS[:2]), tmp_path / name)
    for ending in style.FORMATS:
        one, other = (tmp_path / f"{name}.{ending}" for name in ("one", "other"))
        assert one.read_bytes() == other.read_bytes()
