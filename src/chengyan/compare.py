"""Keyness with its doubt: effect, range, dispersion, and whether like is compared with like."""

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from chengyan.contrast import against_rest, between
from chengyan.dispersion import dispersion
from chengyan.intervals.table import TextIntervals
from chengyan.keyness import keyness, keyness_pairs
from chengyan.leave_one_out import leave_one_out, to_leave_out
from chengyan.matrix import TermMatrix

COLUMNS = [
    *("group", "term", "count", "nested", "other_count", "per_10k", "other_per_10k"),
    *("g2", "chi2", "p", "log_p", "q", "reference", "pmi", "log_ratio", "lrc"),
    *("log_odds", "log_odds_z", "paragraphs", "of_paragraphs", "texts", "dp_norm"),
    *("ci_low", "ci_high", "ci_method", "loo_low", "loo_high", "left_out"),
    *("contrast", "confounds"),
]
REST_COLUMNS = [*COLUMNS, "firm_against"]

# ASSUME beyond so many groups nobody reads a pair's terms without a difference: their number grows
# with the square of the groups, to some ten million rows at 28.
WHOLE_PAIRS = 5


def keyness_tables(
    matrix: TermMatrix,
    nested: pd.DataFrame,
    documents: Sequence[Mapping[str, str]],
    *,
    compare: str,
    min_texts: int = 1,
    reference: str = "balanced",
    prior: str = "informative",
    alpha0: float = 500.0,
    pairs_too: bool = True,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Each group against the others together, and against each other one.

    Parameters
    ----------
    matrix : TermMatrix
        Counts by paragraph.
    nested : pandas.DataFrame
        group, term, nested: occurrences inside longer formulations, as of `nested_counts`. They are
        in no count, so a term with many of them is commoner than its count says.
    documents : sequence of mapping
        Manifest rows with `group`, in the order of the groups.
    compare : str
        The compared column, which confounds nothing.
    min_texts : int
        Texts that each group must have to be called matched.
    reference, prior, alpha0
        As in :func:`chengyan.keyness.keyness`.
    pairs_too : bool
        Whether the second table is wanted; without, it is empty, which saves half the time.

    Returns
    -------
    against_rest, against_each : pandas.DataFrame
        The columns of keyness with nested; paragraphs (that hold the term), of_paragraphs and texts
        (that hold it); dp_norm; loo_low, loo_high (range of log_ratio when one unit at a time is
        left out, of the group or of its reference) and left_out (``text`` where the group has
        several of them, else ``paragraph``); ci_low, ci_high and ci_method (empty where no interval
        has been shown to cover, see `TextIntervals`); contrast and confounds. In the first,
        firm_against names the groups against which alone the lrc has the same sign (separated by
        ``;``). In the second, only terms that one of the two groups uses, beyond `WHOLE_PAIRS`
        groups only those whose lrc is not 0, and `reference` names the other group.
    """
    by_group: dict[str, list[Mapping[str, str]]] = {}
    for document in documents:
        by_group.setdefault(document["group"], []).append(document)
    order = list(by_group)
    counts = matrix.by_group()
    unit_groups = matrix.units["group"].to_numpy(dtype=object)
    spread = dispersion(matrix.counts, unit_groups, list(matrix.terms), order=order)
    by_term = spread[["group", "term", "dp_norm"]].merge(nested, on=["group", "term"], how="left")
    by_term = by_term.merge(_holding(matrix, order), on=["group", "term"])
    units, left_out = to_leave_out(matrix)

    rest = keyness(counts, reference=reference, prior=prior, alpha0=alpha0, order=order)
    ranges = leave_one_out(
        units.counts, units.units["group"], list(units.terms), reference=reference, order=order
    )
    verdicts = {g: against_rest(by_group, g, compare=compare, min_texts=min_texts) for g in order}
    rest = _joined(rest, by_term, ranges, ["group", "term"])
    intervals = TextIntervals.of_texts(matrix, order)
    rest = rest.assign(**intervals.against_rest(rest, reference))
    rest["left_out"] = rest["group"].map(left_out)
    rest["contrast"] = rest["group"].map({g: v.contrast for g, v in verdicts.items()})
    rest["confounds"] = rest["group"].map({g: v.confounds for g, v in verdicts.items()})

    many = len(order) > WHOLE_PAIRS
    each = keyness_pairs(counts, prior=prior, alpha0=alpha0, order=order, firm_only=many)
    if not pairs_too:
        return rest.assign(firm_against=_firm_against(rest, each, order))[REST_COLUMNS], each[:0]
    each = each[(each["count"] > 0) | (each["other_count"] > 0)]
    keys = ["group", "reference", "term"]
    shown = each[keys]
    pair_ranges = [_pair_ranges(units, shown, a, b) for a, b in combinations(order, 2)]
    each = _joined(each, by_term, pd.concat(pair_ranges), keys)
    each = each.assign(**intervals.against_each(each))
    each["left_out"] = each["group"].map(left_out)
    pairs = {
        (a, b): between(by_group[a], by_group[b], compare=compare, min_texts=min_texts)
        for a in order
        for b in order
        if a != b
    }
    named = list(zip(each["group"], each["reference"], strict=True))
    each["contrast"] = [pairs[pair].contrast for pair in named]
    each["confounds"] = [pairs[pair].confounds for pair in named]
    rest["firm_against"] = _firm_against(rest, each, order)
    return rest[REST_COLUMNS], each[COLUMNS]


def _firm_against(rest: pd.DataFrame, each: pd.DataFrame, order: list[str]) -> pd.Series:
    """For each row of `rest` the groups against which alone the lrc has the same sign too."""
    keys = ["group", "term"]
    firm = each.loc[each["lrc"] != 0, [*keys, "reference", "lrc"]]
    firm = firm.merge(rest[[*keys, "lrc"]], on=keys, suffixes=("", "_rest"))
    firm = firm[firm["lrc"] * firm["lrc_rest"] > 0]
    place = {group: i for i, group in enumerate(order)}
    firm = firm.sort_values("reference", key=lambda names: names.map(place), kind="stable")
    named = firm.groupby(keys)["reference"].agg(";".join)
    found = named.reindex(pd.MultiIndex.from_frame(rest[keys])).fillna("")
    return pd.Series(found.to_numpy(dtype=object), index=rest.index)


def _holding(matrix: TermMatrix, order: list[str]) -> pd.DataFrame:
    """In how many paragraphs and texts of each group a term stands."""
    by_text = matrix.by_text()
    tables = []
    for group in order:
        own, texts = (
            m.counts[(m.units["group"] == group).to_numpy()] > 0 for m in (matrix, by_text)
        )
        tables.append(
            pd.DataFrame(
                {
                    "group": group,
                    "term": matrix.terms,
                    "paragraphs": np.asarray(own.sum(axis=0)).ravel(),
                    "of_paragraphs": own.shape[0],
                    "texts": np.asarray(texts.sum(axis=0)).ravel(),
                }
            )
        )
    return pd.concat(tables, ignore_index=True)


def _joined(
    table: pd.DataFrame, by_term: pd.DataFrame, ranges: pd.DataFrame, keys: list[str]
) -> pd.DataFrame:
    table = table.merge(by_term, on=["group", "term"], how="left").merge(
        ranges, on=keys, how="left"
    )
    return table.assign(nested=table["nested"].fillna(0).astype(int))


def _pair_ranges(units: TermMatrix, shown: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    """Leave-one-out ranges of two groups against one another, in both directions, of shown rows."""
    groups = units.units["group"]
    both = groups.isin([first, second]).to_numpy()
    ranges = leave_one_out(
        units.counts[both],
        groups[both],
        list(units.terms),
        reference="pooled",
        order=[first, second],
    )
    ranges["reference"] = ranges["group"].map({first: second, second: first})
    own = shown[shown["group"].isin([first, second]) & shown["reference"].isin([first, second])]
    return own.merge(ranges, on=[*own], how="left")
