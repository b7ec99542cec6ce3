"""What the instrument takes coded sentences for: codes given by coders against codes it gives."""

import math
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengyan.errors import DesignError
from chengyan.language import _, later, n_, spoken
from chengyan.plots.codes import ALL, INSTRUMENT, VALIDATION_COLUMNS
from chengyan.plots.layout import BODY_HEIGHT
from chengyan.plots.page import Page
from chengyan.plots.style import (
    BODY,
    GREY,
    INK,
    INNER,
    PALE,
    RULE,
    SMALL,
    TITLE,
    fit,
    plain,
    records,
    some,
    styled,
    text_width,
)
from chengyan.plots.wording import decimal, together
from chengyan.priorities.codebook import Code
from chengyan.tables import require_columns

CONFUSION_COLUMNS = ("sample", "truth", "predicted", "count")
# ASSUME scores of fewer cases say little; they are grey.
LEAST = 8
NAMES, SCORES, SCORE, CELL, LEAST_CELL = 1.4, 1.7, 0.41, 0.3, 0.18
MEASURES = {
    "precision": later("precision"), "recall": later("recall"), "f1": "F1",
    "support": later("cases"),
}  # fmt: skip
# Right and wrong, told apart by hue and, with the diagonal, by place.
# Most recalls are high: the upper end of the scale takes most of its shades.
RIGHT = LinearSegmentedColormap.from_list(
    "right", [(0, "#f3f7fa"), (0.5, "#d3e4ee"), (0.8, "#8db5d0"), (1, "#1f4e6e")]
)
WRONG = LinearSegmentedColormap.from_list("wrong", ("#fbe9dc", "#e8a06a"))
# Recall beyond which white is read better on the diagonal.
DARK = 0.89
NOTHING = later("There is no coded sample: how often the instrument is right is not known")
REMEDY = later(
    "Draw sentences at random, give each a code by the codebook, best by two people without sight "
    "of one another, put them into the coded sample (docs/coding.md), and run again."
)


@styled
def draw(
    confusion: pd.DataFrame,
    validation: pd.DataFrame,
    codes: Sequence[Code],
    *,
    coding: str,
    sample: str | None = None,
    least: int = LEAST,
) -> Figure:
    """Draw a matrix, coders' codes down, the instrument's across, with the scores of each code.

    Parameters
    ----------
    confusion : pandas.DataFrame
        The table ``priority_confusion.csv``: sample, truth, predicted, count (a mean over repeats
        of cross-validation).
    validation : pandas.DataFrame
        The table ``priority_validation.csv``.
    codes : sequence of Code
        The codebook, in its order.
    coding : str
        How the sample was coded: ``model-coded``, ``human-coded``.
    sample : str, optional
        The sample drawn; by default the first.
    least : int
        Cases that a code must have for its scores to be in black.

    Returns
    -------
    matplotlib.figure.Figure
        A line that says so, and what to do, where no sample is coded.

    Raises
    ------
    TableError
        Where a column is missing.
    DesignError
        Where `sample` is named and not there.
    """
    require_columns(confusion, CONFUSION_COLUMNS, "priority_confusion")
    require_columns(validation, VALIDATION_COLUMNS, "priority_validation")
    samples = list(dict.fromkeys(confusion["sample"].map(plain)))
    if sample is not None and sample not in samples:
        known = ", ".join(samples) or "none"
        raise DesignError(
            "priority_confusion", f"no sample {sample} (there are: {known})", "Choose one of them"
        )
    if not samples:
        return Page(0.05, title=_(NOTHING), guide=_(REMEDY)).figure
    shown = sample or samples[0]
    counts = confusion[confusion["sample"].map(plain) == shown]
    counts = counts.assign(**{end: counts[end].map(plain) for end in ("truth", "predicted")})
    matrix = counts.pivot_table(index="truth", columns="predicted", values="count", aggfunc="sum")
    names = {code.code: code.zh for code in codes}
    used = [*matrix.index, *matrix.columns]
    found = [code for code in dict.fromkeys([*names, *used]) if code in used]
    matrix = matrix.reindex(index=found, columns=found).fillna(0.0)
    drawn = _largest(matrix)
    own = validation[
        (validation["sample"].map(plain) == shown) & (validation["method"] == INSTRUMENT)
    ]
    cell = min(CELL, (INNER - NAMES - SCORES) / len(drawn), BODY_HEIGHT / (len(drawn) + 3))
    others = [name for name in samples if name != shown]
    absent = [code for code in names if code not in found]
    head = max(text_width(code, SMALL) for code in drawn) + 0.3
    page = Page(
        head + cell * len(drawn) + 0.1,
        title=_title(counts, own, names),
        guide=_(
            "Sentences of the sample {sample} ({coding}). Down: coders' code; across: the "
            "instrument's. Diagonal: right, the darker the larger the recall. Beside it: wrong, "
            "the darker the larger the part of the row.",
            sample=shown,
            coding=_(coding),
        ),
        note=together(
            _(
                "Counts are means over repeats of cross-validation, in which no sentence is coded "
                "by an instrument that has seen its paragraph. Grey: scores of fewer than {least} "
                "cases.",
                least=least,
            ),
            _missing(_told(absent, names), len(found) - len(drawn), others),
        ),
    )
    _matrix(page, matrix.loc[drawn, drawn], matrix.sum(axis=1), names, cell, head)
    _scores(page, own, drawn, cell, head, least)
    return page.figure


def _missing(absent: Sequence[str], hidden: int, samples: Sequence[str]) -> str:
    """Say which codes have no case, how many are not drawn, and which samples are not."""
    return together(
        _("No case of {codes}.", codes=some(absent)) if absent else "",
        n_(
            "{number} code with fewest cases is in the table only.",
            "{number} codes with fewest cases are in the table only.",
            hidden,
        )
        if hidden
        else "",
        _("Further samples, in the table: {samples}.", samples=some(samples)) if samples else "",
    )


def _largest(matrix: pd.DataFrame) -> list[str]:
    """The codes that a page has room for: those with most cases, in the order of the codebook."""
    most = int((INNER - NAMES - SCORES) / LEAST_CELL)
    size = matrix.sum(axis=1) + matrix.sum(axis=0)
    kept = set(size.sort_values(ascending=False, kind="stable").index[:most])
    return [str(code) for code in matrix.index if code in kept]


def _matrix(
    page: Page,
    matrix: pd.DataFrame,
    cases: "pd.Series[float]",
    names: dict[str, str],
    cell: float,
    head: float,
) -> None:
    """Cells with their counts, and the names of codes."""
    size, top = cell * len(matrix), page.body - head
    axes = page.axes(0, top - size, INNER, page.body - top + size)
    axes.set(xlim=(0, INNER), ylim=(top - size, page.body), xticks=[], yticks=[])
    axes.text(NAMES + size / 2, page.body - 0.02, _("the instrument's code"), ha="center",
              va="top", size=SMALL, color=GREY)  # fmt: skip
    axes.text(0, top + 0.07, _("coders' code"), va="baseline", size=SMALL, color=GREY)
    for i, truth in enumerate(matrix.index):
        y = top - (i + 1) * cell
        zh = fit(names.get(truth, truth), BODY, NAMES - 0.75)
        axes.text(0, y + cell / 2, zh, va="center_baseline", size=BODY)
        code = fit(truth, SMALL, NAMES - text_width(zh, BODY) - 0.15)
        if truth != zh:
            axes.text(NAMES - 0.07, y + cell / 2, code, ha="right", va="center_baseline",
                      size=SMALL, color=GREY)  # fmt: skip
        axes.text(NAMES + (i + 0.5) * cell, top + 0.05, truth, ha="center", va="bottom",
                  rotation=90, size=SMALL, color=GREY)  # fmt: skip
        for j, predicted in enumerate(matrix.columns):
            count = float(matrix.loc[truth, predicted])
            part = count / cases[truth] if cases[truth] else 0.0
            _cell(axes, NAMES + j * cell, y, cell, count, part, right=i == j)


def _cell(
    axes: Axes, x: float, y: float, cell: float, count: float, part: float, *, right: bool
) -> None:
    """A cell with its count, white where there is none."""
    colour = to_hex((RIGHT if right else WRONG)(part)) if count else "white"
    axes.add_patch(Rectangle((x, y), cell, cell, facecolor=colour, edgecolor=RULE, linewidth=0.5))
    if count or right:
        axes.text(
            x + cell / 2, y + cell / 2, number(count, cell - 0.01), ha="center",
            va="center_baseline", size=SMALL,
            color=("white" if right and part > DARK else INK) if count else PALE,
        )  # fmt: skip


def number(count: float, room: float) -> str:
    """A count with one decimal where it has one, as far as the cell has room."""
    if 0 < count < 0.05:
        return "·"
    told = decimal(_count(count))
    for shorter in (told, f"{count:.0f}"):
        if text_width(shorter, SMALL) <= room:
            return shorter
    return f"{count / 1000:.0f}k" if count >= 1000 else f"{count:.0f}"


def _scores(
    page: Page, own: pd.DataFrame, drawn: list[str], cell: float, head: float, least: int
) -> None:
    """Precision, recall, F1 and cases of each code at the right margin, and their means below."""
    scores = {
        plain(row.code): {measure: float(getattr(row, measure)) for measure in MEASURES}
        for row in records(own)
    }
    left = INNER - SCORE * len(MEASURES)
    for k, (measure, told) in enumerate(MEASURES.items()):
        x = left + (k + 1) * SCORE
        page.write(x, page.body - head + 0.07, _(told), ha="right", va="baseline", size=SMALL,
                   color=GREY)  # fmt: skip
        for i, code in enumerate(drawn):
            if code not in scores:
                continue
            y = page.body - head - (i + 0.5) * cell
            value = scores[code][measure]
            few = scores[code]["support"] < least
            text = _score(value) if measure != "support" else f"{value:,.0f}"
            page.write(x, y, text, ha="right", va="center_baseline", size=SMALL,
                       color=GREY if few else INK)  # fmt: skip


def _score(value: float) -> str:
    """A score without its leading zero; a dash where there is none."""
    return "–" if math.isnan(value) else decimal(f"{value:.2f}")


def _title(counts: pd.DataFrame, own: pd.DataFrame, names: dict[str, str]) -> str:
    """Say how often the instrument is right, and what it confuses most."""
    wrong = counts[counts["truth"] != counts["predicted"]]
    every = next(records(own[own["code"] == ALL]), None)
    if every is None:
        number = counts["count"].sum()
        right = 1 - wrong["count"].sum() / number
        said = _(
            "{share:.0f} % of {number:,.0f} sentences are coded right",
            share=100 * right,
            number=number,
        )
    else:
        said = _(
            "{share:.0f} % of {number:,.0f} sentences are coded right (95 % interval {low:.0f} to "
            "{high:.0f} %)",
            share=100 * every.accuracy,
            number=every.support,
            low=100 * every.accuracy_low,
            high=100 * every.accuracy_high,
        )
    return _("{said}; {confused}", said=said, confused=_confused(wrong, names))


def _confused(wrong: pd.DataFrame, names: dict[str, str]) -> str:
    """The most frequent confusion or, where several are, what most errors are taken for."""
    if wrong.empty:
        return _("none is confused")
    errors = _count(wrong["count"].sum())

    first, *rest = records(wrong.sort_values("count", ascending=False, kind="stable"))
    if not rest or first.count > rest[0].count:
        return _(
            "most often, {truth} is taken for {predicted} ({number} of {errors} errors)",
            truth=_named(first.truth, names),
            predicted=_named(first.predicted, names),
            number=_count(first.count),
            errors=errors,
        )
    taken = wrong.groupby("predicted", sort=False)["count"].sum()
    taken = taken.sort_values(ascending=False, kind="stable")
    if len(taken) > 1 and taken.iloc[0] > taken.iloc[1]:
        return _(
            "{number} of {errors} errors take a sentence for {predicted}",
            number=_count(taken.iloc[0]),
            errors=errors,
            predicted=_named(str(taken.index[0]), names),
        )
    return _("no confusion is the most frequent")


def _named(code: str, names: dict[str, str]) -> str:
    """A code by its name, where the codebook gives it one."""
    if names.get(code, code) == code:
        return code
    return _("{name} ({code})", name=fit(names[code], TITLE, 1.2), code=code)


def _told(codes: Sequence[str], names: dict[str, str]) -> list[str]:
    """Codes as a note lists them: with their names where these are of the language spoken."""
    return list(codes) if spoken() == "en" else [_named(code, names) for code in codes]


def _count(count: float) -> str:
    """A count with one decimal where it is small and has one."""
    return f"{count:.1f}".removesuffix(".0") if count < 9.95 else f"{count:,.0f}"
