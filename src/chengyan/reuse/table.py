"""The tables of reuse: aligned passages, and what groups share."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from chengyan.reuse.lines import Array, Text
from chengyan.reuse.shared import Found, Place, Shared

REUSE = (
    *("group_a", "doc_a", "sentence_a", "source_line_a", "start_a", "end_a"),
    *("group_b", "doc_b", "sentence_b", "source_line_b", "start_b", "end_b"),
    *("overlap", "beyond_formula", "changes", "length", "score", "expected", "groups"),
    *("passage", "passage_b"),
)
GROUPS = ("group_a", "group_b", "passages", "han_chars", "shared", "beyond_formula", "share")

# First and last place of a passage in a line, and the groups that have it.
Stretch = tuple[int, int, set[str]]


def reuse_table(shared: Shared) -> pd.DataFrame:
    """The passages that texts share, one row an aligned pair.

    Parameters
    ----------
    shared : Shared
        As :func:`chengyan.reuse.shared.find_shared` finds it.

    Returns
    -------
    pandas.DataFrame
        In the order of texts and sentences; empty where nothing is shared beyond formula and
        chance. Of either side: group, doc, sentence, source_line; start and end, character offsets
        in the sentence's text. overlap, equal Han characters; beyond_formula, those outside
        formulas and names in both sentences; changes, Han characters changed, added or left out;
        length, Han characters from first to last of the longer side; score, beyond_formula less
        changes; expected, passages of that score or more that texts of these lengths share by
        chance; groups, how many groups have the passage, or half of it, in this table; passage and
        passage_b, the words of either side.

    Notes
    -----
    A passage ends where a sentence ends. Numbers of rows must not be compared between pairs of
    texts of unlike length: long texts share more. `expected` is for one pair of texts: of N pairs,
    N times as many such passages are expected.
    """
    rows = []
    stretches = _stretches(shared)
    for each in shared.found:
        spans = [span_of(shared.texts[k], line, places) for (k, line), places in each.sides]
        sizes = [shared.texts[k].han for k in (each.a, each.b)]
        passage = each.passage
        rows.append(
            (
                *(cell for (*told, _) in spans for cell in told),
                len(passage.a),
                passage.beyond,
                passage.changes,
                max(int(places[-1] - places[0]) + 1 for places in (passage.a, passage.b)),
                passage.score,
                shared.chance.expected(passage.score, *sizes),
                len(_groups(each, stretches)),
                *(words for (*_, words) in spans),
            )
        )
    return pd.DataFrame(rows, columns=list(REUSE))


def group_table(shared: Shared) -> pd.DataFrame:
    """What texts of each group share with those of each other.

    Returns
    -------
    pandas.DataFrame
        One row a group and another: group_a, group_b; passages, rows of the table of reuse;
        han_chars, length of the texts of group_a; shared, its Han characters that stand in a
        passage shared with group_b; beyond_formula, those of them outside formulas; share,
        beyond_formula / han_chars.

    Notes
    -----
    The share of a in b rises with the length of b: compare rows whose group_b are as long.
    """
    names = list(dict.fromkeys(text.group for text in shared.texts))
    size = {name: sum(t.han for t in shared.texts if t.group == name) for name in names}
    compared = {(shared.texts[a].group, shared.texts[b].group) for a, b in shared.pairs}
    marks: dict[tuple[str, str], dict[Place, Array]] = defaultdict(dict)
    passages: dict[tuple[str, str], int] = defaultdict(int)
    for each in shared.found:
        ends = shared.texts[each.a].group, shared.texts[each.b].group
        for pair in dict.fromkeys((ends, ends[::-1])):
            passages[pair] += 1
        for pair, (where, places) in zip((ends, ends[::-1]), each.sides, strict=True):
            mark(marks[pair], shared.texts, where, places)
    rows = []
    for a in names:
        for b in names:
            if (a, b) in compared or (b, a) in compared:
                free = [(m, shared.texts[t].lines[i].free) for (t, i), m in marks[a, b].items()]
                beyond = sum(int((mark & own).sum()) for mark, own in free)
                together = sum(int(mark.sum()) for mark, _ in free)
                row = (a, b, passages[a, b], size[a], together, beyond)
                rows.append((*row, beyond / size[a] if size[a] else np.nan))
    return pd.DataFrame(rows, columns=list(GROUPS))


def _stretches(shared: Shared) -> dict[Place, list[Stretch]]:
    """First and last place of the passages of each line, and the groups that have them."""
    stretches: dict[Place, list[Stretch]] = defaultdict(list)
    for each in shared.found:
        groups = {shared.texts[k].group for k in (each.a, each.b)}
        for where, places in each.sides:
            stretches[where].append((int(places[0]), int(places[-1]), groups))
    return stretches


def _groups(each: Found, stretches: Mapping[Place, list[Stretch]]) -> set[str]:
    """The groups that have a passage or half of it, as far as its two lines tell."""
    groups: set[str] = set()
    for where, places in each.sides:
        first, last = int(places[0]), int(places[-1])
        for start, end, those in stretches[where]:
            if 2 * (min(last, end) - max(first, start) + 1) >= last - first + 1:
                groups |= those
    return groups


def span_of(text: Text, line: int, places: Array) -> tuple[str, str, int, int, int, int, str]:
    """Group, text, sentence, source line, start, end and words of a stretch of a line."""
    row = text.rows.iloc[line]
    start, end = (int(text.lines[line].offsets[places[k]]) for k in (0, -1))
    words = str(row["text"])[start : end + 1]
    told = int(row["sentence"]), int(row["source_line"])
    return text.group, text.doc_id, *told, start, end + 1, words


def mark(marks: dict[Place, Array], texts: Sequence[Text], where: Place, places: Array) -> None:
    """Mark characters of a line."""
    line = texts[where[0]].lines[where[1]]
    marks.setdefault(where, np.zeros(len(line), bool))[places] = True
