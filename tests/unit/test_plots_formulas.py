"""Figure of formulations: whole, inside the page, and no comparison where there is none."""

import numpy as np
import pandas as pd
import pytest
from figure_texts import check, texts, title_of, words_of
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex

from chengyan.errors import TableError
from chengyan.plots import formulas, style

GROUPS = ["保定", "廊坊", "石家庄"]
MANY = [f"城市{i}" for i in range(28)]
MORE = [f"城市{i}" for i in range(80)]
ODD = ["2021", "$50^2$_{x}", "全面建设社会主义现代化国家新征程上的京津冀协同发展战略" * 2]


def coverage_table(groups, compared=(0.08, 0.1, 0.12), *, contrast="unmatched", spread=0.1):
    """National 20 %, provincial 1 %, local 8 %, own words 71 %, and by turns what is compared."""
    rows = []
    for i, group in enumerate(groups):
        parts = [("national", 0.2), ("provincial", 0.01), ("local", 0.08), ("own words", 0.71)]
        parts.append(("national", compared[i % len(compared)]))
        rows += [
            {"group": group, "level": level, "comparable": j == 4, "share": share,
             "of_characters": 1000 * (i + 1), "entries": 416, "loo_low": share * (1 - spread),
             "loo_high": share * (1 + spread), "left_out": "paragraph", "contrast": contrast}
            for j, (level, share) in enumerate(parts)
        ]  # fmt: skip
    return pd.DataFrame(rows)


@pytest.mark.parametrize("groups", [GROUPS, GROUPS[:1], GROUPS[:2], ODD, MANY, MORE])
@pytest.mark.parametrize("compared", [(0.08, 0.1, 0.12), (0.0, 0.45), (np.nan, 0.1), (np.nan,)])
def test_texts_are_whole_and_apart(groups, compared):
    check(formulas.draw(coverage_table(groups, compared), groups))


def test_title_tells_the_ends_and_whether_a_paragraph_could_move_them():
    title = title_of(formulas.draw(coverage_table(GROUPS), GROUPS))
    assert "from 8.0 % (保定) to 12 % (石家庄) of a text; unmatched" in title
    assert "paragraph" not in title
    wide = coverage_table(GROUPS, spread=0.3, contrast="matched")
    title = title_of(formulas.draw(wide, GROUPS))
    assert "no more apart than one paragraph can move them; matched" in title
    of_texts = formulas.draw(wide.assign(left_out="text"), GROUPS)
    assert "one text can move them" in title_of(of_texts)
    assert "one text left out" in words_of(of_texts)


def test_without_a_date_nothing_is_compared():
    figure = formulas.draw(coverage_table(GROUPS, (np.nan,)), GROUPS)
    assert title_of(figure).startswith("No text has a date")
    assert [text for text, _ in texts(figure)].count("no date") == 3
    figure = formulas.draw(coverage_table(GROUPS, (np.nan, 0.1, np.nan)), GROUPS)
    assert title_of(figure).endswith("take 10 % (廊坊) of a text; no other group has a date")


def marks(figure):
    return [one for one in figure.findobj(PathCollection) if len(one.get_offsets())]


def test_marks_are_hollow_unless_matched_and_only_for_what_is_compared():
    hollow = marks(formulas.draw(coverage_table(GROUPS), GROUPS))
    assert [to_hex(one.get_facecolor()[0]) for one in hollow] == ["#ffffff"] * 3
    assert [float(one.get_offsets()[0][0]) for one in hollow] == [0.08, 0.1, 0.12]
    filled = marks(formulas.draw(coverage_table(GROUPS, contrast="matched"), GROUPS))
    assert [to_hex(one.get_facecolor()[0]) for one in filled] == [
        look.colour.lower() for look in style.looks(GROUPS).values()
    ]


def test_of_many_groups_those_with_most_stand_first():
    figure = formulas.draw(coverage_table(MANY, (0.08, 0.1, 0.12)), MANY)
    order = [text for text, _ in texts(figure) if text in MANY]
    assert order[:2] == ["城市2", "城市5"]
    assert order[-1] == "城市27"
    assert "further groups" not in words_of(figure)
    figure = formulas.draw(coverage_table(MORE), MORE)
    assert "further groups are in the table only" in words_of(figure)


def test_strips_have_the_length_of_their_shares():
    figure = formulas.draw(coverage_table(GROUPS), GROUPS)
    bars = [bar for axes in figure.axes for bar in axes.containers]
    assert len(bars) == 4 * 3
    ends = [bar[0].get_x() + bar[0].get_width() for bar in bars]
    assert max(ends) == pytest.approx(1)
    words = words_of(figure)
    assert "416 national formulations" in words
    assert "cannot be compared" in words


def test_a_missing_column_is_told():
    with pytest.raises(TableError, match="column contrast is missing"):
        formulas.draw(coverage_table(GROUPS).drop(columns="contrast"), GROUPS)


def test_without_a_list_the_title_says_so():
    table = coverage_table(GROUPS, (np.nan,))
    table.loc[table["level"] != "own words", ["share", "entries"]] = 0.0
    for empty in (table, table.head(0)):
        figure = formulas.draw(empty, GROUPS)
        check(figure)
        assert title_of(figure) == "No list of formulations is named"
