"""Verdicts on topics: their order, their marks, and how a title counts them."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Circle

from chengyan.errors import DesignError, TableError
from chengyan.language import _, later, n_
from chengyan.plots.style import GREY, INK, plain
from chengyan.plots.wording import joined

# From what may be read to what may not.
VERDICTS = (later("stands"), later("wobbles"), later("falls"))
# What is written of a topic that falls, and what is drawn of it.
FADED, FALLEN = "#8a8a8a", "#b8b8b8"
VOICES = {"nmf": "NMF", "lda": later("variational LDA"), "gibbs": later("sampled LDA")}


def voice(model: str) -> str:
    """The name of a model."""
    return _(VOICES.get(model, model))


def chosen_model(models: pd.DataFrame) -> str:
    """Name the model that the table ``topic_models.csv`` chooses.

    Raises
    ------
    DesignError
        Where it chooses none.
    """
    chosen = models.loc[models["chosen"].astype(bool), "model"]
    if chosen.empty:
        raise DesignError("topic_models", "no model is chosen", "Fit the topics again")
    return str(chosen.iloc[0])


def of_model(table: pd.DataFrame, model: str, place: str) -> pd.DataFrame:
    """Keep the rows of one model.

    Raises
    ------
    DesignError
        Where there are none.
    """
    rows = table[table["model"] == model]
    if rows.empty:
        known = ", ".join(sorted({*map(str, table["model"])})) or "none"
        raise DesignError(place, f"no model {model} (there are: {known})", "Choose one of them")
    return rows


def judged(verdicts: pd.DataFrame, place: str = "topic_verdicts") -> pd.DataFrame:
    """Sort topics: those that stand before those that wobble and those that fall, larger first.

    Parameters
    ----------
    verdicts : pandas.DataFrame
        One row a topic: topic, verdict, prevalence.

    Raises
    ------
    TableError
        Where a verdict is unknown.
    """
    rank = {verdict: i for i, verdict in enumerate(VERDICTS)}
    if unknown := sorted({plain(v) for v in verdicts["verdict"]} - set(rank)):
        known = ", ".join(VERDICTS)
        raise TableError(
            place, f"{unknown[0]!r} is no verdict (there are: {known})", "Fit the topics again"
        )
    return (
        verdicts.assign(order=verdicts["verdict"].map(rank))
        .sort_values(["order", "prevalence", "topic"], ascending=[True, False, True])
        .drop(columns="order")
        .reset_index(drop=True)
    )


def standing(verdicts: Sequence[str]) -> str:
    """Say how many topics stand."""
    number, of = list(verdicts).count("stands"), len(verdicts)
    if not number:
        return _("No topic stands")
    if number == of:
        return n_("The only topic stands", "All {number} topics stand", of)
    return n_("{number} of {of} topics stands", "{number} of {of} topics stand", number, of=of)


def others(verdicts: Sequence[str]) -> str:
    """Say how many topics wobble and fall."""
    if set(verdicts) == {"falls"}:
        return n_("the only one falls", "all {number} fall", len(verdicts))
    wobble, fall = (list(verdicts).count(verdict) for verdict in VERDICTS[1:])
    told = [
        n_("{number} wobbles", "{number} wobble", wobble) if wobble else "",
        n_("{number} falls", "{number} fall", fall) if fall else "",
    ]
    return _(" and ").join(filter(None, told))


def numbers(topics: Iterable[Any], most: int = 8) -> str:
    """List numbers of topics, and say by an ellipsis that there are more."""
    named = [plain(topic) for topic in topics]
    told = joined(named[:most])
    return _("{names} …", names=told) if len(named) > most else told


def draw_mark(
    axes: Axes, x: float, y: float, radius: float, verdict: str, colour: str = INK
) -> None:
    """Draw a disc that is filled, hollow or, of a topic that falls, dashed and pale.

    The units of the axes are inches.
    """
    falls = verdict == "falls"
    axes.add_patch(
        Circle(
            (x, y),
            radius,
            facecolor=colour if verdict == "stands" else "white",
            edgecolor=FALLEN if falls else colour,
            linewidth=1.0,
            linestyle=(0, (2, 1.4)) if falls else "-",
            zorder=3,
        )
    )


def ink(verdict: str) -> tuple[str, str]:
    """Colours of a topic's name and of what stands below it."""
    return (FADED, FADED) if verdict == "falls" else (INK, GREY)
