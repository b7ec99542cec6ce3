"""What each group's metaphors are taken from, and its most frequent images."""

from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chengyan.language import _
from chengyan.plots.codes import page_contrast
from chengyan.plots.device_worth import (
    VALIDATION_COLUMNS,
    failed_note,
    scores,
    status_note,
    validation_note,
    worth,
)
from chengyan.plots.devices import (
    METAPHOR,
    SHARE_COLUMNS,
    by_mean,
    contrast_of,
    draw_share,
    ends_of,
    further,
    group_key,
    meet,
    one_sentence,
    range_phrase,
    share,
    shares_of,
    sizes,
    strip_blocks,
    strip_rows,
    told_pairs,
)
from chengyan.plots.layout import BODY_HEIGHT, is_many, rows_that_fit
from chengyan.plots.page import Page
from chengyan.plots.range_strips import range_strips
from chengyan.plots.style import (
    BODY,
    GREY,
    INNER,
    RULE,
    SMALL,
    TITLE,
    fit,
    left_out_phrase,
    looks,
    of_groups,
    records,
    styled,
    text_width,
    ticks,
)
from chengyan.plots.wording import clauses, joined
from chengyan.rhetoric.worth import FAILED, VALIDATED
from chengyan.tables import require_columns

INSTANCE_COLUMNS = ("device", "instance", "family", "group", "doc_id", "text")
# Images that are told of a group, or of all of many groups.
IMAGES, LONGEST = 3, 1.0
NAMES, COUNT, PICTURES = 1.5, 0.42, 2.35
LANE, LEAST, GAP, THREE_LINES = 0.165, 0.14, 0.12, 0.42
KEY, HEAD, SCALE = 0.3, 0.26, 0.36


@styled
def draw(
    rhetoric: pd.DataFrame,
    validation: pd.DataFrame,
    instances: pd.DataFrame,
    differences: pd.DataFrame,
    groups: list[str],
    *,
    coding: str,
) -> Figure:
    """Draw the share of sentences with metaphors of each source, with their images in words.

    Few groups have a lane each in the row of a source; many are a strip of dots, with the middle
    half of them as a box and the extremes named.

    Parameters
    ----------
    rhetoric : pandas.DataFrame
        The table ``rhetoric.csv``.
    validation : pandas.DataFrame
        The table ``rhetoric_validation.csv``, empty where no sample is coded.
    instances : pandas.DataFrame
        The table ``rhetoric_instances.csv``.
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
    A mark is hollow where a source is not validated; sources that fail are named below, not drawn.
    """
    require_columns(rhetoric, SHARE_COLUMNS, "rhetoric")
    require_columns(validation, VALIDATION_COLUMNS, "rhetoric_validation")
    require_columns(instances, INSTANCE_COLUMNS, "rhetoric_instances")
    rows = shares_of(rhetoric, groups)
    rows = rows[rows["family"] == METAPHOR]
    known = worth(validation)
    drawn = rows[(rows["status"] != FAILED) & rows["rate"].notna()]
    title = _title(drawn, told_pairs(differences))
    note = validation_note(known, coding) + failed_note(rows, known) + page_contrast(rows)
    if drawn.empty:
        return Page(0.3, title=title, note=note).figure
    order = sorted(by_mean(drawn), key=lambda device: device != METAPHOR)
    found = of_groups(instances[instances["device"].isin(order)], groups)
    found = found.drop_duplicates(["device", "doc_id", "instance"])
    if is_many(len(groups)):
        return _many(drawn, order, known, found, title, note)
    return _few(drawn, order, known, found, groups, title, note)


def _few(
    drawn: pd.DataFrame,
    order: list[str],
    known: pd.DataFrame,
    found: pd.DataFrame,
    groups: list[str],
    title: str,
    note: str,
) -> Figure:
    room = (BODY_HEIGHT - KEY - HEAD - SCALE) / len(order)
    lane = max(LEAST, min(LANE, (room - GAP) / len(groups)))
    row = max(THREE_LINES, lane * len(groups) + GAP)
    shown = order[: rows_that_fit(1, KEY + HEAD + SCALE, row, len(order))]
    sentences = sizes(drawn)
    height = row * len(shown)
    page = Page(
        KEY + HEAD + height + SCALE,
        title=title,
        guide=_(
            "Share of sentences with a metaphor of each source; at the right, how many metaphors "
            "there are and the images most frequent among them. "
        )
        + range_phrase(drawn, left_out_phrase(drawn["left_out"]))
        + status_note(drawn),
        note=further(len(order) - len(shown), "source") + one_sentence(sentences, groups) + note,
    )
    look = looks(groups)
    group_key(page, sentences, groups, look)
    width = INNER - NAMES - COUNT - PICTURES - 0.1
    axes = page.axes(NAMES, SCALE, width, height)
    end = max(0.02, *(drawn[name].max() for name in ("rate", "loo_high", "ci_high"))) * 1.04
    axes.set(xlim=(0, end), ylim=(len(shown) - 0.5, -0.5), yticks=[])
    ticks(axes, 4, share)
    plane = page.axes(0, SCALE, INNER, height)
    plane.set(xlim=(0, INNER), ylim=(0, height), xticks=[], yticks=[])
    plane.patch.set_visible(False)
    left = NAMES + width + COUNT
    top = page.body - KEY - HEAD + 0.07
    page.write(left, top, _("count"), ha="right", size=SMALL, color=GREY)
    page.write(left + 0.1, top, _("most frequent images"), size=SMALL, color=GREY)
    told = _("share of sentences")
    page.write(NAMES + width / 2, 0.04, told, ha="center", size=SMALL, color=GREY)
    for j, device in enumerate(shown):
        own = drawn[drawn["device"] == device]
        y = height - (j + 0.5) * row
        if j:
            plane.axhline(y + row / 2, color=RULE, linewidth=0.6, zorder=0)
        _name(plane, next(records(own)), y, known)
        for cell in records(own):
            up = ((len(groups) - 1) / 2 - groups.index(cell.group)) * lane
            draw_share(axes, cell, j - up / row, look[cell.group], 22)
            images = _images(found, order, device, cell.group)
            plane.text(left, y + up, f"{cell.count:,.0f}", ha="right", va="center_baseline",
                       size=SMALL, color=GREY)  # fmt: skip
            if images:
                plane.text(left + 0.1, y + up, _listed(images, PICTURES), va="center_baseline",
                           size=SMALL)  # fmt: skip
    return page.figure


def _name(plane: Axes, told: Any, y: float, known: pd.DataFrame) -> None:
    """A source's names, and what finding it is worth."""
    f1, coded = scores(known, told.device)
    small = [text for text in (told.en, _("F1 {f1}, {coded} coded", f1=f1, coded=coded)) if text]
    up = y + 0.065 * len(small)
    plane.text(0, up, fit(told.zh, BODY, NAMES - 0.1), va="center_baseline", size=BODY)
    for line, text in enumerate(small):
        plane.text(0, up - 0.14 - 0.13 * line, fit(text, SMALL, NAMES - 0.1),
                   va="center_baseline", size=SMALL, color=GREY)  # fmt: skip


def _images(
    found: pd.DataFrame, order: Sequence[str], device: str, group: str | None = None
) -> list[tuple[str, int]]:
    """The most frequent images of a source, of a tie those that come first; of metaphor, of all."""
    own = found[found["device"].isin(order if device == METAPHOR else [device])]
    if group is not None:
        own = own[own["group"] == group]
    counts = own.groupby("text", sort=False).size().sort_values(ascending=False, kind="stable")
    return [(str(text), int(number)) for text, number in counts.head(IMAGES).items()]


def _listed(images: Sequence[tuple[str, int]], width: float) -> str:
    """Images with their numbers, as many as there is room for."""
    told = ""
    for text, number in images:
        image = _("{image} {number}", image=fit(text, SMALL, LONGEST), number=number)
        longer = joined([told, image]) if told else image
        if text_width(longer, SMALL) > width:
            break
        told = longer
    return told


def _many(
    drawn: pd.DataFrame,
    order: list[str],
    known: pd.DataFrame,
    found: pd.DataFrame,
    title: str,
    note: str,
) -> Figure:
    zh = dict(zip(drawn["device"], drawn["zh"], strict=True))
    images = {device: _listed(_images(found, order, device), INNER / 2) for device in order}
    said = clauses(
        _("{source}: {images}", source=zh[device], images=listed)
        for device, listed in images.items()
        if listed
    )
    told = strip_rows(drawn, known)
    return range_strips(
        strip_blocks(told.assign(value=told["rate"]), order),
        title=title,
        guide=_(
            "Share of each group's sentences with a metaphor of each source; beside its name the "
            "F1 of finding it (coded sentences)."
        ),
        note=(_("Most frequent images of all groups, {images}. ", images=said) if said else "")
        + note,
        form=share,
    )


def _title(drawn: pd.DataFrame, told: Collection[tuple[str, str, str]]) -> str:
    """Say where metaphors are most frequent, and whether that is more than error."""
    own = drawn[drawn["device"] == METAPHOR]
    if own.empty or not (own["status"] == VALIDATED).all():
        return _("Metaphors are not validated: what is seen may be error")
    least, most = ends_of(own)
    name = fit(most.group, TITLE, 1.6)
    if len(own) == 1:
        return _(
            "{share} of the sentences of {group} hold a metaphor",
            share=share(most.rate), group=name,
        )  # fmt: skip
    said = _(
        "{group} speaks in metaphors most: {share} of its sentences, against {less} in {other}",
        group=name,
        share=share(most.rate),
        less=share(least.rate),
        other=fit(least.group, TITLE, 1.6),
    )
    if (METAPHOR, most.group, least.group) in told:
        pass
    elif not meet(least, most):
        said = _("{told}, no more apart than finding them may err", told=said)
    elif {*own["left_out"]} == {"text"}:
        said = _("{told}, no more apart than one text can move them", told=said)
    else:
        said = _("{told}, no more apart than one paragraph can move them", told=said)
    return _("{told}; {contrast}", told=said, contrast=contrast_of(own))
