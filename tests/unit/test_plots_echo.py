"""The figure of what texts share: whole, inside the page, and honest where nothing is shared."""

import itertools

import numpy as np
import pandas as pd
import pytest
from figure_texts import check, texts, title_of, words_of
from matplotlib.colors import to_hex
from matplotlib.container import BarContainer
from matplotlib.patches import Rectangle

from chengyan.errors import DesignError, TableError
from chengyan.plots import echo, echo_map, style

GROUPS = ["保定", "廊坊", "石家庄", "唐山", "邯郸"]
MANY = [f"{name}{number}" for name in "甲乙丙丁" for number in range(35)]
LONG = "全面建设社会主义现代化国家新征程上的京津冀协同发展战略"
ODD = ["2021", "$50^2$_{x}", f"{LONG}{LONG}"]
WORDS = "统筹推进“五位一体”总体布局，协调推进“四个全面”战略布局，让我们更加紧密地团结起来"


def sentence_rows(group, number=20, doc_id=None, beyond=(), formula=()):
    """Sentences of 50 Han characters; `beyond` and `formula` by sentence."""
    rows = [
        {
            "doc_id": doc_id or group, "group": group, "paragraph": i, "sentence": i + 1,
            "source_line": 2 * i, "han_chars": 50, "echoed": dict(beyond).get(i + 1, 0),
            "beyond_formula": dict(beyond).get(i + 1, 0),
            "formula": dict(formula).get(i + 1, 0),
        }
        for i in range(number)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def passage(a, b, at, to, words=WORDS, beyond=10, start=0):
    return {
        "group_a": a, "doc_a": a, "sentence_a": at, "start_a": start, "end_a": start + 20,
        "group_b": b, "doc_b": b, "sentence_b": to, "start_b": start, "end_b": start + 20,
        "overlap": beyond + 5, "beyond_formula": beyond, "passage": words,
    }  # fmt: skip


def passages(rows):
    return pd.DataFrame(rows, columns=[*echo.REUSE])


def between(groups, share=lambda a, b: 0.01):
    rows = [
        (a, b, 3, 1000, round(1000 * share(i, j)), share(i, j))
        for i, a in enumerate(groups)
        for j, b in enumerate(groups)
        if i != j
    ]
    return pd.DataFrame(rows, columns=list(echo_map.GROUPS))


def drawn(groups, rows=(), number=20, beyond=((2, 10),), formula=((2, 5), (7, 20)), **also):
    table = pd.concat([sentence_rows(g, number, None, beyond, formula) for g in groups])
    return echo.draw(passages(rows), table, between(groups), groups, **also)


def every_pair(groups, number):
    """So many passages of each pair, in sentences that follow one another."""
    return [
        passage(a, b, 1 + k % 20, 1 + (3 * k) % 20, WORDS[: 5 + k], 9 + k, start=100 * k)
        for a, b in itertools.combinations(groups, 2)
        for k in range(number)
    ]


@pytest.mark.parametrize("groups", [1, 2, 3, 5])
@pytest.mark.parametrize("number", [0, 1, 30])
def test_strips_are_whole_inside_and_apart(groups, number):
    check(drawn(GROUPS[:groups], every_pair(GROUPS[:groups], number)))


@pytest.mark.parametrize("groups", [6, 28, 140])
def test_maps_are_whole_inside_and_apart(groups):
    figure = drawn(MANY[:groups])
    check(figure)
    assert ("groups that share most" in words_of(figure)) == (groups == 140)


@pytest.mark.parametrize("groups", [3, 8])
def test_odd_names_stay_inside(groups):
    names = [*ODD, *(f"{name}{LONG}" for name in MANY)][:groups]
    check(drawn(names, every_pair(names[:3], 4)))


def test_all_passages_in_one_sentence_have_their_numbers_apart():
    rows = [passage(*GROUPS[:2], 20, 1, beyond=30 - k, start=100 * k) for k in range(12)]
    figure = drawn(GROUPS[:2], rows)
    check(figure)
    numbers = [text for text, _ in texts(figure) if text in map(str, range(1, 13))]
    # Above either strip, and in the list.
    assert len(numbers) == 3 * 12


def test_bars_are_as_high_as_what_is_shared():
    figure = drawn(GROUPS[:2], [passage(*GROUPS[:2], 2, 2)])
    beyond, formula = (c for c in figure.axes[0].containers[:2] if isinstance(c, BarContainer))
    of = {k: (beyond[k].get_height(), formula[k].get_height()) for k in (1, 6, 7)}
    assert of[1] == pytest.approx((echo.STRIP * 10 / 50, echo.STRIP * 5 / 50))
    assert of[6] == pytest.approx((0, echo.STRIP * 20 / 50))
    assert of[7] == (0, 0)
    assert formula[1].get_y() == pytest.approx(beyond[1].get_y() + beyond[1].get_height())
    assert to_hex(beyond[1].get_facecolor()) == echo.BEYOND


def test_the_title_tells_the_shares():
    # Of 20 sentences of 50: 10 beyond formula, 25 in formulas.
    assert title_of(drawn(GROUPS[:2], [passage(*GROUPS[:2], 2, 2)])) == (
        "Beyond formulas, 1.0 % of 保定, 1.0 % of 廊坊 stand in another text too; shared formulas "
        "take 2.5 %, 2.5 %"
    )
    assert "1.0 % to 1.0 % of a text" in title_of(drawn(GROUPS))


def test_where_nothing_is_shared_it_says_so():
    figure = drawn(GROUPS[:3], beyond=())
    check(figure)
    assert title_of(figure).startswith("No passage beyond formulas recurs in another text")
    assert "Numbers" not in words_of(figure)
    assert "groups that have it" not in words_of(figure)
    table = pd.concat([sentence_rows(group) for group in MANY[:9]])
    figure = echo.draw(passages([]), table, between(MANY[:9], lambda a, b: 0.0), MANY[:9])
    check(figure)
    assert title_of(figure) == "No passage beyond formulas recurs in a text of another group"


def test_a_passage_of_three_texts_is_listed_once_with_all():
    a, b, c = GROUPS[:3]
    rows = [passage(a, b, 2, 2), passage(a, c, 2, 5), passage(b, c, 2, 5),
            passage(a, c, 9, 9, "另外一段话", 9)]  # fmt: skip
    said = [text for text, _ in texts(drawn(GROUPS[:3], rows))]
    assert [text[:5] for text in said].count(WORDS[:5]) == 1
    assert "保定, 廊坊, 石家庄" in said
    assert "保定, 石家庄" in said
    assert "15, 10" in said
    assert "14, 9" in said
    # In three strips and in two, and in the list.
    assert said.count("1") == 4
    assert said.count("2") == 3


def test_more_passages_than_have_room_are_told():
    figure = drawn(GROUPS[:2], every_pair(GROUPS[:2], 30))
    assert f"The {echo.LISTED} longest of 30 passages." in words_of(figure)


def test_several_texts_of_a_group_are_named_and_many_make_a_map():
    table = pd.concat([sentence_rows("保定", doc_id=f"bd{k}") for k in range(3)])
    figure = echo.draw(passages([]), table, between(GROUPS[:2]), ["保定"])
    check(figure)
    assert "保定 bd1" in words_of(figure)
    table = pd.concat([sentence_rows(g, doc_id=f"{g}{k}") for g in GROUPS[:2] for k in range(4)])
    figure = echo.draw(passages([]), table, between(GROUPS[:2]), GROUPS[:2])
    check(figure)
    assert "Each cell" in words_of(figure)


def test_cells_are_shaded_by_what_is_shared():
    groups = MANY[:6]
    figure = echo.draw(
        passages([]), pd.concat([sentence_rows(group) for group in groups]),
        between(groups, lambda a, b: 0.0 if a == 5 else 0.001 * (a + 1)), groups,
    )  # fmt: skip
    cells = [p for p in figure.axes[0].patches if isinstance(p, Rectangle)][:30]
    shades = {to_hex(cell.get_facecolor()) for cell in cells}
    assert shades == {*style.SHADES, to_hex(echo.NONE)}
    assert "5 of 30 cells are empty" in title_of(figure)
    # 1, 2, 3, 4, 5 of a thousand and nothing, five cells each.
    assert "10,000 characters" in title_of(figure)
    assert "most: 50, 甲4 with 甲0" in title_of(figure)
    said = [text for text, _ in texts(figure)]
    assert said.count("50") == 5 + 1
    assert said.index("甲4") < said.index("甲0")


def test_what_cannot_be_is_said():
    table, pairs = sentence_rows("保定"), between(GROUPS[:2])
    for at, name in enumerate(("overlap", "formula", "share")):
        given = [passages([]), table, pairs]
        given[at] = given[at].drop(columns=name)
        with pytest.raises(TableError, match=name):
            echo.draw(*given, GROUPS)
    with pytest.raises(DesignError, match="no text belongs to 唐山"):
        echo.draw(passages([]), table, pairs, ["唐山"])
    many = pd.concat([sentence_rows(group) for group in MANY[:9]])
    with pytest.raises(DesignError, match="no pair"):
        echo.draw(passages([]), many, pairs, MANY[:9])


def test_the_same_table_gives_the_same_bytes(tmp_path):
    def pages(name):
        figure = drawn(GROUPS[:3], every_pair(GROUPS[:3], 3))
        return [path.read_bytes() for path in style.save(figure, tmp_path / name)]

    assert pages("one") == pages("other")
    assert np.isfinite(drawn(GROUPS[:2]).get_size_inches()).all()
