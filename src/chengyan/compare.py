"""Keyness with its doubt: effect, range, dispersion, and whether like is compared with like."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from chengyan.contrast import against_rest, between
from chengyan.dispersion import dispersion
from chengyan.keyness import keyness, keyness_pairs
from chengyan.leave_one_out import leave_one_out
from chengyan.matrix import TermMatrix

COLUMNS = [
    *("group", "term", "count", "nested", "other_count", "per_10k", "other_per_10k"),
    *("g2", "chi2", "p", "log_p", "q", "reference", "pmi", "log_ratio", "lrc"),
    *(
        "log_odds",
        "log_odds_z",
        "paragraphs",
        "of_paragraphs",
        "dp_norm",
        "ci_low",
        "ci_high",
        "loo_low",
        "loo_high",
    ),
    *("contrast", "confounds"),
]
REST_COLUMNS = [*COLUMNS, "firm_against"]


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

    Returns
    -------
    against_rest, against_each : pandas.DataFrame
        The columns of keyness with nested; paragraphs (that hold the term) and of_paragraphs;
        dp_norm; loo_low, loo_high (range of log_ratio when one paragraph at a time is left out);
        ci_low, ci_high (empty: no interval over so few paragraphs has been shown to cover);
        contrast and confounds. In the first, firm_against names the groups against which alone the
        lrc has the same sign (separated by ``;``). In the second, only terms that one of the two
        groups uses, and `reference` names the other group.
    """
    by_group: dict[str, list[Mapping[str, str]]] = {}
    for document in documents:
        by_group.setdefault(document["group"], []).append(document)
    order = list(by_group)
    counts = matrix.by_group()
    unit_groups = matrix.units["group"].to_numpy(dtype=object)
    spread = dispersion(matrix.counts, unit_groups, list(matrix.terms), order=order)
    by_term = spread[["group", "term", "dp_norm"]].merge(nested, on=["group", "term"], how="left")
    by_term = by_term.merge(_paragraphs(matrix, unit_groups, order), on=["group", "term"])

    rest = keyness(counts, reference=reference, prior=prior, alpha0=alpha0, order=order)
    ranges = leave_one_out(
        matrix.counts, unit_groups, list(matrix.terms), reference=reference, order=order
    )
    verdicts = {g: against_rest(by_group, g, compare=compare, min_texts=min_texts) for g in order}
    rest = _joined(rest, by_term, ranges, ["group", "term"])
    rest["contrast"] = rest["group"].map({g: v.contrast for g, v in verdicts.items()})
    rest["confounds"] = rest["group"].map({g: v.confounds for g, v in verdicts.items()})

    each = keyness_pairs(counts, prior=prior, alpha0=alpha0, order=order)
    each = each[(each["count"] > 0) | (each["other_count"] > 0)]
    pair_ranges = pd.concat(
        [
            _pair_ranges(matrix, unit_groups, a, b)
            for i, a in enumerate(order)
            for b in order[i + 1 :]
        ]
    )
    each = _joined(each, by_term, pair_ranges, ["group", "reference", "term"])
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


def _firm_against(rest: pd.DataFrame, each: pd.DataFrame, order: list[str]) -> list[str]:
    """For each row of `rest` the groups against which alone the lrc has the same sign too."""
    keys = ["group", "term"]
    sign = np.sign(rest.set_index(keys)["lrc"])
    alone = each.set_index(["reference", *keys])["lrc"]
    holds = {
        group: (np.sign(alone.loc[group]).reindex(sign.index) * sign > 0).to_numpy()
        for group in order
    }
    return [";".join(group for group in order if holds[group][row]) for row in range(len(rest))]


def _paragraphs(matrix: TermMatrix, unit_groups: np.ndarray, order: list[str]) -> pd.DataFrame:
    """In how many paragraphs of each group a term stands."""
    tables = []
    for group in order:
        own = matrix.counts[unit_groups == group]
        tables.append(
            pd.DataFrame(
                {
                    "group": group,
                    "term": matrix.terms,
                    "paragraphs": np.asarray((own > 0).sum(axis=0)).ravel(),
                    "of_paragraphs": own.shape[0],
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
    return table.assign(nested=table["nested"].fillna(0).astype(int), ci_low=np.nan, ci_high=np.nan)


def _pair_ranges(
    matrix: TermMatrix, unit_groups: np.ndarray, first: str, second: str
) -> pd.DataFrame:
    """Leave-one-out ranges of two groups against one another, in both directions."""
    both = np.isin(unit_groups, [first, second])
    ranges = leave_one_out(
        matrix.counts[both],
        unit_groups[both],
        list(matrix.terms),
        reference="pooled",
        order=[first, second],
    )
    return ranges.assign(reference=ranges["group"].map({first: second, second: first}))
