"""Codes of a whole text by instruments that have not seen the coded sentences near them.

What corrects a share for the instrument's errors must not rest on sentences that it was taught by.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from chengyan.priorities.codebook import Code
from chengyan.priorities.cues import CodeCue, unsuggested
from chengyan.priorities.evidence import evidence
from chengyan.priorities.instrument import sample_evidence
from chengyan.priorities.model import fit
from chengyan.randomness import generator_of


def cross_coded(
    parts: pd.DataFrame,
    codebook: Sequence[Code],
    cues: Sequence[CodeCue],
    samples: pd.DataFrame,
    *,
    seed: int,
    folds: int,
) -> pd.Series:
    """The code of each quasi-sentence, cross-fitted.

    Parameters
    ----------
    parts : pandas.DataFrame
        doc_id, paragraph, sentence, kind, level, text: quasi-sentences in the order of the texts.
    codebook : sequence of Code
    cues : sequence of CodeCue
        Those that a sample suggested are left out.
    samples : pandas.DataFrame
        Coded sentences, `sentence` their number in these texts, as
        `chengyan.priorities.samples.in_corpus` gives them.
    seed, folds : int
        Paragraphs are cut into so many folds; each is coded by an instrument that was taught by the
        coded sentences of the others.

    Returns
    -------
    pandas.Series of str
        With the index of `parts`.
    """
    codes = [code.code for code in codebook]
    names = np.array(codes, dtype=object)
    known = samples[(samples["part"] == 0) & (samples["text"] != "")]
    taught = sample_evidence(known, cues, codes)
    found = evidence(parts, unsuggested(cues, set(samples["sample"])), codes)
    paragraph, places = pd.factorize(pd.MultiIndex.from_frame(parts[["doc_id", "paragraph"]]))
    order = generator_of(seed, "folds of paragraphs").permutation(len(places))
    fold = (order % folds)[paragraph]
    of_sentence = dict(zip(zip(parts["doc_id"], parts["sentence"], strict=True), fold, strict=True))
    # A coded title or greeting is no part: it may teach every fold.
    of_sample = np.array(
        [of_sentence.get(key, -1) for key in zip(known["doc_id"], known["sentence"], strict=True)],
        dtype=np.int64,
    )
    primary = known["primary"].to_numpy()
    given = np.empty(len(parts), dtype=object)
    for number in range(folds):
        seen, own = np.flatnonzero(of_sample != number), np.flatnonzero(fold == number)
        instrument = fit(taught.take(seen), primary[seen].tolist(), codes)
        given[own] = names[instrument.probabilities(found.take(own)).argmax(axis=1)]
    return pd.Series(given, parts.index, dtype=object)
