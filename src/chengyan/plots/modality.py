"""The ladder of obligation: what must be, shall be, is promised, and who is told."""

from collections.abc import Collection
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from chengyan.errors import DesignError
from chengyan.language import _, later
from chengyan.plots.codes import page_contrast
from chengyan.plots.device_worth import (
    VALIDATION_COLUMNS,
    failed_note,
    part_note,
    scores,
    star_note,
    worth,
)
from chengyan.plots.devices import (
    SHARE_COLUMNS,
    contrast_of,
    group_key,
    one_sentence,
    share,
    shares_of,
    sizes,
    told_pairs,
)
from chengyan.plots.layout import is_many
from chengyan.plots.modality_bars import ADDRESSED, ALL, BY_WORDS, NAMES, bar, shades_key
from chengyan.plots.page import Page
from chengyan.plots.range_strips import range_strips
from chengyan.plots.style import (
    BODY,
    GREY,
    INK,
    INNER,
    RULE,
    SMALL,
    TITLE,
    fit,
    looks,
    of_groups,
    records,
    styled,
    ticks,
)
from chengyan.plots.wording import aside, joined
from chengyan.rhetoric.worth import FAILED, VALIDATED
from chengyan.tables import require_columns

COLUMNS = (
    *("group", "rung", "zh", "en", "device", "addressee", "count", "positives", "sentences"),
    "share",
)
VERBS = {
    "must": later("insists"), "resolve": later("is resolute"), "command": later("commands"),
    "promise": later("promises"), "effort": later("strives"), "ought": later("counsels"),
}  # fmt: skip
LANE, GAP, KEY, SECOND, HEAD, SCALE = 0.19, 0.14, 0.3, 0.24, 0.24, 0.36
NAME, COUNT = 1.25, 0.95


@styled
def draw(
    modality: pd.DataFrame,
    rhetoric: pd.DataFrame,
    validation: pd.DataFrame,
    differences: pd.DataFrame,
    groups: list[str],
    *,
    coding: str,
) -> Figure:
    """Draw the share of sentences on each rung of obligation, and whom their uses tell.

    Few groups have a bar each on a rung; many are a strip of dots, with the middle half of them as
    a box and the extremes named.

    Parameters
    ----------
    modality : pandas.DataFrame
        The table ``modality.csv``.
    rhetoric : pandas.DataFrame
        The table ``rhetoric.csv``, which tells how far devices are validated and groups matched.
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
        Where no group has a share, though there are rungs.

    Notes
    -----
    Rungs that the battery does not define are not drawn; without any, the title says so.
    Rungs may stand in one sentence together, so that shares do not add up. Below a bar, shades
    divide its length by the uses that tell us, the assembly or others: they are of uses, the bar is
    of sentences. A bar is hollow where the device of its rung is not validated; devices, not rungs,
    were validated.
    """
    require_columns(modality, COLUMNS, "modality")
    require_columns(rhetoric, SHARE_COLUMNS, "rhetoric")
    require_columns(validation, VALIDATION_COLUMNS, "rhetoric_validation")
    if modality.empty:
        return Page(0.3, title=_("No word of obligation is defined"), note="").figure
    rows = of_groups(modality, groups).dropna(subset="share")
    if rows.empty:
        raise DesignError(
            "modality",
            f"no rung is counted for {', '.join(groups)}",
            "Mend the manifest, or measure rhetoric again",
        )
    devices = shares_of(rhetoric, groups)
    known = worth(validation)
    status = dict(zip(devices["device"], devices["status"], strict=True))
    contrast = dict(zip(devices["group"], devices["contrast"], strict=True))
    rows = rows[[status.get(device) != FAILED for device in rows["device"]]]
    rows = rows.assign(
        en=rows["en"].map(aside),
        valid=[status.get(device) == VALIDATED for device in rows["device"]],
        contrast=[contrast.get(group, "") for group in rows["group"]],
    )
    title = _title(rows[rows["addressee"] == ALL], told_pairs(differences))
    note = _note(set(modality["device"]), devices, known, coding) + page_contrast(devices)
    if rows.empty:
        return Page(0.3, title=title, note=note).figure
    if is_many(len(groups)):
        return _many(rows, title, note)
    return _few(rows, groups, title, note)


def _few(rows: pd.DataFrame, groups: list[str], title: str, note: str) -> Figure:
    rungs = list(dict.fromkeys(rows["rung"]))
    row = max(0.34, LANE * len(groups) + GAP)
    height = row * len(rungs)
    sentences = sizes(rows)
    hollow = not rows["valid"].all()
    page = Page(
        KEY + SECOND + HEAD + height + SCALE,
        title=title,
        guide=_(
            "Bar: share of sentences with words of each rung, from what must be, at the top, to "
            "what ought to be. Shades below divide it by whom its uses tell."
        )
        + _(" Hollow: the device of the rung is not validated (matching: see below).") * hollow,
        note=one_sentence(sentences, groups) + note,
    )
    look = looks(groups)
    group_key(page, sentences, groups, look)
    if split := list(dict.fromkeys(rows.loc[rows["addressee"] != ALL, "zh"])):
        shades_key(page, page.body - KEY - 0.1, split)
    width = INNER - NAME - COUNT - ADDRESSED
    axes = page.axes(NAME, SCALE, width, height)
    whole = rows[rows["addressee"] == ALL]
    axes.set(xlim=(0, max(0.02, whole["share"].max()) * 1.03), ylim=(len(rungs) - 0.5, -0.5),
             yticks=[])  # fmt: skip
    ticks(axes, 4, share)
    plane = page.axes(0, SCALE, INNER, height)
    plane.set(xlim=(0, INNER), ylim=(0, height), xticks=[], yticks=[])
    plane.patch.set_visible(False)
    top = SCALE + height + 0.07
    page.write(INNER - ADDRESSED, top, _("sentences"), ha="right", size=SMALL, color=GREY)
    page.write(INNER - ADDRESSED + 0.15, top, _("uses that tell …"), size=SMALL, color=GREY)
    told = _("share of sentences")
    page.write(NAME + width / 2, 0.04, told, ha="center", size=SMALL, color=GREY)
    for j, rung in enumerate(rungs):
        own = rows[rows["rung"] == rung]
        y = height - (j + 0.5) * row
        if j:
            plane.axhline(y + row / 2, color=RULE, linewidth=0.6, zorder=0)
        first = next(records(own))
        for text, up, size, ink in (
            (first.zh, 0.07 if first.en else 0, BODY, INK), (first.en, -0.07, SMALL, GREY)
        ):  # fmt: skip
            plane.text(0, y + up, fit(text, size, NAME - 0.1), va="center_baseline", size=size,
                       color=ink)  # fmt: skip
        for group in groups:
            up = ((len(groups) - 1) / 2 - groups.index(group)) * LANE
            bar(axes, plane, own[own["group"] == group], j - up / row, y + up, row, look[group])
    return page.figure


def _many(rows: pd.DataFrame, title: str, note: str) -> Figure:
    whole = rows["addressee"] == ALL
    told = rows.assign(
        value=rows["share"],
        zh=rows["zh"].where(whole, rows["zh"] + " → " + rows["addressee"].map(_whom)),
    )
    told = told.assign(code=told["zh"])
    split = list(dict.fromkeys(told.loc[~whole, "code"]))
    return range_strips(
        [
            (told[whole], list(dict.fromkeys(told.loc[whole, "code"])), ""),
            (told[~whole], split, _("Whom they tell: {how}", how=_(BY_WORDS))),
        ],
        title=title,
        guide=_(
            "Share of each group's sentences with words of each rung, from what must be, at the "
            "top, to what ought to be."
        ),
        note=note,
        form=share,
    )


def _whom(addressee: str) -> str:
    return _(NAMES[addressee]) if addressee in NAMES else addressee


def _note(rungs: set[str], devices: pd.DataFrame, known: pd.DataFrame, coding: str) -> str:
    """Say what was validated, and how it came out."""
    own = devices[devices["device"].isin(rungs)].drop_duplicates("device")
    told = []
    for row in records(own):
        f1, coded = scores(known, row.device)
        told.append(_("{device} {f1} ({coded})", device=row.zh, f1=f1, coded=coded))
    said = _(
        "F1 of the devices that rungs are of (coded sentences; {coding}): {devices}. ",
        coding=_(coding), devices=joined(told),
    )  # fmt: skip
    said += part_note(known) + star_note(known)
    return (
        (said if len(known) else _("No sample is coded: how far this errs is not known. "))
        + failed_note(own, known)
        + _(
            "Rungs stand in one sentence together: shares do not add up. How far one paragraph "
            "moves them is not told. "
        )
    )


def _title(whole: pd.DataFrame, told: Collection[tuple[str, str, str]]) -> str:
    """Say on which rung groups differ most, and whether that is more than error."""
    valid = whole[whole["valid"]]
    own = valid if len(valid) else whole
    if own.empty:
        return _("Words of obligation are found too badly to be drawn")
    if len({*own["group"]}) == 1:
        most = next(records(own.sort_values("share", ascending=False, kind="stable")))
        return _(
            "{group} {speaks} most often: {rung} in {share} of its sentences",
            group=_name(most), speaks=_speaks(most), rung=most.zh, share=share(most.share),
        )  # fmt: skip
    own = own.sort_values("share", kind="stable")
    spans = own.groupby("rung", sort=False)["share"].agg(lambda each: each.max() - each.min())
    widest = spans.sort_values(ascending=False, kind="stable").index[0]
    least, most = records(own[own["rung"] == widest].iloc[[0, -1]])
    said = _(
        "{group} {speaks} most: {rung} in {share} of its sentences, against {less} in {other}",
        group=_name(most),
        speaks=_speaks(most),
        rung=fit(most.zh, TITLE, 1.4),
        share=share(most.share),
        less=share(least.share),
        other=_name(least),
    )
    if not most.valid:
        said = _("{told}; no rung is of a validated device", told=said)
    elif (most.device, most.group, least.group) not in told:
        said = _("{told}, which may be error", told=said)
    return _("{told}; {contrast}", told=said, contrast=contrast_of(whole))


def _speaks(row: Any) -> str:
    """What a group does that uses the words of a rung."""
    return _(VERBS[row.rung]) if row.rung in VERBS else row.en or row.zh


def _name(row: Any) -> str:
    return fit(row.group, TITLE, 1.6)
