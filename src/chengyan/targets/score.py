"""How often the numeric statements found agree with those an annotator marked."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from chengyan.errors import DesignError
from chengyan.proportion import clopper_pearson
from chengyan.tables import require_columns

FINDING = "finding"
COLUMNS = (
    "half", "field", "correct", "matched", "found", "support", "precision", "precision_low",
    "precision_high", "recall", "recall_low", "recall_high", "f1", "share", "share_low",
    "share_high",
)  # fmt: skip
ANNOTATION = ("doc_id", "sentence", "text", "class", "object", "quantity", "unit", "modifier",
              "horizon", "kind")  # fmt: skip
FOUND = ("doc_id", "sentence", "start", "end", "expression", "object", "quantity", "unit",
         "modifier", "horizon", "kind", "text")  # fmt: skip
QUANTITY = "quantity"

Row = Mapping[str, Any]
Pair = tuple[Row, Row]


def target_validation(
    targets: pd.DataFrame, annotation: pd.DataFrame, read: pd.DataFrame
) -> pd.DataFrame:
    """Compare what was found with what an annotator marked, field by field.

    Parameters
    ----------
    targets : pandas.DataFrame
        As :func:`chengyan.targets.table.targets` gives it.
    annotation : pandas.DataFrame
        One row an expression: doc_id, sentence, text (the expression as it stands), class (rows of
        class ``quantity`` are compared), object, quantity, unit, modifier, horizon, kind.
    read : pandas.DataFrame
        Every sentence that the annotator read, also those without a number: half (which part of the
        sample), doc_id, sentence.

    Returns
    -------
    pandas.DataFrame
        A row a half and field: half, field, correct, matched, found, support (annotated),
        precision (correct of found), recall (correct of annotated), f1, share (correct of matched),
        each of the shares with its 95 % interval (Clopper-Pearson). Fields: ``finding`` (there is
        an expression), object, object_lenient (one holds the other), quantity, unit, modifier,
        horizon, horizon_told (only pairs of which either names one), kind.

    Raises
    ------
    TableError
        If a column is missing.
    DesignError
        If the annotation marks a sentence that is not among those read, or an expression that its
        sentence does not hold.

    Notes
    -----
    Pairs are formed one to one within a sentence between expressions that overlap; where one string
    stands in a sentence several times, in their order. Intervals take expressions for independent,
    though those of one sentence are not: they are somewhat too narrow. Texts that rules were made
    on flatter the rules.

    References
    ----------
    Clopper, C. J. and Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated
    in the case of the binomial. Biometrika 26(4), 404-413.
    """
    require_columns(targets, FOUND, "targets")
    require_columns(annotation, ANNOTATION, "annotation")
    require_columns(read, ("half", "doc_id", "sentence"), "read")
    found, marked = _by_sentence(targets), _by_sentence(annotation[annotation["class"] == QUANTITY])
    places = {
        (str(row["doc_id"]), int(row["sentence"])): str(row["half"])
        for row in read.to_dict("records")
    }
    for doc_id, sentence in marked:
        if (doc_id, sentence) not in places:
            raise DesignError(
                "annotation",
                f"sentence {sentence} of {doc_id} is not among those read",
                "Add it to the sentences read",
            )
    rows = []
    for half in dict.fromkeys(places.values()):
        own = [place for place, of in places.items() if of == half]
        pairs = [
            pair for place in own for pair in _pairs(found.get(place, []), marked.get(place, []))
        ]
        sizes = [sum(len(table.get(place, [])) for place in own) for table in (found, marked)]
        rows += [{"half": half, **row} for row in _scores(pairs, sizes[0], sizes[1])]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _by_sentence(table: pd.DataFrame) -> dict[tuple[str, int], list[Row]]:
    rows: dict[tuple[str, int], list[Row]] = {}
    for row in table.to_dict("records"):
        named = {str(name): cell for name, cell in row.items()}
        rows.setdefault((str(row["doc_id"]), int(row["sentence"])), []).append(named)
    return rows


def _pairs(found: Sequence[Row], marked: Sequence[Row]) -> list[Pair]:
    """Expressions of one sentence that overlap, one to one, as many as can be."""
    if not found or not marked:
        return []
    gain = np.array(
        [[_gain(f, m, abs(i - j)) for j, m in enumerate(marked)] for i, f in enumerate(found)]
    )
    rows, columns = linear_sum_assignment(gain, maximize=True)
    return [
        (found[i], marked[j])
        for i, j in zip(rows.tolist(), columns.tolist(), strict=True)
        if gain[i, j] > 0
    ]


def _gain(found: Row, marked: Row, apart: int) -> float:
    """What it is worth to pair two expressions: 0 unless they overlap."""
    text, written = str(found["text"]), str(marked["text"])
    at, overlaps = text.find(written), False
    while written and at >= 0:
        overlaps |= at < found["end"] and found["start"] < at + len(written)
        at = text.find(written, at + 1)
    return 1 + 0.1 * (found["expression"] == written) - 0.001 * min(apart, 50) if overlaps else 0.0


def _scores(pairs: Sequence[Pair], found: int, support: int) -> list[dict[str, Any]]:
    rows = [_row(FINDING, len(pairs), len(pairs), found, support)]
    for field, agrees in _AGREES.items():
        correct = sum(agrees(f, m) for f, m in pairs)
        rows.append(_row(field, correct, len(pairs), found, support))
        if field == "horizon":
            told = [(f, m) for f, m in pairs if _cell(f, "horizon") or _cell(m, "horizon")]
            right = sum(agrees(f, m) for f, m in told)
            sizes = [sum(bool(_cell(pair[side], "horizon")) for pair in told) for side in (0, 1)]
            rows.append(_row("horizon_told", right, len(told), *sizes))
    return rows


def _row(field: str, correct: int, matched: int, found: int, support: int) -> dict[str, Any]:
    row: dict[str, Any] = {
        "field": field, "correct": correct, "matched": matched, "found": found, "support": support,
    }  # fmt: skip
    for name, of in (("precision", found), ("recall", support), ("share", matched)):
        row[name] = correct / of if of else np.nan
        row[f"{name}_low"], row[f"{name}_high"] = clopper_pearson(correct, of)
    row["f1"] = 2 * correct / (found + support) if found + support else np.nan
    return row


def _cell(row: Row, name: str) -> str:
    value = row[name]
    return "" if value is None or value != value else str(value).strip()  # noqa: PLR0124


def _same(name: str) -> Callable[[Row, Row], bool]:
    return lambda found, marked: _cell(found, name) == _cell(marked, name)


def _lenient(found: Row, marked: Row) -> bool:
    a, b = _cell(found, "object"), _cell(marked, "object")
    return a == b or (bool(a and b) and (a in b or b in a))


def _same_number(found: Row, marked: Row) -> bool:
    try:
        return bool(np.isclose(float(found["quantity"]), float(marked["quantity"]), rtol=1e-3))
    except (TypeError, ValueError):
        return False


def _same_words(found: Row, marked: Row) -> bool:
    a, b = ([word for word in _cell(row, "modifier").split(";") if word] for row in (found, marked))
    return a == b


_AGREES: dict[str, Callable[[Row, Row], bool]] = {
    "object": _same("object"),
    "object_lenient": _lenient,
    "quantity": _same_number,
    "unit": _same("unit"),
    "modifier": _same_words,
    "horizon": _same("horizon"),
    "kind": _same("kind"),
}
