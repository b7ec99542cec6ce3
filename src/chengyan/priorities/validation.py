"""How often the instrument is right, by code, where it has not seen the sentence."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.coded import said_of
from chengyan.priorities.cues import CodeCue
from chengyan.priorities.evidence import Evidence
from chengyan.priorities.model import fit
from chengyan.proportion import clopper_pearson
from chengyan.randomness import generator_of

# ASSUME an F1 of fewer cases says nothing; the mean over codes leaves them out.
LEAST_CASES = 8
# The row of a method that is of all codes together.
ALL = "all"
METHODS = ("keywords", "cues", "codebook")
BY_TEXT = (
    *("sample", "coding", "doc_id", "here", "sentences", "accuracy"),
    *("accuracy_low", "accuracy_high"),
)
COLUMNS = (
    *("sample", "coding", "method", "code", "precision", "recall", "f1", "support", "accuracy"),
    *("accuracy_low", "accuracy_high"),
)


def predictions(
    samples: pd.DataFrame,
    found: Evidence,
    cues: Sequence[CodeCue],
    codes: Sequence[str],
    *,
    seed: int,
    folds: int,
    repeats: int,
) -> pd.DataFrame:
    """The codes that each method gives to coded sentences, the instrument by cross-validation.

    Parameters
    ----------
    samples : pandas.DataFrame
        As `chengyan.priorities.samples.read_samples` gives it.
    found : Evidence
        As `chengyan.priorities.instrument.sample_evidence` gives it.
    cues : sequence of CodeCue
        Those that it was found with.
    codes : sequence of str
    seed, folds, repeats : int
        Sentences of one paragraph are left out together; each repeat has other folds.

    Returns
    -------
    pandas.DataFrame
        row (of `samples`), method, repeat, predicted. Methods: ``keywords`` (the code of
        most plain words, as a dictionary counts them; nothing else), ``cues`` (the code with the
        largest weight of cues in the sentence alone), ``codebook`` (the instrument).

    Notes
    -----
    The lexicon's writers knew the development sample. The cues that they took from it are left out
    here, though they count in the texts: the figures are a cautious estimate.
    """
    fixed = {
        "keywords": by_keywords(samples["text"].tolist(), cues, codes),
        "cues": by_cues(found, codes),
    }
    tables = [
        pd.DataFrame({"row": samples.index, "method": method, "repeat": 0, "predicted": given})
        for method, given in fixed.items()
    ]
    blocks = paragraphs_of(samples)
    for repeat in range(repeats):
        given = cross_fitted(
            found,
            samples["primary"].tolist(),
            codes,
            blocks,
            folds,
            generator_of(seed, f"folds {repeat}"),
        )
        tables.append(
            pd.DataFrame(
                {"row": samples.index, "method": "codebook", "repeat": repeat, "predicted": given}
            )
        )
    return pd.concat(tables, ignore_index=True)


def paragraphs_of(samples: pd.DataFrame) -> NDArray[np.int64]:
    """Number the paragraphs that coded sentences stand in.

    Two are of one paragraph if one stands in what is round the other, which may be cut off.
    """
    paragraph = np.arange(len(samples))
    around = (samples["before"] + samples["text"] + samples["after"]).tolist()
    texts, doc_ids = samples["text"].tolist(), samples["doc_id"].tolist()
    for i, text in enumerate(texts):
        for j in range(i):
            if doc_ids[i] == doc_ids[j] and (text in around[j] or texts[j] in around[i]):
                paragraph[paragraph == paragraph[i]] = paragraph[j]
    return pd.factorize(paragraph)[0]


def cross_fitted(
    found: Evidence,
    primary: Sequence[str],
    codes: Sequence[str],
    blocks: NDArray[np.int64],
    folds: int,
    random: np.random.Generator,
) -> NDArray[np.object_]:
    """The codes of sentences by instruments that have not seen their block."""
    names = np.array(codes, dtype=object)
    truth = np.asarray(primary, dtype=object)
    fold = _folds(blocks, folds, random)
    given = np.empty(len(truth), dtype=object)
    for number in range(fold.max(initial=-1) + 1):
        seen, new = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        instrument = fit(found.take(seen), list(truth[seen]), codes)
        given[new] = names[instrument.probabilities(found.take(new)).argmax(axis=1)]
    return given


def by_keywords(texts: Sequence[str], cues: Sequence[CodeCue], codes: Sequence[str]) -> list[str]:
    """The code of most plain words in a text, each counted once; the last code where there is none.

    What a dictionary without weights, patterns and context makes of the same words.
    """
    place = {code: i for i, code in enumerate(codes)}
    words = [
        (cue.pattern, place[cue.code])
        for cue in cues
        if cue.is_plain and cue.weight > 0 and cue.where != "heading"
    ]
    given = []
    for text in texts:
        counts = np.bincount([code for word, code in words if word in text], minlength=len(codes))
        given.append(codes[int(counts.argmax())] if counts.any() else codes[-1])
    return given


def by_cues(found: Evidence, codes: Sequence[str]) -> list[str]:
    """The code with the largest weight of cues in the sentence; the last where there is none."""
    own = found.support[:, :, 0]
    return [
        codes[int(row.argmax())] if row.max(initial=0) > 0 else codes[-1]
        for row in np.round(own, 12)
    ]


def validation(
    samples: pd.DataFrame, predicted: pd.DataFrame, codes: Sequence[str]
) -> pd.DataFrame:
    """Precision, recall and F1 of each code and method; the accuracy of each method.

    Parameters
    ----------
    samples : pandas.DataFrame
        sample, kind, primary.
    predicted : pandas.DataFrame
        Of `predictions`.
    codes : sequence of str

    Returns
    -------
    pandas.DataFrame
        sample, coding (``model-coded``, ``human-coded``), method, code, precision, recall, f1
        (means over repeats; NaN where they cannot be), support (cases of the code). The row of code
        ``all`` has the means over codes with at least `LEAST_CASES` cases, all cases as support,
        and accuracy with its 95 % interval (Clopper and Pearson), which takes the sentences for
        independent.
    """
    rows: list[tuple[object, ...]] = []
    joined = predicted.join(samples[["sample", "kind", "primary"]], on="row")
    for (sample, method), part in joined.groupby(["sample", "method"], sort=False):
        coding = said_of(part["kind"])
        scores = [_scores(one, codes) for _, one in part.groupby("repeat", sort=False)]
        mean = _mean(scores)
        support = [
            int((part["primary"] == code).sum() / part["repeat"].nunique()) for code in codes
        ]
        for code, number, score in zip(codes, support, mean, strict=True):
            told = score if number else np.where([False, True, True], np.nan, score)
            rows.append((sample, coding, method, code, *told, number, np.nan, np.nan, np.nan))
        enough = np.array(support) >= LEAST_CASES
        total = sum(support)
        accuracy = float((part["primary"] == part["predicted"]).mean())
        means = mean[enough].mean(axis=0) if enough.any() else np.full(3, np.nan)
        rows.append(
            (
                sample,
                coding,
                method,
                ALL,
                *means,
                total,
                accuracy,
                *clopper_pearson(accuracy * total, total),
            )
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def accuracy_by_text(
    samples: pd.DataFrame, predicted: pd.DataFrame, texts: Collection[str]
) -> pd.DataFrame:
    """How often the instrument is right in each text that sentences are coded of.

    Parameters
    ----------
    samples : pandas.DataFrame
        sample, kind, doc_id, primary.
    predicted : pandas.DataFrame
        Of `predictions`.
    texts : collection of str
        The texts of the corpus.

    Returns
    -------
    pandas.DataFrame
        sample, coding, doc_id, here (whether the text is of the corpus), sentences, accuracy,
        accuracy_low, accuracy_high (Clopper and Pearson). Sentences are not weighted by how likely
        they were to be drawn.
    """
    own = predicted[predicted["method"] == METHODS[-1]].join(
        samples[["sample", "kind", "doc_id", "primary"]], on="row"
    )
    rows = []
    for (sample, doc_id), part in own.groupby(["sample", "doc_id"], sort=False):
        number = part["row"].nunique()
        accuracy = float((part["primary"] == part["predicted"]).mean())
        ends = clopper_pearson(accuracy * number, number)
        coding = said_of(part["kind"])
        rows.append((sample, coding, doc_id, doc_id in texts, number, accuracy, *ends))
    return pd.DataFrame(rows, columns=list(BY_TEXT))


def confusion(samples: pd.DataFrame, predicted: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """How often a code is taken for another by the instrument: truth, predicted, count.

    Counts are means over the repeats, pairs that never come are left out.
    """
    own = predicted[predicted["method"] == METHODS[-1]].join(
        samples[["primary", "sample"]], on="row"
    )
    if own.empty:
        return pd.DataFrame(columns=["sample", "truth", "predicted", "count"])
    order = {code: i for i, code in enumerate(codes)}
    counts = own.groupby(["sample", "primary", "predicted"], sort=False).size().rename("count")
    table = (counts / own["repeat"].nunique()).reset_index().rename(columns={"primary": "truth"})
    return table.sort_values(
        ["sample", "truth", "predicted"],
        key=lambda column: column.map(order) if column.name != "sample" else column,
        ignore_index=True,
    )


def _scores(part: pd.DataFrame, codes: Sequence[str]) -> NDArray[np.float64]:
    """Precision, recall and F1 of each code, codes × 3; NaN where the denominator is 0."""
    truth, given = part["primary"].to_numpy(), part["predicted"].to_numpy()
    rows = []
    for code in codes:
        both = np.sum((truth == code) & (given == code))
        named, cases = np.sum(given == code), np.sum(truth == code)
        rows.append(
            (
                both / named if named else np.nan,
                both / cases if cases else np.nan,
                2 * both / (named + cases) if named + cases else np.nan,
            )
        )
    return np.array(rows, dtype=float)


def _mean(scores: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Means over repeats, of a precision that could not be had 0 where the code had cases."""
    every = np.array(scores)
    unnamed = np.isnan(every[:, :, 0]) & ~np.isnan(every[:, :, 1])
    every[:, :, 0] = np.where(unnamed, 0.0, every[:, :, 0])
    known = (~np.isnan(every)).sum(axis=0)
    return np.where(known, np.nansum(every, axis=0) / np.maximum(known, 1), np.nan)


def _folds(blocks: NDArray[np.int64], folds: int, random: np.random.Generator) -> NDArray[np.int64]:
    """The fold of each row, blocks kept together, of about alike size."""
    names = np.unique(blocks)
    order = random.permutation(len(names))
    fold = np.empty(len(names), dtype=np.int64)
    fold[order] = np.arange(len(names)) % min(folds, max(len(names), 1))
    return fold[np.searchsorted(names, blocks)]
