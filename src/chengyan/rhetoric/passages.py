"""Instances put together by the sentences that they stand in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from chengyan.tables import require_columns

NEEDED = ("instance", "form", "doc_id", "sentence", "start", "end")
# Between sentences of one run that are no neighbours, as headings of one frame.
GAP = " … "


@dataclass(frozen=True)
class Passage:
    """Sentences in which instances of one device stand together.

    Attributes
    ----------
    doc_id : str
    sentences : tuple of int
        One, or those of a run over several; rising.
    spans : tuple of (instance, sentence, start, end, form)
        By sentence and start; start and end count characters in the sentence.
    """

    doc_id: str
    sentences: tuple[int, ...]
    spans: tuple[tuple[int, int, int, int, str], ...]

    def marked(self, sentence: int) -> list[tuple[int, int]]:
        """Where the instances stand in a sentence; what overlaps or touches is one."""
        ends: list[tuple[int, int]] = []
        for _, place, start, end, _ in self.spans:
            if place == sentence and ends and start <= ends[-1][1]:
                ends[-1] = ends[-1][0], max(end, ends[-1][1])
            elif place == sentence:
                ends.append((start, end))
        return ends

    @property
    def forms(self) -> list[str]:
        """What kinds of the device stand here, each once, in their order."""
        return [form for form in dict.fromkeys(span[4] for span in self.spans) if form]

    def offsets(self, texts: Sequence[str]) -> tuple[str, dict[int, int]]:
        """The sentences as one text, and where each of them begins in it."""
        text, begins = "", {}
        for number, (sentence, words) in enumerate(zip(self.sentences, texts, strict=True)):
            if number and sentence > self.sentences[number - 1] + 1:
                text += GAP
            begins[sentence] = len(text)
            text += words
        return text, begins


def passages(found: pd.DataFrame) -> list[Passage]:
    """Put instances together by sentence, and sentences that a run joins.

    Parameters
    ----------
    found : pandas.DataFrame
        Rows of ``rhetoric_instances.csv`` of one device: instance, form, doc_id, sentence, start,
        end.

    Returns
    -------
    list of Passage
        Texts in the order of the rows, passages by their first sentence. Each instance stands in
        one of them.

    Raises
    ------
    TableError
        If a column is missing.
    """
    require_columns(found, NEEDED, "instances")
    return [
        passage
        for doc_id, own in found.groupby("doc_id", sort=False)
        for passage in _of_text(str(doc_id), own)
    ]


def _of_text(doc_id: str, own: pd.DataFrame) -> Iterable[Passage]:
    columns = (own[name] for name in ("instance", "sentence", "start", "end", "form"))
    spans = [
        (int(instance), int(sentence), int(start), int(end), str(form))
        for instance, sentence, start, end, form in zip(*columns, strict=True)
    ]
    runs: dict[int, set[int]] = {}
    for instance, sentence, *_ in spans:
        runs.setdefault(instance, set()).add(sentence)
    joined: dict[int, set[int]] = {}
    for run in runs.values():
        whole = run.union(*(joined[sentence] for sentence in run if sentence in joined))
        joined |= dict.fromkeys(whole, whole)
    inside: dict[int, list[tuple[int, int, int, int, str]]] = {}
    for span in sorted(spans, key=lambda span: (*span[1:4], span[0])):
        inside.setdefault(min(joined[span[1]]), []).append(span)
    for first in sorted(inside):
        yield Passage(doc_id, tuple(sorted(joined[first])), tuple(inside[first]))
