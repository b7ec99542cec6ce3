"""Which terms set a group apart from others, and by how much."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.contingency import Method, leaves_out_equal, measures
from chengyan.dispersion import in_order
from chengyan.errors import TableError
from chengyan.reference import REFERENCES, at_least_two, one_of, other_counts
from chengyan.tables import require_columns

Array = NDArray[Any]


def keyness(
    counts: pd.DataFrame,
    *,
    reference: str = "pooled",
    prior: str = "informative",
    alpha0: float = 500.0,
    order: Sequence[Any] | None = None,
    fisher: bool = False,
    yates: bool = False,
    two_cell: bool = False,
    williams: bool = False,
    alpha: float = 0.05,
) -> pd.DataFrame:
    """Keyness of every term in every group against the other groups together.

    Parameters
    ----------
    counts : pandas.DataFrame
        Columns group, term, count; rows of the same pair are summed. It must hold all terms, for
        the tokens of a group are the sum of its counts.
    reference : {"pooled", "balanced"}
        The tokens of the other groups together; or each other group weighing the same: their rates
        are averaged and scaled to the pooled number of tokens, so that other_count may be
        fractional.
    prior : {"informative", "uniform"}
        Pseudo-counts of the log-odds: `alpha0` shared out as the terms are in the whole corpus, or
        `alpha0` for each term.
    alpha0 : float
        Strength of the prior, in tokens.
    order : sequence, optional
        The groups in the order of the result; by default that of first appearance.
    fisher : bool
        Add fisher_p, Fisher's exact test, two-sided (about 1 ms for each different table;
        fractional counts of a balanced reference are rounded).
    yates : bool
        Correct chi2 for continuity where an expected cell is below 5.
    two_cell : bool
        Sum G2 over the two cells of the term only, as Rayson's calculator does.
    williams : bool
        Divide G2 by Williams' correction, except where a cell is 0.
    alpha : float
        Error rate of the intervals behind lrc, shared out over all terms (Bonferroni).

    Returns
    -------
    pandas.DataFrame
        One row per group and term of the corpus, also where the count is 0. Groups in order, terms
        by falling log_odds_z, then by code point. Columns: group; term; count; other_count; per_10k
        and other_per_10k, occurrences in 10,000 tokens; g2 and chi2, negative where the term is
        rarer than expected; p and log_p (natural logarithm) of g2 with one degree of freedom; q, p
        adjusted within the group; reference; pmi (nats; -inf where the count is 0); log_ratio and
        lrc (binary logarithms); log_odds and log_odds_z; fisher_p if asked for.

    Raises
    ------
    TableError
        If a column, group or term is missing, or a count is not a whole number >= 0.
    DesignError
        If there are fewer than two groups or terms, a group has no tokens, `order` does not name
        every group once, or a choice is none of those above.

    Notes
    -----
    p and q take tokens for independent draws. Words come in bursts, so they rank and do not prove.
    g2, chi2, p, q and log_odds_z grow with the number of tokens: compare them within a group, and
    between groups only log_ratio and lrc. lrc is 0 where the data allow that the rates are equal.
    Terms that occur in no group are left out.

    References
    ----------
    Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence.
    Computational Linguistics 19(1), 61-74. (g2)
    Evert, S. (2022). Measuring keyness. Digital Humanities 2022: Conference Abstracts. (lrc)
    Williams, D. A. (1976). Improved likelihood ratio tests for complete contingency tables.
    Biometrika 63(1), 33-37. (williams)
    Monroe, B. L., Colaresi, M. P. & Quinn, K. M. (2008). Fightin' words. Political Analysis 16(4),
    372-403. (log_odds)
    Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal
    Statistical Society B 57(1), 289-300. (q)
    """
    method = Method(prior, alpha0, fisher, yates, two_cell, williams, alpha)
    one_of("reference", reference, REFERENCES)
    table = _tabulate(counts, order)
    tokens = table.counts.sum(axis=1)
    others = other_counts(table.counts, reference)
    against = [
        (target, reference, others[target], tokens.sum() - tokens[target])
        for target in range(len(tokens))
    ]
    return _compare(table, against, method)


def keyness_pairs(
    counts: pd.DataFrame,
    *,
    prior: str = "informative",
    alpha0: float = 500.0,
    order: Sequence[Any] | None = None,
    fisher: bool = False,
    yates: bool = False,
    two_cell: bool = False,
    williams: bool = False,
    alpha: float = 0.05,
    firm_only: bool = False,
) -> pd.DataFrame:
    """Keyness of every term in every group against each other group.

    Parameters, errors and columns are those of `keyness`; the column reference holds the name of
    the other group. The terms, and the informative prior, are those of the whole corpus, so they
    are the same for every pair; pmi is NaN where a term occurs in neither group of the pair.

    With `firm_only`, only rows whose lrc is not 0. Their values are the same, q too, which is
    adjusted over all terms; and memory does not grow with pairs times terms.
    """
    method = Method(prior, alpha0, fisher, yates, two_cell, williams, alpha)
    table = _tabulate(counts, order)
    tokens = table.counts.sum(axis=1)
    against = [
        (target, table.groups[other], table.counts[other], tokens[other])
        for target, other in permutations(range(len(tokens)), 2)
    ]
    if not firm_only:
        return _compare(table, against, method)
    measured = (_compare(table, [pair], method) for pair in against)
    return pd.concat([pair[pair["lrc"] != 0] for pair in measured], ignore_index=True)


def firm_against(
    counts: pd.DataFrame, measured: pd.DataFrame, *, order: Sequence[Any], alpha: float = 0.05
) -> pd.Series:
    """The groups against which alone the lrc of a row of `keyness` has the same sign too.

    Parameters
    ----------
    counts, order, alpha
        As in `keyness`.
    measured : pandas.DataFrame
        Its columns group, term, lrc.

    Returns
    -------
    pandas.Series of str
        Names in order, separated by ``;``; empty where lrc is 0. They are what `keyness_pairs`
        says, whose tables grow with the square of the groups.
    """
    table = _tabulate(counts, order)
    tokens, names = table.counts.sum(axis=1)[:, np.newaxis], table.groups.astype(str).to_numpy()
    tail = alpha / len(table.terms) / 2
    found = np.full(len(measured), "", dtype=object)
    firm = np.flatnonzero(measured["lrc"])
    targets = table.groups.get_indexer(pd.Index(measured["group"].iloc[firm]))
    for target in np.unique(targets):
        rows = firm[targets == target]
        terms = table.terms.get_indexer(pd.Index(measured["term"].iloc[rows]))
        sign = np.sign(measured["lrc"].to_numpy()[rows])
        a, b = table.counts[target, terms], table.counts[:, terms]
        same = np.sign(a * tokens - b * tokens[target]) == sign
        more, less = np.where(sign > 0, a, b), np.where(sign > 0, b, a)
        share = np.where(sign > 0, tokens[target], tokens) / (tokens + tokens[target])
        same &= leaves_out_equal(more, less, share, tail)
        found[rows] = [";".join(names[column]) for column in same.T]
    return pd.Series(found, index=measured.index)


@dataclass(frozen=True)
class _Table:
    """Counts of shape (groups, terms); terms by code point, each of which occurs."""

    groups: pd.Index
    terms: pd.Index
    counts: Array


def _tabulate(counts: pd.DataFrame, order: Sequence[Any] | None) -> _Table:
    columns = ["group", "term", "count"]
    require_columns(counts, columns, "counts")
    group, groups = pd.factorize(counts["group"])
    term, terms = pd.factorize(counts["term"])
    number = pd.to_numeric(counts["count"], errors="coerce").to_numpy(float, na_value=np.nan)
    whole = np.isfinite(number) & (number >= 0) & (np.floor(number) == number)
    wrong = np.flatnonzero((group < 0) | (term < 0) | ~whole)
    if len(wrong):
        row = counts[columns].iloc[wrong[0]]
        raise TableError(
            f"counts, row {wrong[0] + 1}",
            f"group {row['group']}, term {row['term']}, count {row['count']} cannot be",
            "Give every row a group, a term and a whole number >= 0",
        )
    size = len(groups) * len(terms)
    matrix = np.bincount(group * len(terms) + term, weights=number, minlength=size)
    matrix = matrix.reshape(len(groups), len(terms)).astype(np.int64)

    found = pd.Index(list(groups))
    arranged = in_order(found, found[matrix.any(axis=1)], order)
    at_least_two("group", arranged, "Give the counts of at least two groups")
    used = sorted((str(terms[i]), i) for i in np.flatnonzero(matrix.any(axis=0)).tolist())
    vocabulary = pd.Index([term for term, _ in used])
    at_least_two("term", vocabulary, "Give the counts of all terms, for tokens are their sum")
    kept = np.ix_(found.get_indexer(arranged), [i for _, i in used])
    return _Table(arranged, vocabulary, matrix[kept])


def _compare(table: _Table, against: list[tuple[Any, ...]], method: Method) -> pd.DataFrame:
    """Measure each (target, name, counts and tokens of the reference), and sort by log_odds_z."""
    totals = table.counts.sum(axis=0)
    prior = np.full(len(totals), method.alpha0, dtype=float)
    if method.prior == "informative":
        prior *= totals / totals.sum()

    shape = len(against), len(totals)
    rank = np.empty(shape, dtype=np.int32)
    columns: dict[str, Array] = {}
    for i, (target, _, b, n2) in enumerate(against):
        a = table.counts[target]
        measured = measures(a, a.sum(), b, n2, prior, method)
        rank[i] = np.argsort(-measured["log_odds_z"], kind="stable")
        for name, values in measured.items():
            columns.setdefault(name, np.empty(shape, values.dtype))[i] = values[rank[i]]

    keys = {
        "group": table.groups.take([row[0] for row in against]).repeat(len(totals)),
        "term": table.terms.take(rank.ravel()),
    }
    frame = pd.DataFrame(keys | {name: c.ravel() for name, c in columns.items()}, copy=False)
    references = pd.Index([row[1] for row in against]).repeat(len(totals))
    frame.insert(list(frame.columns).index("pmi"), "reference", references)
    return frame
