"""The sentences that show each device best, by a rule that was written down."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from chengyan.han import count_han
from chengyan.rhetoric.passages import Passage, passages
from chengyan.rhetoric.worth import FAILED
from chengyan.tables import require_columns

COLUMNS = (
    *("group", "device", "zh", "en", "status", "rank", "form", "doc_id", "paragraph", "sentence"),
    *("last_sentence", "source_line", "start", "end", "words", "text"),
)
# Examples of each device and group.
RANKS = 3
# ASSUME an example is prose, long enough to be understood alone and short enough to be read, and
# shows its device where that fills most of it.
LEAST_HAN, MOST_HAN = 15, 80

Sentences = Mapping[tuple[str, int], Mapping[Any, Any]]


def examples(
    table: pd.DataFrame, instances: pd.DataFrame, sentences: pd.DataFrame, groups: Sequence[str]
) -> pd.DataFrame:
    """Choose up to `RANKS` examples of each device and group.

    Parameters
    ----------
    table : pandas.DataFrame
        ``rhetoric.csv``: group, device, zh, en, status. Devices that fail get no example, nor has
        metaphor of all sources, whose examples are those of its sources.
    instances : pandas.DataFrame
        ``rhetoric_instances.csv``.
    sentences : pandas.DataFrame
        ``sentences.csv``: doc_id, group, paragraph, sentence, kind, source_line, text.
    groups : sequence of str

    Returns
    -------
    pandas.DataFrame
        By group, device in the order of `table`, and rank: group, device, zh, en, status; rank
        (from 1); form (of the instance); doc_id, paragraph, sentence, last_sentence (another one
        where an instance runs over several), source_line (of the first); start, end (characters of
        the instance in text), words (these characters), text (the sentence, or those of the run
        joined, with … where others stand between them).

    Raises
    ------
    TableError
        If a column is missing.

    Notes
    -----
    Preferred are, in this order: body text of `LEAST_HAN` to `MOST_HAN` Han characters; what is not
    yet the example of another device in the group; the larger share of characters inside instances
    of the device; the earlier place. First each device gets its first example, then its second. Of
    several instances the longest is told, of equal ones the first. An example shows what is
    counted; that it is typical, or even right, is not said.
    """
    require_columns(table, ["group", "device", "zh", "en", "status"], "rhetoric")
    require_columns(instances, ["device", "group"], "instances")
    needed = ["doc_id", "group", "paragraph", "sentence", "kind", "source_line", "text"]
    require_columns(sentences, needed, "sentences")
    places = zip(sentences["doc_id"], sentences["sentence"], strict=True)
    known: Sentences = dict(zip(places, sentences[needed].to_dict("records"), strict=True))
    rows = [
        row
        for group in groups
        for row in _of_group(
            table[(table["group"] == group) & (table["status"] != FAILED)],
            instances[instances["group"] == group],
            known,
        )
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _of_group(
    devices: pd.DataFrame, found: pd.DataFrame, known: Sentences
) -> Iterator[tuple[object, ...]]:
    by_device = dict(list(found.groupby("device", sort=False)))
    left: dict[str, list[tuple[tuple[bool, float], Passage]]] = {
        device: [(_fitness(passage, known), passage) for passage in passages(by_device[device])]
        for device in devices["device"]
        if device in by_device
    }
    chosen: dict[str, list[Passage]] = {device: [] for device in left}
    used: set[tuple[str, int]] = set()
    for _ in range(RANKS):
        for device, candidates in left.items():
            if candidates:
                best = min(candidates, key=lambda each: _preference(each, used))
                candidates.remove(best)
                chosen[device].append(best[1])
                used.update((best[1].doc_id, sentence) for sentence in best[1].sentences)
    for named in devices[["group", "device", "zh", "en", "status"]].itertuples(index=False):
        for rank, passage in enumerate(chosen.get(str(named.device), ()), start=1):
            yield (*named, rank, *_told(passage, known))


def _fitness(passage: Passage, known: Sentences) -> tuple[bool, float]:
    """Whether a passage is unfit for an example, and what share of it is no instance."""
    rows = [known[passage.doc_id, sentence] for sentence in passage.sentences]
    han = sum(count_han(row["text"]) for row in rows)
    inside = sum(end - start for each in passage.sentences for start, end in passage.marked(each))
    prose = all(row["kind"] == "body" for row in rows)
    share = inside / sum(len(row["text"]) for row in rows)
    return not (prose and LEAST_HAN <= han <= MOST_HAN), 1 - share


def _preference(
    candidate: tuple[tuple[bool, float], Passage], used: set[tuple[str, int]]
) -> tuple[bool, bool, float]:
    """What puts one passage before another; the lesser is the better."""
    (unfit, left), passage = candidate
    again = any((passage.doc_id, sentence) in used for sentence in passage.sentences)
    return unfit, again, left


def _told(passage: Passage, known: Sentences) -> tuple[object, ...]:
    rows = [known[passage.doc_id, sentence] for sentence in passage.sentences]
    text, begins = passage.offsets([row["text"] for row in rows])
    spans: dict[int, list[tuple[int, int, str]]] = {}
    for instance, sentence, start, end, form in passage.spans:
        begin = begins[sentence]
        spans.setdefault(instance, []).append((begin + start, begin + end, form))
    # Of equals max takes the first.
    longest = max(spans.values(), key=lambda own: sum(end - start for start, end, _ in own))
    (start, _, form), (_, end, _) = longest[0], longest[-1]
    first = rows[0]
    place = (passage.doc_id, first["paragraph"], first["sentence"], rows[-1]["sentence"])
    return (form, *place, first["source_line"], start, end, text[start:end], text)
