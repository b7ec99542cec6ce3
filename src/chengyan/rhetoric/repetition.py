"""Anaphora: three or more successive members or sentences that begin with the same word."""

from collections.abc import Sequence
from itertools import groupby

import pandas as pd

from chengyan.rhetoric.likeness import COMMON, leads, without_tail
from chengyan.rhetoric.members import Chain, Member, without_numbering
from chengyan.rhetoric.reading import Members
from chengyan.rhetoric.span import Instance, Span, apart, stretch

# ASSUME: three make a run (the codebook's number).
LEAST = 3
# ASSUME: characters that are felt as a word of their own in longer ones (不敢, 不能, 不想).
SINGLE = frozenset("不更要有以让把为新是在对向从最敢能既无")


def find_anaphora(sentences: pd.DataFrame, members: Members) -> list[Instance]:
    """Anaphora in one document.

    Parameters
    ----------
    sentences : pandas.DataFrame
        Headings and sentences of the body in their order; columns ``paragraph``, ``text``.
    members : Members
        Reads the sentences.

    Returns
    -------
    list of tuple of Span
        Instances in the order of the text: a stretch of one sentence, or the opening word of each
        of three or more successive sentences of a paragraph. None overlaps another.
    """
    texts = list(sentences["text"])
    found: list[Instance] = []
    taken: dict[int, Span] = {}
    for run in _openings(sentences, members):
        found.append(run)
        taken.update((span.row, span) for span in run)
    for row, text in enumerate(texts):
        runs = [run for chain in members.chains(text) for run in _repeated(chain)]
        for start, end in apart([(len(run), run[0].start, run[-1].end) for run in runs]):
            if row not in taken or taken[row].end <= start:
                found.append((stretch(text, row, start, end, "members"),))
    return sorted(found)


def same_opening(a: Member, b: Member) -> bool:
    """Whether two members begin with the same word."""
    one, other = a.words[0].text, b.words[0].text
    if one == other:
        return one not in COMMON or one in SINGLE
    return one[0] == other[0] and one[0] in SINGLE


def _repeated(chain: Chain) -> list[tuple[Member, ...]]:
    """Runs of members with the same opening, the first without a lead-in."""
    members = chain.members
    runs: list[tuple[Member, ...]] = []
    start = 1
    while start < len(members):
        end = start + 1
        while end < len(members) and same_opening(members[start], members[end]):
            end += 1
        heads = leads(members[start - 1], members[start], "、")
        head = next((p for p in reversed(heads) if same_opening(p, members[start])), None)
        run = ((head,) if head else ()) + tuple(members[start:end])
        if len(run) >= LEAST:
            runs.append((*run[:-1], without_tail(run[-1], run[-2], chain.mark)))
        start = end
    return runs


def _openings(sentences: pd.DataFrame, members: Members) -> list[Instance]:
    """Runs of successive sentences of a paragraph that begin with the same word."""
    opened: list[tuple[Span, Member] | None] = []
    for row, text in enumerate(sentences["text"]):
        start = without_numbering(text)
        first = next(iter(members.clauses(text[start:])), None)
        if first is None:
            opened.append(None)
        else:
            word = first.words[0]
            opened.append((Span(row, start + word.start, start + word.end, "sentences"), first))
    found: list[Instance] = []
    paragraphs = list(sentences["paragraph"])
    for _, rows in groupby(range(len(opened)), key=paragraphs.__getitem__):
        run: list[tuple[Span, Member]] = []
        for row in rows:
            item = opened[row]
            if item and run and same_opening(run[-1][1], item[1]):
                run.append(item)
            else:
                found += _long(run)
                run = [item] if item else []
        found += _long(run)
    return found


def _long(run: Sequence[tuple[Span, Member]]) -> list[Instance]:
    """The run as an instance, if it is long enough."""
    return [tuple(span for span, _ in run)] if len(run) >= LEAST else []
