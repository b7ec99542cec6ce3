"""What the tables of priorities say: which codes lead, where groups differ, what is promised."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from chengyan.story.finding import (
    FRAGILE,
    ROBUST,
    Finding,
    Wording,
    compared,
    percent,
    values_of,
)

CHAPTER = "priorities"
# ASSUME a code that no group gives a twentieth of its statements is not told: three statements of
# sixty move it by half.
LEAST = 0.05
# How many codes of a group are told as its first.
FIRST = 3


def findings(tables: Mapping[str, pd.DataFrame], groups: Sequence[str]) -> Iterator[Finding]:
    """Leading codes of each group, then each code compared, then praise against promise."""
    table = tables["priorities"]
    table = table.assign(share=pd.to_numeric(table["share"], errors="coerce"))
    shares = table[
        (table["method"] == "codebook") & (table["counted"].map(str) == "True")
    ]
    whole = shares[shares["unit"] == "quasi_sentences"]
    for group in groups:
        yield from _leading(whole, group)
    bounds = _errors(tables["priority_validation"])
    for code, own in whole.groupby("code", sort=False):
        if own["share"].max() < LEAST:
            continue
        yield from _compared(own, str(code), groups, bounds)
    for group in groups:
        yield from _promised(shares, group)


def _leading(whole: pd.DataFrame, group: str) -> Iterator[Finding]:
    own = whole[whole["group"] == group].sort_values("share", ascending=False, kind="stable")
    if own.empty or own["share"].iloc[0] <= 0:
        return
    top = own.head(FIRST)
    rest = own["share"].iloc[FIRST:].max() if len(own) > FIRST else 0.0
    lows = pd.to_numeric(top["loo_low"], errors="coerce")
    holds = bool((lows > rest).all())
    names_en = ", ".join(
        f"{row.en} ({percent(row.share)})" for row in top.itertuples()
    )
    names_zh = "、".join(
        f"{row.zh}（{percent(row.share).replace(' ', '')}）" for row in top.itertuples()
    )
    units = int(pd.to_numeric(own["units"], errors="coerce").max())
    yield Finding(
        id=f"first-{group}",
        chapter=CHAPTER,
        text_en=f"Of what {group} asks for or reports, most is {names_en}, of {units} statements.",
        text_zh=f"{group}所谈最多的是{names_zh}，共{units}个语句。",
        groups=(group,),
        tables=("priorities",),
        rows=(f"priorities: method=codebook unit=quasi_sentences group={group}",),
        robust=ROBUST if holds else FRAGILE,
        why="" if holds else "one paragraph can change which codes come first",
    )


def _errors(validation: pd.DataFrame) -> dict[str, float]:
    """By code, how often what is found is right and is all: the lower of precision and recall."""
    own = validation[validation["method"] == "codebook"]
    worst: dict[str, float] = {}
    for row in own.itertuples():
        ends = [pd.to_numeric(value, errors="coerce") for value in (row.precision, row.recall)]
        known = [float(value) for value in ends if value == value]
        if known:
            worst[str(row.code)] = min(worst.get(str(row.code), 1.0), *known)
    return worst


def _compared(
    own: pd.DataFrame, code: str, groups: Sequence[str], right: Mapping[str, float]
) -> Iterator[Finding]:
    values = values_of(own, groups, "share")
    if len(values) < 2:
        return
    ordered = sorted(values, key=lambda value: -value.value)
    en, zh = own["en"].iloc[0], own["zh"].iloc[0]
    least = right.get(code)
    # Were all errors of the instrument on one side, a share could be off by that part of itself.
    doubt = (
        "how often this code is right is not known"
        if least is None
        else "errors of the instrument could make it"
        if ordered[0].value * least <= ordered[-1].value / max(least, 0.01)
        else ""
    )
    finding = compared(
        values,
        Wording(
            en="{top} gives {code} most room: {values} of its statements.".replace(
                "{code}", en.replace("{", "").replace("}", "")
            ),
            zh="{top}谈" + zh + "最多：{values}。",
            number=percent,
        ),
        name=f"code-{code}",
        chapter=CHAPTER,
        tables=("priorities", "priority_validation"),
        rows=(f"priorities: method=codebook unit=quasi_sentences code={code}",),
        doubt=doubt,
    )
    if finding:
        yield finding


def _promised(shares: pd.DataFrame, group: str) -> Iterator[Finding]:
    """The codes that a group promises much more than it praises, and the other way round."""
    own = shares[shares["group"] == group]
    past, future = (
        own[own["unit"] == unit].set_index("code") for unit in ("past", "future")
    )
    both = past.index.intersection(future.index)
    if both.empty or min(past["units"].astype(float).max(), future["units"].astype(float).max()) < 10:
        return
    change = (future.loc[both, "share"] - past.loc[both, "share"]).sort_values()
    low, high = change.index[0], change.index[-1]
    if change.iloc[-1] <= 0 or change.iloc[0] >= 0:
        return

    def told(code: str, side: pd.DataFrame) -> str:
        return percent(float(side.loc[code, "share"]))

    firm = all(
        float(late.loc[code, "loo_low"]) > float(early.loc[code, "loo_high"])
        for code, late, early in ((high, future, past), (low, past, future))
    )
    yield Finding(
        id=f"promise-{group}",
        chapter=CHAPTER,
        text_en=(
            f"What {group} asks for differs from what it praises: {future.loc[high, 'en']} takes "
            f"{told(high, future)} of its plans and {told(high, past)} of its review, "
            f"{past.loc[low, 'en']} {told(low, future)} and {told(low, past)}."
        ),
        text_zh=(
            f"{group}的部署与回顾不同：{future.loc[high, 'zh']}占部署{told(high, future)}、回顾"
            f"{told(high, past)}，{past.loc[low, 'zh']}占部署{told(low, future)}、回顾"
            f"{told(low, past)}。"
        ).replace(" %", "%"),
        groups=(group,),
        tables=("priorities",),
        rows=tuple(
            f"priorities: method=codebook unit={unit} group={group} code={code}"
            for unit in ("past", "future")
            for code in (high, low)
        ),
        robust=ROBUST if firm else FRAGILE,
        why="" if firm else "one paragraph can change it",
    )
