"""Names beside marks, none over another."""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes

from chengyan.plots.style import BODY, PALE, SMALL, text_width

# More names than these are set smaller; a name farther from its mark than this has a leader.
CROWD, NEAR = 30, 0.12
Box = tuple[float, float, float, float]


def name_marks(
    axes: Axes,
    names: list[str],
    places: np.ndarray,
    radii: np.ndarray,
    taken: Sequence[Box],
    *,
    size: float | None = None,
    reach: float = 0.9,
    penalty: Callable[[np.ndarray, np.ndarray], np.ndarray] | None = None,
) -> int:
    """Set each name beside its mark, the first name first; return how many found no room.

    Places are tried on rings around the mark. None may cover a mark, a name or a leader set
    before, or leave the axes; of the others the best is near to its own mark, cannot be taken for
    another's, and needs no leader across other names.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Its units are inches.
    names : list of str
    places : numpy.ndarray, shape (marks, 2)
        Of all marks, those with names first.
    radii : numpy.ndarray, shape (marks,)
    taken : sequence of boxes
        Where no name may lie.
    size : float, optional
        Of the type; by default what so many names bear.
    reach : float
        How far from a mark its name may stand.
    penalty : callable, optional
        What it costs a name, in inches, to fill the boxes between such lower left and upper right
        corners, each of shape (boxes, 2).
    """
    size = size or (BODY if len(names) <= CROWD else SMALL)
    marks = np.column_stack([places - radii[:, None], places + radii[:, None]])
    boxes = np.vstack([np.array(taken).reshape(-1, 4), marks])
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    gaps, angles = np.meshgrid(np.arange(0.03, reach, 0.05), np.radians(np.arange(0, 360, 15)))
    gap, steps = gaps.ravel(), np.column_stack([np.cos(angles.ravel()), np.sin(angles.ravel())])
    unnamed = 0
    for i, name in enumerate(names):
        half = np.array([text_width(name, size) / 2, size / 72 * 0.6])
        centre = places[i] + steps * (radii[i] + gap[:, None] + half)
        low, high = centre - half, centre + half
        free = (low > (west, south)).all(axis=1) & (high < (east, north)).all(axis=1)
        free &= ~_meet(low[:, None], high[:, None], boxes).any(axis=1)
        if not free.any():
            unnamed += 1
            continue
        away = np.maximum(np.maximum(low[:, None] - places, places - high[:, None]), 0)
        away = np.hypot(away[..., 0], away[..., 1]) - radii
        doubtful = np.delete(away, i, axis=1).min(axis=1, initial=np.inf) < away[:, i] + 0.05
        led = doubtful | (gap > NEAR)
        leaders = _leaders(places[i], radii[i], low, high)
        others = np.delete(boxes, len(taken) + i, axis=0)
        crossed = _meet(leaders[:, :, None], leaders[:, :, None], others).any(axis=(1, 2))
        further = penalty(low, high) if penalty else 0
        cost = gap + 0.25 * doubtful + further + 0.6 * (led & crossed)
        best = int(np.where(free, cost - 0.02 * steps[:, 0], np.inf).argmin())
        boxes = np.vstack([boxes, [*low[best], *high[best]]])
        x, y = centre[best]
        axes.text(x, y, name, ha="center", va="center_baseline", size=size, zorder=4)
        if led[best]:
            leader = leaders[best]
            boxes = np.vstack([boxes, np.column_stack([leader - 0.01, leader + 0.01])])
            axes.plot(*leader.T, color=PALE, linewidth=0.7, zorder=2)
    return unnamed


def _leaders(place: np.ndarray, radius: float, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Points on the way from a mark's edge to the nearest place of each box."""
    way = np.clip(place, low, high) - place
    length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)[:, None]
    start = place + way / length * np.minimum(radius, length)
    points: np.ndarray = (
        start[:, None] + np.linspace(0, 1, 9)[:, None] * (place + way - start)[:, None]
    )
    return points


def _meet(low: np.ndarray, high: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """Tell which of some boxes, given by their corners, share ground with which of `boxes`."""
    return np.asarray(((low < boxes[:, 2:]) & (high > boxes[:, :2])).all(axis=-1))
