"""Counts of terms as matrices for other programs, with what names their rows and columns."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from chengyan.contrast import value_of
from chengyan.matrix import TermMatrix, from_table

# Of the manifest, what may go with what is said.
COVARIATES = ("city", "genre", "office", "author", "date")


def features(
    counts: pd.DataFrame, documents: Sequence[Mapping[str, str]]
) -> Iterator[tuple[str, bytes]]:
    """Documents × terms and paragraphs × terms as Matrix Market files, with their names.

    The counts are those of ``keyness.csv``: without stop words, numbers and punctuation, each
    formulation one term; a heading that stands alone counts with the paragraph it opens.

    Parameters
    ----------
    counts : pandas.DataFrame
        As `chengyan.matrix.to_table` writes them: unit, doc_id, group, paragraph, term, count.
    documents : sequence of mapping
        Manifest rows with `group`.
    """
    paragraphs = from_table(counts)
    rows = {document["doc_id"]: document for document in documents}
    for unit, matrix in (("documents", paragraphs.by_text()), ("paragraphs", paragraphs)):
        ending = "" if unit == "documents" else "_paragraphs"
        yield f"features{ending}.mtx", _matrix_market(matrix)
        yield f"features_{unit}.tsv", _tsv(_units(matrix, rows, unit))
    terms = pd.DataFrame(
        {
            "term": paragraphs.terms,
            "count": np.asarray(paragraphs.counts.sum(axis=0)).ravel(),
            "paragraphs": np.asarray((paragraphs.counts > 0).sum(axis=0)).ravel(),
        }
    )
    yield "features_terms.tsv", _tsv(terms)


def _matrix_market(matrix: TermMatrix) -> bytes:
    counts = matrix.counts.tocsr(copy=True)
    counts.sum_duplicates()
    triplets = counts.tocoo()
    cells = np.column_stack([triplets.row + 1, triplets.col + 1, triplets.data])
    head = "%%MatrixMarket matrix coordinate integer general"
    size = f"{counts.shape[0]} {counts.shape[1]} {len(cells)}"
    lines = [head, size, *(f"{row} {column} {count}" for row, column, count in cells)]
    return ("\n".join(lines) + "\n").encode("ascii")


def _units(
    matrix: TermMatrix, documents: Mapping[str, Mapping[str, str]], unit: str
) -> pd.DataFrame:
    units = matrix.units[["doc_id", "group"]].reset_index(drop=True)
    names = units["doc_id"]
    if unit == "paragraphs":
        units["paragraph"] = matrix.units["paragraph"].to_numpy()
        names = units["doc_id"] + ":" + units["paragraph"].astype(str)
    units.insert(0, "name", names)
    for column in COVARIATES:
        units[column] = [documents[doc_id].get(column, "") for doc_id in units["doc_id"]]
    units["year"] = [value_of(documents[doc_id], "year") for doc_id in units["doc_id"]]
    units["tokens"] = np.asarray(matrix.counts.sum(axis=1)).ravel()
    return units


def _tsv(table: pd.DataFrame) -> bytes:
    """Without quotation marks: a program is told to expect none, and no cell breaks a line."""
    rows = [list(table.columns), *table.astype(str).to_numpy().tolist()]
    lines = ("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
    return ("\n".join(lines) + "\n").encode("utf-8")
