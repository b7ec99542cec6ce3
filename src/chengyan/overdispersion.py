"""How much more a term's rate varies between texts of one kind than chance would have it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from chengyan.errors import DesignError, TableError
from chengyan.matrix import TermMatrix

Array = NDArray[Any]

# ASSUME below ten degrees of freedom a single term's own estimate is worth less than what is usual
# for terms as frequent.
LEAST_DEGREES = 10
# ASSUME terms are as frequent if their rates differ by a factor of 1.5 at the most, and five of
# them show what is usual.
WIDTH = 1.5
LEAST_TERMS = 5

# ASSUME what 25 government work reports of 2024 have, each from another city, where a corpus does
# not tell: medians over terms that occur about 5, 20, 50 and 100 times in 10,000 tokens
# (benchmarks/power_calibration.py). Texts of one city vary less, those of unlike cities as much.
_RATES = (5.0, 20.0, 50.0, 100.0)
_OF_TEXTS = (0.16, 0.10, 0.08, 0.032)
_OF_PARAGRAPHS = (3.2, 1.4, 0.61, 0.17)
_TOKENS_PER_TEXT = 5_800.0
_TOKENS_PER_PARAGRAPH = 130.0


@dataclass(frozen=True)
class Overdispersion:
    """Variation of a term's rate beyond chance, as squared coefficients of variation.

    Attributes
    ----------
    text : float
        Of the rates of texts about that of their group.
    paragraph : float
        Of the rates of paragraphs about that of their text.
    tokens_per_paragraph : float
        The size of those paragraphs, a token's paragraph on average (sum of squared sizes over sum
        of sizes).
    source : str
        ``term``, ``corpus`` or ``assumed``: estimated for the term itself, usual for terms as
        frequent in the corpus, or assumed.

    Raises
    ------
    DesignError
        If a variance is negative or the size not positive.
    """

    text: float
    paragraph: float = 0.0
    tokens_per_paragraph: float = _TOKENS_PER_PARAGRAPH
    source: str = "assumed"

    def __post_init__(self) -> None:
        if not (0 <= self.text < np.inf and 0 <= self.paragraph < np.inf):
            raise DesignError(
                "dispersion",
                f"it is {self.text} for texts and {self.paragraph} for paragraphs",
                "Give variances from 0",
            )
        if not 0 < self.tokens_per_paragraph < np.inf:
            raise DesignError(
                "tokens_per_paragraph", f"it is {self.tokens_per_paragraph}", "Give a size above 0"
            )

    def of_whole_text(self, tokens: float) -> float:
        """Squared coefficient of variation, beyond chance, of the rate in texts of that length."""
        return (1 + self.text) * (1 + self.paragraph * self.tokens_per_paragraph / tokens) - 1


def overdispersion_table(
    matrix: TermMatrix, genres: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Moment estimates of each term's variation between texts and between paragraphs.

    Parameters
    ----------
    matrix : TermMatrix
        Counts of all terms by paragraph.
    genres : mapping of str to str, optional
        The genre of each text, by doc_id. Texts are compared within a group and genre; without it,
        within a group.

    Returns
    -------
    pandas.DataFrame
        A row a term that occurs, in the matrix's order, with columns term; count; per_10k, in all
        texts together; degrees, the number of texts less that of their kinds (group and genre),
        the same in every row; of_texts, the squared coefficient of variation beyond chance of the
        rates of whole texts; of_paragraphs, that of paragraphs within their text. Both may be
        negative, by chance, and are NaN where nothing tells: the term occurs twice in no kind that
        has two texts, in no text that has two paragraphs. tokens_per_text and tokens_per_paragraph,
        the sizes that these hold for, are the same in every row.

    Raises
    ------
    TableError
        If a text has no genre in `genres`.

    Notes
    -----
    With x_j of n_j tokens in text j of a kind, N and X their sums, k texts and p = X/N, the
    variance of x_j / n_j is p / n_j + v p², so that the sum of n_j (x_j/n_j - p)² has expectation
    (k - 1) p + v p² (N - sum of n_j² / N). v follows from that with X (X - 1) / N² for p²,
    numerators and denominators summed over kinds; it is too small by a factor of
    1 + v (sum of n_j²) / N². The same with paragraphs for texts and texts for kinds gives that of
    paragraphs.

    of_texts holds what paragraphs contribute at the length of these texts. A single term's estimate
    from few texts is rough: with k texts its standard error is some (v + 1/(n p)) √(2 / (k - 1)).

    References
    ----------
    Church, K. W. & Gale, W. A. (1995). Poisson mixtures. Natural Language Engineering 1(2),
    163-190.
    Kleinman, J. C. (1973). Proportions with extraneous variance: single and independent samples.
    Journal of the American Statistical Association 68(341), 46-54.
    """
    units = matrix.units
    texts = units["doc_id"].unique()
    of_unit = pd.Index(texts).get_indexer(units["doc_id"])
    kind = _kinds(units.drop_duplicates("doc_id"), genres)
    counts = csr_array(matrix.counts).astype(float)
    by_text = csr_array(_membership(of_unit) @ counts)
    between = _moments(by_text, kind)
    within = _moments(counts, of_unit)
    total = counts.sum(axis=0)
    tokens = counts.sum(axis=1)
    # A text that is one paragraph tells nothing of paragraphs, not even their size.
    cut = (np.bincount(of_unit) > 1)[of_unit]
    cut = cut if cut.any() else np.ones_like(cut)
    table = pd.DataFrame(
        {
            "term": matrix.terms,
            "count": total.astype(np.int64),
            "per_10k": total / tokens.sum() * 10_000,
            "degrees": len(texts) - len(set(kind.tolist())),
            "of_texts": between,
            "of_paragraphs": within,
            "tokens_per_text": tokens.sum() / len(texts),
            "tokens_per_paragraph": (tokens[cut] ** 2).sum() / tokens[cut].sum(),
        }
    )
    return table[total > 0].reset_index(drop=True)


def assumed(per_10k: float) -> Overdispersion:
    """What is assumed of a term that occurs so often, where the corpus at hand does not tell.

    Between and beyond the rates measured, variances are interpolated on the logarithm of the rate,
    or those of the nearest.
    """
    at = np.log(per_10k)
    rates = np.log(_RATES)
    return _split(
        float(np.interp(at, rates, _OF_TEXTS)),
        float(np.interp(at, rates, _OF_PARAGRAPHS)),
        tokens_per_text=_TOKENS_PER_TEXT,
        tokens_per_paragraph=_TOKENS_PER_PARAGRAPH,
        source="assumed",
    )


def usual(table: pd.DataFrame, per_10k: float) -> Overdispersion:
    """The median over a corpus's terms that occur about so often.

    Parameters
    ----------
    table : pandas.DataFrame
        From `overdispersion_table`.
    per_10k : float
        Occurrences in 10,000 tokens; terms within a factor of `WIDTH` count.

    Returns
    -------
    Overdispersion
        That which is `assumed` if the corpus has fewer than `LEAST_DEGREES` degrees of freedom or
        `LEAST_TERMS` such terms.
    """
    near = table["per_10k"].between(per_10k / WIDTH, per_10k * WIDTH) & table["of_texts"].notna()
    terms = table[near]
    if len(terms) < LEAST_TERMS or terms["degrees"].iloc[0] < LEAST_DEGREES:
        return assumed(per_10k)
    medians = terms[["of_texts", "of_paragraphs"]].median()
    return _split(medians.iloc[0], medians.iloc[1], **_sizes(table), source="corpus")


def of_term(table: pd.DataFrame, term: str) -> Overdispersion:
    """A term's own variation, where the corpus has enough texts to tell; else what is `usual`.

    Raises
    ------
    TableError
        If the term does not occur.
    """
    row = row_of(table, term)
    if row["degrees"] < LEAST_DEGREES or np.isnan(row["of_texts"]):
        return usual(table, row["per_10k"])
    return _split(row["of_texts"], row["of_paragraphs"], **_sizes(table), source="term")


def row_of(table: pd.DataFrame, term: str) -> pd.Series:
    """The row of a term; TableError if it does not occur."""
    rows = table[table["term"] == term]
    if rows.empty:
        raise TableError("term", f"{term} does not occur", "Choose a term that occurs")
    return rows.iloc[0]


def _sizes(table: pd.DataFrame) -> dict[str, float]:
    return {name: table[name].iloc[0] for name in ("tokens_per_text", "tokens_per_paragraph")}


def _split(
    whole: float,
    paragraph: float,
    *,
    tokens_per_text: float,
    tokens_per_paragraph: float,
    source: str,
) -> Overdispersion:
    """The variance of whole texts as one of texts and one of paragraphs; none is below 0.

    Paragraphs account for no more than the whole: the sections of a genre make paragraphs vary in
    every text alike, and not the texts.
    """
    whole, paragraph = max(0.0, whole), max(0.0, 0.0 if np.isnan(paragraph) else paragraph)
    part = min(paragraph * tokens_per_paragraph / tokens_per_text, whole)
    return Overdispersion(
        text=float((1 + whole) / (1 + part) - 1),
        paragraph=float(part * tokens_per_text / tokens_per_paragraph),
        tokens_per_paragraph=float(tokens_per_paragraph),
        source=source,
    )


def _kinds(texts: pd.DataFrame, genres: Mapping[str, str] | None) -> Array:
    """Number of the group and genre of each text."""
    kinds: list[tuple[str, str]] = []
    for doc_id, group in zip(texts["doc_id"], texts["group"], strict=True):
        if genres is not None and doc_id not in genres:
            raise TableError("genres", f"text {doc_id} has none", "Give every text a genre")
        kinds.append((group, genres[doc_id] if genres is not None else ""))
    numbers = {kind: i for i, kind in enumerate(dict.fromkeys(kinds))}
    return np.array([numbers[kind] for kind in kinds])


def _membership(of_row: Array) -> Any:
    """A matrix that sums rows into what they belong to."""
    ones = np.ones(len(of_row))
    return csr_array((ones, (of_row, np.arange(len(of_row)))))


def _moments(counts: Any, stratum: Array) -> Array:
    """Squared coefficient of variation of each term's rate beyond chance, in rows of a stratum."""
    sizes = counts.sum(axis=1)
    sum_up = _membership(stratum)
    total, rows = sum_up @ sizes, np.bincount(stratum)
    term_total = csr_array(sum_up @ counts)
    rate = term_total.multiply(1 / total[:, np.newaxis])
    # The sum of n (x/n - p)² is that of x²/n, less X²/N.
    squares = counts.multiply(counts).multiply(1 / sizes[:, np.newaxis]).sum(axis=0)
    spread = squares - rate.multiply(term_total).sum(axis=0)
    chance = rate.multiply((rows - 1)[:, np.newaxis]).sum(axis=0)
    effective = total - sum_up @ sizes**2 / total
    # X² is too large for its expectation's square by what X varies by chance, which is X.
    pairs = rate.multiply(rate) - rate.multiply(1 / total[:, np.newaxis])
    weight = pairs.multiply(effective[:, np.newaxis]).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Array = np.where(
            weight > 1e-12 * total.sum() ** -1, (spread - chance) / weight, np.nan
        )
    return found
