"""One text under two names, and texts that share long stretches."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from chengyan.findings import Finding
from chengyan.han import han_only

Array = NDArray[Any]

# ASSUME a run of so many Han characters is seldom the same by chance or formula.
RUN = 8
# ASSUME shares of common runs: of both texts together, and of the shorter one.
SAME, SHARED, CONTAINED = 0.6, 0.25, 0.5
# ASSUME a passage of so many Han characters is copied: the longest that two of 28 real texts of
# different cities have in common has 85.
PASSAGE = 200
# With more texts than these, passages are not looked for: it takes each pair apart.
_PASSAGES = 300
# ASSUME above so many texts a sixteenth of the runs tells the same.
_ALL_RUNS, _SAMPLED = 1000, 16
_BLOCK = 256


def check_duplicates(
    texts: Mapping[str, str], places: Mapping[str, str], new: Sequence[str] | None = None
) -> list[Finding]:
    """Find texts that are the same, nearly the same, or parts of one another.

    Parameters
    ----------
    texts : mapping of str to str
        Text by doc_id, without its furniture.
    places : mapping of str to str
        What each text is called in messages: its file.
    new : sequence of str, optional
        Only pairs that one of these doc_ids belongs to; by default all pairs.

    Returns
    -------
    list of Finding
        ``duplicate-text`` where the share of common runs of `RUN` Han characters is at least
        `SAME`, else ``near-duplicate`` where it is at least `SHARED`, or at least `CONTAINED` of
        the shorter text's, or where a passage of `PASSAGE` characters is the same (looked for among
        up to 300 texts). Each pair once, at the later of the two.

    Notes
    -----
    A report under another city's name, the names exchanged, keeps nearly all of its runs. Two
    reports of two cities share some hundredths: formulations, and whole sentences of Party prose.
    Above a thousand texts a sixteenth of the runs is compared, the same ones of every text, chosen
    by their hash: the shares are then estimates, good to a hundredth for texts of 10,000
    characters.

    References
    ----------
    Broder, A. Z. (1997). On the resemblance and containment of documents. Compression and
    Complexity of Sequences, 21–29.
    """
    names = list(texts)
    if len(names) < 2:
        return []
    runs = _runs([texts[name] for name in names])
    sizes = np.asarray(runs.sum(axis=1)).ravel()
    numbered = _numbered_runs(list(texts.values())) if len(names) <= _PASSAGES else []
    wanted = set(names if new is None else new)
    findings = []
    for start in range(0, len(names), _BLOCK):
        common = (runs[start : start + _BLOCK] @ runs.T).tocoo()
        for row, b, shared in zip(common.row, common.col, common.data, strict=True):
            a = start + int(row)
            if a < b and not wanted.isdisjoint((names[a], names[b])):
                of_both = shared / (sizes[a] + sizes[b] - shared)
                of_shorter = shared / min(sizes[a], sizes[b])
                found = _verdict(names[a], names[b], of_both, of_shorter)
                if not found and numbered and shared > PASSAGE - RUN:
                    found = _passage(names[a], numbered[a], numbered[b], texts[names[b]])
                if found:
                    code, message = found
                    findings.append(Finding(code, places[names[b]], message, names[b]))
    return findings


def _verdict(a: str, b: str, of_both: float, of_shorter: float) -> tuple[str, str] | None:
    if of_both >= SAME:
        return (
            "duplicate-text",
            f"{b} and {a} are one text: {of_both:.0%} of their wording is the same",
        )
    if of_both >= SHARED or of_shorter >= CONTAINED:
        return (
            "near-duplicate",
            f"{of_shorter:.0%} of the shorter of {a} and {b} stands in the other",
        )
    return None


def _passage(name: str, one: Array, other: Array, text: str) -> tuple[str, str] | None:
    """The longest passage that two texts, given by their numbered runs, have in common."""
    shared = np.isin(other, one)
    # Lengths of stretches of shared runs, from where they begin and end.
    edges = np.flatnonzero(np.diff(np.concatenate([[0], shared, [0]])))
    lengths = edges[1::2] - edges[::2]
    if not len(lengths) or lengths.max() + RUN - 1 < PASSAGE:
        return None
    begin = int(edges[::2][lengths.argmax()])
    size = int(lengths.max()) + RUN - 1
    words = han_only(text)[begin : begin + 2 * RUN]
    return "near-duplicate", f"{size} characters on end stand in {name} too: “{words}…”"


def _numbered_runs(texts: Sequence[str]) -> list[Array]:
    """The runs of each text in their order, as numbers that are the same for the same run."""
    numbers: dict[str, int] = {}
    runs = _run_lister(sampled=False)
    return [
        np.array([numbers.setdefault(run, len(numbers)) for run in runs(text)]) for text in texts
    ]


def _runs(texts: Sequence[str]) -> sparse.csr_matrix:
    """Which runs of Han characters each text holds, as a matrix of zeros and ones."""
    # Slow to load, and most commands need it not.
    from sklearn.feature_extraction.text import HashingVectorizer

    sampled = len(texts) > _ALL_RUNS
    vectorizer = HashingVectorizer(
        analyzer=_run_lister(sampled=sampled), n_features=2**24, binary=True, norm=None,
        alternate_sign=False, dtype=np.float32,
    )  # fmt: skip
    return sparse.csr_matrix(vectorizer.transform(texts)).sorted_indices()


def _run_lister(*, sampled: bool) -> Callable[[str], list[str]]:
    def runs(text: str) -> list[str]:
        han = han_only(text)
        found = [han[i : i + RUN] for i in range(max(len(han) - RUN + 1, 1))]
        if sampled:
            # By what the run says, so that the same runs are taken from every text.
            found = [run for run in found if sum(map(ord, run)) % _SAMPLED == 0]
        return found

    return runs
