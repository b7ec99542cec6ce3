"""The specification curve of the claim nearest to the line, and how far each choice moves it."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chengyan.plots.page import Page
from chengyan.plots.robustness import AGREES, NEITHER, NOTHING, OPPOSES, SMALLEST
from chengyan.plots.style import (
    GREY,
    INK,
    INNER,
    PALE,
    RULE,
    SMALL,
    contrast_note,
    is_matched,
    left_out_phrase,
    percent,
    records,
    styled,
)
from chengyan.tables import require_columns

CLAIMS = (
    "id", "text_en", "effect", "loo_low", "loo_high", "left_out", "min_effect", "robust",
    "agreeing", "opposed", "specifications", "contrast",
)  # fmt: skip
ROBUSTNESS = ("claim", "specification", "estimate", "loo_low", "loo_high", "reported")
CHOICES = ("claim", "choice", "change")
# What a reader calls the choices and their levels.
NAMES = {
    "engine": ("words cut by", {"jieba": "jieba", "dictionary": "jieba, dictionary alone",
                                "string": "not cut: strings"}),
    "lexicon": ("formulations", {"with": "one word", "without": "as the engine cuts"}),
    "stopwords": ("function words", {"out": "not counted", "in": "counted"}),
    "measure": ("measure", {
        "log_ratio": "log ratio", "log_odds": "log-odds, shrunk", "sentences": "share of sentences",
        "paragraphs": "mean of paragraphs", "mean": "mean", "median": "median",
        "window_100": "window of 100", "window_50": "window of 50",
    }),
    "headings": ("headings", {"in": "in", "out": "out"}),
    "quotations": ("quotations", {"in": "in", "out": "out"}),
    "sections": ("sections", {"all": "all", "body": "no opening, closing"}),
    "length": ("length", {"all": "as they are", "equal": "cut to the shortest"}),
}  # fmt: skip
RANGE = "#d4d4d4"
CURVE, LINE, BETWEEN = 2.5, 0.145, 0.09
CHOICE, LEVEL, MOVES = 0.86, 1.22, 1.0


@styled
def draw(
    claims: pd.DataFrame,
    robustness: pd.DataFrame,
    specifications: pd.DataFrame,
    choices: pd.DataFrame,
    *,
    agree: float,
) -> Figure:
    """Draw all estimates of one claim in rising order, with the choices behind each.

    Parameters
    ----------
    claims, robustness, specifications, choices : pandas.DataFrame
        The tables of these names.
    agree : float
        The share that a verdict asks for. The claim drawn is the one whose share of agreeing or
        opposed specifications is nearest to it.

    Returns
    -------
    matplotlib.figure.Figure
        Above the estimates, below a row for each level of each choice with a mark where an estimate
        rests on it; at the right how far a choice moves estimates.

    Raises
    ------
    TableError
        Where a column is missing.

    References
    ----------
    Simonsohn, U., Simmons, J. P. & Nelson, L. D. (2020). Specification curve analysis. Nature Human
    Behaviour 4, 1208-1214.
    """
    for table, columns, name in (
        (claims, CLAIMS, "claims"),
        (robustness, ROBUSTNESS, "robustness"),
        (specifications, ("specification", "unit", *NAMES), "specifications"),
        (choices, CHOICES, "choices"),
    ):
        require_columns(table, columns, name)
    # A claim without any estimate has no curve.
    claims = claims[claims["specifications"].astype(float) > 0]
    if claims.empty:
        return Page(0.1, title=NOTHING).figure
    claim = _in_doubt(claims, agree)
    every = robustness[robustness["claim"] == claim.id].merge(
        specifications.drop(columns="reported", errors="ignore"), on="specification"
    )
    own = every[every["unit"] == claim.left_out].sort_values(
        ["estimate", "specification"], kind="stable", ignore_index=True
    )
    shown = {
        name: [level for level in NAMES[name][1] if own[name].eq(level).any()] for name in NAMES
    }
    shown = {name: levels for name, levels in shown.items() if levels}
    board = sum(len(levels) * LINE + BETWEEN for levels in shown.values())
    page = Page(
        CURVE + board + 0.2,
        title=f"The claim nearest to the line of {percent(agree)}: {claim.text_en}",
        guide=_guide(claim),
        note="Moves it by: median change of the estimate, in binary logarithms, when this choice "
        "alone is switched; all claims: the median of theirs. Ranges are cut at the frame. The "
        "share is no probability: ways to measure are no independent draws. "
        + contrast_note(str(claim.contrast)),
    )
    width = INNER - CHOICE - LEVEL - MOVES
    curve = page.axes(CHOICE + LEVEL, board + 0.12, width, CURVE)
    limits = -0.02 * len(own) - 0.5, 1.02 * len(own) - 0.5
    curve.set_xlim(limits)
    _curve(curve, own, claim)
    page.write(
        0, board + 0.12 + CURVE / 2, "quotient of the two sides\n(binary logarithm)",
        va="center", size=SMALL, color=GREY,
    )  # fmt: skip
    axes = page.axes(CHOICE + LEVEL, 0, width, board)
    axes.set(xlim=limits, ylim=(0, board), xticks=[], yticks=[])
    for x, name in ((INNER - MOVES + 0.5, "moves it by"), (INNER, "all claims")):
        page.write(x, board + 0.04, name, ha="right", va="center", size=SMALL, color=GREY)
    colours = _zone(own["estimate"], float(claim.min_effect))
    _board(page, axes, own, shown, np.array(colours), _moves(choices, str(claim.id)))
    return page.figure


def _in_doubt(claims: pd.DataFrame, agree: float) -> Any:
    """The claim whose verdict the fewest specifications would change, the first of several."""
    share = claims[["agreeing", "opposed"]].max(axis=1).to_numpy(dtype=float)
    return list(records(claims))[int(np.abs(share - agree).argmin())]


def _zone(estimates: pd.Series, least: float) -> list[str]:
    return [
        AGREES if value >= least else OPPOSES if value <= -least else NEITHER for value in estimates
    ]


def _curve(axes: Axes, own: pd.DataFrame, claim: Any) -> None:
    """Estimates in rising order, with their ranges."""
    least = float(claim.min_effect)
    low, high = float(own["estimate"].min()), float(own["estimate"].max())
    room = 0.35 * max(high - low, least)
    limits = min(low - room, -1.5 * least), max(high + room, 1.5 * least)
    axes.set_ylim(limits)
    axes.axhspan(-least, least, facecolor=SMALLEST, linewidth=0, zorder=0)
    axes.axhline(0, color=PALE, linewidth=1, zorder=2)
    place = np.arange(len(own))
    axes.vlines(
        place, own["loo_low"].clip(*limits), own["loo_high"].clip(*limits), color=RANGE,
        linewidth=0.5, zorder=1,
    )  # fmt: skip
    axes.scatter(
        place, own["estimate"], s=4, c=_zone(own["estimate"], least), linewidth=0, zorder=3
    )
    for i in np.flatnonzero(own["reported"].astype(bool)).tolist():
        row = own.iloc[i]
        axes.plot([i, i], np.clip([row["loo_low"], row["loo_high"]], *limits), color=INK,
                  linewidth=0.9, zorder=4)  # fmt: skip
        axes.plot(
            i, row["estimate"], marker="o", markersize=5, markeredgewidth=1, color=INK, zorder=5,
            markerfacecolor=INK if is_matched(str(claim.contrast)) else "white",
        )  # fmt: skip
    _upright(axes, limits)


def _upright(axes: Axes, limits: tuple[float, float]) -> None:
    """Name the powers of two on the left as what they are: multiples of the other side."""
    steps = [n / 4 if limits[1] - limits[0] < 1 else n for n in range(-40, 41)]
    shown = [n for n in steps if limits[0] <= n <= limits[1]]
    axes.set_yticks(shown, [f"×{2**n:.3g}" if n >= 0 else f"×1/{2**-n:.3g}" for n in shown])
    axes.set_xticks([])
    axes.tick_params(axis="y", pad=2, labelcolor=GREY)


def _board(
    page: Page,
    axes: Axes,
    own: pd.DataFrame,
    shown: dict[str, list[str]],
    colours: np.ndarray,
    moves: dict[str, tuple[str, str]],
) -> None:
    """A row a level, with a mark where an estimate rests on it."""
    y = axes.get_ylim()[1]
    thick = max(0.6, min(1.6, 110 / len(own)))
    for name, levels in shown.items():
        y -= BETWEEN
        axes.axhline(y + BETWEEN / 2, color=RULE, linewidth=0.6)
        first = y - LINE / 2
        page.write(0, first, NAMES[name][0], va="center_baseline", size=SMALL)
        for x, text in zip((INNER - MOVES + 0.5, INNER), moves[name], strict=True):
            page.write(x, first, text, ha="right", va="center_baseline", size=SMALL, color=GREY)
        for level in levels:
            here = np.flatnonzero(own[name].eq(level))
            page.write(
                CHOICE, y - LINE / 2, NAMES[name][1][level], va="center_baseline", size=SMALL,
                color=GREY,
            )  # fmt: skip
            axes.vlines(
                here, y - 0.85 * LINE, y - 0.15 * LINE, color=colours[here], linewidth=thick
            )
            y -= LINE


def _moves(choices: pd.DataFrame, claim: str) -> dict[str, tuple[str, str]]:
    """How far each choice moves this claim's estimate, and those of all claims by the median."""
    found = {}
    for name in NAMES:
        every = choices[choices["choice"] == name]
        own = every.loc[every["claim"] == claim, "change"]
        first, second = (
            f"{float(part.median()):.2f}" if len(part) else "" for part in (own, every["change"])
        )
        found[name] = first, second
    return found


def _guide(claim: Any) -> str:
    number, share = int(claim.specifications), int(100 * claim.agreeing + 1e-9)
    opposed = int(100 * claim.opposed + 1e-9)
    return (
        f"Of {number} ways to measure it {share} % agree (blue, above the shaded smallest effect "
        f"of interest) and {opposed} % say the opposite (orange): {claim.robust}. "
        "Each stands over the marks of its choices. Line: range with "
        f"{left_out_phrase([claim.left_out])}, not a confidence interval. "
        "Circle: the estimate reported."
    )
