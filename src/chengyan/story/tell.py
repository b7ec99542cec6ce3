"""All findings of an analysis, in the order in which they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chengyan.story import (
    claims,
    corpus,
    course,
    formulas,
    likeness,
    openings,
    passages,
    pledges,
    praise,
    priorities,
    promises,
    rhetoric,
    strings,
    style,
    subjects,
    themes,
    topics,
    trust,
    voice,
    voices,
    words,
)
from chengyan.story.context import Context
from chengyan.story.finding import CHAPTERS, Finding
from chengyan.story.lead import with_lead

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

TELLERS = tuple(
    chapter.findings
    for chapter in (
        *(corpus, voice, priorities, praise, subjects, course),
        *(rhetoric, voices, openings, formulas, passages),
        *(words, likeness, themes, strings, style),
        *(promises, pledges, topics, claims, trust),
    )
)


def tell(tables: Mapping[str, pd.DataFrame], groups: Sequence[str]) -> list[Finding]:
    """Everything the tables say, by chapter; within one, what is most worth saying first."""
    context = Context(tables, tuple(groups))
    told = [finding for teller in TELLERS for finding in teller(context)]
    told.sort(key=lambda finding: (CHAPTERS.index(finding.chapter), -finding.weight))
    return with_lead(told, context.groups)
