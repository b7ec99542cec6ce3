"""Bars of a rung of obligation, and the shades of whom it tells."""

import pandas as pd
from matplotlib.axes import Axes

from chengyan.language import _, later
from chengyan.plots.devices import share
from chengyan.plots.page import Page
from chengyan.plots.style import GREY, INK, INNER, SMALL, Look, fit, records, text_width
from chengyan.plots.wording import joined

ALL = "all"
# Whom a use tells, in shades that are the same for every group.
TOLD = {"us": "#454545", "assembly": "#8f8f8f", "others": "#d0d0d0"}
NAMES = {"us": later("us"), "assembly": later("assembly"), "others": later("others")}
BY_WORDS = later("told by the words beside the verb, not validated")
# Width of the column of whom uses tell.
ADDRESSED = 1.75


def bar(
    axes: Axes, plane: Axes, own: pd.DataFrame, j: float, y: float, row: float, look: Look
) -> None:
    """The bar of a group on a rung, the shades of whom it tells, and both in figures."""
    whole = next(records(own[own["addressee"] == ALL]), None)
    if whole is None:
        return
    left = INNER - ADDRESSED
    if whole.share > 0:
        axes.barh(
            j - 0.02 / row, whole.share, height=0.09 / row, linewidth=0.9, zorder=2,
            edgecolor=look.colour, facecolor=look.colour if whole.valid else "white",
        )  # fmt: skip
    for text, x, ink in (
        (share(whole.share), left - 0.5, INK), (f"{whole.positives:,.0f}", left, GREY)
    ):  # fmt: skip
        plane.text(x, y, text, ha="right", va="center_baseline", size=SMALL, color=ink)
    told = own[own["addressee"].isin(list(TOLD)) & (own["count"] > 0)]
    start, inch = 0.0, whole.share / max(told["count"].sum(), 1)
    for use in records(told):
        axes.barh(j + 0.055 / row, use.count * inch, left=start, height=0.045 / row, linewidth=0,
                  color=TOLD[use.addressee], zorder=2)  # fmt: skip
        start += use.count * inch
    if len(told):
        uses = joined(
            _("{whom} {number}", whom=_(NAMES[use.addressee]), number=f"{use.count:,.0f}")
            for use in records(told)
        )
        plane.text(left + 0.15, y, fit(uses, SMALL, ADDRESSED - 0.15), va="center_baseline",
                   size=SMALL, color=GREY)  # fmt: skip


def shades_key(page: Page, y: float, split: list[str]) -> None:
    """Name the shades."""
    head = _(
        "whom {rungs} tell ({how}):",
        rungs=_(" and ").join(_("{rung}", rung=rung) for rung in split),
        how=_(BY_WORDS),
    )
    page.write(0, y, head, va="center_baseline", size=SMALL, color=GREY)
    x = text_width(head, SMALL) + 0.15
    for name, shade in TOLD.items():
        page.swatch(x, y, Look(shade, "s"))
        told = _(NAMES[name])
        page.write(x + 0.1, y, told, va="center_baseline", size=SMALL, color=GREY)
        x += 0.1 + text_width(told, SMALL) + 0.2
