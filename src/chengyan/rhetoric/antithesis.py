"""Antithesis: two neighbouring members of equal build."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pandas as pd

from chengyan.rhetoric.features import features
from chengyan.rhetoric.likeness import LONGEST, matched
from chengyan.rhetoric.members import Chain, Run
from chengyan.rhetoric.reading import Members
from chengyan.rhetoric.scoring import Scorer
from chengyan.rhetoric.span import Instance, Span, apart, stretch

# ASSUME: pairs are called antithesis from this score on, which balances misses and false finds.
SURE = 0.35


def find_antithesis(
    sentences: pd.DataFrame,
    members: Members,
    scorer: Scorer,
    parallel: Sequence[Instance] = (),
) -> list[Instance]:
    """Antithesis in one document.

    Parameters
    ----------
    sentences : pandas.DataFrame
        Headings and sentences of the body in their order; column ``text``.
    members : Members
        Reads the sentences.
    scorer : Scorer
    parallel : sequence of tuple of Span
        What `find_parallelism` has found: two members of a run of three are no pair.

    Returns
    -------
    list of tuple of Span
        Instances in the order of the text, of one stretch each.
    """
    runs: dict[int, list[Span]] = {}
    for span in (span for run in parallel for span in run if span.form == "members"):
        runs.setdefault(span.row, []).append(span)
    found: list[Instance] = []
    texts = sentences["text"].tolist()
    paired = [[pair for chain in members.chains(text) for pair in pairs(chain)] for text in texts]
    scores = iter(scorer.scores(features([pair for own in paired for pair in own], members)))
    for row, (text, own) in enumerate(zip(texts, paired, strict=True)):
        scored = []
        for score, pair in [(next(scores), pair) for pair in own]:
            start, end = pair.start, pair.end
            inside = any(
                s.start <= start and end <= s.end and end - start > (s.end - s.start) / 2
                for s in runs.get(row, [])
            )
            if score >= SURE and not inside:
                scored.append((score, start, end))
        found.extend(
            (stretch(text, row, start, end, "members", 2),) for start, end in apart(scored)
        )
    return found


def pairs(chain: Chain) -> Iterator[Run]:
    """Two successive members, the first without a lead-in, the second without a tail."""
    for i, (one, other) in enumerate(pairwise(chain.members)):
        pair = matched(one, other, chain.mark)
        if max(member.length for member in pair) <= LONGEST:
            yield Run(pair, chain, i)
