"""All findings of an analysis, in the order in which they are told."""

from collections.abc import Mapping, Sequence

import pandas as pd

from chengyan.story import form, priorities, promises, rhetoric, shared, words
from chengyan.story.finding import ROBUST, Finding

CHAPTERS = ("corpus", "priorities", "rhetoric", "words", "form", "promises", "topics")
TELLERS = (
    shared.corpus_findings,
    priorities.findings,
    rhetoric.findings,
    shared.formula_findings,
    words.findings,
    shared.likeness_findings,
    form.findings,
    promises.findings,
    shared.topic_findings,
)


def tell(tables: Mapping[str, pd.DataFrame], groups: Sequence[str]) -> list[Finding]:
    """Everything the tables say, by chapter; within one, what is robust and large first.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        Result tables by name.
    groups : sequence of str

    Returns
    -------
    list of Finding
    """
    told = [finding for teller in TELLERS for finding in teller(tables, groups)]
    return sorted(told, key=lambda finding: CHAPTERS.index(finding.chapter))


def first(findings: Sequence[Finding], chapter: str, number: int) -> list[Finding]:
    """The findings of a chapter that a reader sees first: robust ones by effect."""
    own = [each for each in findings if each.chapter == chapter and each.robust == ROBUST]
    return sorted(own, key=lambda each: -abs(each.effect) if each.effect == each.effect else 0.0)[
        :number
    ]
