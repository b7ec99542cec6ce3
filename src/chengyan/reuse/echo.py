"""How much of each sentence stands in other texts, by passage or by formula, and what is local."""

import numpy as np
import pandas as pd

from chengyan.reuse.lines import Array, Text
from chengyan.reuse.shared import Place, Shared
from chengyan.reuse.table import mark, span_of

ECHO = (
    *("doc_id", "group", "paragraph", "sentence", "source_line", "han_chars"),
    *("echoed", "beyond_formula", "formula", "local", "share"),
    *("reference_group", "reference_doc", "reference_sentence", "passage"),
)


def echo_table(shared: Shared) -> pd.DataFrame:
    """How much of each sentence another group's texts share, or a reference corpus.

    Parameters
    ----------
    shared : Shared
        As :func:`chengyan.reuse.shared.find_shared` finds it.

    Returns
    -------
    pandas.DataFrame
        One row a sentence of heading or body, in the order of the texts: doc_id, group, paragraph,
        sentence, source_line; han_chars; echoed, Han characters equal in a passage that it shares;
        beyond_formula, those of them that no formula or name covers; formula, Han characters
        outside such passages, in formulas and names that some text compared has too; local, all
        others; share, echoed / han_chars; reference_group, reference_doc, reference_sentence: where
        the passage that scores most stands, and passage, its words here.

    Notes
    -----
    echoed + formula + local = han_chars. A passage counts where fewer than `level` of its score are
    expected by chance between this text and all those that it is compared with: the more these are,
    the longer it has to be, and the more there is to echo all the same. Shares must be compared
    only between texts that echo the same corpus.
    """
    others = shared.others()
    marks, best = _echoed(shared, others)
    terms = [{term for found in text.formulas for term, _, _ in found} for text in shared.texts]
    rows = []
    for number, text in enumerate(shared.texts[: shared.own]):
        known = {term for k in others[number] for term in terms[k]}
        for i, (told, line) in enumerate(zip(_names(text), text.lines, strict=True)):
            echoed = marks.get((number, i), np.zeros(len(line), bool))
            formula = _formulas(text, i, known) & ~echoed
            source: tuple[object, ...] = ("", "", pd.NA, "")
            if (number, i) in best:
                _, (to, at), places = best[number, i]
                there = shared.texts[to]
                words = span_of(text, i, places)[-1]
                source = (there.group, there.doc_id, there.rows["sentence"].iloc[at], words)
            counts = [int(each.sum()) for each in (echoed, echoed & line.free, formula)]
            local = len(line) - counts[0] - counts[2]
            rows.append((*told, len(line), *counts, local, counts[0] / len(line), *source))
    return pd.DataFrame(rows, columns=list(ECHO)).astype({"reference_sentence": "Int64"})


def _echoed(
    shared: Shared, others: dict[int, list[int]]
) -> tuple[dict[Place, Array], dict[Place, tuple[int, Place, Array]]]:
    """Characters of each line that stand in passages, and its best one: score, whence, places."""
    sizes = [text.han for text in shared.texts]
    least = {
        k: shared.chance.least(sizes[k], sum(sizes[b] for b in those), shared.level)
        for k, those in others.items()
    }
    marks: dict[Place, Array] = {}
    best: dict[Place, tuple[int, Place, Array]] = {}
    for each in shared.found:
        score, (one, other) = each.passage.score, each.sides
        for (where, places), (there, _) in ((one, other), (other, one)):
            if where[0] < shared.own and score >= least[where[0]]:
                mark(marks, shared.texts, where, places)
                if where not in best or score > best[where][0]:
                    best[where] = (score, there, places)
    return marks, best


def _names(text: Text) -> list[tuple[object, ...]]:
    """What names the sentences of a text."""
    named = (text.rows[name] for name in ("paragraph", "sentence", "source_line"))
    return [(text.doc_id, text.group, *cells) for cells in zip(*named, strict=True)]


def _formulas(text: Text, number: int, known: set[str]) -> Array:
    """Whether a formula of `known` covers each character of a line."""
    covered = np.zeros(len(text.lines[number]), bool)
    for term, start, end in text.formulas[number]:
        covered[start:end] |= term in known
    return covered
