"""What is said of leading words: title, lines and what intervals are not."""

import pandas as pd

from chengyan.language import _, n_
from chengyan.plots.forest import fill
from chengyan.plots.style import left_out_phrase, records
from chengyan.plots.wording import contrast_word, or_none


def chosen(words: pd.DataFrame, *, occasion: bool) -> pd.DataFrame:
    """The rows of a table of words that are drawn: those of the occasion only if asked for."""
    return words if occasion else words[~words["occasion"].astype(bool)]


def several(shown: pd.DataFrame) -> bool:
    """Whether what stands on the other side is a group of several texts."""
    return bool((shown["left_out"] == "text").any())


def with_intervals(shown: pd.DataFrame) -> bool:
    """Whether any word has an interval."""
    return bool(shown["ci_low"].notna().any())


def lines_phrase(shown: pd.DataFrame, *, label: str) -> str:
    """What the lines of the figure are."""
    left_out = left_out_phrase(shown["left_out"])
    if not with_intervals(shown):
        return _(
            "Line: range with {left_out} ({label}); arrow: then the word is gone.",
            left_out=left_out, label=label,
        )  # fmt: skip
    return _(
        "Line with caps: 95 % interval over texts like these, where one has been shown to cover; "
        "without a cap it goes on. Band: range with {left_out} ({label}); arrow: then the word is "
        "gone.",
        left_out=left_out, label=label,
    )  # fmt: skip


def picked_note(shown: pd.DataFrame) -> str:
    """What the intervals of leading words are not."""
    if not with_intervals(shown):
        return ""
    return _(
        "An interval is one of a word chosen beforehand. Leading words are picked for lying far "
        "out: where groups do not differ at all, 40 to 80 % of their intervals hold the truth. "
    )


def title_of(panels: dict[str, pd.DataFrame], matched: bool, *, others: int, texts: bool) -> str:
    """Say how many of the words shown hold at the conservative bound."""
    rows = [row for panel in panels.values() for row in records(panel)]
    if not rows:
        return _("No word leans towards one of the groups")
    fills = [fill(row, others) for row in rows]
    full = fills.count("full")
    told = {
        "words": len(rows),
        "full": or_none(full),
        "half": or_none(fills.count("half")),
        "contrast": contrast_word(matched=matched),
    }
    if texts:
        return n_(
            "Of {words} leading words, {full} stands firm against each other text and {half} "
            "against the others together; {contrast}",
            "Of {words} leading words, {full} stand firm against each other text and {half} "
            "against the others together; {contrast}",
            full,
            **told,
        )
    return n_(
        "Of {words} leading words, {full} stands firm against each other group and {half} "
        "against the others together; {contrast}",
        "Of {words} leading words, {full} stand firm against each other group and {half} "
        "against the others together; {contrast}",
        full,
        **told,
    )
