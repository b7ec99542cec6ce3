"""How many of the reasonable ways to measure a claim agree with it, and what is found of each."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, replace
from typing import Any

import numpy as np
import pandas as pd

from chengyan.claims.choices import COLUMNS as CHOICE_COLUMNS
from chengyan.claims.claim import Claim, unused_terms
from chengyan.claims.counts import Tokens
from chengyan.claims.estimates import Estimator
from chengyan.claims.measures import PER, UNITS
from chengyan.claims.specifications import DIMENSIONS, Options, Specification, names, specifications
from chengyan.claims.text import Passages
from chengyan.contrast import Contrast, between
from chengyan.dispersion import dispersion

ROBUSTNESS = (
    *("claim", "specification", "estimate", "ci_low", "ci_high", "loo_low", "loo_high"),
    *("agrees", "reported"),
)
SPECIFICATIONS = ("specification", *DIMENSIONS, "subjects", "reported")
_SIDES = ("more", "less")
_OF_SIDES = ("count", "per_10k", "dp_norm", "paragraphs", "of_paragraphs")
CLAIM_COLUMNS = (
    *("id", "chapter", "text_en", "text_zh", "groups", "more", "less", "kind", "of", "tables"),
    *("effect", "ci_low", "ci_high", "loo_low", "loo_high", "left_out", "min_effect", "robust"),
    *("agreeing", "opposed", "specifications", "estimate_median", "estimate_p05", "estimate_p95"),
    *("estimate_min", "estimate_max", "value_more", "value_less", "unit"),
    *(f"{name}_{side}" for name in _OF_SIDES for side in _SIDES),
    *("unused_terms", "contrast", "confounds"),
)
CHAPTER = "claims"
ROBUST, FRAGILE, REVERSED = "robust", "fragile", "reversed"


def robustness_table(
    estimates: pd.DataFrame, claims: Sequence[Claim], options: Options
) -> pd.DataFrame:
    """Estimates of all cuts put together, with whether each agrees with its claim.

    Parameters
    ----------
    estimates : pandas.DataFrame
        Of all cuts, as of :func:`chengyan.claims.estimates.estimate_claims`.
    claims : sequence of Claim
    options : Options

    Returns
    -------
    pandas.DataFrame
        claim, specification, estimate, ci_low, ci_high (empty), loo_low, loo_high, agrees
        (estimate at least min_effect), reported (the config's own choices). Claims in their order,
        specifications by name.
    """
    order = {claim.id: i for i, claim in enumerate(claims)}
    least = estimates["claim"].map({claim.id: claim.min_effect for claim in claims})
    reported = {claim.id: names()[specifications(claim, options)[0]] for claim in claims}
    table = estimates.assign(
        ci_low=np.nan,
        ci_high=np.nan,
        agrees=estimates["estimate"].astype(float) >= least.astype(float),
        reported=estimates["specification"] == estimates["claim"].map(reported),
        place=estimates["claim"].map(order),
    )
    table = table.sort_values(["place", "specification"], kind="stable", ignore_index=True)
    return table[list(ROBUSTNESS)]


def specification_table(claims: Sequence[Claim], options: Options) -> pd.DataFrame:
    """The specifications that some claim has.

    Returns
    -------
    pandas.DataFrame
        specification; a level of each of `DIMENSIONS`, empty where it does not apply; subjects, the
        measures (or ``terms``) that it is for, separated by ``;``; reported, whether it is the
        config's own choice, whatever unit is left out.
    """
    subjects: dict[Specification, list[str]] = {}
    own: set[Specification] = set()
    for claim in claims:
        every = specifications(claim, options)
        own.add(replace(every[0], unit=""))
        for one in every:
            found = subjects.setdefault(one, [])
            if claim.subject not in found:
                found.append(claim.subject)
    rows = [
        (name, *astuple(one), ";".join(sorted(subjects[one])), replace(one, unit="") in own)
        for one, name in names().items()
        if one in subjects
    ]
    return pd.DataFrame(rows, columns=list(SPECIFICATIONS))


def empty_tables() -> dict[str, pd.DataFrame]:
    """The tables of a corpus for which there is no claim to test."""
    columns = {
        "specifications": SPECIFICATIONS,
        "robustness": ROBUSTNESS,
        "choices": CHOICE_COLUMNS,
        "claims": CLAIM_COLUMNS,
    }
    return {name: pd.DataFrame(columns=list(found)) for name, found in columns.items()}


def verdict(agreeing: float, opposed: float, agree: float) -> str:
    """Robust or reversed where so large a share says so, else fragile.

    Notes
    -----
    The share is no probability: specifications are no independent draws.
    """
    if agreeing >= agree:
        return ROBUST
    return REVERSED if opposed >= agree else FRAGILE


def claims_table(
    estimates: pd.DataFrame,
    claims: Sequence[Claim],
    options: Options,
    passages: Passages,
    tokens: Tokens,
    documents: Sequence[Mapping[str, str]],
    *,
    compare: str,
    agree: float,
    min_texts: int = 1,
) -> pd.DataFrame:
    """What is found of each claim: its effect as reported, and the verdict of all specifications.

    Parameters
    ----------
    estimates : pandas.DataFrame
        Of all cuts, as of :func:`chengyan.claims.estimates.estimate_claims`.
    claims : sequence of Claim
    options : Options
    passages : Passages
        The sentences of all groups that claims name.
    tokens : Tokens
        Of the cut that is reported.
    documents : sequence of mapping
        Manifest rows with `group`.
    compare : str
        The compared column, which confounds nothing.
    agree : float
        Share of the specifications that must agree for a claim to be robust.
    min_texts : int
        Texts that each group must have to be called matched.

    Returns
    -------
    pandas.DataFrame
        A row a claim, with `CLAIM_COLUMNS`: see docs/tables.md. Shares and distribution
        are over different estimates: specifications that differ in `unit` alone are one.
    """
    by_group: dict[str, list[Mapping[str, str]]] = {}
    for document in documents:
        by_group.setdefault(document["group"], []).append(document)
    estimator = Estimator(passages, tokens, options, seed=0, alpha0=1.0)
    rows = []
    for claim in claims:
        base = specifications(claim, options)[0]
        own = estimates[estimates["claim"] == claim.id]
        rows.append(
            _of_config(claim)
            | _of_estimates(own, claim, base, agree)
            | _of_evidence(claim, base, estimator, passages, tokens)
            | _of_contrast(claim, by_group, compare, min_texts)
        )
    return pd.DataFrame(rows, columns=list(CLAIM_COLUMNS))


def _of_config(claim: Claim) -> dict[str, Any]:
    lists = {name: ";".join(getattr(claim, name)) for name in ("groups", "more", "less", "of")}
    return lists | {
        "id": claim.id,
        "chapter": CHAPTER,
        "text_en": claim.text_en,
        "text_zh": claim.text_zh,
        "kind": claim.kind,
        "tables": "robustness.csv;specifications.csv;sentences.csv",
        "min_effect": claim.min_effect,
        "unit": UNITS[claim.subject],
    }


def _of_estimates(
    own: pd.DataFrame, claim: Claim, base: Specification, agree: float
) -> dict[str, Any]:
    once = own[own["unit"] == base.unit]
    values = once["estimate"].to_numpy(dtype=float)
    agreeing = float(np.mean(values >= claim.min_effect)) if len(values) else np.nan
    opposed = float(np.mean(values <= -claim.min_effect)) if len(values) else np.nan
    spread = np.quantile(values, [0, 0.05, 0.5, 0.95, 1]) if len(values) else np.full(5, np.nan)
    reported = own[own["specification"] == names()[base]]
    found = {
        name: float(reported[column].iloc[0]) if len(reported) else np.nan
        for name, column in (
            *(("effect", "estimate"), ("loo_low", "loo_low"), ("loo_high", "loo_high")),
            *(("value_more", "value_more"), ("value_less", "value_less")),
        )
    }
    for side in _SIDES:
        found[f"value_{side}"] *= PER.get(claim.subject, 1.0)
    spreads = ("estimate_min", "estimate_p05", "estimate_median", "estimate_p95", "estimate_max")
    return found | dict(zip(spreads, spread.tolist(), strict=True)) | {
        "agreeing": agreeing,
        "opposed": opposed,
        "specifications": len(values),
        "robust": verdict(agreeing, opposed, agree),
        "left_out": base.unit,
    }  # fmt: skip


def _of_evidence(
    claim: Claim, base: Specification, estimator: Estimator, passages: Passages, tokens: Tokens
) -> dict[str, Any]:
    """Where the terms of a claim stand under the specification reported."""
    if claim.kind != "terms":
        return {"unused_terms": ""}
    subset = estimator.subset(claim.groups, base)
    layout = subset.layout
    top, bottom = (
        np.bincount(layout.paragraph, weights=x[subset.rows], minlength=len(layout.group))
        for x in tokens.of(claim, base.quotations, base.stopwords)
    )
    counts = np.stack([top, bottom - top], axis=1).astype(np.int64)
    found: dict[str, Any] = {
        "unused_terms": ";".join(
            unused_terms(claim, (passages.texts["in"][i] for i in subset.rows.tolist()))
        )
    }
    for side, groups in (("more", claim.more), ("less", claim.less)):
        places = [claim.groups.index(group) for group in groups]
        here = np.isin(layout.group, places) & (bottom > 0)
        rates = [
            top[layout.group == g].sum() / max(bottom[layout.group == g].sum(), 1) for g in places
        ]
        if not here.any():
            continue
        spread = dispersion(counts[here], np.full(here.sum(), side), ["of", "other"])
        found |= {
            f"count_{side}": int(top[here].sum()),
            f"per_10k_{side}": float(np.mean(rates)) * PER["terms"],
            f"dp_norm_{side}": float(spread["dp_norm"].iloc[0]),
            f"paragraphs_{side}": int((top[here] > 0).sum()),
            f"of_paragraphs_{side}": int(here.sum()),
        }
    return found


def _of_contrast(
    claim: Claim,
    by_group: Mapping[str, Sequence[Mapping[str, str]]],
    compare: str,
    min_texts: int,
) -> dict[str, Any]:
    """Matched if every group of one side is matched with every one of the other."""
    pairs: list[Contrast] = [
        between(by_group[a], by_group[b], compare=compare, min_texts=min_texts)
        for a in claim.more
        for b in claim.less
    ]
    found = dict.fromkeys(name for pair in pairs for name in pair.confounds.split(";") if name)
    return {
        "contrast": "unmatched" if found else "matched",
        "confounds": ";".join(found),
    }
