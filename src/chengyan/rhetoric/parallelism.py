"""Parallelism: three or more members of a sentence, or sentences, of like build."""

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from chengyan.rhetoric.features import features
from chengyan.rhetoric.likeness import LONGEST
from chengyan.rhetoric.members import Chain, Run
from chengyan.rhetoric.reading import Members
from chengyan.rhetoric.runs import LEAST, sentence_runs
from chengyan.rhetoric.scoring import Scorer
from chengyan.rhetoric.span import Instance, Span, apart, stretch

# ASSUME: a run is parallel if coders would more likely than not have called it so.
SURE = 0.5
# ASSUME: of longer chains the windows of so many members are looked at, for time.
WIDEST = 12


def find_parallelism(sentences: pd.DataFrame, members: Members, scorer: Scorer) -> list[Instance]:
    """Parallelism in one document.

    Parameters
    ----------
    sentences : pandas.DataFrame
        Headings and sentences of the body in their order; columns ``paragraph``, ``kind``,
        ``level``, ``text``.
    members : Members
        Reads the sentences.
    scorer : Scorer
        For runs of members of a sentence.

    Returns
    -------
    list of tuple of Span
        Instances in the order of the text: a stretch of one sentence, or one in each sentence of a
        run. None overlaps another in a sentence; a run of sentences goes before what is inside.

    Notes
    -----
    Runs of members are found by a logistic regression over how alike they are in build (`scorer`);
    runs of sentences by rules. After Dubremetz & Nivre (2018), who rank candidates for repetitive
    figures by such a regression instead of deciding by form alone.
    """
    runs = sentence_runs(sentences, members)
    taken: dict[int, list[Span]] = {}
    for span in (span for run in runs for span in run):
        taken.setdefault(span.row, []).append(span)
    found = [
        [run for chain in members.chains(text) for run in windows(chain, members)]
        for text in sentences["text"]
    ]
    scores = iter(scorer.scores(features([run for own in found for run in own], members)))
    for row, (text, own) in enumerate(zip(sentences["text"], found, strict=True)):
        sizes = {(run.start, run.end): len(run.members) for run in own}
        scored = [(next(scores), run) for run in own]
        sure = [
            (len(run.members) + score, run.start, run.end) for score, run in scored if score >= SURE
        ]
        for start, end in apart(sure):
            if all(end <= s.start or s.end <= start for s in taken.get(row, [])):
                size = sizes[start, end]
                runs.append((stretch(text, row, start, end, "members", size),))
    return sorted(runs)


def windows(chain: Chain, members: Members) -> Iterator[Run]:
    """Three or more successive members, the first without a lead-in, the last without a tail."""
    own = chain.members
    firsts = [members.without_lead(a, b, chain.mark) for a, b in pairwise(own)]
    lasts = [members.without_tail(b, a, chain.mark) for a, b in pairwise(own)]
    for i in range(len(own) - LEAST + 1):
        for j in range(i + LEAST - 1, min(i + WIDEST, len(own))):
            run = (firsts[i], *own[i + 1 : j], lasts[j - 1])
            if max(member.length for member in run) <= LONGEST:
                yield Run(run, chain, i)
