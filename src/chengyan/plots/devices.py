"""Devices of rhetoric in figures: their shares, how far these are apart, how they are drawn."""

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from chengyan.errors import DesignError
from chengyan.language import _, n_
from chengyan.plots.device_worth import not_validated, scores
from chengyan.plots.page import Page
from chengyan.plots.style import (
    BODY,
    GREY,
    INNER,
    SMALL,
    TITLE,
    Look,
    fit,
    is_matched,
    of_groups,
    plain,
    records,
    text_width,
)
from chengyan.plots.wording import aside, joined
from chengyan.rhetoric.worth import VALIDATED
from chengyan.tables import require_columns

SHARE_COLUMNS = (
    *("group", "device", "zh", "en", "family", "count", "rate", "ci_low", "ci_high"),
    *("loo_low", "loo_high", "left_out", "positives", "sentences", "status", "contrast"),
)
DIFFERENCE_COLUMNS = ("device", "more", "less")
# The device that all sources of metaphor are pooled in.
METAPHOR = "metaphor"
NAME = 1.4
NUMBERS = (
    *("rate", "ci_low", "ci_high", "loo_low", "loo_high", "count", "positives", "sentences"),
    *("baseline_low", "baseline_median", "baseline_high"),
)


def shares_of(rhetoric: pd.DataFrame, groups: Sequence[str]) -> pd.DataFrame:
    """Keep the shares of devices in some groups; an empty cell is no share.

    Raises
    ------
    DesignError
        Where there are none.
    """
    rows = of_groups(rhetoric, groups)
    rows = rows.assign(
        **{name: pd.to_numeric(rows[name], errors="coerce") for name in NUMBERS if name in rows},
        **{name: rows[name].map(plain) for name in ("device", "zh", "family", "left_out")},
        # The font has that sign as wide as a Chinese character.
        en=rows["en"].map(plain).str.replace("’", "'").map(aside),
    )
    if rows.empty:
        raise DesignError(
            "rhetoric",
            f"no device is counted for {', '.join(groups)}",
            "Mend the manifest, or measure rhetoric again",
        )
    return rows


def strip_rows(drawn: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Rows for strips of many groups, with what finding a device is worth before its English name.

    Strips know a row by its code and show it unless it is the name: it is, where no other device
    has that name.
    """
    twice = drawn.groupby("zh")["device"].transform("nunique") > 1
    told = []
    for row in records(drawn):
        f1, coded = scores(known, row.device)
        told.append(_("{f1} ({number}) {english}", f1=f1, number=coded, english=row.en))
    return drawn.assign(code=drawn["zh"].where(~twice, drawn["device"]), en=told)


def strip_blocks(
    told: pd.DataFrame, order: Sequence[str]
) -> list[tuple[pd.DataFrame, list[str], str]]:
    """Blocks of strips: validated devices in their order, and below them the others."""
    code = dict(zip(told["device"], told["code"], strict=True))
    firm = set(told.loc[told["status"] == VALIDATED, "device"])
    return [
        (told, [code[device] for device in order if device in firm], ""),
        (told, [code[device] for device in order if device not in firm], not_validated()),
    ]


def by_mean(rows: pd.DataFrame) -> list[str]:
    """Devices by the mean of their shares over groups, the largest first."""
    means = rows.groupby("device", sort=False)["rate"].mean()
    return [str(device) for device in means.sort_values(ascending=False, kind="stable").index]


def full_name(row: Any) -> str:
    """Both names of a device, for a title."""
    zh = fit(row.zh, TITLE, NAME)
    return f"{zh} ({fit(row.en, TITLE, 2.6)})" if row.en not in {"", row.zh} else zh


def share(value: float) -> str:
    """A share in per cent, with a decimal where it is little."""
    told = f"{100 * value:.1f}" if 0 < value < 0.0095 else f"{100 * value:.0f}"
    return _("{number} %", number=told)


def ends_of(own: pd.DataFrame) -> tuple[Any, Any]:
    """The groups with the least and the largest share of a device."""
    ranked = own.dropna(subset="rate").sort_values("rate", kind="stable")
    return next(records(ranked.iloc[[0]])), next(records(ranked.iloc[[-1]]))


def meet(least: Any, most: Any) -> bool:
    """Whether the intervals of two shares meet, or where there are none, their ranges."""
    return _reach(least)[1] >= _reach(most)[0]


def told_pairs(differences: pd.DataFrame) -> set[tuple[str, str, str]]:
    """Device, group with more and group with less of the differences that may be told."""
    require_columns(differences, DIFFERENCE_COLUMNS, "rhetoric_differences")
    columns = (differences[name].astype(str) for name in DIFFERENCE_COLUMNS)
    return set(zip(*columns, strict=True))


def _reach(row: Any) -> tuple[float, float]:
    ends = (row.ci_low, row.ci_high)
    if math.isnan(sum(ends)):
        ends = (row.loo_low, row.loo_high)
    if math.isnan(sum(ends)):
        ends = (row.rate, row.rate)
    return ends


def contrast_of(rows: pd.DataFrame) -> str:
    """How a title calls the groups: matched only where all are."""
    return _("matched") if all(map(is_matched, rows["contrast"])) else _("unmatched")


def draw_share(axes: Axes, row: Any, y: float, look: Look, size: float) -> None:
    """Draw a share: its interval with caps or else its range, and its mark."""
    if math.isnan(row.rate):
        return
    if math.isnan(row.ci_low + row.ci_high):
        axes.plot(
            [row.loo_low, row.loo_high], [y, y], color=look.colour, linewidth=0.8,
            solid_capstyle="butt", clip_on=False, zorder=2,
        )  # fmt: skip
    else:
        axes.plot(
            [row.ci_low, row.ci_high], [y, y], color=look.colour, linewidth=1.6, marker="|",
            markersize=3.5, markeredgewidth=0.9, solid_capstyle="butt", clip_on=False, zorder=2,
        )  # fmt: skip
    axes.scatter(
        row.rate, y, s=size, marker=look.marker, linewidth=0.9, zorder=3, clip_on=False,
        **look.mark(filled=row.status == VALIDATED),
    )  # fmt: skip


def further(number: int, what: str) -> str:
    """Say how many devices (`what` is ``device``) or sources (``source``) have no row."""
    if not number:
        return ""
    if what == "source":
        return n_(
            "{number} further source is in the table only. ",
            "{number} further sources are in the table only. ",
            number,
        )
    return n_(
        "{number} further device is in the table only. ",
        "{number} further devices are in the table only. ",
        number,
    )


def range_phrase(rows: pd.DataFrame, left_out: str) -> str:
    """Say what the lines through the marks are."""
    thin = _("Line: range with {left_out} (no confidence interval). ", left_out=left_out)
    intervals = rows["ci_low"].notna()
    if not intervals.any():
        return thin
    capped = _("Line with caps: 95 % interval over texts. ")
    return capped if intervals.all() else capped + thin


def group_key(page: Page, sentences: dict[str, float], groups: Sequence[str], look: Any) -> None:
    """Marks of the groups in one line, and how many sentences each has."""
    x, y, last = 0.0, page.body - 0.08, _("sentences")
    room = (INNER - text_width(last, SMALL)) / len(groups)
    for group in groups:
        number = f"{sentences.get(group, 0):,.0f}"
        name = fit(group, BODY, min(1.6, room - text_width(number, SMALL) - 0.45))
        page.swatch(x + 0.05, y, look[group])
        page.write(x + 0.16, y, name, va="center_baseline", size=BODY)
        x += 0.16 + text_width(name, BODY) + 0.08
        page.write(x, y, number, va="center_baseline", size=SMALL, color=GREY)
        x += text_width(number, SMALL) + 0.2
    page.write(x - 0.14, y, last, va="center_baseline", size=SMALL, color=GREY)


def sizes(rows: pd.DataFrame) -> dict[str, float]:
    """Sentences of each group."""
    most = rows.groupby("group")["sentences"].max()
    return {str(group): float(number) for group, number in most.items()}


def one_sentence(sentences: dict[str, float], groups: Sequence[str]) -> str:
    """What a single sentence is of each group, where that is much."""
    told = [
        _("{share} of {group}", share=share(1 / sentences[group]), group=fit(group, SMALL, NAME))
        for group in groups
        if 0 < sentences.get(group, 0) < 100
    ]
    return _("One sentence is {told}. ", told=joined(told)) if told else ""
