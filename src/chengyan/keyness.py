"""Which terms set a group apart from others, and by how much."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc, betaincinv, log_ndtr, xlog1py
from scipy.stats import fisher_exact

from chengyan.dispersion import Parts, group_by_term, in_order, parts_of
from chengyan.errors import DesignError, TableError
from chengyan.tables import require_columns

Array = NDArray[Any]

REFERENCES = ("pooled", "balanced")
PRIORS = ("informative", "uniform")


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
    Monroe, B. L., Colaresi, M. P. & Quinn, K. M. (2008). Fightin' words. Political Analysis 16(4),
    372-403. (log_odds)
    Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal
    Statistical Society B 57(1), 289-300. (q)
    """
    method = _Method(prior, alpha0, fisher, yates, two_cell, alpha)
    _one_of("reference", reference, REFERENCES)
    table = _tabulate(counts, order)
    tokens = table.counts.sum(axis=1)
    others = _other_counts(table.counts, reference)
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
    alpha: float = 0.05,
) -> pd.DataFrame:
    """Keyness of every term in every group against each other group.

    Parameters, errors and columns are those of `keyness`; the column reference holds the name of
    the other group. The terms, and the informative prior, are those of the whole corpus, so they
    are the same for every pair; pmi is NaN where a term occurs in neither group of the pair.
    """
    method = _Method(prior, alpha0, fisher, yates, two_cell, alpha)
    table = _tabulate(counts, order)
    tokens = table.counts.sum(axis=1)
    against = [
        (target, table.groups[other], table.counts[other], tokens[other])
        for target, other in permutations(range(len(tokens)), 2)
    ]
    return _compare(table, against, method)


def leave_one_out(
    unit_counts: Any,
    unit_groups: ArrayLike,
    terms: Sequence[str],
    *,
    reference: str,
    order: Sequence[Any] | None = None,
) -> pd.DataFrame:
    """Range of log_ratio when one unit (paragraph) of the target or of the reference is left out.

    Parameters
    ----------
    unit_counts : scipy CSR matrix or array, shape (units, terms)
        How often each term occurs in each unit; all terms, for tokens are the sums of the rows.
    unit_groups : array-like, shape (units,)
        The group of each unit.
    terms : sequence of str, shape (terms,)
        The term of each column.
    reference : {"pooled", "balanced"}
        As in `keyness`.
    order : sequence, optional
        The groups in the order of the result; by default that of first appearance.

    Returns
    -------
    pandas.DataFrame
        Columns group, term, loo_low, loo_high; one row per group and term, terms as in `terms`.

    Raises
    ------
    TableError
        If shapes do not fit, a count is not a whole number >= 0, or a term stands twice.
    DesignError
        If there is only one group, a group has only one unit or no tokens, `order` does not name
        every group once, or `reference` is unknown.

    Notes
    -----
    This is no confidence interval: it shows whether a number hangs on one paragraph. It narrows as
    units become many, so it must not be compared between groups of different numbers of units.
    Units without tokens are not counted.
    """
    _one_of("reference", reference, REFERENCES)
    parts = parts_of(unit_counts, unit_groups, terms, order)
    _at_least_two("group", parts.groups, "Give the units of at least two groups")
    for group, units in zip(parts.groups, np.bincount(parts.group), strict=True):
        if units < 2:
            raise DesignError(
                f"group {group}",
                "nothing is left without its only unit",
                "Cut it into smaller units",
            )

    counts = np.stack(
        [parts.counts[parts.group == g].sum(axis=0) for g in range(len(parts.groups))]
    )
    tokens = counts.sum(axis=1)
    others = _other_counts(counts, reference)
    unit = _decisive_units(parts)
    change = -unit.count
    if reference == "balanced":
        before, whole = counts[unit.group, unit.term], tokens[unit.group]
        change = ((before + change) / (whole - unit.size) - before / whole) / (len(tokens) - 1)

    def remaining(b: Array, n2: int, change: Array | int, size: Array) -> Array:
        """Count in the reference when a unit of `size` tokens is left out."""
        return (b / n2 + change) * (n2 - size) if reference == "balanced" else b + change

    # For a term that a group lacks, its units differ only in size, and the rate rises with that.
    sizes = [parts.sizes[parts.group == g] for g in range(len(tokens))]
    shortest = np.where(counts == 0, [[size.min()] for size in sizes], np.nan)
    longest = np.where(counts == 0, [[size.max()] for size in sizes], np.nan)
    near, far = _of_others(np.fmin, shortest), _of_others(np.fmax, longest)

    low, high = np.empty(counts.shape), np.empty(counts.shape)
    for g, (a, b) in enumerate(zip(counts, others, strict=True)):
        n1, n2 = tokens[g], tokens.sum() - tokens[g]
        own = unit.group == g
        its = unit.select(own)
        low1, high1 = its.extremes(
            _rate(a[its.term] - its.count, n1 - its.size),
            _rate(a, n1 - shortest[g]),
            _rate(a, n1 - longest[g]),
        )
        left = remaining(b[unit.term], n2, change, unit.size)
        low2, high2 = unit.extremes(
            np.where(own, np.nan, _rate(left, n2 - unit.size)),
            _rate(remaining(b, n2, 0, near[g]), n2 - near[g]),
            _rate(remaining(b, n2, 0, far[g]), n2 - far[g]),
        )
        rate1, rate2 = _rate(a, n1), _rate(b, n2)
        low[g] = np.minimum(np.log2(low1 / rate2), np.log2(rate1 / high2))
        high[g] = np.maximum(np.log2(high1 / rate2), np.log2(rate1 / low2))
    return group_by_term(parts.groups, parts.terms, loo_low=low, loo_high=high)


@dataclass(frozen=True)
class _Method:
    """The choices of a keyness table."""

    prior: str
    alpha0: float
    fisher: bool
    yates: bool
    two_cell: bool
    alpha: float

    def __post_init__(self) -> None:
        _one_of("prior", self.prior, PRIORS)
        if not 0 < self.alpha0 < np.inf:
            raise DesignError("alpha0", f"it is {self.alpha0}", "Choose a number above 0")
        if not 0 < self.alpha < 1:
            raise DesignError("alpha", f"it is {self.alpha}", "Choose a number between 0 and 1")


@dataclass(frozen=True)
class _Table:
    """Counts of shape (groups, terms); terms by code point, each of which occurs."""

    groups: pd.Index
    terms: pd.Index
    counts: Array


def _one_of(place: str, choice: str, choices: Sequence[str]) -> None:
    if choice not in choices:
        raise DesignError(place, f"{choice!r} is unknown", f"Choose {' or '.join(choices)}")


def _at_least_two(place: str, items: pd.Index, remedy: str) -> None:
    if len(items) < 2:
        raise DesignError(place, f"there is only {', '.join(map(str, items))}", remedy)


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
    _at_least_two("group", arranged, "Give the counts of at least two groups")
    used = sorted((str(terms[i]), i) for i in np.flatnonzero(matrix.any(axis=0)).tolist())
    vocabulary = pd.Index([term for term, _ in used])
    _at_least_two("term", vocabulary, "Give the counts of all terms, for tokens are their sum")
    kept = np.ix_(found.get_indexer(arranged), [i for _, i in used])
    return _Table(arranged, vocabulary, matrix[kept])


def _of_others(combine: np.ufunc, rows: Array) -> Array:
    """Combine, for each row, all other rows: nothing is subtracted, so nothing cancels."""
    before: Array = combine.accumulate(rows, axis=0)
    after: Array = combine.accumulate(rows[::-1], axis=0)[::-1]
    return np.concatenate([after[1:2], combine(before[:-2], after[2:]), before[-2:-1]])


def _other_counts(counts: Array, reference: str) -> Array:
    """For each group the counts of its reference, as large as the other groups together."""
    # With two groups both references are the other group, whose whole numbers stay whole.
    if reference == "pooled" or len(counts) == 2:
        pooled: Array = counts.sum(axis=0) - counts
        return pooled
    tokens = counts.sum(axis=1, keepdims=True)
    rates = _of_others(np.add, counts / tokens) / (len(counts) - 1)
    scaled: Array = rates * (tokens.sum() - tokens)
    return scaled


def _compare(table: _Table, against: list[tuple[Any, ...]], method: _Method) -> pd.DataFrame:
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
        measures = _measures(a, a.sum(), b, n2, prior, method)
        rank[i] = np.argsort(-measures["log_odds_z"], kind="stable")
        for name, values in measures.items():
            columns.setdefault(name, np.empty(shape, values.dtype))[i] = values[rank[i]]

    keys = {
        "group": table.groups.take([row[0] for row in against]).repeat(len(totals)),
        "term": table.terms.take(rank.ravel()),
    }
    frame = pd.DataFrame(keys | {name: c.ravel() for name, c in columns.items()}, copy=False)
    references = pd.Index([row[1] for row in against]).repeat(len(totals))
    frame.insert(list(frame.columns).index("pmi"), "reference", references)
    return frame


def _measures(
    count: Array, n1: int, other_count: Array, n2: int, prior: Array, method: _Method
) -> dict[str, Array]:
    """All columns of one target against one reference, each of shape (terms,)."""
    a, b = count.astype(float), other_count.astype(float)
    n, row = n1 + n2, a + b
    observed = np.maximum([a, b, n1 - a, n2 - b], 0)
    expected = np.array([row * n1, row * n2, (n - row) * n1, (n - row) * n2]) / n
    surplus = (a * n2 - b * n1) / n
    sign = np.sign(surplus)

    g2 = _g2(observed, expected, surplus, cells=2 if method.two_cell else 4)
    # sf(g2) of one degree of freedom is twice a normal tail, whose logarithm does not underflow.
    log_p = np.log(2) + log_ndtr(-np.sqrt(g2))
    y1, y2 = a + prior, b + prior
    log_odds = np.log(y1 / (n1 + prior.sum() - y1)) - np.log(y2 / (n2 + prior.sum() - y2))
    with np.errstate(divide="ignore", invalid="ignore"):
        pmi = np.log(a / expected[0])
    columns = {
        "count": count,
        "other_count": b,
        "per_10k": a / n1 * 10_000,
        "other_per_10k": b / n2 * 10_000,
        "g2": sign * g2,
        "chi2": sign * _chi2(expected, surplus, method.yates),
        "p": np.exp(log_p),
        "log_p": log_p,
        "q": _benjamini_hochberg(log_p),
        "pmi": pmi,
        "log_ratio": np.log2(_rate(a, n1) / _rate(b, n2)),
        "lrc": _lrc(a, n1, b, n2, sign, method.alpha),
        "log_odds": log_odds,
        "log_odds_z": log_odds / np.sqrt(1 / y1 + 1 / y2),
    }
    if method.fisher:
        columns["fisher_p"] = _fisher(observed)
    return {name: values + 0 for name, values in columns.items()}  # no -0.0


def _rate(count: Array, tokens: Any) -> Array:
    """Rate with half an occurrence added, so that it has a logarithm also where the count is 0."""
    rate: Array = (count + 0.5) / (tokens + 0.5)
    return rate


def _g2(observed: Array, expected: Array, surplus: Array, cells: int) -> Array:
    """Sum of 2 O ln(O/E), from O/E - 1, which is exact where O and E are close."""
    deviation = np.multiply.outer(np.array([1, -1, -1, 1]), surplus)
    deviation = np.divide(deviation, expected, out=np.zeros_like(expected), where=expected > 0)
    g2: Array = 2 * xlog1py(observed, deviation)[:cells].sum(axis=0)
    return np.maximum(g2, 0)


def _chi2(expected: Array, surplus: Array, yates: bool) -> Array:
    distance = np.abs(surplus)
    if yates:
        corrected = (distance >= 0.5) & (expected.min(axis=0) < 5)
        distance = distance - np.where(corrected, 0.5, 0)
    parts = np.divide(distance**2, expected, out=np.zeros_like(expected), where=expected > 0)
    chi2: Array = parts.sum(axis=0)
    return chi2


def _benjamini_hochberg(log_p: Array) -> Array:
    rank = np.argsort(log_p, kind="stable")
    scaled = log_p[rank] + np.log(len(rank) / np.arange(1, len(rank) + 1))
    q = np.empty_like(log_p)
    q[rank] = np.minimum.accumulate(scaled[::-1])[::-1]
    return np.exp(q)


def _lrc(a: Array, n1: int, b: Array, n2: int, sign: Array, alpha: float) -> Array:
    """Conservative LogRatio: from the end of the interval that lies nearer to equal rates."""
    more, less = np.where(sign > 0, a, b), np.where(sign > 0, b, a)
    tokens, other_tokens = np.where(sign > 0, n1, n2), np.where(sign > 0, n2, n1)
    tail = alpha / len(a) / 2
    lrc = np.zeros_like(a)
    # The interval is solved for only where it leaves out equal rates, which its tail tells faster.
    some = np.flatnonzero(sign != 0)
    some = some[betainc(more[some], less[some] + 1, (tokens / (n1 + n2))[some]) < tail]
    low = betaincinv(more[some], less[some] + 1, tail)
    ratio = np.log2(other_tokens[some] / tokens[some] * low / (1 - low))
    lrc[some] = sign[some] * np.maximum(ratio, 0)
    return lrc


def _fisher(observed: Array) -> Array:
    tables, which = np.unique(np.rint(observed).astype(int), axis=1, return_inverse=True)
    p = [fisher_exact(cells.reshape(2, 2)).pvalue for cells in tables.T]
    return np.array(p, dtype=float)[which]


@dataclass(frozen=True)
class _Units:
    """Units to leave out, one row a term and unit, sorted by term."""

    term: Array
    group: Array
    count: Array
    size: Array

    def select(self, rows: Array) -> "_Units":
        return _Units(*(column[rows] for column in vars(self).values()))

    def extremes(self, rates: Array, low: Array, high: Array) -> tuple[Array, Array]:
        """Widen `low` and `high`, of shape (terms,), to the rates of each term; NaN is nothing."""
        start = np.flatnonzero(np.diff(self.term, prepend=-1))
        terms = self.term[start]
        low, high = low.copy(), high.copy()
        low[terms] = np.fmin(low[terms], np.fmin.reduceat(rates, start))
        high[terms] = np.fmax(high[terms], np.fmax.reduceat(rates, start))
        return low, high


def _decisive_units(parts: Parts) -> _Units:
    """For each term of a group the units that hold it, and the shortest and longest that do not."""
    by_size = np.lexsort((parts.sizes, parts.group))
    group, size = parts.group[by_size], parts.sizes[by_size]
    units = np.bincount(group)
    first = np.cumsum(units) - units

    matrix = parts.counts[by_size].tocoo()
    cell = group[matrix.row] * len(parts.terms) + matrix.col
    entry = np.lexsort((matrix.row, cell))
    row, term, count = matrix.row[entry], matrix.col[entry], matrix.data[entry]
    _, start, holding = np.unique(cell[entry], return_index=True, return_counts=True)

    # As long as a term's n-th unit by size is the group's n-th, no unit without it has been passed.
    place = np.arange(len(entry)) - np.repeat(start, holding)
    rank = row - first[group[row]]
    from_top = units[group[row]] - rank
    shortest = np.add.reduceat(rank == place, start, dtype=int)
    longest = np.add.reduceat(from_top == np.repeat(holding, holding) - place, start, dtype=int)
    some = holding < units[group[row[start]]]
    lacks, at = start[some], group[row[start[some]]]
    ends = first[at] + shortest[some], first[at] + units[at] - 1 - longest[some]

    lacking = np.zeros(len(lacks), dtype=count.dtype)
    every = _Units(
        np.concatenate([term, term[lacks], term[lacks]]),
        np.concatenate([group[row], at, at]),
        np.concatenate([count, lacking, lacking]),
        np.concatenate([size[row], size[ends[0]], size[ends[1]]]),
    )
    return every.select(np.argsort(every.term, kind="stable"))
