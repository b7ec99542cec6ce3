"""The fingerprint of each group's rhetoric: the share of its sentences with each device."""

import re
from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from chengyan.genre import genre_name
from chengyan.language import _, n_
from chengyan.plots.codes import page_contrast
from chengyan.plots.device_columns import (
    HEAD,
    KEY,
    SCALE,
    columns_of,
    most_telling,
    rows_of,
)
from chengyan.plots.device_worth import (
    VALIDATION_COLUMNS,
    failed_note,
    status_note,
    validation_note,
    worth,
)
from chengyan.plots.devices import (
    METAPHOR,
    SHARE_COLUMNS,
    contrast_of,
    ends_of,
    full_name,
    further,
    group_key,
    one_sentence,
    range_phrase,
    share,
    shares_of,
    sizes,
    strip_blocks,
    strip_rows,
    told_pairs,
)
from chengyan.plots.layout import is_many
from chengyan.plots.page import Page
from chengyan.plots.range_strips import range_strips
from chengyan.plots.rhetoric_panels import MARKS, NAMED, lanes, name, panel, root
from chengyan.plots.style import (
    INNER,
    RULE,
    SMALL,
    TITLE,
    fit,
    left_out_phrase,
    looks,
    records,
    styled,
)
from chengyan.plots.wording import clauses
from chengyan.rhetoric.worth import FAILED, VALIDATED
from chengyan.tables import require_columns

BASELINE = ("baseline_low", "baseline_median", "baseline_high", "baseline_note")
# Between the columns; strips that a page of many groups holds.
APART, STRIPS = 0.26, 30


@styled
def draw(
    rhetoric: pd.DataFrame,
    validation: pd.DataFrame,
    differences: pd.DataFrame,
    groups: list[str],
    *,
    coding: str,
) -> Figure:
    """Draw the share of sentences with each device, by family, in each group.

    Few groups have a lane each in the row of a device; many are a strip of dots, with the middle
    half of them as a box and the extremes named.

    Parameters
    ----------
    rhetoric : pandas.DataFrame
        The table ``rhetoric.csv``.
    validation : pandas.DataFrame
        The table ``rhetoric_validation.csv``, empty where no sample is coded.
    differences : pandas.DataFrame
        The table ``rhetoric_differences.csv``: what a title may say.
    groups : list of str
        Values compared, in the order that gives them their colours.
    coding : str
        How the samples were coded: ``model-coded``, ``human-coded``.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    TableError
        Where a column is missing.
    DesignError
        Where no group has a share.

    Notes
    -----
    The scale is of square roots: equal distances are about equally far from chance all along it,
    and it has a place for 0, which a scale of odds has not. Devices that fail are named below, not
    drawn. A mark is hollow where the device is not validated; of matching the note tells.
    """
    require_columns(rhetoric, (*SHARE_COLUMNS, *BASELINE), "rhetoric")
    require_columns(validation, VALIDATION_COLUMNS, "rhetoric_validation")
    rows = shares_of(rhetoric, groups)
    known = worth(validation)
    drawn = rows[(rows["status"] != FAILED) & rows["rate"].notna()]
    sentences = sizes(drawn)
    said = validation_note(known, coding) + failed_note(rows, known)
    title = _title(drawn, told_pairs(differences))
    if drawn.empty:
        return Page(0.3, title=title, note=said + page_contrast(rows)).figure
    if is_many(len(groups)):
        return _many(drawn, known, title, said + page_contrast(drawn))
    note = one_sentence(sentences, groups) + _genre_note(drawn, groups) + said
    return _few(drawn, known, groups, sentences, title, note)


def _few(
    drawn: pd.DataFrame,
    known: pd.DataFrame,
    groups: list[str],
    sentences: dict[str, float],
    title: str,
    note: str,
) -> Figure:
    columns, row, hidden = columns_of(drawn, len(groups))
    tallest = max(HEAD * len(blocks) + row * rows_of(blocks) for blocks in columns)
    left_out = left_out_phrase(drawn["left_out"])
    page = Page(
        KEY + tallest + SCALE,
        title=title,
        guide=_("Share of sentences with each device, on a scale of square roots. ")
        + range_phrase(drawn, left_out)
        + (
            _("Grey: middle nine tenths and median of texts of that genre. ")
            if drawn["baseline_median"].notna().any()
            else ""
        )
        + status_note(drawn),
        note=further(hidden, "device") + note + page_contrast(drawn),
    )
    look = looks(groups)
    group_key(page, sentences, groups, look)
    end = max(0.02, *(drawn[name].max() for name in ("rate", "loo_high", "ci_high"))) * 1.03
    width = (INNER - APART) / 2
    for i, blocks in enumerate(columns):
        x, top = i * (width + APART), page.body - KEY
        for family, devices in blocks:
            top -= HEAD + row * len(devices)
            last = family == blocks[-1][0]
            axes, plane = panel(page, x, top, width, family, row * len(devices), end, last=last)
            for j, device in enumerate(devices):
                own = drawn[drawn["device"] == device]
                name(plane, next(records(own)), (len(devices) - j - 0.5) * row, row, known)
                axes.axhline(j - 0.5, xmin=-NAMED / (width - NAMED), color=RULE, linewidth=0.6,
                             clip_on=False, zorder=0)  # fmt: skip
                lanes(axes, own, j, row, groups, look)
            axes.set(ylim=(len(devices) - 0.5, -0.5), yticks=[])
    return page.figure


def _many(drawn: pd.DataFrame, known: pd.DataFrame, title: str, note: str) -> Figure:
    # Sources of metaphor have a figure of their own.
    own = drawn[(drawn["family"] != METAPHOR) | (drawn["device"] == METAPHOR)]
    told = strip_rows(own, known)
    order = most_telling(own)[:STRIPS]
    hidden = drawn["device"].nunique() - len(order)
    figure = range_strips(
        strip_blocks(told.assign(value=root(told["rate"])), order),
        title=title,
        guide=_(
            "Share of each group's sentences with each device, on a scale of square roots; "
            "beside its name the F1 of finding it (coded sentences)."
        ),
        note=further(hidden, "device") + note,
        form=lambda root: share(root**2),
    )
    for axes in figure.axes:
        if len(axes.get_xticks()):
            marks = [mark for mark in MARKS if root(mark) <= axes.get_xlim()[1]]
            axes.set_xticks(root(np.array(marks)), [share(mark) for mark in marks])
    return figure


def _genre_note(drawn: pd.DataFrame, groups: Sequence[str]) -> str:
    """Say why groups have no band of their genre."""
    lacking = drawn[drawn["baseline_median"].isna()].drop_duplicates("group")
    why = dict(zip(lacking["group"], lacking["baseline_note"].astype(str), strict=True))
    told = clauses(
        _(
            "{group}, {reason}",
            group=fit(group, SMALL, 1), reason=fit(_lacks(why[group]), SMALL, 4.5),
        )
        for group in groups
        if why.get(group)
    )  # fmt: skip
    return _("No band of the genre: {told}. ", told=told) if told else ""


def _lacks(note: str) -> str:
    """Why a group has no band, as the table has it, in the language that is spoken."""
    known = {
        "its texts are not of one known genre": _("its texts are not of one known genre"),
        "a text of it has no date": _("a text of it has no date"),
    }
    if few := re.fullmatch(r"(\d+) other texts? with sentences, (\d+) are needed", note):
        return n_(
            "{number} other text with sentences, {needed} are needed",
            "{number} other texts with sentences, {needed} are needed",
            int(few[1]),
            needed=few[2],
        )
    if few := re.fullmatch(
        r"(\d+) other texts? of genre (.+) within (\d+) years, (\d+) are needed", note
    ):
        return n_(
            "{number} other text of genre {genre} within {years} years, {needed} are needed",
            "{number} other texts of genre {genre} within {years} years, {needed} are needed",
            int(few[1]),
            genre=genre_name(few[2]),
            years=few[3],
            needed=few[4],
        )
    return known.get(note, note)


def _title(drawn: pd.DataFrame, told: Collection[tuple[str, str, str]]) -> str:
    """Say how many validated devices differ by more than error, and which does most."""
    # Metaphor of all sources is no device of its own.
    firm = drawn[(drawn["status"] == VALIDATED) & (drawn["device"] != METAPHOR)]
    number = firm["device"].nunique()
    if not number:
        return _("No device is validated: what is seen may be error")
    if len({*firm["group"]}) == 1:
        first, *rest = records(firm.sort_values("rate", ascending=False, kind="stable").head(2))
        said = _(
            "Of the validated devices {device} is in most sentences of {group}: {share}",
            device=full_name(first),
            group=fit(first.group, TITLE, 1.6),
            share=share(first.rate),
        )
        for row in rest:
            said = _(
                "{told}, then {device} ({share})",
                told=said, device=fit(row.zh, TITLE, 1.2), share=share(row.rate),
            )  # fmt: skip
        return said
    by_place = {(row.device, row.group): row for row in records(firm)}
    pairs = [
        (by_place[device, less], by_place[device, more])
        for device, more, less in sorted(told)
        if {(device, more), (device, less)} <= by_place.keys()
    ]
    beyond = {most.device for _, most in pairs}
    every = pairs or [ends_of(own) for _, own in firm.groupby("device", sort=False)]
    least, most = max(every, key=lambda pair: pair[1].rate - pair[0].rate)
    values = {
        "devices": number,
        "device": full_name(most),
        "less": fit(least.group, TITLE, 1.2),
        "low": share(least.rate),
        "more": fit(most.group, TITLE, 1.2),
        "high": share(most.rate),
        "contrast": contrast_of(firm),
    }
    if not beyond:
        return _(
            "None of {devices} validated devices differs between groups by more than the errors "
            "seen allow; the widest gap is in {device}: {less} {low}, {more} {high} of sentences; "
            "{contrast}",
            **values,
        )
    return n_(
        "{number} of {devices} validated devices differs between groups by more than the errors "
        "seen allow; most does {device}: {less} {low}, {more} {high} of sentences; {contrast}",
        "{number} of {devices} validated devices differ between groups by more than the errors "
        "seen allow; most does {device}: {less} {low}, {more} {high} of sentences; {contrast}",
        len(beyond),
        **values,
    )
