"""Shares of topics: the one line each has, and what a title says of them."""

import math
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from chengyan.language import _, n_
from chengyan.plots.style import TITLE, Look, fit, left_out_phrase, percent, plain
from chengyan.plots.verdicts import FALLEN, others, standing
from chengyan.plots.wording import together

SHARE_COLUMNS = (
    *("model", "topic", "label", "group", "share", "ci_low", "ci_high", "model_low", "model_high"),
    *("loo_low", "loo_high", "left_out"),
)
VERDICT_COLUMNS = (
    *("model", "topic", "label", "prevalence", "stability", "null_stability", "verdict"),
)
# Width of a group's name in a title, in inches.
NAME = 1.2


def shares_with_lines(shares: pd.DataFrame) -> pd.DataFrame:
    """Add the ends of each share's line: its interval or, where it has none, its ranges united.

    Returns
    -------
    pandas.DataFrame
        With low, high and interval (whether they are a 95 % interval).
    """
    interval = shares["ci_low"].notna() & shares["ci_high"].notna()
    low, high = shares[["model_low", "loo_low"]].min(axis=1), shares[["model_high", "loo_high"]]
    return shares.assign(
        interval=interval,
        low=low.where(~interval, shares["ci_low"]),
        high=high.max(axis=1).where(~interval, shares["ci_high"]),
    )


def line_phrase(shares: pd.DataFrame) -> str:
    """Say what the lines are."""
    ranged = shares[~shares["interval"]]
    capped = ""
    if len(ranged) < len(shares):
        capped = _("Line with caps: 95 % interval for these texts.")
    if not ranged[["low", "high"]].notna().any(axis=None):
        return capped
    left_out = left_out_phrase(ranged["left_out"])
    what = _("range with {left_out}", left_out=left_out)
    if ranged[["model_low", "model_high"]].notna().any(axis=None):
        what = _("range over refits and with {left_out}", left_out=left_out)
    if capped:
        return together(capped, _("Thin line: {range} (no confidence interval).", range=what))
    return _("Line: {range} (no confidence interval).", range=what)


def title(shares: pd.DataFrame, verdicts: pd.DataFrame) -> str:
    """Say how many topics stand, and which of these differs most between groups.

    Parameters
    ----------
    shares : pandas.DataFrame
        As `shares_with_lines` gives them.
    verdicts : pandas.DataFrame
        One row a topic: topic, verdict.
    """
    told = standing(verdicts["verdict"].tolist())
    stand = verdicts.loc[verdicts["verdict"] == "stands", "topic"]
    own = shares[shares["topic"].isin(stand)]
    if own.empty:
        if len(stand):
            return told
        rest = others(verdicts["verdict"].tolist())
        return _("{told}: {rest}, so that no share below is a result", told=told, rest=rest)
    own = own.sort_values(["share", "topic"], kind="stable")
    top = own.iloc[-1]
    if (own["group"] == top["group"]).all():
        return _(
            "{told}; the largest, topic {topic}, takes {share} of {group}",
            told=told,
            topic=plain(top["topic"]),
            share=percent(top["share"]),
            group=fit(str(top["group"]), TITLE, NAME),
        )
    spans = own.groupby("topic")["share"].agg(lambda share: share.max() - share.min())
    widest = spans.sort_values(ascending=False, kind="stable").index[0]
    ends = own[own["topic"] == widest].iloc[[0, -1]]
    least, most = (
        _("{group} {share}", group=fit(str(group), TITLE, NAME), share=percent(share))
        for group, share in zip(ends["group"], ends["share"], strict=True)
    )
    differs = n_(
        "{told}: topic {topic}, {least} to {most}",
        "{told}; topic {topic} differs most between groups: {least}, {most}",
        len(stand),
        told=told,
        topic=plain(widest),
        least=least,
        most=most,
    )
    meet = ends["high"].iloc[0] >= ends["low"].iloc[1]
    return _("{differs}, but their lines overlap", differs=differs) if meet else differs


def draw_share(
    axes: Axes, row: Any, y: float, look: Look, *, filled: bool, size: float = 26
) -> None:
    """Draw the mark of a share and its line, with caps where this is an interval."""
    if not math.isnan(row.low + row.high):
        axes.plot(
            [row.low, row.high], [y, y], color=look.colour, linewidth=1.3 if row.interval else 0.8,
            solid_capstyle="butt", marker="|" if row.interval else None, markersize=5,
        )  # fmt: skip
    # What falls is hollow even where the groups are matched.
    filled = filled and look.colour != FALLEN
    axes.scatter(
        row.share, y, s=size, marker=look.marker, linewidth=1.1, zorder=3, clip_on=False,
        **look.mark(filled=filled),
    )  # fmt: skip
