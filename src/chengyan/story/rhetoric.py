"""What the tables of rhetoric say: devices that differ, rungs of obligation, images, slogans."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from chengyan.rhetoric.worth import FAILED, VALIDATED
from chengyan.story.finding import (
    FRAGILE,
    ROBUST,
    Finding,
    Wording,
    compared,
    percent,
    values_of,
)

CHAPTER = "rhetoric"
# A device that no group has in a tenth of its sentences is not told.
LEAST = 0.05
OWN = 3
IMAGES = 3


def findings(tables: Mapping[str, pd.DataFrame], groups: Sequence[str]) -> Iterator[Finding]:
    """Validated devices compared, then images and slogans of each group."""
    table = tables["rhetoric"]
    firm = {
        (row.device, row.more, row.less) for row in tables["rhetoric_differences"].itertuples()
    }
    for device, own in table.groupby("device", sort=False):
        first = own.iloc[0]
        rates = pd.to_numeric(own["rate"], errors="coerce")
        if first["status"] == FAILED or rates.max() < LEAST:
            continue
        yield from _compared(own, str(device), groups, firm)
    for group in groups:
        yield from _images(tables["rhetoric_instances"], table, group)
    for group in groups:
        yield from _slogans(tables["formulations"], group)


def _compared(
    own: pd.DataFrame, device: str, groups: Sequence[str], firm: set[tuple[str, str, str]]
) -> Iterator[Finding]:
    values = values_of(own, groups, "rate")
    if len(values) < 2:
        return
    ordered = sorted(values, key=lambda value: -value.value)
    status = own["status"].iloc[0]
    doubt = (
        "not validated"
        if status != VALIDATED
        else ""
        if (device, ordered[0].group, ordered[-1].group) in firm
        else "errors of finding it could make it"
    )
    finding = compared(
        values,
        Wording(
            en=f"{own['en'].iloc[0]} ({own['zh'].iloc[0]}) is most frequent in {{top}}: {{values}} "
            "of sentences.",
            zh=f"{{top}}使用{own['zh'].iloc[0]}最多：{{values}}的句子。",
            number=percent,
        ),
        name=f"device-{device}",
        chapter=CHAPTER,
        tables=("rhetoric", "rhetoric_differences", "rhetoric_validation"),
        rows=(f"rhetoric: device={device}",),
        doubt=doubt,
    )
    if finding:
        yield finding


def _images(
    instances: pd.DataFrame, rates: pd.DataFrame, group: str
) -> Iterator[Finding]:
    failed = set(rates.loc[rates["status"] == FAILED, "device"])
    own = instances[
        (instances["group"] == group)
        & (instances["family"] == "metaphor")
        & ~instances["device"].isin(failed)
    ]
    often = own["text"].value_counts()
    often = often[often > 1].sort_index().sort_values(ascending=False, kind="stable").head(IMAGES)
    if often.empty:
        return
    named = "、".join(f"{image}（{count}）" for image, count in often.items())
    yield Finding(
        id=f"images-{group}",
        chapter=CHAPTER,
        text_en=f"The images that come again in {group} are {named.replace('（', ' (').replace('）', ')').replace('、', ', ')}.",
        text_zh=f"{group}反复使用的比喻有{named}。",
        groups=(group,),
        tables=("rhetoric_instances",),
        rows=(f"rhetoric_instances: family=metaphor group={group}",),
    )


def _slogans(formulations: pd.DataFrame, group: str) -> Iterator[Finding]:
    """Formulations that a group alone has, those that come again."""
    own = formulations[(formulations["group"] == group) & (formulations["role"] == "own")]
    own = own.assign(count=pd.to_numeric(own["count"], errors="coerce"))
    own = own[(own["count"] > 1) & (own["level"] == "local")]
    own = own.sort_values(["count", "formulation"], ascending=[False, True], kind="stable")
    if own.empty:
        return
    first = own.head(OWN)
    told = [
        f"{words}（{count:.0f}）"
        for words, count in zip(first["formulation"], first["count"], strict=True)
    ]
    named = "、".join(told)
    yield Finding(
        id=f"slogans-{group}",
        chapter=CHAPTER,
        text_en=f"Slogans of its own that {group} repeats are {named.replace('（', ' (').replace('）', ')')}.",
        text_zh=f"{group}反复使用的自有提法有{named}。",
        groups=(group,),
        tables=("formulations",),
        rows=(f"formulations: group={group} role=own level=local",),
        robust=ROBUST,
    )
