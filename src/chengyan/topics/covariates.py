"""How the share of a topic goes with what is known of the texts: genre, city, year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

from chengyan.contrast import value_of

Array = NDArray[np.float64]

CATEGORIES = ("city", "genre")
# ASSUME so many texts a level, and so many a coefficient, before one may be estimated.
TEXTS_A_LEVEL, TEXTS_A_COEFFICIENT, LEAST_YEARS = 3, 5, 3
COLUMNS = "topic covariate level baseline estimate std_error ci_low ci_high texts".split()


@dataclass(frozen=True)
class Design:
    """Covariates of texts as columns of a regression.

    Attributes
    ----------
    rows : numpy.ndarray of int
        The texts that enter.
    columns : numpy.ndarray, texts × coefficients
        The first is the constant.
    names : list of (str, str, str)
        Covariate, level, baseline of each column but the first; of `year` the level is ``per
        year``.
    """

    rows: NDArray[np.intp]
    columns: Array
    names: list[tuple[str, str, str]]


def design_of(documents: Sequence[Mapping[str, str]]) -> Design | None:
    """What can be estimated from so many texts; None where nothing can.

    Parameters
    ----------
    documents : sequence of mappings
        Rows of the manifest, one a text.

    Notes
    -----
    City and genre enter with levels of at least three texts, texts of rarer levels stay out; the
    year enters as a number where there are three different ones. A covariate that follows from
    those before it, or would leave fewer than five texts a coefficient, stays out.
    """
    rows = np.arange(len(documents))
    values = {name: np.array([value_of(d, name) for d in documents]) for name in CATEGORIES}
    years = np.array([int(value_of(d, "year") or 0) for d in documents])
    before = -1
    # Texts that one covariate leaves out may make a level of the other rare.
    while len(rows) != before:
        before = len(rows)
        for name in CATEGORIES:
            own = values[name][rows]
            common = [value for value in dict.fromkeys(own) if _often(own, value)]
            if len(common) > 1:
                rows = rows[np.isin(own, common)]
    columns, names = [np.ones(len(rows))], []
    for name in CATEGORIES:
        own = values[name][rows]
        levels = sorted(
            {v for v in own.tolist() if _often(own, v)}, key=lambda v: (-_count(own, v), v)
        )
        added = [(own == level).astype(float) for level in levels[1:]]
        if len(levels) > 1 and _estimable([*columns, *added]):
            columns += added
            names += [(name, level, levels[0]) for level in levels[1:]]
    own_years = years[rows]
    if (own_years > 0).all() and len(set(own_years.tolist())) >= LEAST_YEARS:
        centred = own_years - own_years.mean()
        if _estimable([*columns, centred]):
            columns.append(centred)
            names.append(("year", "per year", ""))
    return Design(rows, np.column_stack(columns), names) if names else None


def _count(values: NDArray[Any], value: str) -> int:
    return int(np.count_nonzero(values == value))


def _often(values: NDArray[Any], value: str) -> bool:
    return bool(value) and _count(values, value) >= TEXTS_A_LEVEL


def _estimable(columns: list[Array]) -> bool:
    table = np.column_stack(columns)
    texts, coefficients = table.shape
    if texts < TEXTS_A_COEFFICIENT * coefficients:
        return False
    return bool(np.linalg.matrix_rank(table) == coefficients)


def topic_effects(shares: Array, design: Design | None, *, share: float) -> pd.DataFrame:
    """Regress the share of each topic in each text on covariates.

    Parameters
    ----------
    shares : numpy.ndarray, 1 + resamples × texts × topics
        By the model of all units, then by those of the resamples.
    design : Design or None
    share : float
        Of the units that a resample holds.

    Returns
    -------
    pandas.DataFrame
        topic (from 1), covariate, level, baseline, estimate (difference of the share, 0–1),
        std_error, ci_low, ci_high (95 %), texts; no row without a design.

    Notes
    -----
    Least squares, each text weighing the same, with errors that allow for unequal variance (HC3);
    to that variance comes that of the estimates over refits (the method of composition), enlarged
    as in `chengyan.topics.intervals.refit_variance`. The texts are taken for a sample; a
    coefficient is an association and no effect of one thing on another.

    References
    ----------
    MacKinnon, J. G., & White, H. (1985). Some heteroskedasticity-consistent covariance matrix
    estimators with improved finite sample properties. Journal of Econometrics, 29, 305–325.
    Roberts, M. E., Stewart, B. M., & Airoldi, E. M. (2016). A model of text for experimentation in
    the social sciences. JASA, 111, 988–1003.
    """
    if design is None:
        return pd.DataFrame(columns=COLUMNS)
    table = design.columns
    solve = np.linalg.pinv(table)
    leverage = np.einsum("ij,ji->i", table, solve)
    freedom = len(table) - table.shape[1]
    rows: list[tuple[Any, ...]] = []
    for topic in range(shares.shape[2]):
        estimates = shares[:, design.rows, topic] @ solve.T
        residuals = shares[0, design.rows, topic] - table @ estimates[0]
        scaled = residuals / np.clip(1 - leverage, 1e-6, None)
        within = np.einsum("ij,j->i", solve**2, scaled**2)
        between = share / (1 - share) * ((estimates[1:] - estimates[0]) ** 2).mean(axis=0)
        error = np.sqrt(within + between)
        reach = stdtrit(freedom, 0.975) * error
        for i, (covariate, level, baseline) in enumerate(design.names, start=1):
            value = estimates[0, i]
            rows.append(
                (
                    *(topic + 1, covariate, level, baseline, value, error[i]),
                    *(value - reach[i], value + reach[i], len(table)),
                )
            )
    return pd.DataFrame(rows, columns=COLUMNS)


def topic_years(shares: Array, documents: Sequence[Mapping[str, str]]) -> pd.DataFrame:
    """The share of each topic by year, each text of a year weighing the same.

    Parameters
    ----------
    shares : numpy.ndarray, texts × topics
    documents : sequence of mappings
        Rows of the manifest, one a text.

    Returns
    -------
    pandas.DataFrame
        topic (from 1), year, share, texts; no row unless three years at least are known. Where
        years differ in genre or city so do their topics: it is no trend until these are held fast.
    """
    years = pd.Series([value_of(document, "year") for document in documents])
    known = (years != "").to_numpy()
    columns = ["topic", "year", "share", "texts"]
    if years[known].nunique() < LEAST_YEARS:
        return pd.DataFrame(columns=columns)
    table = pd.DataFrame(shares[known]).groupby(years[known].to_numpy(), sort=True)
    means, texts = table.mean(), table.size()
    rows = [
        (topic + 1, year, means.loc[year, topic], int(texts[year]))
        for topic in range(shares.shape[1])
        for year in means.index
    ]
    return pd.DataFrame(rows, columns=columns)
