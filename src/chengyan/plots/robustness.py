"""All claims under all specifications: where the estimates lie, and how many agree."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengyan.language import _, later, n_, spoken
from chengyan.plots.forest import scale
from chengyan.plots.layout import BODY_HEIGHT
from chengyan.plots.page import Page
from chengyan.plots.style import (
    GREY,
    INK,
    INNER,
    PALE,
    SMALL,
    contrast_note,
    fit,
    is_matched,
    left_out_phrase,
    records,
    styled,
    text_width,
)
from chengyan.plots.wording import or_none, together
from chengyan.tables import require_columns

CLAIMS = (
    "id", "text_en", "effect", "loo_low", "loo_high", "left_out", "min_effect", "robust",
    "agreeing", "opposed", "specifications", "estimate_median", "contrast",
)  # fmt: skip
ROBUSTNESS = ("claim", "specification", "estimate", "agrees")
# Agree, neither, say the opposite: told apart in grey too.
AGREES, NEITHER, OPPOSES = "#0072B2", "#b0b0b0", "#D55E00"
SMALLEST = "#ececec"
BIN, SHARE, VERDICT = 0.1, 0.46, 0.52
# Rows are drawn closer where there are many, down to what a line of small type needs.
ROW, LEAST_ROW = 0.235, 0.17
# Ranges beyond what the estimates reach, and so much more, are cut.
REACH = 0.5
NOTHING = later(
    "No claim could be tested: none is in config.yaml, or none has groups of this corpus"
)
VERDICTS = (later("robust"), later("fragile"), later("reversed"))


INDEPENDENT = later("The share is no probability: ways to measure are no independent draws.")


@styled
def draw(claims: pd.DataFrame, robustness: pd.DataFrame) -> Figure:
    """Draw the estimates of each claim as a small histogram, with the one reported.

    Parameters
    ----------
    claims : pandas.DataFrame
        The table ``claims.csv``.
    robustness : pandas.DataFrame
        The table ``robustness.csv``; of rows with the same estimate, under units left out, one is
        drawn.

    Returns
    -------
    matplotlib.figure.Figure
        A row a claim, by falling share of the specifications that agree; as many as fit.

    Raises
    ------
    TableError
        Where a column is missing.

    Notes
    -----
    The line is the range of the estimate reported when one unit at a time is left out; it is no
    confidence interval. Its mark is hollow where the contrast is unmatched.
    """
    require_columns(claims, CLAIMS, "claims")
    require_columns(robustness, ROBUSTNESS, "robustness")
    if claims.empty:
        return Page(0.1, title=_(NOTHING)).figure
    told = claim_texts(claims)
    rows = claims.sort_values(
        ["agreeing", "opposed", "effect", "id"],
        ascending=[False, True, False, True],
        kind="stable",
    )
    pitch = min(ROW, max(LEAST_ROW, (BODY_HEIGHT - 0.5) / len(rows)))
    shown = rows.head(int((BODY_HEIGHT - 0.5) / pitch + 1e-9))
    hidden = len(rows) - len(shown)
    own = robustness[robustness["claim"].isin(shown["id"])]
    page = Page(
        len(shown) * pitch + 0.5,
        title=_title(claims),
        guide=_(
            "Bars: all estimates of a claim, one for each reasonable way to measure it; blue: they "
            "agree with it, by its smallest effect of interest at the least (the shaded band); "
            "orange: they say the opposite; grey: neither. Tick: median. Circle: the estimate "
            "reported, with its range with {left_out} (not a confidence interval).",
            left_out=left_out_phrase(shown["left_out"]),
        ),
        note=together(
            _further_claims(hidden),
            _(INDEPENDENT),
            _("Robust to our choices says nothing of genre, office or year."),
            contrast_note("matched" if all(map(is_matched, shown["contrast"])) else "unmatched"),
        ),
    )
    words = min(max(text_width(told[claim], SMALL) for claim in shown["id"]), 2.75) + 0.12
    width = INNER - words - 2 * SHARE - VERDICT
    bottom, height = 0.32, len(shown) * pitch
    axes = page.axes(words, bottom, width, height)
    ends = [-0.7, 0.7, *own["estimate"]]
    limits = min(ends) - REACH, max(ends) + REACH
    axes.set(xlim=limits, ylim=(len(shown), 0), yticks=[])
    scale(axes, limits, labelled=True)
    estimates = dict(list(own.groupby("claim", sort=False)))
    for i, row in enumerate(records(shown)):
        y = bottom + height - (i + 0.6) * pitch
        page.write(0, y, fit(told[row.id], SMALL, words - 0.1), va="center", size=SMALL)
        least = float(row.min_effect)
        axes.add_patch(
            Rectangle((-least, i + 0.02), 2 * least, 0.96, facecolor=SMALLEST, linewidth=0)
        )
        if row.id in estimates:
            _histogram(axes, i + 0.8, _once(estimates[row.id]), least)
        _reported(axes, i + 0.8, row, limits)
        for j, share in enumerate((row.agreeing, row.opposed)):
            _column(page, words + width + (j + 1) * SHARE, y, _percent(share))
        ink = {"robust": AGREES, "reversed": OPPOSES}.get(row.robust, GREY)
        page.write(INNER - VERDICT + 0.08, y, _(row.robust), va="center", size=SMALL, color=ink)
        if i and row.robust != shown["robust"].iloc[i - 1]:
            axes.axhline(i, color=PALE, linewidth=0.8)
    head = bottom + height + 0.08
    for j, name in enumerate((_("agree"), _("oppose"))):
        _column(page, words + width + (j + 1) * SHARE, head, name)
    page.write(INNER - VERDICT + 0.08, head, _("verdict"), va="center", size=SMALL, color=GREY)
    page.write(
        words + width / 2, 0.03, _("quotient of the two sides (binary logarithm)"),
        ha="center", va="center", size=SMALL, color=GREY,
    )  # fmt: skip
    return page.figure


def claim_texts(claims: pd.DataFrame) -> dict[Any, str]:
    """What each claim says, by its id, in the language that is spoken."""
    column = f"text_{spoken()}" if f"text_{spoken()}" in claims else "text_en"
    return dict(zip(claims["id"], claims[column].astype(str), strict=True))


def _further_claims(number: int) -> str:
    if not number:
        return ""
    return n_(
        "{number} further claim is in the table only.",
        "{number} further claims are in the table only.",
        number,
    )


def _column(page: Page, x: float, y: float, text: str) -> None:
    page.write(x, y, text, ha="right", va="center", size=SMALL, color=GREY)


def _percent(share: float) -> str:
    """A share in per cent, rounded down, so that what is not all is not 100."""
    return "" if np.isnan(share) else _("{number} %", number=int(100 * share + 1e-9))


def _once(own: pd.DataFrame) -> np.ndarray:
    """Estimates, each specification once whatever unit is left out.

    Every estimate stands as often as the others, once for each unit, so their shares are the same.
    """
    return own["estimate"].to_numpy(dtype=float)


def _histogram(axes: Axes, base: float, values: np.ndarray, least: float) -> None:
    """Bars from a base line upwards, the fullest 0.75 of a row high."""
    low = np.floor(values.min() / BIN) * BIN
    edges = low + BIN * np.arange(int((values.max() - low) / BIN) + 2)
    zones = (
        (AGREES, values[values >= least]),
        (NEITHER, values[np.abs(values) < least]),
        (OPPOSES, values[values <= -least]),
    )
    stacks = [(colour, np.histogram(part, edges)[0]) for colour, part in zones]
    most = np.sum([stack for _, stack in stacks], axis=0).max()
    at = np.zeros(len(edges) - 1)
    for colour, stack in stacks:
        for x, y, number in zip(edges, at, stack, strict=False):
            if number:
                tall = 0.75 * number / most
                axes.add_patch(
                    Rectangle((x, base - y - tall), BIN, tall, facecolor=colour, linewidth=0)
                )
        at += 0.75 * stack / most
    axes.plot([float(np.median(values))] * 2, [base + 0.08, base - 0.75], color=INK, linewidth=0.7)


def _reported(axes: Axes, base: float, row: Any, limits: tuple[float, float]) -> None:
    """The estimate reported, with its range, arrows where that leaves the axes."""
    low, high = float(row.loo_low), float(row.loo_high)
    ends = max(low, limits[0] + 0.04), min(high, limits[1] - 0.04)
    axes.plot(ends, [base, base], color=INK, linewidth=0.8, solid_capstyle="butt")
    for end, beyond, marker in ((ends[0], low < ends[0], "<"), (ends[1], high > ends[1], ">")):
        if beyond:
            axes.plot(end, base, marker=marker, markersize=3, color=INK)
    axes.plot(
        float(row.effect), base, marker="o", markersize=4.2, markeredgewidth=0.9, color=INK,
        markerfacecolor=INK if is_matched(str(row.contrast)) else "white",
    )  # fmt: skip


def _title(claims: pd.DataFrame) -> str:
    """Count the verdicts."""
    verdicts = claims["robust"].tolist()
    robust, fragile, reverse = (or_none(verdicts.count(name)) for name in VERDICTS)
    matched = [is_matched(str(contrast)) for contrast in claims["contrast"]]
    kind = _("matched") if all(matched) else _("partly matched")
    if not any(matched):
        kind = _("unmatched")
    values = {"robust": robust, "fragile": fragile, "reversed": reverse, "kind": kind}
    of = n_("Of one claim", "Of {number} claims", len(verdicts))
    if robust == "1":
        return _(
            "{of}, {robust} is robust to how they are measured, {fragile} fragile and {reversed} "
            "reversed; {kind}",
            of=of,
            **values,
        )
    return _(
        "{of}, {robust} are robust to how they are measured, {fragile} fragile and {reversed} "
        "reversed; {kind}",
        of=of,
        **values,
    )
