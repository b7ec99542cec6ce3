"""Topics of many groups: groups down, topics across, a dot and its line in each cell."""

import pandas as pd
from matplotlib.figure import Figure

from chengyan.language import _, n_
from chengyan.plots.layout import BODY_HEIGHT
from chengyan.plots.page import Page
from chengyan.plots.shares import draw_share, line_phrase, title
from chengyan.plots.style import (
    BAND,
    BODY,
    GREY,
    INNER,
    RULE,
    SMALL,
    Look,
    contrast_note,
    fit,
    group_colours,
    is_matched,
    plain,
    records,
    spaced,
    styled,
    text_width,
    ticks,
)
from chengyan.plots.verdicts import FALLEN, draw_mark, ink, numbers, voice
from chengyan.plots.wording import further_groups, together

# Heights of a row at the most and at the least, of a tier's head and of its scale.
ROW, LEAST, HEAD, SCALE = 0.2, 0.125, 0.76, 0.24
ACROSS, GAP, NAME = 10, 0.12, 0.9


@styled
def share_map(
    shares: pd.DataFrame,
    verdicts: pd.DataFrame,
    groups: list[str],
    model: str,
    *,
    contrast: str,
) -> Figure:
    """Draw a row a group and a column a topic, groups by falling share of the first topic.

    Topics that fall have no column, but where all of them do.

    Parameters
    ----------
    shares : pandas.DataFrame
        Rows of ``topic_prevalence.csv`` of one model and these groups, with their lines.
    verdicts : pandas.DataFrame
        Rows of ``topic_verdicts.csv`` of this model, in the order of columns.
    groups : list of str
    model : str
    contrast : str
        ``matched`` (filled marks) or ``unmatched`` (hollow).
    """
    fallen = verdicts[verdicts["verdict"] == "falls"]
    holding = verdicts.drop(fallen.index) if len(fallen) < len(verdicts) else verdicts
    lead = holding["topic"].iloc[0]
    first = shares[shares["topic"] == lead].set_index("group")["share"].to_dict()
    ordered = sorted(groups, key=lambda group: -first.get(group, 0.0))
    kept = ordered[: int((BODY_HEIGHT - HEAD - SCALE) / LEAST)]
    tiers = max(1, int(BODY_HEIGHT / (HEAD + SCALE + LEAST * len(kept))))
    columns = holding.head(ACROSS * tiers)
    tiers = -(-len(columns) // ACROSS)
    across = -(-len(columns) // tiers)
    row = min(ROW, (BODY_HEIGHT / tiers - HEAD - SCALE) / len(kept))
    tier = HEAD + SCALE + row * len(kept)
    drawn = shares[shares["topic"].isin(columns["topic"])]
    page = Page(
        tiers * tier + 0.2,
        title=title(shares, verdicts),
        guide=together(
            _(
                "Columns: topics with their distinctive words; those that stand before those that "
                "wobble, as refits on resampled texts find them again or not."
            ),
            line_phrase(drawn),
            _("Often it is shorter than the mark is wide."),
        ),
        note=together(
            _fell(fallen, drawn=holding is verdicts),
            _first(len(columns), len(holding)),
            further_groups(len(groups) - len(kept)),
            _("Groups by falling share of topic {topic}.", topic=plain(lead)),
            contrast_note(contrast),
        ),
    )
    colours = group_colours(groups)
    name = min(max(text_width(fit(g, BODY, NAME), BODY) for g in kept), NAME) + 0.12
    width = (INNER - name - (across - 1) * GAP) / across
    end = max(0.01, *(drawn[column].max() for column in ("share", "low", "high"))) * 1.06
    plane = page.axes(0, 0, INNER, page.body)
    plane.set(xlim=(0, INNER), ylim=(0, page.body), xticks=[], yticks=[])
    for j, topic in enumerate(records(columns)):
        x = name + j % across * (width + GAP)
        top = page.body - j // across * tier
        y, height = top - HEAD - row * len(kept), row * len(kept)
        dark, light = ink(topic.verdict)
        plane.text(x, top - 0.09, plain(topic.topic), va="center_baseline", color=dark)
        draw_mark(plane, x + 0.05, top - 0.25, 0.04, topic.verdict)
        verdict = fit(_(topic.verdict), SMALL, width - 0.12)
        plane.text(x + 0.13, top - 0.25, verdict, va="center", size=SMALL, color=dark)
        for i, word in enumerate(spaced(topic.label).split()[:3]):
            plane.text(
                x, top - 0.39 - i * 0.125, fit(word, SMALL, width), va="center", size=SMALL,
                color=light,
            )  # fmt: skip
        axes = page.axes(x, y, width, height)
        axes.set(xlim=(0, end), ylim=(len(kept) - 0.5, -0.5), yticks=[])
        ticks(axes, 2, lambda value: f"{100 * value:g}")
        axes.axvline(0, color=RULE, linewidth=0.8)
        own = {share.group: share for share in records(drawn[drawn["topic"] == topic.topic])}
        for i, group in enumerate(kept):
            if i % 2:
                axes.axhspan(i - 0.5, i + 0.5, color=BAND, linewidth=0, zorder=0)
            if group in own:
                colour = FALLEN if topic.verdict == "falls" else colours[group]
                filled = is_matched(contrast)
                draw_share(axes, own[group], i, Look(colour, "o"), filled=filled, size=14)
        if j % across == 0:
            for i, group in enumerate(kept):
                at = y + height - (i + 0.5) * row
                plane.text(0, at, fit(group, BODY, NAME), va="center_baseline")
    page.write(
        name + (INNER - name) / 2, 0.05,
        _(
            "share of the group's text in the model, in per cent; {number} topics by {model}",
            number=len(verdicts),
            model=voice(model),
        ),
        ha="center", va="center", size=SMALL, color=GREY,
    )  # fmt: skip
    return page.figure


def _fell(fallen: pd.DataFrame, *, drawn: bool) -> str:
    """What has become of the topics that fall."""
    if fallen.empty:
        return ""
    if drawn:
        return _("Grey: topics that fall, whose shares are no result.")
    named = numbers(sorted(fallen["topic"]))
    return _("Left out, since they fall: topics {numbers}.", numbers=named)


def _first(number: int, of: int) -> str:
    """How many topics have a column, where not all do."""
    if number == of:
        return ""
    return n_("The first of {of} topics.", "The first {number} of {of} topics.", number, of=of)
