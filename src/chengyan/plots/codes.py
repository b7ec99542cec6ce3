"""Codes of a codebook in figures: their order, names and colours, and how far they may err."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex

from chengyan.errors import DesignError
from chengyan.language import _, n_
from chengyan.plots.style import (
    BODY,
    GREY,
    PALE,
    SMALL,
    TITLE,
    contrast_note,
    fit,
    is_matched,
    of_groups,
    percent,
    plain,
    records,
    text_width,
)
from chengyan.plots.wording import aside, clauses, joined
from chengyan.priorities.codebook import Code

SHARE_COLUMNS = (
    *("method", "unit", "group", "code", "zh", "en", "counted", "share", "ci_low", "ci_high"),
    *("loo_low", "loo_high", "left_out", "units", "contrast"),
)
VALIDATION_COLUMNS = (
    *("sample", "method", "code", "precision", "recall", "f1", "support"),
    *("accuracy", "accuracy_low", "accuracy_high"),
)
# The instrument among methods, and the row of a method that is of all codes together.
INSTRUMENT, ALL = "codebook", "all"
# From the base of each hue to what its shades end in. The first holds the most, so that the largest
# sphere takes it; no two of the default codebook are near under protanopia or deuteranopia.
HUES = (
    ("#332288", "#5e8fc9", "#cbe6f5"), ("#117733", "#8fca9f"), ("#b39b2e", "#e8dda0"),
    ("#aa4499", "#dda6d4"), ("#44aa99", "#a5dbd2"), ("#882255", "#c98aa8"),
    ("#cc6677", "#ecb9c1"), ("#5c4a1f", "#a8946a"),
)  # fmt: skip
# Shades of one hue that are told apart.
SHADES_MOST = 6
# What is outside the denominator.
GREYS = ("#7d7d7d", "#b4b4b4", "#dedede")
NAME, ENGLISH = 1.2, 2.6
# Rows lower than this have a code's names in one line.
TWO_LINES = 0.27
# Samples that a note tells of.
TOLD = 3


def shares_of(
    priorities: pd.DataFrame, groups: Sequence[str], method: str, unit: str
) -> pd.DataFrame:
    """Keep the shares of one method and unit in some groups; an empty cell is no share."""
    own = (priorities["method"] == method) & (priorities["unit"] == unit)
    rows = of_groups(priorities[own], groups)
    numbers = ["share", "ci_low", "ci_high", "loo_low", "loo_high", "units"]
    return rows.assign(
        **{name: pd.to_numeric(rows[name], errors="coerce") for name in numbers},
        **{name: rows[name].map(plain) for name in ("code", "zh", "left_out", "contrast")},
        en=rows["en"].map(plain).map(aside),
        counted=rows["counted"].astype(str).str.lower().isin(["true", "yes", "1"]),
    )


def required_shares(priorities: pd.DataFrame, groups: Sequence[str], unit: str) -> pd.DataFrame:
    """Keep the instrument's shares of one unit in some groups.

    Raises
    ------
    DesignError
        Where there are none.
    """
    rows = shares_of(priorities, groups, INSTRUMENT, unit)
    if rows.empty:
        raise DesignError(
            "priorities",
            f"no share of {unit} by the codebook for {', '.join(groups)}",
            "Mend the manifest, or measure priorities again",
        )
    return rows


def by_mean(rows: pd.DataFrame) -> list[str]:
    """Codes by the mean of their shares over groups, the largest first."""
    means = rows.groupby("code", sort=False)["share"].mean()
    return [str(code) for code in means.sort_values(ascending=False, kind="stable").index]


def names(rows: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """The Chinese and the English name of each code."""
    return {row.code: (row.zh, row.en) for row in records(rows.drop_duplicates("code"))}


def full_name(zh: str, en: str) -> str:
    """Both names of a code, for a title."""
    return f"{fit(zh, TITLE, NAME)} ({fit(en, TITLE, ENGLISH)})" if en else fit(zh, TITLE, NAME)


def name_code(
    axes: Axes, x: float, y: float, code: str, told: tuple[str, str], *, width: float, row: float
) -> None:
    """Set a code's names about a height of a plane in inches, in one line where rows are low."""
    zh, en = told
    two = row >= TWO_LINES and en not in {"", zh}
    up = y + 0.07 if two else y
    zh = fit(zh, BODY, width - 0.1)
    axes.text(x, up, zh, va="center_baseline", size=BODY)
    after = text_width(zh, BODY) + 0.08
    short = fit(code, SMALL, width - after) if code != zh else ""
    if short not in {"", "…"}:
        axes.text(x + after, up, short, va="center_baseline", size=SMALL, color=GREY)
        after += text_width(short, SMALL) + 0.08
    if two:
        axes.text(x, y - 0.07, fit(en, SMALL, width), va="center_baseline", size=SMALL, color=GREY)
    elif en not in {"", zh} and width - after > 0.4:
        axes.text(
            x + after, y, fit(en, SMALL, width - after), va="center_baseline", size=SMALL,
            color=GREY,
        )  # fmt: skip


def code_colours(codes: Sequence[Code]) -> dict[str, str]:
    """Give each code a colour: one hue a sphere, greys to what is outside the denominator.

    Codes of a codebook with one sphere, or with more than there are hues, share hues as they come.
    """
    counted = [code for code in codes if code.counted]
    families: dict[str, list[str]] = {}
    for i, code in enumerate(counted):
        sphere = code.sphere if hues_are_spheres(codes) else str(i % len(HUES))
        families.setdefault(sphere, []).append(code.code)
    most = max((len(family) for family in families.values()), default=0)
    ordered = sorted(families.values(), key=lambda family: len(family) < most)
    colours = {code.code: PALE for code in codes}
    for hue, family in zip(HUES, ordered, strict=False):
        shade = LinearSegmentedColormap.from_list("hue", hue)
        steps = max(len(family) - 1, 1)
        colours |= {code: to_hex(shade(i / steps)) for i, code in enumerate(family)}
    others = [code.code for code in codes if not code.counted]
    return colours | dict(zip(others, GREYS, strict=False))


def hues_are_spheres(codes: Sequence[Code]) -> bool:
    """Whether a hue is a sphere: there are several, and no more than hues."""
    return 1 < len({code.sphere for code in codes if code.counted}) <= len(HUES)


def accuracies(validation: pd.DataFrame, sample: str | None = None) -> pd.DataFrame:
    """The rows that tell how often the instrument is right, one a sample.

    Raises
    ------
    DesignError
        Where `sample` is named and not there.
    """
    rows = validation[(validation["method"] == INSTRUMENT) & (validation["code"] == ALL)]
    if sample is None:
        return rows
    own = rows[rows["sample"].map(plain) == sample]
    if own.empty:
        known = ", ".join(dict.fromkeys(rows["sample"].map(plain))) or "none"
        raise DesignError(
            "priority_validation", f"no sample {sample} (there are: {known})", "Choose one of them"
        )
    return own


def may_err(validation: pd.DataFrame, sample: str | None = None) -> float:
    """The largest error of the instrument that samples allow; NaN where there are none.

    The upper end of the 95 % interval of 1 − accuracy, in the sample where it is largest.
    """
    low = pd.to_numeric(accuracies(validation, sample)["accuracy_low"], errors="coerce").min()
    return math.nan if pd.isna(low) else 1 - float(low)


def instrument_note(validation: pd.DataFrame, coding: str, sample: str | None = None) -> str:
    """Say what the instrument was fitted to, and how often it is right."""
    rows = accuracies(validation, sample)
    if rows.empty:
        return _("No sample is coded: how far the instrument errs is not known. ")
    told = clauses(right_phrase(row) for row in records(rows.head(TOLD)))
    return _(
        "Instrument fitted to sentences that are {coding}, right in {told}. ",
        coding=_(coding),
        told=told,
    )


def right_phrase(row: Any) -> str:
    """How often the instrument is right in a sample, with interval and size."""
    share, low, high = (
        f"{100 * value:.0f}" for value in (row.accuracy, row.accuracy_low, row.accuracy_high)
    )
    sample = fit(plain(row.sample), SMALL, 1.6)
    return _(
        "{share} % of {number:,.0f} of {sample} (95 % interval {low} to {high} %)",
        share=share,
        number=row.support,
        sample=sample,
        low=low,
        high=high,
    )


def err_phrase(err: float) -> str:
    """What a difference must exceed, as a sentence of the note."""
    if math.isnan(err):
        return ""
    return _(
        "May err: {share}, the upper end of the 95 % interval of its error over all codes; "
        "a single code or group may be better or worse, and findings go by the errors of theirs. ",
        share=percent(err),
    )


def in_points(change: float) -> str:
    """The size of a difference between shares."""
    size = round(abs(100 * change))
    return n_("{number} point", "{number} points", size)


def page_contrast(rows: pd.DataFrame) -> str:
    """The sentence about matching for all groups of a figure."""
    matched = len(rows) > 0 and all(is_matched(contrast) for contrast in rows["contrast"])
    return contrast_note("matched" if matched else "unmatched")


def listed(names: Iterable[str], most: int = 3) -> str:
    """Names joined as in a sentence, or how many they are."""
    some = list(names)
    if len(some) <= most:
        return joined(some)
    return n_("{number} group", "{number} groups", len(some))
