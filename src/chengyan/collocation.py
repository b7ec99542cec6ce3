"""Which words stand side by side more often than chance would have them."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.errors import DesignError
from chengyan.han import has_letter
from chengyan.tables import require_columns
from chengyan.units import opened_paragraph

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

LENGTHS = (2, 3, 4)
COLUMNS = [
    *("group", "phrase", "terms", "length", "count", "lambda", "z", "npmi"),
    *("paragraphs", "of_paragraphs", "texts", "within"),
]
NEEDED = ["doc_id", "group", "paragraph", "sentence", "kind", "token"]


def collocations(
    tokens: pd.DataFrame,
    *,
    kinds: Collection[str],
    stopwords: Collection[str] = (),
    min_count: int = 3,
    order: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Phrases of two to four tokens in each group, with how closely their tokens hang together.

    Parameters
    ----------
    tokens : pandas.DataFrame
        Columns doc_id, group, paragraph, sentence, kind, token, in the order of the text.
    kinds : collection of str
        Kinds of sentence that are analysed.
    stopwords : collection of str
        No phrase begins or ends with one; inside a phrase they may stand, and all are counted.
    min_count : int
        Occurrences in the group that a phrase must have.
    order : sequence of str, optional
        The groups in the order of the result; by default that of first appearance.

    Returns
    -------
    pandas.DataFrame
        Groups in order, phrases by falling z, then by code point. Columns: group; phrase (as the
        text has it); terms (its tokens, separated by ``;``); length (tokens); count; lambda, z and
        npmi as of `association`; paragraphs (of the group that hold it), of_paragraphs (with tokens
        at all), texts (that hold it); within (the longest listed phrase that holds it and occurs as
        often, so that it never stands without; else empty).

    Raises
    ------
    TableError
        If a column is missing.
    DesignError
        If `min_count` is below 1, or `order` lacks a group.

    Notes
    -----
    A phrase stands within a sentence, and within what has letters throughout: punctuation and
    numbers end it. An entry of the lexicon is one token, and no phrase by itself. Paragraphs are
    those of `chengyan.counting.count_terms`.
    """
    require_columns(tokens, NEEDED, "tokens")
    if min_count < 1:
        raise DesignError("min_count", f"is {min_count}", "Ask for 1 occurrence at the least")
    groups = list(dict.fromkeys(tokens["group"])) if order is None else list(order)
    if lacking := sorted(set(tokens["group"]) - set(groups)):
        raise DesignError("order", f"lacks group {lacking[0]}", "Name every group")
    analysed = tokens[tokens["kind"].isin(list(kinds))]
    analysed = analysed.assign(unit=opened_paragraph(analysed))
    # ASSUME stop words count like others: without them 党的领导 would be 党领导, which nobody says.
    # But a phrase that begins or ends with one is a piece of a sentence, not an expression.
    edges = frozenset(stopwords)
    tables = [
        _of_group(group, part, edges, min_count)
        for group in groups
        if len(part := analysed[analysed["group"] == group])
    ]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=COLUMNS)


def association(counts: Ints) -> tuple[Floats, Floats, Floats]:
    """Lambda, z and npmi of phrases from the n-grams of their length.

    Parameters
    ----------
    counts : array of int, shape (phrases, 2 ** tokens)
        In how many n-grams just these positions hold the phrase's token there: bit i of the column
        is position i. So each row sums to the number of n-grams, and its last cell is the phrase's
        count.

    Returns
    -------
    lambda_ : array, shape (phrases,)
        Interaction of highest order in the saturated log-linear model of the table, with half an
        occurrence added to each cell: 0 if no more than what the shorter parts lead to expect.
    z : array, shape (phrases,)
        Lambda divided by its standard error.
    npmi : array, shape (phrases,)
        Normalised pointwise mutual information, 1 where the tokens stand together only, 0 where
        they do as by chance; NaN if all n-grams are that phrase.

    Notes
    -----
    lambda = sum over cells b of (-1) ** (tokens - ones in b) * ln(n_b + 0.5), and its variance the
    sum of 1 / (n_b + 0.5). With three tokens and more it is what the whole has beyond its pairs:
    low, even negative, where these are fixed already. npmi = ln(p / prod p_i) / ((n - 1) * -ln p),
    with p the share of the phrase among the n-grams and p_i that of n-grams with its token at
    position i; beyond two tokens this is the specific correlation of Van de Cruys, normalised as
    Bouma does for two. z grows with the corpus: compare it within a group and length.

    References
    ----------
    Blaheta, D. & Johnson, M. (2001). Unsupervised learning of multi-word verbs. Proceedings of the
    ACL/EACL 2001 Workshop on Collocation, 54-60.
    Bouma, G. (2009). Normalized (pointwise) mutual information in collocation extraction.
    Proceedings of GSCL 2009, 31-40.
    Van de Cruys, T. (2011). Two multivariate generalizations of pointwise mutual information.
    Proceedings of DiSCo 2011, 16-20.
    """
    cells = np.arange(counts.shape[1])
    length = counts.shape[1].bit_length() - 1
    ones = np.array([int(cell).bit_count() for cell in cells])
    smoothed = counts + 0.5
    lambda_ = np.log(smoothed) @ (-1.0) ** (length - ones)
    z = lambda_ / np.sqrt((1 / smoothed).sum(axis=1))

    total = counts.sum(axis=1)
    single = np.stack([counts[:, (cells >> i) & 1 == 1].sum(axis=1) for i in range(length)], axis=1)
    joint = np.log(counts[:, -1]) - np.log(total)
    chance = np.log(single).sum(axis=1) - length * np.log(total)
    with np.errstate(invalid="ignore"):
        npmi = (joint - chance) / ((length - 1) * -joint)
    return lambda_, z, npmi


def pattern_counts(grams: Ints, chosen: Ints) -> Ints:
    """For some of the n-grams, how all n-grams match them, position by position.

    Parameters
    ----------
    grams : array of int, shape (n-grams, tokens)
        Every n-gram of one length, once for each occurrence.
    chosen : array of int
        Rows of `grams` to count for.

    Returns
    -------
    array of int, shape (chosen, 2 ** tokens)
        As `association` takes them.
    """
    length = grams.shape[1]
    width = int(grams.max(initial=0)) + 1
    codes = {0: np.zeros(len(grams), np.int64)}
    matching = np.empty((len(chosen), 2**length), np.int64)
    matching[:, 0] = len(grams)
    for cell in range(1, 2**length):
        lowest = (cell & -cell).bit_length() - 1
        joined = codes[cell & (cell - 1)] * width + grams[:, lowest]
        codes[cell], number = np.unique(joined, return_inverse=True, return_counts=True)[1:]
        matching[:, cell] = number[codes[cell][chosen]]
    # So far a column counts what matches there and maybe elsewhere; now what matches just there.
    for i in range(length):
        without = np.flatnonzero((np.arange(2**length) >> i) & 1 == 0)
        matching[:, without] -= matching[:, without | (1 << i)]
    return matching


def _of_group(
    group: str, tokens: pd.DataFrame, stopwords: frozenset[str], min_count: int
) -> pd.DataFrame:
    worded = tokens["token"].map(has_letter).to_numpy(bool)
    ids, words = pd.factorize(tokens["token"])
    edge = np.array([word in stopwords for word in words], dtype=bool)
    text = pd.factorize(tokens["doc_id"])[0]
    sentence = tokens["sentence"].to_numpy()
    paragraph = pd.factorize(pd.MultiIndex.from_frame(tokens[["doc_id", "unit"]]))[0]
    # A token runs on from the one before it where both are words of one sentence.
    runs_on = np.zeros(len(ids), bool)
    runs_on[1:] = (
        worded[1:] & worded[:-1] & (text[1:] == text[:-1]) & (sentence[1:] == sentence[:-1])
    )
    tables = []
    for length in LENGTHS:
        whole = worded.copy()
        for step in range(1, length):
            whole[:-step] &= runs_on[step:]
            whole[-step:] = False
        starts = np.flatnonzero(whole)
        grams = ids[starts[:, None] + np.arange(length)].astype(np.int64)
        places = {"paragraphs": paragraph[starts], "texts": text[starts]}
        tables.append(_of_length(grams, words, edge, places, min_count))
    table = pd.concat(tables, ignore_index=True)
    table = table.assign(group=group, of_paragraphs=len(np.unique(paragraph[worded])))
    table = table.sort_values(
        ["z", "phrase", "terms"], ascending=[False, True, True], kind="stable", ignore_index=True
    )
    return table.assign(within=_within(table))[COLUMNS]


def _of_length(
    grams: Ints, words: pd.Index, edge: NDArray[np.bool_], places: dict[str, Ints], min_count: int
) -> pd.DataFrame:
    """Phrases of one length, of n-grams with their places."""
    different, first, which, count = np.unique(
        grams, axis=0, return_index=True, return_inverse=True, return_counts=True
    )
    kept = (count >= min_count) & ~edge[different[:, 0]] & ~edge[different[:, -1]]
    spelt = [[str(words[i]) for i in gram] for gram in different[kept]]
    lambda_, z, npmi = association(pattern_counts(grams, first[kept]))
    holding = {
        name: np.bincount(np.unique(np.stack([which, place]), axis=1)[0], minlength=len(count))
        for name, place in places.items()
    }
    return pd.DataFrame(
        {
            "phrase": pd.Series(["".join(terms) for terms in spelt], dtype=object),
            "terms": pd.Series([";".join(terms) for terms in spelt], dtype=object),
            "length": grams.shape[1],
            "count": count[kept],
            "lambda": lambda_,
            "z": z,
            "npmi": npmi,
            **{name: number[kept] for name, number in holding.items()},
        }
    )


def _within(table: pd.DataFrame) -> list[str]:
    """For each phrase of a group the longest other one that it never stands without."""
    holder: dict[tuple[str, ...], tuple[int, int]] = {}
    terms = [tuple(cell.split(";")) for cell in table["terms"]]
    counts = dict(zip(terms, table["count"], strict=True))
    for row, whole in enumerate(terms):
        for length in range(2, len(whole)):
            for start in range(len(whole) - length + 1):
                part = whole[start : start + length]
                # Rows come by falling z: of equally long ones, the first.
                if counts.get(part) == counts[whole] and holder.get(part, (0, 0))[0] < len(whole):
                    holder[part] = len(whole), row
    phrases = table["phrase"].tolist()
    return [phrases[holder[part][1]] if part in holder else "" for part in terms]
