"""What the tables of words say: which terms set each group apart, and which it leaves out."""

import math
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from chengyan.story.finding import FRAGILE, ROBUST, Finding, quotient

CHAPTER = "words"
FIRST = 6
# ASSUME a term that stands in fewer paragraphs is told by no sentence of its own.
PARAGRAPHS = 3
_NUMBERS = ("count", "other_count", "per_10k", "other_per_10k", "log_ratio", "lrc", "log_odds_z")
_ENDS = ("ci_low", "ci_high", "loo_low", "loo_high", "paragraphs", "of_paragraphs")


def findings(tables: Mapping[str, pd.DataFrame], groups: Sequence[str]) -> Iterator[Finding]:
    """The firm terms of each group together, each of them by itself, and what it leaves out."""
    keyness = tables["keyness"]
    keyness = keyness.assign(
        **{name: pd.to_numeric(keyness[name], errors="coerce") for name in (*_NUMBERS, *_ENDS)}
    )
    keyness = keyness[keyness["occasion"].map(str) != "True"]
    for group in groups:
        own = keyness[keyness["group"] == group]
        more = own[(own["lrc"] > 0) & (own["paragraphs"] >= PARAGRAPHS)]
        more = more.sort_values(["log_odds_z", "term"], ascending=[False, True], kind="stable")
        less = own[own["lrc"] < 0].sort_values(["lrc", "term"], kind="stable")
        if len(more):
            yield _together(more, group, groups)
        for row in more.head(FIRST).to_dict("records"):
            yield _one({str(name): value for name, value in row.items()}, groups)
        if len(less):
            yield _missing(less, group, groups)


def _together(more: pd.DataFrame, group: str, groups: Sequence[str]) -> Finding:
    terms = more["term"].astype(str).tolist()
    named = "、".join(terms[:FIRST])
    rest = len(terms) - FIRST
    also_en = f" and {rest} more" if rest > 0 else ""
    also_zh = f"等{len(terms)}词" if rest > 0 else ""
    return Finding(
        id=f"terms-{group}",
        chapter=CHAPTER,
        text_en=f"{named}{also_en} set {group} apart from the {_others_en(groups)}.",
        text_zh=f"与{_others_zh(groups)}相比，{group}突出的词是{named}{also_zh}。",
        groups=tuple(groups),
        more=(group,),
        less=tuple(other for other in groups if other != group),
        tables=("keyness",),
        rows=(f"keyness: group={group} lrc>0",),
        contrast=_contrast(more),
    )


def _one(row: Mapping[str, object], groups: Sequence[str]) -> Finding:
    group, term = str(row["group"]), str(row["term"])
    effect = float(row["log_ratio"])  # type: ignore[arg-type]
    ends = {name: float(row[name]) for name in _ENDS[:4]}  # type: ignore[arg-type]
    against = {name for name in str(row["firm_against"]).split(";") if name}
    others = [other for other in groups if other != group]
    low = ends["ci_low"] if not math.isnan(ends["ci_low"]) else ends["loo_low"]
    firm = low > 0 and against.issuperset(others)
    times = f"{2**effect:.0f}" if effect > 1 else f"{2**effect:.1f}"
    never = row["other_count"] == 0
    rate, other = (f"{float(row[name]):.0f}" for name in ("per_10k", "other_per_10k"))  # type: ignore[arg-type]
    said_en = "and the others never" if never else f"the others {other}: some {times} times as often"
    said_zh = "其他城市没有使用" if never else f"其他为{other}次，约为{times}倍"
    return Finding(
        id=f"term-{group}-{term}",
        chapter=CHAPTER,
        text_en=(
            f"{group} says {term} {rate} times in 10,000 words, {said_en}; it stands in "
            f"{int(row['paragraphs'])} of its {int(row['of_paragraphs'])} paragraphs."  # type: ignore[call-overload]
        ),
        text_zh=(
            f"{group}每万词使用“{term}”{rate}次，{said_zh}；见于其{int(row['of_paragraphs'])}段中的"  # type: ignore[call-overload]
            f"{int(row['paragraphs'])}段。"  # type: ignore[call-overload]
        ),
        groups=tuple(groups),
        more=(group,),
        less=tuple(others),
        tables=("keyness",),
        rows=(f"keyness: group={group} term={term}",),
        effect=effect,
        **ends,
        robust=ROBUST if firm else FRAGILE,
        why="" if firm else "not against each of the others, or one paragraph can undo it",
        contrast=str(row["contrast"]),
    )


def _missing(less: pd.DataFrame, group: str, groups: Sequence[str]) -> Finding:
    terms = less["term"].astype(str).head(FIRST).tolist()
    never = less.loc[less["count"] == 0, "term"].astype(str).tolist()
    named = "、".join(terms)
    return Finding(
        id=f"rare-{group}",
        chapter=CHAPTER,
        text_en=(
            f"{group} uses {named} less than the {_others_en(groups)}"
            + (f"; of these it never says {'、'.join(t for t in terms if t in never)}" if set(terms) & set(never) else "")
            + "."
        ),
        text_zh=(
            f"与{_others_zh(groups)}相比，{group}少用{named}"
            + (f"，其中从未使用{'、'.join(t for t in terms if t in never)}" if set(terms) & set(never) else "")
            + "。"
        ),
        groups=tuple(groups),
        more=tuple(other for other in groups if other != group),
        less=(group,),
        tables=("keyness",),
        rows=(f"keyness: group={group} lrc<0",),
        effect=quotient(1, 2 ** float(less["log_ratio"].iloc[0])),
        contrast=_contrast(less),
    )


def _contrast(own: pd.DataFrame) -> str:
    return "matched" if set(own["contrast"]) == {"matched"} else "unmatched"


def _others_en(groups: Sequence[str]) -> str:
    return "other" if len(groups) == 2 else f"{len(groups) - 1} others"


def _others_zh(groups: Sequence[str]) -> str:
    return "另一方" if len(groups) == 2 else f"其他{len(groups) - 1}方"
