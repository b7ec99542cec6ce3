"""Topics of many groups: groups down, topics across, a dot and a range in each cell."""

from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from chengyan.plots.layout import BODY_HEIGHT
from chengyan.plots.page import Page
from chengyan.plots.style import (
    BAND,
    BODY,
    GREY,
    INNER,
    RULE,
    SMALL,
    TITLE,
    contrast_note,
    fit,
    group_colours,
    is_matched,
    left_out_phrase,
    percent,
    plain,
    spaced,
    styled,
    text_width,
    ticks,
)

# Heights of a row at the most and at the least, of a tier's head and of its scale.
ROW, LEAST, HEAD, SCALE = 0.2, 0.125, 0.62, 0.24
ACROSS, GAP, NAME = 10, 0.12, 0.9


@styled
def share_map(
    shares: pd.DataFrame, groups: list[str], topics: list[int], model: str, *, contrast: str
) -> Figure:
    """Draw a row a group and a column a topic, groups by falling share of the first topic.

    Parameters
    ----------
    shares : pandas.DataFrame
        Rows of ``topic_prevalence.csv`` of one model and these groups.
    groups : list of str
    topics : list of int
        In the order of columns.
    model : str
    contrast : str
        ``matched`` (filled marks) or ``unmatched`` (hollow).
    """
    first = shares[shares["topic"] == topics[0]].set_index("group")["share"].to_dict()
    ordered = sorted(groups, key=lambda group: -first.get(group, 0.0))
    kept = ordered[: int((BODY_HEIGHT - HEAD - SCALE) / LEAST)]
    tiers = max(1, int(BODY_HEIGHT / (HEAD + SCALE + LEAST * len(kept))))
    drawn = topics[: ACROSS * tiers]
    tiers = -(-len(drawn) // ACROSS)
    across = -(-len(drawn) // tiers)
    row = min(ROW, (BODY_HEIGHT / tiers - HEAD - SCALE) / len(kept))
    tier = HEAD + SCALE + row * len(kept)
    notes = (
        (f"The {len(drawn)} largest of {len(topics)} topics. ", len(drawn) < len(topics)),
        (f"{len(groups) - len(kept)} further groups are in the table only. ", kept != ordered),
    )
    page = Page(
        tiers * tier + 0.2,
        title=_title(shares[shares["topic"].isin(drawn)], topics, groups),
        guide="Columns: topics with their distinctive words. Line: range with "
        f"{left_out_phrase(shares['left_out'])} (no confidence interval), often shorter than the "
        "mark is wide.",
        note="".join(text for text, said in notes if said)
        + f"Groups by falling share of topic {plain(topics[0])}. Topics are fragile: other seeds "
        "and numbers give others. " + contrast_note(contrast),
    )
    colours = group_colours(groups)
    name = min(max(text_width(fit(g, BODY, NAME), BODY) for g in kept), NAME) + 0.12
    width = (INNER - name - (across - 1) * GAP) / across
    end = max(shares["share"].max(), shares["loo_high"].max(), 0.01) * 1.06
    cells = shares.set_index(["topic", "group"])
    for j, topic in enumerate(drawn):
        x = name + j % across * (width + GAP)
        top = page.body - j // across * tier
        y, height = top - HEAD - row * len(kept), row * len(kept)
        label = spaced(shares.loc[shares["topic"] == topic, "label"].iloc[0]).split()
        page.write(x, top - 0.09, plain(topic), va="center", size=BODY)
        for i, word in enumerate(label[:3]):
            page.write(
                x, top - 0.24 - i * 0.125, fit(word, SMALL, width), va="center", size=SMALL,
                color=GREY,
            )  # fmt: skip
        axes = page.axes(x, y, width, height)
        axes.set(xlim=(0, end), ylim=(len(kept) - 0.5, -0.5), yticks=[])
        ticks(axes, 2, lambda value: f"{100 * value:g}")
        axes.axvline(0, color=RULE, linewidth=0.8)
        for i, group in enumerate(kept):
            if i % 2:
                axes.axhspan(i - 0.5, i + 0.5, color=BAND, linewidth=0, zorder=0)
            if (topic, group) not in cells.index:
                continue
            bounds: Any = cells.loc[(topic, group), ["loo_low", "share", "loo_high"]]
            low, share, high = bounds
            axes.plot([low, high], [i, i], color=colours[group], linewidth=1)
            axes.scatter(
                share, i, s=14, linewidth=0.9, zorder=3, clip_on=False, edgecolor=colours[group],
                facecolor=colours[group] if is_matched(contrast) else "white",
            )  # fmt: skip
        if j % across == 0:
            for i, group in enumerate(kept):
                at = y + height - (i + 0.5) * row
                page.write(0, at, fit(group, BODY, NAME), va="center_baseline")
    page.write(
        name + (INNER - name) / 2, 0.05,
        f"share of the group's text in the model, in per cent; {len(topics)} topics by "
        f"{model.upper()}",
        ha="center", va="center", size=SMALL, color=GREY,
    )  # fmt: skip
    return page.figure


def _title(shares: pd.DataFrame, topics: list[int], groups: list[str]) -> str:
    """Say which topic leads in how many groups, and which topic divides the groups most."""
    leads = shares.sort_values(["share", "topic"], ascending=[False, True], kind="stable")
    led = leads.drop_duplicates("group")["topic"].tolist()
    top = max(topics, key=led.count)
    spans = shares.groupby("topic")["share"].agg(["min", "max"])
    widest = (spans["max"] - spans["min"]).sort_values(ascending=False, kind="stable").index[0]
    low, high = spans.loc[widest, "min"], spans.loc[widest, "max"]
    words = spaced(shares.loc[shares["topic"] == widest, "label"].iloc[0])
    return (
        f"Topic {plain(top)} leads in {led.count(top)} of {len(groups)} groups; topic "
        f"{plain(widest)} ({fit(words, TITLE, 2)}) divides them most, {percent(low)} to "
        f"{percent(high)}"
    )
