"""Groups and their words on the two axes along which they differ most."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from chengyan.errors import DesignError
from chengyan.language import _
from chengyan.plots.layout import has_map
from chengyan.plots.names import Box, name_marks
from chengyan.plots.page import Page
from chengyan.plots.style import (
    GREY,
    INK,
    INNER,
    NEUTRAL,
    PALE,
    RULE,
    SMALL,
    TITLE,
    contrast_note,
    fit,
    group_colours,
    is_matched,
    percent,
    plain,
    styled,
    text_width,
)
from chengyan.plots.wording import joined
from chengyan.tables import require_columns

COLUMNS = ("point", "name", "axis", "coordinate", "contribution", "cos2", "axis_share", "count")
# Height of both maps together, room around the marks for names, and between the maps for a head.
HEIGHT, ROOM, HEAD_ROOM = 7.4, 0.3, 0.24
MARK, DOT = 0.045, 0.035
# Beyond so many points of a map, names are set small.
CROWDED = 20


@styled
def draw(
    correspondence: pd.DataFrame,
    groups: list[str],
    *,
    contrast: str = "unmatched",
    labels: int = 30,
) -> Figure:
    """Draw two maps, groups above and the words that make the axes below.

    Parameters
    ----------
    correspondence : pandas.DataFrame
        The table ``correspondence.csv``.
    groups : list of str
        Values compared, in the order that gives them their colours.
    contrast : str
        ``matched`` (filled marks) or ``unmatched`` (hollow).
    labels : int
        Words drawn: those that contribute most to the inertia of the two axes.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    TableError
        Where a column is missing.
    DesignError
        Where the groups are three or fewer.

    Notes
    -----
    The maps are apart because a distance between a group and a word means nothing: only their
    directions from the centre compare.
    """
    if not has_map(len(groups)):
        raise DesignError(
            "correspondence", f"there are {len(groups)} groups, too few for a map",
            "Compare four groups or leave this figure out",
        )  # fmt: skip
    require_columns(correspondence, COLUMNS, "correspondence")
    rows = correspondence.assign(name=correspondence["name"].map(plain))
    flat = rows.drop_duplicates("axis").set_index("axis")["axis_share"]
    if not {1, 2} <= set(flat.index):
        title = _("No map: the groups share too few words to differ along two axes")
        page = Page(0.6, title=title)
        page.write(0, 0.3, _("no word is frequent enough"), color=GREY)
        return page.figure
    own, words = (_points(rows[rows["point"] == kind]) for kind in ("group", "term"))
    own = own.reindex([group for group in groups if group in own.index])
    pull = (words["contribution_1"] * flat[1] + words["contribution_2"] * flat[2]).sort_index()
    leading = words.loc[pull.sort_values(ascending=False, kind="stable").index[:labels]]
    scales = [_scale(points) for points in (own, leading)]
    heights = [scale.height(points) for scale, points in zip(scales, (own, leading), strict=True)]
    missing = [group for group in groups if group not in own.index]
    page = Page(
        sum(heights) + 2 * HEAD_ROOM + 0.4,
        title=_title(own, leading, flat),
        guide=_(
            "Nearer the centre (cross): nearer the average. Each map has its scale: between them "
            "compare directions from the centre, not distances. Area of a word's mark: its count."
        ),
        note=_(
            "The {drawn} words, of {all} shared ones, that make the axes most. ",
            drawn=len(leading), all=len(words),
        )
        + (_("Without any of them: {groups}. ", groups=joined(missing)) if missing else "")
        + _("No range is drawn: groups of few words lie far out by chance, and nothing is tested. ")
        + contrast_note(contrast),
    )  # fmt: skip
    shares = [
        _("axis {axis}, {share} of the inertia", axis=axis, share=percent(flat[axis]))
        for axis in (1, 2)
    ]
    colour = group_colours(groups, NEUTRAL)
    y = page.body
    heads = _("Groups"), _("Words that make the axes")
    for points, scale, height, head in zip((own, leading), scales, heights, heads, strict=True):
        y -= HEAD_ROOM
        page.write(0, y + 0.07, head, va="bottom", color=INK)
        axes = page.axes(0, y - height, INNER, height)
        y -= height
        taken = _frame(axes, points, scale, height, shares[1])
        places = scale.places(points, height)
        if points is own:
            radii = np.full(len(own), DOT if len(own) > CROWDED else MARK)
            edge = [colour[group] for group in own.index]
            reach, size = 1.6, SMALL if len(own) > CROWDED else None
        else:
            counts = points["count"].to_numpy(float)
            radii = DOT * np.sqrt(0.4 + 2.6 * counts / counts.max())
            edge = [GREY] * len(points)
            reach, size = 1.2, SMALL if len(points) > CROWDED else None
        axes.scatter(
            places[:, 0], places[:, 1], s=np.pi * (radii * 72) ** 2, linewidth=1, zorder=3,
            edgecolors=edge,
            facecolors=edge if is_matched(contrast) and points is own else "none",
        )  # fmt: skip
        names = [fit(str(name), SMALL, 1.6) for name in points.index]
        # From outside inwards, names in the crowd of the middle take what room is left.
        order = np.argsort(-np.hypot(*(places - scale.centre(points, height)).T), kind="stable")
        unnamed = name_marks(
            axes, [names[i] for i in order], places[order], radii[order], taken, size=size,
            reach=reach,
        )  # fmt: skip
        if unnamed:
            axes.text(
                INNER, height - 0.1, _("{number} unnamed", number=unnamed), ha="right",
                va="center", size=SMALL, color=GREY,
            )  # fmt: skip
        y -= 0.08
    page.write(INNER / 2, 0.06, shares[0], ha="center", va="center", size=SMALL, color=GREY)
    return page.figure


@dataclass(frozen=True)
class _Scale:
    """From coordinates to inches, the same on both axes of a map."""

    inches: float
    left: float

    def height(self, points: pd.DataFrame) -> float:
        """Height of the map of these points."""
        return float(np.ptp(_vertical(points))) * self.inches + 2 * ROOM

    def centre(self, points: pd.DataFrame, height: float) -> np.ndarray:
        """Where the average lies on the map of these points."""
        return np.array([self.left, height - ROOM - _vertical(points).max() * self.inches])

    def places(self, points: pd.DataFrame, height: float) -> np.ndarray:
        """Where these points lie on their map."""
        both = points[["coordinate_1", "coordinate_2"]].to_numpy(float)
        moved: np.ndarray = both * self.inches + self.centre(points, height)
        return moved


def _vertical(points: pd.DataFrame) -> np.ndarray:
    """Second coordinates, the centre among them."""
    return np.append(points["coordinate_2"].to_numpy(float), 0.0)


def _scale(points: pd.DataFrame) -> _Scale:
    x = np.append(points["coordinate_1"].to_numpy(float), 0.0)
    widest = max(text_width(fit(str(name), SMALL, 1.6), SMALL) for name in points.index)
    side = min(widest, 1.0) + 0.15
    inches = min(
        (INNER - 2 * side) / max(np.ptp(x), 1e-9),
        (HEIGHT / 2 - 2 * ROOM) / max(np.ptp(_vertical(points)), 1e-9),
    )
    return _Scale(inches, (INNER - np.ptp(x) * inches) / 2 - x.min() * inches)


def _points(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a point: count, coordinate_1, coordinate_2, contribution_1, contribution_2."""
    wide = rows[rows["axis"] <= 2].pivot(
        index="name", columns="axis", values=["coordinate", "contribution"]
    )
    wide.columns = [f"{column[0]}_{column[1]}" for column in wide.columns]
    return wide.assign(count=rows.groupby("name")["count"].first())


def _frame(axes: Axes, points: pd.DataFrame, scale: _Scale, height: float, share: str) -> list[Box]:
    """Ground, zero lines, round values and the cross; the places that no name may cover."""
    axes.set(xlim=(0, INNER), ylim=(0, height), xticks=[], yticks=[])
    x, y = scale.centre(points, height)
    taken: list[Box] = [(x - 0.07, y - 0.07, x + 0.07, y + 0.07)]
    axes.spines[:].set(visible=True, color=RULE, linewidth=0.6)
    axes.plot([0, INNER], [y, y], [x, x], [0, height], color=RULE, linewidth=0.8, zorder=1)
    axes.plot(x, y, marker="+", color=INK, markersize=9, markeredgewidth=0.8, zorder=2)
    ends = ((0 - x) / scale.inches, (INNER - x) / scale.inches)
    step = min(_step(ends[1] - ends[0], 8), _step(height / scale.inches, 4))
    for low, high, along in (
        (*ends, True),
        (-y / scale.inches, (height - y) / scale.inches, False),
    ):
        for n in range(math.ceil(low / step), math.floor(high / step) + 1):
            at = n * step * scale.inches + (x if along else y)
            # The upper left corner is taken by the axis's name.
            edge = INNER - 0.15 if along else height - 0.28
            if n == 0 or not (0.15 if along else 0.25) < at < edge:
                continue
            text = f"{n * step:.2g}".replace("-", "−")
            place = (at, 0.07) if along else (0.05, at)
            axes.text(
                place[0], place[1], text, ha="center" if along else "left", va="center", size=SMALL,
                color=GREY,
            )  # fmt: skip
            half = text_width(text, SMALL) / 2 if along else text_width(text, SMALL)
            left = place[0] - half if along else 0.0
            taken.append((left - 0.04, place[1] - 0.08, place[0] + half + 0.04, place[1] + 0.08))
            line = ([at, at], [0, 0.025]) if along else ([0, 0.025], [at, at])
            axes.plot(*line, color=PALE, linewidth=0.8)
    width = text_width(share, SMALL)
    axes.text(0.07, height - 0.1, share, va="center", size=SMALL, color=GREY)
    taken.append((0, height - 0.2, width + 0.12, height))
    return taken


def _step(span: float, number: int) -> float:
    values = MaxNLocator(number, steps=[1, 2, 5, 10]).tick_values(0, span)
    return float(values[1] - values[0])


def _title(own: pd.DataFrame, words: pd.DataFrame, flat: pd.Series) -> str:
    """Name the ends of the first axis: the group farthest out and the words that make it."""
    ends = []
    for sign in (1, -1):
        side = (own["coordinate_1"] * sign).sort_values(ascending=False, kind="stable")
        terms = words[words["coordinate_1"] * sign > 0].sort_values(
            "contribution_1", ascending=False, kind="stable"
        )
        if side.iloc[0] > 0:
            named = " ".join(fit(str(term), TITLE, 1.2) for term in terms.index[:3])
            group = fit(str(side.index[0]), TITLE, 1.4)
            ends.append(_("{group} ({words})", group=group, words=named or _("no word")))
    return _(
        "The first axis, {share} of all differences, runs from {ends}",
        share=percent(flat[1]), ends=_(" to ").join(ends),
    )  # fmt: skip
