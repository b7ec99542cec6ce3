"""Where the words that three groups share stand between them."""

import math
from collections.abc import Iterable
from itertools import product

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chengyan.errors import DesignError
from chengyan.language import _
from chengyan.plots.names import CROWD, Box, name_marks
from chengyan.plots.page import Page
from chengyan.plots.style import (
    GREY,
    HEAD,
    INK,
    INNER,
    PALE,
    RULE,
    SMALL,
    Look,
    contrast_note,
    fit,
    is_matched,
    left_out_phrase,
    looks,
    of_groups,
    percent,
    plain,
    styled,
    text_width,
)
from chengyan.plots.wording import joined, or_none
from chengyan.tables import require_columns

COLUMNS = ("term", "group", "total", "share", "loo_low", "loo_high", "left_out")
SIDE = 5.5
CORNERS = np.array([[0.5, math.sqrt(3) / 2], [0, 0], [1, 0]]) * SIDE


@styled
def draw(
    ternary: pd.DataFrame,
    groups: list[str],
    *,
    min_expected: float = 5,
    contrast: str = "unmatched",
    labels: int = 60,
) -> Figure:
    """Draw each shared word as a mark between three corners, by its shares of the three rates.

    Parameters
    ----------
    ternary : pandas.DataFrame
        The table ``ternary.csv``: a row for each term and group, shares that sum to 1 for a term.
    groups : list of str
        The three values compared: top, left and right corner.
    min_expected : float
        The expected count below which the table leaves a word out, for the note.
    contrast : str
        ``matched`` (filled marks) or ``unmatched`` (hollow).
    labels : int
        Words named at most: those that are frequent and far from the middle.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    TableError
        Where a column is missing.
    DesignError
        Where the groups are not three.

    Notes
    -----
    Behind each named mark lies where its word may go when one paragraph (or text) is left out: all
    places whose three shares stay within loo_low and loo_high, a polygon of up to six sides. Where
    one paragraph holds a word, it has no place without that and its mark is a cross. This is no
    confidence region.
    """
    if len(groups) != 3:
        raise DesignError(
            "ternary", f"there are {len(groups)} groups, a triangle has three corners",
            "Compare three groups or leave this figure out",
        )  # fmt: skip
    require_columns(ternary, COLUMNS, "ternary")
    rows = of_groups(ternary, groups)
    total = rows.groupby("term")["total"].first()
    order = _telling(rows, total, labels)
    shares, low, high = (
        rows.pivot(index="term", columns="group", values=name)
        .reindex(index=order, columns=groups)
        .to_numpy(float)
        for name in ("share", "loo_low", "loo_high")
    )
    shares, sizes = np.nan_to_num(shares), total[order].to_numpy(float)
    left_out = left_out_phrase(rows["left_out"])
    places = shares @ CORNERS
    page = Page(
        CORNERS[0, 1] + 0.89,
        title=_title(shares, low, groups, rows["left_out"]),
        guide=_(
            "Nearer a corner: higher rate there; percentages in its colour. Tinted: over 50 %. "
            "Area of a mark: count in all texts. Patch behind it: where it may go with {left_out} "
            "(no confidence region).",
            left_out=left_out,
        ),
        note=(_("Cross: one paragraph or text holds the word. ") if np.isnan(low).any() else "")
        + _(
            "Only words expected at least {number} times in every text. ",
            number=f"{min_expected:g}",
        )
        + contrast_note(contrast),
    )
    axes = page.axes(0, 0, INNER, page.body)
    left = (INNER - SIDE) / 2
    axes.set(xlim=(-left, INNER - left), ylim=(-0.46, page.body - 0.46), xticks=[], yticks=[])
    look = looks(groups)
    taken = _frame(axes, groups, look)
    areas = 12 + 130 * sizes / max(sizes.max(initial=1), 1)
    radii = np.sqrt(areas / math.pi) / 72
    colours = [look[groups[row.argmax()]].colour if row.max() > 0.5 else GREY for row in shares]
    shade = 0.13 if min(labels, len(order)) <= CROWD else 0.08
    for i in range(min(labels, len(order))):
        patch = _within(low[i], high[i])
        if len(patch) > 2:
            axes.fill(*(patch @ CORNERS).T, color=colours[i], alpha=shade, linewidth=0, zorder=1.5)
    axes.scatter(
        places[:, 0], places[:, 1], s=areas, linewidth=1, zorder=3, edgecolors=colours,
        facecolors=colours if is_matched(contrast) else "none",
    )  # fmt: skip
    lone = np.isnan(low).any(axis=1)
    axes.scatter(
        places[lone, 0], places[lone, 1], s=areas[lone], marker="x", linewidth=1, zorder=3,
        color=[colour for colour, one in zip(colours, lone, strict=True) if one],
    )  # fmt: skip
    _key(axes, sizes)
    names = [str(term) for term in order[:labels]]
    unnamed = name_marks(axes, names, places, radii, taken, penalty=_over_edge)
    unnamed += len(order) - len(names)
    if unnamed:
        x, y = axes.get_xlim()[1], axes.get_ylim()[1] - 0.12
        told = _("{number} unnamed", number=unnamed)
        axes.text(x, y, told, ha="right", va="center", size=SMALL, color=GREY)
    if not names:
        axes.text(SIDE / 2, SIDE / 4, _("no word is frequent enough"), ha="center", color=GREY)
    return page.figure


def _telling(rows: pd.DataFrame, total: pd.Series, labels: int) -> pd.Index:
    """Words with those to be named first: the most telling ones, the most frequent of them first.

    Telling is a word by its count times the divergence of its shares from equal ones; words that
    one paragraph or text holds come last.
    """
    share = rows["share"].to_numpy(float)
    distance = pd.Series(share * np.log(3 * np.maximum(share, 1e-12)), index=rows["term"])
    telling = (distance.groupby(level=0).sum() * total).round(9)
    lone = rows["loo_low"].isna().groupby(rows["term"]).any()
    ranked = pd.DataFrame({"lone": lone, "telling": telling}).sort_index()
    ranked = ranked.sort_values(["lone", "telling"], ascending=[True, False], kind="stable")
    # Names beside the largest marks have the least choice of place.
    named = total[ranked.index[:labels]].sort_index().sort_values(ascending=False, kind="stable")
    return named.index.append(ranked.index[labels:])


def _frame(axes: Axes, groups: list[str], look: dict[str, Look]) -> list[Box]:
    """Triangle, grid, centre and corner names; the places that no label may cover."""
    taken: list[Box] = []
    for corner, group in enumerate(groups):
        near = (CORNERS + CORNERS[corner]) / 2
        axes.fill(*near.T, facecolor=look[group].colour, alpha=0.05, linewidth=0)
    axes.fill(*CORNERS.T, facecolor="none", edgecolor=PALE, linewidth=1)
    for corner, share in product(range(3), (0.25, 0.5, 0.75)):
        one, two = (corner + 1) % 3, (corner + 2) % 3
        first = share * CORNERS[corner] + (1 - share) * CORNERS[one]
        second = share * CORNERS[corner] + (1 - share) * CORNERS[two]
        axes.plot(*np.array([first, second]).T, color=RULE, linewidth=0.6, zorder=1)
        outward = (CORNERS[corner] + CORNERS[one]) / 2 - CORNERS.mean(axis=0)
        x, y = first + outward / np.linalg.norm(outward) * 0.17
        axes.text(
            x, y, percent(share), ha="center", va="center", size=SMALL,
            color=look[groups[corner]].colour,
        )  # fmt: skip
        taken.append((x - 0.17, y - 0.07, x + 0.17, y + 0.07))
    x, y = CORNERS.mean(axis=0)
    axes.plot(x, y, marker="+", color=INK, markersize=9, markeredgewidth=0.8, zorder=2)
    taken.append((x - 0.07, y - 0.07, x + 0.07, y + 0.07))
    west, east = axes.get_xlim()
    for group, corner, up in zip(groups, CORNERS, (0.2, -0.34, -0.34), strict=True):
        name = fit(group, HEAD, 2.4)
        half = text_width(name, HEAD) / 2
        x, height = min(max(corner[0], west + half + 0.2), east - half), corner[1] + up
        axes.text(x, height, name, ha="center", va="center", size=HEAD, color=INK)
        axes.plot(
            x - half - 0.12, height, look[group].marker, color=look[group].colour, markersize=6
        )
        taken.append((x - half - 0.2, height - 0.1, x + half, height + 0.1))
    return taken


def _key(axes: Axes, sizes: np.ndarray) -> None:
    """Say what the areas mean, in the empty corner at the upper left."""
    if not len(sizes):
        return
    x, y = axes.get_xlim()[0] + 0.15, axes.get_ylim()[1] - 0.12
    largest = float(sizes.max())
    for i, size in enumerate(dict.fromkeys((round(largest), round(largest / 4)))):
        at = y - 0.22 * i
        axes.scatter(
            x, at, s=12 + 130 * size / largest, edgecolor=GREY, facecolor="none", linewidth=1
        )
        told = _("{number} times", number=size)
        axes.text(x + 0.16, at, told, size=SMALL, color=GREY, va="center")
    at = y - 0.5
    axes.plot(x, at, "+", color=INK, markersize=9, markeredgewidth=0.8)
    axes.text(x + 0.16, at, _("the same rate in all three"), size=SMALL, color=GREY, va="center")


def _within(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Corners of the area of all shares between two bounds, in order around it.

    At each of its corners two shares are at a bound and the third is what is left of 1.
    """
    found = []
    for third in range(3):
        one, two = (third + 1) % 3, (third + 2) % 3
        for a, b in product((low[one], high[one]), (low[two], high[two])):
            if low[third] - 1e-9 <= 1 - a - b <= high[third] + 1e-9:
                corner = np.empty(3)
                corner[[one, two, third]] = a, b, 1 - a - b
                found.append(corner)
    corners = np.array(found).reshape(-1, 3)
    x, y = ((corners - corners.mean(axis=0)) @ CORNERS).T if len(corners) else np.empty((2, 0))
    around: np.ndarray = corners[np.argsort(np.arctan2(y, x), kind="stable")]
    return around


def _over_edge(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """What it costs a name to lie across a side of the triangle."""
    across = np.zeros(len(low), dtype=bool)
    corners = [
        np.column_stack([x, y]) for x in (low[:, 0], high[:, 0]) for y in (low[:, 1], high[:, 1])
    ]
    for one, two in zip(CORNERS, np.roll(CORNERS, -1, axis=0), strict=True):
        (a, b), (dx, dy) = one, two - one
        sides = np.array([dx * (c[:, 1] - b) - dy * (c[:, 0] - a) > 0 for c in corners])
        across |= sides.any(axis=0) & ~sides.all(axis=0)
    return 0.15 * across


def _title(
    shares: np.ndarray, low: np.ndarray, groups: list[str], left_out: Iterable[object]
) -> str:
    """Count the words beyond the half of a corner, and those that stay there."""
    if not len(shares):
        return _("No word is frequent enough in every text to be placed")
    counts = (shares > 0.5).sum(axis=0)
    between = f"{len(shares) - int(counts.sum()):,}"
    corners = joined(
        _("{number} to {group}", number=int(n), group=group)
        for n, group in zip(counts, groups, strict=True)
    )
    told = {"between": between, "shared": f"{len(shares):,}", "corners": corners}
    if not counts.any():
        return _("{between} of {shared} shared words lean to no corner; {corners}", **told)
    told["stay"] = or_none(int((low > 0.5).sum()))
    kinds = {plain(kind) for kind in left_out}
    if kinds == {"text"}:
        return _(
            "{between} of {shared} shared words lean to no corner; {corners}; {stay} of these "
            "whatever text is left out",
            **told,
        )
    if "text" in kinds:
        return _(
            "{between} of {shared} shared words lean to no corner; {corners}; {stay} of these "
            "whatever paragraph (or text) is left out",
            **told,
        )
    return _(
        "{between} of {shared} shared words lean to no corner; {corners}; {stay} of these "
        "whatever paragraph is left out",
        **told,
    )
