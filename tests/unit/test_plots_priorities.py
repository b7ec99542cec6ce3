"""Figures of priorities: whole, inside the page, and never more certain than the instrument."""

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from figure_texts import check, texts, title_of, words_of
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import Rectangle

from chengyan.errors import DesignError, TableError
from chengyan.plots import (
    agenda,
    codes,
    confusion,
    praise,
    priorities,
    range_strips,
    ribbons,
    style,
)
from chengyan.priorities.codebook import Code, read_codebook

GROUPS = ["保定", "廊坊", "石家庄", "唐山", "邯郸", "邢台", "张家口", "承德", "沧州"]
MANY = [
    *GROUPS, "北京", "天津", "哈尔滨", "南京", "合肥", "吉林", "宁波", "宜昌", "徐州", "成都",
    "无锡", "柳州", "武汉", "沈阳", "济南", "温州", "潍坊", "绵阳", "芜湖",
]  # fmt: skip
LONG = "全面建设社会主义现代化国家新征程上的京津冀协同发展战略"
ODD = ["2021", "$50^2$_{x}", f"{LONG}{LONG}"]
CODEBOOK = read_codebook(Path(__file__).parents[2] / "lexicon/codebook.tsv")
CODING = {"coding": "model-coded"}


def codebook(counted, others=3):
    """A codebook of somebody else: long names, some of them not Chinese, and spheres in threes."""
    policy = [
        Code(f"C{i}0{i}", f"{('能源', 'Energy')[i % 3 == 1]}{LONG[:i]}", "Energy and so on " * i,
             f"s{i // 3}", "", counted=True)
        for i in range(counted)
    ]  # fmt: skip
    return [
        *policy, *(Code(f"X{i}", f"无{i}", "", "", "", counted=False) for i in range(others))
    ]  # fmt: skip


def share_table(groups, book=CODEBOOK, *, corrected=(), contrast="unmatched", sizes=(300,)):
    """Shares that fall with code and group; statements by turns of `sizes`; some corrected."""
    rows = [
        {"method": "codebook", "unit": unit, "group": group, "code": code.code, "zh": code.zh,
         "en": code.en, "sphere": code.sphere, "counted": code.counted,
         "share": 1 / (3 + (i + u * g) % len(book) + g / 2), "ci_low": np.nan, "ci_high": np.nan,
         "left_out": "text" if g % 2 else "paragraph", "units": sizes[g % len(sizes)],
         "contrast": contrast}
        for u, unit in enumerate(("quasi_sentences", "past", "future"))
        for g, group in enumerate(groups)
        for i, code in enumerate(book)
    ]  # fmt: skip
    table = pd.DataFrame(rows)
    table = table.assign(loo_low=table["share"] * 0.9, loo_high=table["share"] * 1.2)
    mended = table[(table["unit"] == "quasi_sentences") & table["group"].isin(list(corrected))]
    share = mended["share"]
    mended = mended.assign(
        method="codebook_corrected", share=share * 1.1, ci_low=share * 0.6, ci_high=share * 1.5,
        loo_low=np.nan, loo_high=np.nan,
    )  # fmt: skip
    return pd.concat([table, mended], ignore_index=True)


def validation_table(low=0.9, samples=("dev",), book=CODEBOOK):
    """An instrument that is right on 95 % of 100 sentences, at the least on `low`."""
    rows = []
    for sample in samples:
        rows += [
            {"sample": sample, "method": method, "code": code.code, "precision": 0.876,
             "recall": 1.0, "f1": np.nan if i == 0 else 0.5, "support": i}
            for method in ("keywords", "codebook")
            for i, code in enumerate(book)
        ]  # fmt: skip
        rows += [
            {"sample": sample, "method": method, "code": "all", "precision": 0.9, "recall": 0.9,
             "f1": 0.9, "support": 100, "accuracy": 0.95 if method == "codebook" else 0.5,
             "accuracy_low": low if method == "codebook" else 0.4, "accuracy_high": 0.98}
            for method in ("keywords", "codebook")
        ]  # fmt: skip
    return pd.DataFrame(rows)


UNCODED = validation_table().head(0)


def part_table(groups, per=1, book=CODEBOOK):
    """Statements of ten characters, three of a code before the next, sections every twelve."""
    names = [code.code for code in book]
    rows = [
        {"doc_id": f"text-{g}-{t}", "group": group, "paragraph": n, "sentence": n, "part": 1,
         "kind": "body", "primary": names[(n // 3 + g) % len(names)], "text": LONG[:10] + "。",
         "section": f"一{n // 12}、{LONG}" if g % 2 == 0 and n > 11 else ""}
        for g, group in enumerate(groups)
        for t in range(per)
        for n in range(60 // (g + t + 1) + 2)
    ]  # fmt: skip
    table = pd.DataFrame(rows)
    return table.drop(columns="section"), table[["doc_id", "sentence", "section"]]


def confusion_table(pairs, sample="dev"):
    return pd.DataFrame(
        [(sample, *pair, count) for pair, count in pairs.items()],
        columns=["sample", "truth", "predicted", "count"],
    )


def full_confusion(book, scale=1.0):
    """Every code taken for itself, the next one, and the one after."""
    names = [code.code for code in book]
    return confusion_table(
        {
            (truth, names[(i + step) % len(names)]): scale * (i + 20) / (1 + 9 * step)
            for i, truth in enumerate(names)
            for step in range(3)
        }
    )


def marks(figure):
    """Face and edge of every mark drawn by scatter."""
    return [
        (to_hex(face), to_hex(edge))
        for axes in figure.axes
        for marked in axes.collections
        if isinstance(marked, PathCollection)
        for face, edge, _ in zip(
            itertools.cycle(marked.get_facecolors()),
            itertools.cycle(marked.get_edgecolors()),
            marked.get_offsets(),
            strict=False,
        )
    ]


def drawn_priorities(groups, validation=None, **also):
    validation = validation_table() if validation is None else validation
    return priorities.draw(share_table(groups, **also), validation, groups, **CODING)


# Priorities


@pytest.mark.parametrize("number", [1, 2, 3, 5, 6, 28])
@pytest.mark.parametrize("book", [CODEBOOK, codebook(2, 0), codebook(20)], ids=len)
@pytest.mark.parametrize("corrected", [0, 1, 5])
def test_priorities_are_whole_inside_and_apart(number, book, corrected):
    groups = MANY[:number]
    check(drawn_priorities(groups, book=book, corrected=groups[:corrected]))


@pytest.mark.parametrize("number", [3, 5, 8])
def test_odd_names_of_groups_stay_inside(number):
    groups = [*ODD, *(f"{name}{LONG}" for name in MANY)][:number]
    check(drawn_priorities(groups))
    check(praise.draw(share_table(groups, sizes=(300, 5)), validation_table(), groups, **CODING))
    check(agenda.draw(*part_table(groups), UNCODED, CODEBOOK, groups, **CODING))


def test_years_are_groups_even_where_they_are_numbers():
    figure = priorities.draw(share_table([2021, 2022]), UNCODED, ["2021", "2022"], **CODING)
    assert {"2021", "2022"} <= {text for text, _ in texts(figure)}


def test_of_more_codes_than_a_page_holds_the_largest_are_drawn():
    for number in (5, 8):
        figure = drawn_priorities(MANY[:number], book=codebook(60))
        check(figure)
        assert "further codes" in words_of(figure)
        assert "无0" in words_of(figure)


def test_codes_are_rows_by_falling_mean_and_the_occasion_is_below():
    table = share_table(GROUPS[:2])
    policy = [code.code for code in CODEBOOK if code.counted]
    own = table["unit"] == "quasi_sentences"
    for group, order in ((GROUPS[0], policy), (GROUPS[1], policy[::-1])):
        for i, code in enumerate(order):
            table.loc[own & (table["group"] == group) & (table["code"] == code), "share"] = (
                i / 100 if group == GROUPS[0] else 0.001 * i
            )
    figure = priorities.draw(table, UNCODED, GROUPS[:2], **CODING)
    placed = {text: box.y0 for text, box in texts(figure)}
    found = sorted((name for name in placed if name in policy), key=lambda name: -placed[name])
    assert found == policy[::-1]
    occasion = next(text for text in placed if text.startswith("Occasion"))
    assert placed[policy[0]] > placed[occasion] > placed["CONG"]
    assert occasion == "Occasion: outside the denominator; share of all statements"


@pytest.mark.parametrize("number", [3, 8])
@pytest.mark.parametrize(("contrast", "hollow"), [("unmatched", True), ("matched", False)])
def test_only_matched_shares_are_filled(number, contrast, hollow):
    groups = MANY[:number]
    figure = drawn_priorities(groups, contrast=contrast, corrected=groups[:1])
    faces = [face for face, _ in marks(figure)]
    # Corrected shares of many groups are not drawn.
    assert len(faces) == len(CODEBOOK) * (number + (1 if number == 3 else 0))
    assert all((face == "#ffffff") == hollow for face in faces)
    assert ("Unmatched:" in words_of(figure)) == hollow


def test_only_intervals_of_corrected_shares_have_caps():
    def capped(**also):
        figure = drawn_priorities(GROUPS[:3], **also)
        ends = [
            tuple(np.round(line.get_xdata(), 6))
            for axes in figure.axes for line in axes.lines if line.get_marker() == "|"
        ]  # fmt: skip
        return ends, words_of(figure)

    ends, said = capped(corrected=["廊坊"])
    table = share_table(GROUPS[:3], corrected=["廊坊"])
    own = table[table["method"] == "codebook_corrected"]
    want = zip(own["ci_low"].round(6), own["ci_high"].round(6), strict=True)
    assert sorted(ends) == sorted(want)
    assert "corrected" in said
    ends, said = capped()
    assert ends == []
    assert "corrected" not in said


def test_a_corrected_share_without_interval_is_a_mark_alone():
    table = share_table(GROUPS[:1], corrected=GROUPS[:1])
    bare = table.assign(ci_low=np.nan, ci_high=np.nan)
    figure = priorities.draw(bare, UNCODED, GROUPS[:1], **CODING)
    check(figure)
    assert len(marks(figure)) == 2 * len(CODEBOOK)


def two_codes(shares, *, reach=0.01, mended=()):
    """ECON and LIVE of each group, ranges of `reach` on either side."""
    table = share_table(list(shares), corrected=list(mended))
    table = table[table["code"].isin(["ECON", "LIVE"])].copy()
    for group, (econ, live) in shares.items():
        for code, share in (("ECON", econ), ("LIVE", live)):
            own = (table["group"] == group) & (table["code"] == code)
            raw = own & (table["method"] == "codebook")
            table.loc[own, "share"] = share
            table.loc[raw, ["loo_low", "loo_high"]] = [share - reach, share + reach]
            table.loc[own & ~raw, ["ci_low", "ci_high"]] = [share - 0.2, share + 0.2]
    return table


def test_the_title_of_priorities_holds_differences_against_the_error():
    def told(shares, low=0.9, **also):
        groups = list(shares)
        validation = UNCODED if low is None else validation_table(low)
        return title_of(priorities.draw(two_codes(shares, **also), validation, groups, **CODING))

    # ECON differs by 20 points, LIVE by 5; the instrument errs on 10 of 100 at the most.
    shares = {"a": (0.5, 0.45), "b": (0.3, 0.5)}
    name = "产业经济 (Industry and economy)"
    beyond = "differs by more than the instrument may err over all codes"
    assert told(shares) == f"One code of 2 {beyond} (10 points), {name}: b 30 %, a 50 %"
    assert told(shares, 0.97) == (
        f"2 of 2 codes {beyond.replace('differs', 'differ')} (3 points), most {name}: b 30 %, "
        "a 50 %"
    )
    assert told(shares, 0.75) == f"No code {beyond} (25 points); most does {name}: b 30 %, a 50 %"
    assert told(shares, None) == (
        f"{name} differs most: b 30 %, a 50 %; how far the instrument errs is not known"
    )
    assert told(shares, reach=0.1).endswith("a 50 %, but their lines overlap")
    assert told(shares, mended=["a"]).endswith("a 50 %, but their lines overlap")
    assert told({"a": (0.5, 0.45)}) == (
        f"a gives the largest share of its statements on policy to {name}, 50 %, then "
        "民生福祉 (45 %)"
    )
    many = {str(g): (0.1 + g / 100, 0.5) for g in range(9)}
    assert told(many, 0.99).startswith(
        f"民生福祉 leads everywhere. One code of 2 {beyond} (1 point), {name}: 0 10 %, 8 18 %"
    )


def test_the_error_is_that_of_the_worst_sample_or_of_the_one_named():
    table = pd.concat([validation_table(0.9), validation_table(0.7, ["other"])])
    assert codes.may_err(table) == pytest.approx(0.3)
    assert codes.may_err(table, "dev") == pytest.approx(0.1)
    assert np.isnan(codes.may_err(UNCODED))
    note = codes.instrument_note(table, "human-coded")
    assert note == (
        "Instrument fitted to sentences that are human-coded, right in 95 % of 100 of dev (95 % "
        "interval 90 to 98 %); 95 % of 100 of other (95 % interval 70 to 98 %). "
    )
    assert "other" not in codes.instrument_note(table, "human-coded", "dev")
    assert codes.instrument_note(UNCODED, "").startswith("No sample is coded")
    with pytest.raises(DesignError, match=r"no sample gwr .there are: dev, other"):
        codes.may_err(table, "gwr")


def test_a_group_of_one_code_and_a_group_without_statements_are_drawn():
    table = share_table(GROUPS[:3])
    table.loc[table["group"] == "保定", "share"] = 0.0
    table.loc[(table["group"] == "保定") & (table["code"] == "ECON"), "share"] = 1.0
    empty = table["group"] == "廊坊"
    table.loc[empty, ["share", "loo_low", "loo_high"]] = np.nan
    table.loc[empty, "units"] = 0
    figure = priorities.draw(table, validation_table(), GROUPS[:3], **CODING)
    check(figure)
    assert len(marks(figure)) == 2 * len(CODEBOOK)
    assert "廊坊" in words_of(figure)
    check(praise.draw(table, validation_table(), GROUPS[:3], **CODING))
    nothing = table.assign(share=np.nan, loo_low=np.nan, loo_high=np.nan)
    figure = priorities.draw(nothing, UNCODED, GROUPS[:3], **CODING)
    check(figure)
    assert title_of(figure) == "No statement on policy is found"


def test_extremes_of_many_groups_are_named_or_counted():
    shares = {group: (g / 100, 0.5 if g else 0.2) for g, group in enumerate(MANY)}
    figure = priorities.draw(two_codes(shares), validation_table(), MANY, **CODING)
    check(figure)
    said = [text for text, _ in texts(figure)]
    assert said.count("27 groups") == 1
    assert said.count("保定") == 2
    assert said.count("芜湖") == 1


def test_a_strip_has_the_quartiles_of_its_groups():
    table = share_table(MANY[:9]).query("unit == 'quasi_sentences' and code == 'ECON'")
    table = table.assign(value=np.arange(9) / 10)
    figure = range_strips.range_strips(
        [(table, ["ECON"], "")], title="t", guide="", note="", form=style.percent
    )
    (box,) = (patch for axes in figure.axes for patch in axes.patches)
    assert (box.get_x(), box.get_x() + box.get_width()) == pytest.approx((0.2, 0.6))
    lines = [line.get_xdata() for axes in figure.axes for line in axes.lines]
    assert [0.4, 0.4] in [list(x) for x in lines]
    assert [0.0, 0.8] in [list(x) for x in lines]


def test_priorities_that_are_not_there_are_named():
    table = share_table(GROUPS[:2])
    with pytest.raises(DesignError, match="no share of quasi_sentences by the codebook for 北京"):
        priorities.draw(table, UNCODED, ["北京"], **CODING)
    with pytest.raises(DesignError, match="no share of past"):
        praise.draw(table[table["unit"] != "past"], UNCODED, GROUPS[:2], **CODING)
    with pytest.raises(TableError, match="loo_low"):
        priorities.draw(table.drop(columns="loo_low"), UNCODED, GROUPS[:2], **CODING)
    with pytest.raises(TableError, match="accuracy_low"):
        praise.draw(table, UNCODED.drop(columns="accuracy_low"), GROUPS[:2], **CODING)
    with pytest.raises(DesignError, match="no sample x"):
        priorities.draw(table, validation_table(), GROUPS[:2], sample="x", **CODING)


# Praise and promise


@pytest.mark.parametrize("number", [1, 2, 3, 5, 6, 28])
@pytest.mark.parametrize("book", [CODEBOOK, codebook(2, 0), codebook(40)], ids=len)
@pytest.mark.parametrize("sizes", [(300,), (300, 5, 15), (3,)], ids=len)
def test_praise_is_whole_inside_and_apart(number, book, sizes):
    groups = MANY[:number]
    table = share_table(groups, book=book, sizes=sizes)
    check(praise.draw(table, validation_table(), groups, **CODING))


def test_panels_of_few_statements_are_pale_and_say_so():
    figure = praise.draw(
        share_table(GROUPS[:3], sizes=(300, 19, 20)), validation_table(), GROUPS[:3], **CODING
    )
    said = [text for text, _ in texts(figure)]
    assert said.count("too few to read") == 1
    assert {"300 look back", "19 look back", "20 look ahead"} <= set(said)
    edges = [edge for _, edge in marks(figure)]
    shown = sum(code.counted for code in CODEBOOK)
    assert edges.count(style.PALE) <= shown
    assert "#009e73" in edges
    assert "#d55e00" not in edges
    firm = praise.draw(
        share_table(GROUPS[:3], sizes=(300, 19, 20)), UNCODED, GROUPS[:3], least=5, **CODING
    )
    assert "too few to read" not in words_of(firm)
    assert "Pale" not in words_of(firm)


def changes(**ends):
    """ECON and LIVE, their shares in past and in future, by group."""
    table = share_table(list(ends)).query("code in ['ECON', 'LIVE']").copy()
    for group, pairs in ends.items():
        for code, pair in zip(("ECON", "LIVE"), pairs, strict=True):
            for unit, share in zip(("past", "future"), pair, strict=True):
                own = (table["group"] == group) & (table["code"] == code) & (table["unit"] == unit)
                table.loc[own, "share"] = share
    return table


def test_the_title_of_praise_tells_the_farthest_way_and_holds_it_against_the_error():
    def told(table, low=0.9):
        groups = list(dict.fromkeys(table["group"]))
        validation = UNCODED if low is None else validation_table(low)
        return title_of(praise.draw(table, validation, groups, **CODING))

    table = changes(a=[(0.1, 0.4), (0.3, 0.3)], b=[(0.2, 0.1), (0.3, 0.3)])
    more = "a promises more of 产业经济 (Industry and economy) than it praises: 40 % against 10 %"
    assert told(table) == more
    assert told(table, 0.6) == f"{more}, no more than the instrument may err"
    assert told(table, None) == f"{more}; how far the instrument errs is not known"
    back = told(changes(a=[(0.1, 0.2), (0.5, 0.3)]))
    assert back.startswith("a praises more of 民生福祉 (Livelihood and public services) than it")
    assert back.endswith("promises: 50 % against 30 %")
    few = told(table.assign(units=7))
    assert few == "No group has enough statements that look back, and ahead, to compare the two"
    # Changes of ECON: 1, 2 … 9 points, their median 5.
    many = changes(**{str(g): [(0.1, 0.11 + g / 100), (0.2, 0.2)] for g in range(9)})
    assert told(many, 0.99) == (
        "产业经济 (Industry and economy) is promised more than praised, by 5 points in the median "
        "of 9 groups"
    )


def test_of_many_groups_those_with_few_statements_are_left_out():
    groups = MANY[:9]
    figure = praise.draw(
        share_table(groups, sizes=(300, 300, 5)), validation_table(), groups, **CODING
    )
    check(figure)
    assert "Left out, with fewer than 20 statements of a kind: 石家庄, 邢台, 沧州" in words_of(
        figure
    )
    assert len(marks(figure)) == 6 * sum(code.counted for code in CODEBOOK)
    none = praise.draw(share_table(groups, sizes=(5,)), validation_table(), groups, **CODING)
    check(none)
    assert marks(none) == []


def test_points_have_signs():
    assert [praise.points(change) for change in (0.049, -0.12, 0.001)] == ["+5", "−12", "0"]


# The agenda


@pytest.mark.parametrize("number", [1, 2, 3, 5, 6, 8, 28])
@pytest.mark.parametrize("book", [CODEBOOK, codebook(2, 0), codebook(40)], ids=len)
def test_agendas_are_whole_inside_and_apart(number, book):
    groups = MANY[:number]
    figure = agenda.draw(*part_table(groups, book=book), UNCODED, book, groups, **CODING)
    check(figure)


@pytest.mark.parametrize(("groups", "per"), [(MANY[:2], 3), (MANY[:4], 12), (MANY[:1], 60)])
def test_several_texts_of_a_group_have_their_names(groups, per):
    figure = agenda.draw(*part_table(groups, per), validation_table(), CODEBOOK, groups, **CODING)
    check(figure)
    said = words_of(figure)
    assert "text-0-0" in said
    assert (f"40 of {len(groups) * per} texts" in said) == (per > 10)


def test_of_too_many_texts_the_longest_of_each_group_are_drawn():
    figure = agenda.draw(*part_table(MANY, 2), UNCODED, CODEBOOK, MANY, **CODING)
    check(figure)
    assert "28 of 56 texts" in words_of(figure)


def ribbon(primaries, sections=None, book=CODEBOOK):
    """The figure of one text, a statement of ten characters a code given."""
    number = len(primaries)
    parts = pd.DataFrame(
        {"doc_id": "t", "group": "a", "paragraph": range(number), "sentence": range(number),
         "part": 1, "kind": "body", "primary": primaries, "text": "城市建设发展人民经济。"}
    )  # fmt: skip
    sentences = pd.DataFrame(
        {"doc_id": "t", "sentence": range(number), "section": sections or [""] * number}
    )
    return agenda.draw(parts, sentences, UNCODED, book, ["a"], **CODING)


def segments(figure):
    """Colour, left, width and height of the segments, in parts of the ribbon."""
    patches = [p for axes in figure.axes for p in axes.patches if isinstance(p, Rectangle)]
    edged = [p for p in patches if to_hex(p.get_edgecolor()) == "#ffffff" and p.get_height() > 0.2]
    return [
        (to_hex(p.get_facecolor()), p.get_x() / style.INNER, p.get_width() / style.INNER,
         p.get_height())
        for p in edged
    ]  # fmt: skip


def test_neighbours_of_one_code_are_one_segment_and_the_occasion_is_low():
    colours = codes.code_colours(CODEBOOK)
    figure = ribbon(["ECON", "ECON", "CONG", "LIVE", "ECON"])
    check(figure)
    found = segments(figure)
    assert [colour for colour, *_ in found] == [
        colours[code] for code in ("ECON", "CONG", "LIVE", "ECON")
    ]
    assert [x for _, x, _, _ in found] == pytest.approx([0, 0.4, 0.6, 0.8])
    assert [width for _, _, width, _ in found] == pytest.approx([0.4, 0.2, 0.2, 0.2])
    tall = [height for *_, height in found]
    assert tall == pytest.approx([tall[0], tall[0] * ribbons.LOW, tall[0], tall[0]])
    said = [text for text, _ in texts(figure)]
    # Two segments and the legend.
    assert said.count("产业经济") == 3
    assert title_of(figure) == "Longest stretch on one code: a on 产业经济 (40 % of its length)"


def test_a_section_parts_a_segment_and_has_a_tick():
    figure = ribbon(["ECON"] * 4, ["", "一、甲", "一、甲", "一、甲"])
    assert [width for _, _, width, _ in segments(figure)] == pytest.approx([0.25, 0.75])
    ticks = [line.get_xdata()[0] for axes in figure.axes for line in axes.lines]
    assert ticks == pytest.approx([0.25 * style.INNER])
    assert "一、甲" in words_of(figure)


def test_narrow_segments_are_named_in_two_lines_or_upright_but_not_in_letters():
    names = [code.code for code in CODEBOOK if code.counted] * 4
    for number, form in ((13, "产业经济"), (26, "产业\n经济"), (52, "产\n业\n经\n济")):
        assert form in [text for text, _ in texts(ribbon(names[:number]))]
    book = [replace(code, zh="Energy") for code in CODEBOOK]
    assert not any("\n" in text for text, _ in texts(ribbon(names, book=book)))


def test_a_code_that_the_codebook_lacks_is_white():
    figure = ribbon(["ECON", "", "OLD"])
    check(figure)
    assert [colour for colour, *_ in segments(figure)][1:] == ["#ffffff", "#ffffff"]


def test_the_title_of_many_agendas_tells_the_middle_one():
    parts, sentences = part_table(MANY[:9])
    figure = agenda.draw(
        parts.assign(primary="ECON"), sentences.assign(section=""), UNCODED, CODEBOOK, MANY[:9],
        **CODING,
    )  # fmt: skip
    assert title_of(figure) == (
        "The longest stretch on one code takes 100 % of a text, 100 % to 100 % in 9 texts"
    )


def test_an_agenda_without_texts_is_an_error():
    parts, sentences = part_table(GROUPS[:1])
    with pytest.raises(DesignError, match="no text belongs to 北京"):
        agenda.draw(parts, sentences, UNCODED, CODEBOOK, ["北京"], **CODING)
    with pytest.raises(TableError, match="primary"):
        agenda.draw(
            parts.drop(columns="primary"), sentences, UNCODED, CODEBOOK, GROUPS[:1], **CODING
        )
    with pytest.raises(TableError, match="section"):
        agenda.draw(
            parts, sentences.drop(columns="section"), UNCODED, CODEBOOK, GROUPS[:1], **CODING
        )


# Colours

# Machado, Oliveira & Fernandes (2009), severity 1, on linear RGB.
DEFICIENCIES = {
    "none": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                   [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                     [-0.011820, 0.042940, 0.968881]],
}  # fmt: skip


def lab(colour, deficiency):
    """CIELAB of a colour as it is seen."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(DEFICIENCIES[deficiency]) @ linear, 0, 1)
    xyz = np.array(
        [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
         [0.0193339, 0.1191920, 0.9503041]]
    ) @ seen / [0.95047, 1, 1.08883]  # fmt: skip
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_policy_codes_are_told_apart_by_the_colour_blind(deficiency):
    colours = codes.code_colours(CODEBOOK)
    policy = [lab(colours[code.code], deficiency) for code in CODEBOOK if code.counted]
    near = [np.linalg.norm(one - other) for one, other in itertools.combinations(policy, 2)]
    # Some five times what is just told apart.
    assert min(near) > 11


def test_codes_of_one_sphere_have_shades_of_one_hue_and_the_occasion_is_grey():
    colours = codes.code_colours(CODEBOOK)
    assert len(set(colours.values())) == len(CODEBOOK)
    assert [colours[code] for code in ("ECON", "RURAL")] == ["#332288", "#cbe6f5"]
    assert [colours[code] for code in ("CONG", "HIST", "NONE")] == list(codes.GREYS)
    assert codes.hues_are_spheres(CODEBOOK)


@pytest.mark.parametrize("number", [2, 8, 13, 20])
def test_codes_without_spheres_have_colours_of_their_own(number):
    for name in ("", "one each"):
        book = [
            replace(code, sphere=name and f"s{i}") for i, code in enumerate(codebook(number, 0))
        ]
        assert len(set(codes.code_colours(book).values())) == number
        assert codes.hues_are_spheres(book) == bool(name and number <= len(codes.HUES))


# The confusion


@pytest.mark.parametrize("book", [CODEBOOK, codebook(2, 0), codebook(60)], ids=len)
@pytest.mark.parametrize("scale", [0.01, 1, 30])
def test_confusions_are_whole_inside_and_apart(book, scale):
    figure = confusion.draw(
        full_confusion(book, scale), validation_table(book=book), book, **CODING
    )
    check(figure)
    assert ("codes with fewest cases are in the table only" in words_of(figure)) == (len(book) > 20)


def test_cells_hold_counts_and_codes_without_a_case_are_told():
    table = confusion_table(
        {("ECON", "ECON"): 10, ("ECON", "LIVE"): 1.25, ("LIVE", "LIVE"): 0.5, ("CULT", "ECON"): 3}
    )
    figure = confusion.draw(table, validation_table(), CODEBOOK, **CODING)
    check(figure)
    said = [text for text, _ in texts(figure)]
    assert {"10", "1.2", ".5", "3"} <= set(said)
    # Of the diagonal an empty cell is told.
    assert said.count("0") >= 1
    assert "No case of INNO, OPEN, REGION, URBAN …." in words_of(figure)
    assert {"产业经济", "民生福祉", "文化"} <= set(said)
    assert "科技创新" not in said
    assert ".88" in said
    assert "–" in said


def test_counts_have_a_decimal_only_where_it_says_something():
    counts = {0: "0", 0.02: "·", 0.1: ".1", 1: "1", 1.25: "1.2", 9.94: "9.9", 11.3: "11"}
    assert [confusion.number(count, 1.0) for count in counts] == list(counts.values())
    assert confusion.number(1234, 1.0) == "1,234"
    assert confusion.number(9.4, 0.06) == "9"
    assert confusion.number(1860, 0.17) == "2k"
    assert confusion.number(541, 0.17) == "541"


def test_the_diagonal_is_darker_the_larger_the_recall():
    table = confusion_table(
        {("ECON", "ECON"): 9, ("ECON", "LIVE"): 1, ("LIVE", "LIVE"): 1, ("LIVE", "ECON"): 3}
    )
    figure = confusion.draw(table, validation_table(), CODEBOOK, **CODING)
    cells = [to_hex(patch.get_facecolor()) for axes in figure.axes for patch in axes.patches]
    assert cells == [
        to_hex(colour)
        for colour in (
            confusion.RIGHT(0.9), confusion.WRONG(0.1), confusion.WRONG(0.75), confusion.RIGHT(0.25)
        )
    ]  # fmt: skip
    light = [sum(to_rgb(cell)) for cell in cells]
    assert light[0] < light[3]
    assert light[2] < light[1]


def test_the_title_of_a_confusion_tells_the_most_frequent_one():
    def told(pairs, validation=None):
        validation = validation_table() if validation is None else validation
        return title_of(confusion.draw(confusion_table(pairs), validation, CODEBOOK, **CODING))

    right = {("ECON", "ECON"): 10, ("LIVE", "LIVE"): 5}
    said = "95 % of 100 sentences are coded right (95 % interval 90 to 98 %); "
    assert told(right) == f"{said}none is confused"
    assert told(right | {("ECON", "LIVE"): 2, ("LIVE", "ECON"): 1}) == (
        f"{said}most often, 产业经济 (ECON) is taken for 民生福祉 (LIVE) (2 of 3 errors)"
    )
    assert told(right | {("ECON", "LIVE"): 1, ("LIVE", "ECON"): 1}) == (
        f"{said}no confusion is the most frequent"
    )
    spread = {("ECON", "LIVE"): 1, ("CULT", "LIVE"): 1, ("LIVE", "ECON"): 1}
    assert told(right | spread) == f"{said}2 of 3 errors take a sentence for 民生福祉 (LIVE)"
    # 15 of 20 on the diagonal, where the other table is silent.
    assert told(right | {("ECON", "LIVE"): 5}, UNCODED).startswith(
        "75 % of 20 sentences are coded right; "
    )


def test_the_first_sample_is_drawn_or_the_one_named():
    table = pd.concat(
        [confusion_table({("ECON", "ECON"): 3}), confusion_table({("LIVE", "LIVE"): 4}, "cities")]
    )
    scores = validation_table(samples=("dev", "cities"))
    first = words_of(confusion.draw(table, scores, CODEBOOK, **CODING))
    assert "sample dev (model-coded)" in first
    assert "Further samples, in the table: cities." in first
    other = words_of(confusion.draw(table, scores, CODEBOOK, sample="cities", **CODING))
    assert "sample cities" in other
    assert "民生福祉" in other
    assert "产业经济" not in other
    with pytest.raises(DesignError, match=r"no sample gwr .there are: dev, cities"):
        confusion.draw(table, scores, CODEBOOK, sample="gwr", **CODING)


def test_where_no_sample_is_coded_the_figure_says_what_to_do():
    empty = confusion_table({})
    figure = confusion.draw(empty, UNCODED, CODEBOOK, **CODING)
    check(figure)
    assert title_of(figure) == confusion.NOTHING
    assert "Draw sentences at random" in words_of(figure)
    with pytest.raises(DesignError, match=r"no sample dev .there are: none"):
        confusion.draw(empty, UNCODED, CODEBOOK, sample="dev", **CODING)
    with pytest.raises(TableError, match="predicted"):
        confusion.draw(empty.drop(columns="predicted"), UNCODED, CODEBOOK, **CODING)


def test_codes_may_be_numbers():
    book = [replace(code, code=str(100 + i)) for i, code in enumerate(CODEBOOK)]
    table = confusion_table({(100, 100): 3, (100, 101): 1})
    figure = confusion.draw(table, validation_table(book=book), book, **CODING)
    check(figure)
    assert "产业经济" in words_of(figure)
    assert {"100", "101"} <= {text for text, _ in texts(figure)}
    figure = ribbon([100, 100, 101], book=book)
    assert len(segments(figure)) == 2
