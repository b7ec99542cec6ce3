"""What the tables of rhetoric say: devices that differ, and rungs of obligation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from chengyan.rhetoric.worth import FAILED, VALIDATED
from chengyan.story.devices import phrase
from chengyan.story.finding import (
    ERRORS,
    NAMED,
    UNTESTED,
    Doubt,
    Finding,
    and_en,
    and_zh,
    decimal,
    numbers,
    quotient,
)
from chengyan.story.rows import condition, reading
from chengyan.story.say import Wording, compared, sides
from chengyan.story.values import PER, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chengyan.story.context import Context

CHAPTER = "rhetoric"
# ASSUME a device with fewer instances in all is told by no sentence of its own.
INSTANCES = 6
# Where a sentence looks is told of whole texts, by characters.
_ELSEWHERE = ("past", "present", "future")
# Plain formulations are counted by the tables of formulations, with their levels.
_COVERED = ("formulation",)
ORDER = Doubt(
    "by the share of sentences the order is another, since sentences differ in length",
    "若按含有它的句子所占比例计，次序不同：各方句子长短不一",
    turns=True,
)
MODAL = ("must", "resolve", "command", "promise", "effort")


def findings(context: Context) -> Iterator[Finding]:
    """Each device compared, then the ladder of obligation."""
    table = numbers(context.tables["rhetoric"], "rate", "count", "positives", "sentences")
    firm = {
        (str(row["device"]), str(row["more"]), str(row["less"]))
        for row in context.tables["rhetoric_differences"].to_dict("records")
    }
    instances = context.tables["rhetoric_instances"]
    once = instances.drop_duplicates(["device", "doc_id", "instance"])
    for device, own in table.groupby("device", sort=False):
        if device in _ELSEWHERE + _COVERED or own["count"].sum() < INSTANCES:
            continue
        if own["status"].iloc[0] != FAILED:
            cases = once[once["device"] == device]
            if device == "metaphor":
                cases = once[once["family"] == "metaphor"]
            yield from _compared(context, own, cases, str(device), firm)
    if 1 < len(context.groups) <= NAMED:
        yield from _ladder(context)


def _compared(
    context: Context,
    own: pd.DataFrame,
    cases: pd.DataFrame,
    device: str,
    firm: set[tuple[str, str, str]],
) -> Iterator[Finding]:
    values = context.lengths.rates(cases)
    if len(values) < 2:
        return
    ordered = sorted(values, key=lambda value: -value.value)
    more, less = sides(ordered)
    rate = own.set_index("group")["rate"]
    doubts = []
    if own["status"].iloc[0] != VALIDATED:
        doubts.append(UNTESTED)
    elif not any((device, a, b) in firm for a in more for b in less):
        doubts.append(ERRORS)
    if rate.get(ordered[0].group, 0.0) <= rate.get(ordered[-1].group, 0.0):
        doubts.append(ORDER)
    en, noun, zh, noun_zh = phrase(device, str(own["en"].iloc[0]), str(own["zh"].iloc[0]))
    finding = compared(
        values,
        Wording(
            en=f"{{who}} {en} more often {{than}}",
            zh=f"{{who}}{{seem}}比{{than}}更常{zh}",
            noun_en=noun,
            noun_zh=noun_zh,
            number=decimal,
            unit_en=f"in {PER:,} characters",
            unit_zh="每万字次数，",
            case_en="in all",
            case_zh="次",
        ),
        name=f"device-{device}",
        chapter=CHAPTER,
        rows=(condition("rhetoric", device=device),),
        doubts=doubts,
        sentences=f"group={{top}}&device={device}",
        weight=_weight(device, ordered, VALIDATED == own["status"].iloc[0]),
    )
    if finding:
        yield finding


def _weight(device: str, ordered: list[Value], validated: bool) -> float:
    often = ordered[0].count or 0
    return 60 + (5 if validated else 0) + min(often, 20) / 10 - (device.startswith("metaphor_")) * 3


def _ladder(context: Context) -> Iterator[Finding]:
    """Which rung of obligation each group stands on, and to whom it speaks."""
    table = numbers(context.tables["modality"], "count")
    every = table[(table["addressee"] == "all") & table["rung"].isin(MODAL)]
    told_en, told_zh = [], []
    for group in context.groups:
        own = every[every["group"] == group]
        own = own[own["count"] > 0].sort_values("count", ascending=False, kind="stable")
        total = int(own["count"].sum())
        if not total:
            continue
        first = own.head(2).to_dict("records")
        words = [(str(row["zh"]), int(row["count"])) for row in first]
        told_en.append(f"{group} {and_en(f'{word} ({n})' for word, n in words)} of {total}")
        told_zh.append(f"{group}{total}次中{and_zh(f'{word}（{n}次）' for word, n in words)}")
    if told_en:
        yield Finding(
            id="ladder",
            chapter=CHAPTER,
            text_en=f"The words that oblige or promise most often are {'; '.join(told_en)}.".replace(
                " are ", ", with their counts, are in "
            ),
            text_zh=f"表示义务或承诺的用语中最常见的：{'；'.join(told_zh)}。",
            groups=tuple(context.groups),
            rows=(condition("modality", addressee="all", rung=MODAL),),
            doubts=(UNTESTED,),
            sentences=reading(device="modality_strong"),
            weight=64,
        )
    yield from _addressed(context, table)


def _addressed(context: Context, table: pd.DataFrame) -> Iterator[Finding]:
    """Whether what must be done is laid on us or on others."""
    laid = table[table["rung"].isin(["must", "command"])]
    values = []
    for group in context.groups:
        own = laid[laid["group"] == group].groupby("addressee")["count"].sum()
        of, us = int(own.get("all", 0)), int(own.get("us", 0))
        if of < INSTANCES:
            continue
        # One case more or less: the table has no paragraphs.
        low, high = max(us - 1, 0) / of, min(us + 1, of) / of
        values.append(
            Value(
                group,
                us / of,
                low,
                high,
                count=us,
                of=of,
                contrast=context.lengths.contrast(group),
                confounds=context.lengths.confounds(group),
            )
        )
    finding = compared(
        values,
        Wording(
            en="Of what must be done (要, 必须), {who} [lays/lay] more on “us” {than}",
            zh="“要”“必须”所要求的，{who}{seem}比{than}更多地落在“我们”身上",
            noun_en="how much of what must be done (要, 必须) is laid on “us”",
            noun_zh="“要”“必须”落在“我们”身上的比例",
            unit_en="of these words",
            case_zh="次",
        ),
        name="addressee-us",
        chapter=CHAPTER,
        rows=(condition("modality", rung=["must", "command"], addressee=["all", "us"]),),
        doubts=(UNTESTED,),
        weight=45,
    )
    if finding:
        yield finding
