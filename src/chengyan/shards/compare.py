"""Keyness and TF-IDF from the sums of all shards."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.contrast import verdicts
from chengyan.intervals.table import TextIntervals
from chengyan.keyness import keyness
from chengyan.shards.terms import REST, GroupTerms

Array = NDArray[Any]


def keyness_of_shards(
    terms: GroupTerms,
    documents: Sequence[Mapping[str, str]],
    *,
    contrast: Mapping[str, Any],
    listed: int,
    reference: str = "balanced",
    prior: str = "informative",
    alpha0: float = 500.0,
) -> pd.DataFrame:
    """Each group against the others together, its most telling terms alone.

    Parameters
    ----------
    terms : GroupTerms
    documents : sequence of mapping
        Facts of the texts with `group`; such as are alike in all that contrasts ask for may stand
        once.
    contrast : mapping
        Arguments of `chengyan.contrast.verdicts`.
    listed : int
        Rows of each group: those of the highest log_odds_z without regard to its sign.
    reference, prior, alpha0
        As in :func:`chengyan.keyness.keyness`.

    Returns
    -------
    pandas.DataFrame
        The columns of `keyness`; paragraphs, of_paragraphs and texts (that hold the term); ci_low,
        ci_high and ci_method, as of `chengyan.intervals.table.TextIntervals`; contrast, confounds.

    Notes
    -----
    q is adjusted over all terms that are compared, not over those listed. Terms that are too rare
    to be compared count as tokens.
    """
    order = terms.order
    table = keyness(terms.counts(), reference=reference, prior=prior, alpha0=alpha0, order=order)
    table = table[table["term"] != REST]
    strength = table["log_odds_z"].abs().groupby(table["group"], sort=False)
    table = table[strength.rank(method="first", ascending=False) <= listed].reset_index(drop=True)
    at = (
        pd.Index(order).get_indexer(pd.Index(table["group"])),
        pd.Index(terms.terms).get_indexer(pd.Index(table["term"])),
    )
    for name in ("paragraphs", "texts"):
        table[name] = terms.sums[name][at]
    table["of_paragraphs"] = terms.groups["paragraphs"].to_numpy()[at[0]]
    least = terms.groups["least_paragraphs"].to_numpy()
    intervals = TextIntervals(terms.unit_sums, terms.terms, least, order)
    table = table.assign(**intervals.against_rest(table, reference))
    labels = verdicts(documents, **contrast)
    for name in ("contrast", "confounds"):
        table[name] = [getattr(labels[group], name) for group in table["group"]]
    return table


def tfidf_of_shards(terms: GroupTerms, listed: int) -> pd.DataFrame:
    """TF-IDF of each group's terms, as of `chengyan.tfidf.group_tfidf`, the leading ones alone.

    Returns
    -------
    pandas.DataFrame
        group, term, count, tfidf, rank. Terms too rare to be compared are in no vector, so that
        values are a little higher than with them; ranks are the same.
    """
    counts = terms.sums["count"][:, 1:].astype(float)
    paragraphs = terms.groups["paragraphs"].sum()
    held = terms.sums["paragraphs"][:, 1:].sum(axis=0)
    weights = counts * (np.log((1 + paragraphs) / (1 + held)) + 1)
    weights /= np.linalg.norm(weights, axis=1, keepdims=True)
    tables = []
    for group, own, found in zip(terms.order, counts, weights, strict=True):
        leading = np.argsort(-found, kind="stable")[:listed]
        leading = leading[own[leading] > 0]
        tables.append(
            pd.DataFrame(
                {
                    "group": group,
                    "term": terms.terms[1:][leading],
                    "count": own[leading].astype(np.int64),
                    "tfidf": found[leading],
                    "rank": np.arange(1, len(leading) + 1),
                }
            )
        )
    return pd.concat(tables, ignore_index=True)
