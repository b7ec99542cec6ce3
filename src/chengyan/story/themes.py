"""The words of themes that were chosen before looking: how often each group says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chengyan.story.finding import TOO_FEW, Finding
from chengyan.story.rows import condition
from chengyan.story.say import Wording, compared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chengyan.story.context import Context

CHAPTER = "words"
# ASSUME a word that stands in fewer places is told by no sentence.
CASES = 6


def findings(context: Context) -> Iterator[Finding]:
    """The words of the themes that the config asks about, wherever they stand, compared."""
    positions = context.tables["positions"]
    for term, cases in positions.groupby("term", sort=False):
        if len(cases) < CASES:
            continue
        found = compared(
            context.lengths.rates(cases),
            Wording.of_rate(
                en=f"{{who}} [says/say] {term} more often {{than}}",
                zh=f"{{who}}{{seem}}比{{than}}更常说“{term}”",
                noun_en=f"how often they say {term}",
                noun_zh=f"说“{term}”的频率",
                case_en="in all, also inside longer words",
            ),
            name=f"theme-{term}",
            chapter=CHAPTER,
            rows=(condition("spread", term=term),),
            sentences=f"group={{top}}&q={term}",
            weight=64,
        )
        if found and TOO_FEW not in found.doubts:
            yield found
