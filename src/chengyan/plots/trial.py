"""The trial of topic models: how each fares with each number of topics, and which is chosen."""

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from chengyan.errors import DesignError
from chengyan.language import _, later, n_
from chengyan.plots.page import Page
from chengyan.plots.style import (
    BODY,
    GREY,
    INK,
    INNER,
    RULE,
    SMALL,
    Look,
    plain,
    records,
    styled,
    text_width,
)
from chengyan.plots.verdicts import voice
from chengyan.plots.wording import clauses, together
from chengyan.tables import require_columns

COLUMNS = (
    *("model", "k", "c_npmi", "exclusivity", "stability", "null_stability", "standing"),
    *("best", "chosen"),
)
# None of these is the colour of a group.
LOOKS = {"nmf": Look(INK, "o"), "lda": Look("#a0459c", "s"), "gibbs": Look("#9a8412", "^")}
PANELS = {
    "c_npmi": later("Coherence (NPMI)"),
    "exclusivity": later("Exclusivity"),
    "stability": later("Stability"),
}
# Models as a sentence names them, at its beginning.
CALLED = {
    "nmf": "NMF",
    "lda": later("Variational LDA"),
    "gibbs": later("Sampled LDA"),
}
# What coherence is counted over, as the rule has it.
REFERENCES = (later("a reference corpus"), later("these texts themselves"))
HEAD, HEIGHT, FOOT, LEFT, GAP = 0.66, 1.75, 0.36, 0.3, 0.46
# The least span of an axis: differences of a hundredth shall not look like all there can be.
NARROWEST = 0.1
POINT, BEST, RING = 9, 42, 130
# Parts of an axis: beside the outermost marks, and half a dash. Inches that two marks need.
SIDE, DASH, APART = 0.06, 0.025, 0.12


@styled
def draw(models: pd.DataFrame, *, reference: str) -> Figure:
    """Draw coherence, exclusivity and stability by number of topics, a line a model.

    Parameters
    ----------
    models : pandas.DataFrame
        The table ``topic_models.csv``: a row a model and number of topics.
    reference : str
        Over which texts coherence is counted, as a phrase ("these texts themselves").

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    TableError
        Where a column is missing.
    DesignError
        Where no model is chosen.
    """
    require_columns(models, COLUMNS, "topic_models")
    rows = models.assign(
        best=models["best"].astype(bool), chosen=models["chosen"].astype(bool)
    ).sort_values(["model", "k"])
    chosen = next(records(rows[rows["chosen"]]), None)
    if chosen is None:
        raise DesignError("topic_models", "no model is chosen", "Fit the topics again")
    voices = [name for name in LOOKS if (rows["model"] == name).any()]
    width = (INNER - LEFT - 2 * GAP) / 3
    rows["x"] = _places(rows, voices, width)
    best = rows[rows["best"]]
    null = best["null_stability"].notna().any()
    page = Page(
        HEAD + HEIGHT + FOOT,
        title=_title(rows, chosen),
        guide=together(
            _(
                "Coherence: of a topic's leading words, counted over {reference}. Large mark: the "
                "number of topics at which a model scores best; ringed: the one chosen.",
                reference=_(reference),
            ),
            _("Dash: its stability on shuffled texts.") if null else "",
        ),
        note=_(
            "Higher is better in every panel, but none is a test: a model's topics may be "
            "coherent, exclusive and stable, and yet not what a reader would call a theme. Each "
            "panel has its own scale."
        ),
    )
    _key(page, voices, best)
    for i, (measure, name) in enumerate(PANELS.items()):
        x = LEFT + i * (width + GAP)
        page.write(x, FOOT + HEIGHT + 0.07, _(name), va="bottom", size=BODY)
        axes = page.axes(x, FOOT, width, HEIGHT)
        _scale(axes, rows, measure, width)
        for one in voices:
            _line(axes, rows[rows["model"] == one], measure, LOOKS[one])
        axes.scatter(
            rows.loc[rows["chosen"], "x"], getattr(chosen, measure), s=RING, facecolor="none",
            edgecolor=INK, linewidth=0.9, zorder=5, clip_on=False,
        )  # fmt: skip
        if measure == "stability":
            _chance(axes, best)
        page.write(
            x + width / 2, 0.05, _("number of topics"), ha="center", va="center", size=SMALL,
            color=GREY,
        )  # fmt: skip
    return page.figure


def _key(page: Page, voices: list[str], best: pd.DataFrame) -> None:
    """Name each model, and say how it does with its best number of topics."""
    for i, model in enumerate(voices):
        x, y = i * INNER / 3, page.body - 0.1
        page.swatch(x + 0.06, y, LOOKS[model])
        page.write(x + 0.18, y, voice(model), va="center")
        for row in records(best[best["model"] == model]):
            topics = _topics(row.k)
            told = [
                _("chosen with {topics}", topics=topics)
                if row.chosen
                else _("best with {topics}", topics=topics)
            ]
            if plain(row.standing):
                told.append(_standing(int(row.standing)))
            page.write(x + 0.18, y - 0.15, clauses(told), va="center", size=SMALL, color=GREY)


def _places(rows: pd.DataFrame, voices: list[str], width: float) -> pd.Series:
    """Where each row stands on an axis from 0 to 1: by its number of topics, if there is room."""
    ks = sorted({int(k) for k in rows["k"]})
    if len(ks) == 1:
        # One above another, marks of a lone number of topics would hide each other.
        apart = {voice: (i + 1) / (len(voices) + 1) for i, voice in enumerate(voices)}
        return rows["model"].map(apart)
    span = ks[-1] - ks[0]
    place = {k: (k - ks[0]) / span for k in ks}
    if any((b - a) / span * width * (1 - 2 * SIDE) < APART for a, b in pairwise(ks)):
        place = {k: i / (len(ks) - 1) for i, k in enumerate(ks)}
    return rows["k"].map(place) * (1 - 2 * SIDE) + SIDE


def _scale(axes: Axes, rows: pd.DataFrame, measure: str, width: float) -> None:
    """All values, and the numbers of topics, as many named as there is room for."""
    # Room for the dashes beside the first and the last number.
    axes.set_xlim(-0.03, 1.03)
    values = rows[measure].to_numpy(float)
    if measure == "stability":
        axes.set_ylim(-0.03, 1.03)
    elif np.isfinite(values).any():
        low, high = float(np.nanmin(values)), float(np.nanmax(values))
        room = max((high - low) * 0.12, (NARROWEST - (high - low)) / 2)
        axes.set_ylim(low - room, high + room)
    else:
        axes.set_ylim(0, 1)
        axes.text(0.5, 0.5, _("not measured"), ha="center", va="center", size=SMALL, color=GREY)
    low, high = axes.get_ylim()
    steps = MaxNLocator(5, steps=[1, 2, 5, 10]).tick_values(low, high)
    # Rounded, and never a negative zero.
    at = [round(y, 9) + 0.0 for y in steps if low <= y <= high]
    decimals = max(len(f"{y:.4g}".partition(".")[2]) for y in at)
    axes.set_yticks(at, [f"{y:.{decimals}f}".replace("-", "−") for y in at], color=GREY)
    axes.tick_params(axis="both", pad=2)
    axes.grid(axis="y")
    axes.spines["bottom"].set(visible=True, color=RULE)
    if rows["k"].min() < rows["k"].max():
        axes.axvline(rows.loc[rows["chosen"], "x"].iloc[0], color=RULE, linewidth=3.5, zorder=0)
    # The chosen number first, then those at which another model does best.
    first = rows.sort_values(["chosen", "best", "k"], ascending=[False, False, True], kind="stable")
    places = first.groupby("k", sort=False)["x"].mean()
    named: dict[int, float] = {}
    for k, x in places.items():
        half = text_width(str(k), SMALL) / 2
        if all(
            abs(x - there) * width > half + text_width(str(n), SMALL) / 2 + 0.04
            for n, there in named.items()
        ):
            named[int(str(k))] = x
    axes.set_xticks(list(named.values()), [str(k) for k in named])
    axes.set_xticks([x for k, x in places.items() if k not in named], minor=True)
    axes.tick_params(axis="x", which="both", length=2)


def _line(axes: Axes, rows: pd.DataFrame, measure: str, look: Look) -> None:
    axes.plot(rows["x"], rows[measure], color=look.colour, linewidth=1.0, zorder=2)
    axes.scatter(
        rows["x"], rows[measure], s=np.where(rows["best"], BEST, POINT), marker=look.marker,
        facecolor=look.colour, edgecolor="white", linewidth=0.5, zorder=3, clip_on=False,
    )  # fmt: skip


def _chance(axes: Axes, best: pd.DataFrame) -> None:
    """What topics of shuffled texts reach, below the mark of each model's best number."""
    measured = best.dropna(subset="null_stability")
    for row in records(measured):
        same = list(measured.loc[measured["x"] == row.x, "model"])
        x = row.x + (same.index(row.model) - (len(same) - 1) / 2) * 2.4 * DASH
        colour = LOOKS[row.model].colour
        axes.plot(
            [x - DASH, x + DASH], [row.null_stability] * 2, color=colour, linewidth=2, zorder=4,
            solid_capstyle="butt",
        )  # fmt: skip
        axes.plot(
            [x, x], sorted([row.null_stability, row.stability]), color=colour, linewidth=0.7,
            linestyle=(0, (1, 1.5)), zorder=1,
        )  # fmt: skip


def _topics(number: float) -> str:
    return n_("{number} topic", "{number} topics", int(number))


def _standing(number: int) -> str:
    """Say how many topics of a model stand."""
    return n_("{number} stands", "{number} stand", number) if number else _("none stands")


def _title(rows: pd.DataFrame, chosen: Any) -> str:
    """Say which model is chosen, and how many of its topics stand."""
    name = _(
        "{model} with {topics}",
        model=_(CALLED.get(chosen.model, str(chosen.model))),
        topics=_topics(chosen.k),
    )
    if plain(chosen.standing) != "" and chosen.standing == 0:
        return n_(
            "No topic stands: {name}, the only model tried, has none",
            "No topic stands: {name}, the best of {number} models tried, has none",
            len(rows),
            name=name,
        )
    said = n_(
        "{name} is chosen, the only model tried",
        "{name} is chosen, of {number} models tried",
        len(rows),
        name=name,
    )
    if plain(chosen.standing) == "":
        return said
    if chosen.standing == chosen.k:
        return _("{said}; all its topics stand", said=said)
    told = n_(
        "{number} of its {topics} stands",
        "{number} of its {topics} stand",
        int(chosen.standing),
        topics=_topics(chosen.k),
    )
    return clauses([said, told])
