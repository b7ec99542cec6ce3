"""Whether a sentence looks back, at what is, or ahead; and why it is taken to."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from chengyan.contrast import value_of
from chengyan.lexicon import ORIENTATIONS, Cue
from chengyan.outline import Outline
from chengyan.tables import require_columns

# The class of cues of what has no orientation, such as an address (同志们！).
NONE = "none"

# ASSUME the words of headings weigh as much together as three sure signs in the sentence, and the
# signs of a sentence no more than twice that, however long it is.
HEADINGS, SENTENCE = 3.0, 6.0
# ASSUME a sentence looks where its neighbour looks, sooner within a paragraph than across two; the
# head of a section of level 1 begins anew.
NEIGHBOUR, ACROSS = 1.0, 0.5
# Cues of a sentence that are told, the weightiest first.
TOLD = 4
LONGEST = 10


def orientations(
    sentences: pd.DataFrame, cues: Sequence[Cue], dates: Mapping[str, str]
) -> pd.Series:
    """The orientation of each sentence: past, present, future, or empty where nothing tells.

    The column orientation of `orient`, which see.
    """
    return orient(sentences, cues, dates)["orientation"]


def orient(sentences: pd.DataFrame, cues: Sequence[Cue], dates: Mapping[str, str]) -> pd.DataFrame:
    """The orientation of each sentence, and what led to it.

    Every cue speaks for one orientation with its weight: those of the headings that a sentence
    stands under, those of the sentence itself, and a neighbour's orientation. The sequence of
    orientations with the highest sum is taken, for each text (Viterbi's algorithm).

    Parameters
    ----------
    sentences : pandas.DataFrame
        doc_id, paragraph, kind, level, text; in the order of the texts.
    cues : sequence of Cue
        As :func:`chengyan.lexicon.read_cues` reads them, of the word list `orientation`.
    dates : mapping of str to str
        The manifest's date of each doc_id; where it is missing or empty, years tell nothing.

    Returns
    -------
    pandas.DataFrame
        The index of `sentences`; orientation: ``past`` (what was done, happened, was reached),
        ``present`` (how things stand; judgements, principles and sayings; thanks and other acts
        done by speaking), ``future`` (what shall, should or will be done), or empty (sentences that
        are neither heading nor body, addresses, and where nothing tells); orientation_cues: what
        speaks for it, by falling weight, separated by ``;``: words of the sentence, words of a
        heading in ``「」``, ``neighbour`` where a neighbour's orientation decides.

    Raises
    ------
    TableError
        If a column is missing.

    Notes
    -----
    A sentence has one orientation, a long one often several clauses that differ. How often the
    result agrees with a coder is told in docs/methods.md; shares of groups must not be compared
    where they differ by less than its errors.

    References
    ----------
    Viterbi, A. J. (1967). Error bounds for convolutional codes and an asymptotically optimum
    decoding algorithm. IEEE Transactions on Information Theory 13(2), 260-269.
    """
    require_columns(sentences, ["doc_id", "paragraph", "kind", "level", "text"], "sentences")
    table = pd.DataFrame("", sentences.index, ["orientation", "orientation_cues"], dtype=object)
    told = sentences["kind"].isin(["heading", "body"]).to_numpy()
    for doc_id, places in sentences[told].groupby("doc_id", sort=False).indices.items():
        rows = np.flatnonzero(told)[places]
        year = value_of({"date": dates.get(str(doc_id), "")}, "year")
        found = _of_text(sentences.iloc[rows], cues, int(year or 0))
        table.iloc[rows] = np.array(list(found), dtype=object)
    return table


def _of_text(text: pd.DataFrame, cues: Sequence[Cue], year: int) -> Iterator[tuple[str, str]]:
    """Orientation and cues of each sentence of one text."""
    outline: Outline[dict[str, dict[str, float]]] = Outline()
    own: list[dict[str, dict[str, float]]] = []
    above: list[dict[str, dict[str, float]]] = []
    breaks: list[float] = []
    before = None
    # Whether a sentence is no paragraph by itself.
    runs_on = text.duplicated("paragraph", keep=False).to_numpy()
    for kind, level, paragraph, words in zip(
        *(text[name] for name in ("kind", "level", "paragraph", "text")), strict=True
    ):
        own.append(_found(words, cues, "sentence", year))
        outline.come_to(paragraph)
        if kind == "heading":
            found = _found(words, cues, "heading", year)
            outline.enter(level, found, paragraph if runs_on[len(own) - 1] else None)
        above.append(_together(outline.above()))
        begins = before is None or (kind == "heading" and level == 1)
        breaks.append(0.0 if begins else NEIGHBOUR if paragraph == before else ACROSS)
        before = paragraph
    of_own, of_above = _scores(own, SENTENCE), _scores(above, HEADINGS)
    evidence = of_own + of_above
    chosen = _best_sequence(evidence, breaks)
    # Where nothing tells in all of a text, the first orientation would be chosen.
    silent = not evidence.any()
    for i, best in enumerate(chosen):
        if silent or NONE in own[i]:
            yield "", ""
            continue
        name = ORIENTATIONS[best]
        reasons = _ranked(own[i].get(name, {})) + [
            f"「{word}」" for word in _ranked(above[i].get(name, {}))
        ]
        led = evidence[i, best] < evidence[i].max() or not evidence[i].any()
        yield name, ";".join((["neighbour"] if led else []) + reasons[:TOLD])


def _found(text: str, cues: Sequence[Cue], where: str, year: int) -> dict[str, dict[str, float]]:
    """The words found, with their weights, by class."""
    found: dict[str, dict[str, float]] = {}
    for cue in cues:
        match = cue.compiled(year).search(text) if cue.where == where else None
        if match:
            words = found.setdefault(cue.label, {})
            shown = match[0].strip("，；：、。！“”— ") or match[0]
            shown = shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"
            words[shown] = words.get(shown, 0.0) + cue.weight
    return found


def _together(levels: Sequence[dict[str, dict[str, float]]]) -> dict[str, dict[str, float]]:
    """Words found in all headings above a sentence."""
    every: dict[str, dict[str, float]] = {}
    for found in levels:
        for label, words in found.items():
            for word, weight in words.items():
                into = every.setdefault(label, {})
                into[word] = into.get(word, 0.0) + weight
    return every


def _scores(found: list[dict[str, dict[str, float]]], most: float) -> np.ndarray:
    """Sums of weights, sentences × orientations, drawn in where the largest exceeds `most`."""
    sums = np.array(
        [[sum(each.get(name, {}).values()) for name in ORIENTATIONS] for each in found]
    ).reshape(-1, len(ORIENTATIONS))
    largest = sums.max(axis=1, initial=0.0, keepdims=True)
    return np.asarray(sums * np.minimum(1.0, most / np.maximum(largest, most)))


def _ranked(words: dict[str, float]) -> list[str]:
    return sorted(words, key=lambda word: (-words[word], word))


def _best_sequence(evidence: np.ndarray, stay: Sequence[float]) -> list[int]:
    """The states, one a row of `evidence`, of the highest sum; `stay` is what a repeat earns."""
    states = evidence.shape[1]
    total = np.zeros(states)
    came: list[np.ndarray] = []
    for row, bonus in zip(evidence, stay, strict=True):
        step = total[:, None] + bonus * np.eye(states)
        came.append(step.argmax(axis=0))
        total = step.max(axis=0) + row
    at = int(total.argmax()) if len(evidence) else 0
    path: list[int] = []
    for arrows in reversed(came):
        path.append(at)
        at = int(arrows[at])
    return path[::-1]
