"""What the tables of rhetoric say: devices that differ, and rungs of obligation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chengyan.rhetoric.worth import FAILED, VALIDATED
from chengyan.story.devices import phrase
from chengyan.story.finding import (
    CHANCE,
    ERRORS,
    NAMED,
    OVERLAP,
    TOO_FEW,
    UNTESTED,
    Doubt,
    Finding,
    and_en,
    and_zh,
    numbers,
)
from chengyan.story.rows import condition, reading
from chengyan.story.say import Wording, compared, sides

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from chengyan.story.context import Context
    from chengyan.story.values import Value

CHAPTER = "rhetoric"
# ASSUME a device with fewer instances in all is told by no sentence of its own.
INSTANCES = 6
# Or with fewer, if it was never tested how well it is found and chance could do it.
FEW = 8
# Where a sentence looks is told of whole texts, by characters.
_ELSEWHERE = ("past", "present", "future")
# Plain formulations are counted by the tables of formulations, with their levels.
_COVERED = ("formulation",)
ORDER = Doubt(
    "by the share of sentences the order is another, since sentences differ in length",
    "若按含有它的句子所占比例计，次序不同：各组句子长短不一",
    turns=True,
)
MODAL = ("must", "resolve", "command", "promise", "effort")


def findings(context: Context) -> Iterator[Finding]:
    """Each device compared, then the ladder of obligation."""
    table = numbers(context.tables["rhetoric"], "rate", "count", "f1")
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
        Wording.of_rate(
            en=f"{{who}} {en} more often {{than}}",
            zh=f"{{who}}{{seem}}比{{than}}更常{zh}",
            noun_en=f"the frequency of {noun}",
            noun_zh=f"{noun_zh}的频率",
        ),
        name=f"device-{device}",
        chapter=CHAPTER,
        rows=(condition("rhetoric", device=device),),
        doubts=doubts,
        sentences=f"group={{top}}&device={_shown(cases, ordered[0].group, device)}",
        weight=_weight(device, ordered, own["status"].iloc[0] == VALIDATED),
    )
    if finding and not (UNTESTED in doubts and _is_noise(finding, ordered)):
        yield finding


def _shown(cases: pd.DataFrame, group: str, device: str) -> str:
    """The device whose sentences stand for it: of a family taken together, its most frequent."""
    own = cases.loc[cases["group"] == group, "device"]
    return str(own.mode().iloc[0]) if len(own) else device


def _is_noise(finding: Finding, ordered: Sequence[Value]) -> bool:
    """Whether what was never tested rests on too few cases to be worth a sentence."""
    known = finding.doubts
    total = sum(value.count or 0 for value in ordered)
    return TOO_FEW in known or (CHANCE in known and (OVERLAP in known or total < FEW))


def _weight(device: str, ordered: list[Value], validated: bool) -> float:
    often = ordered[0].count or 0
    return 60 + (5 if validated else 0) + min(often, 20) / 10 - (device.startswith("metaphor_")) * 3


def _each(words: str) -> str:
    """Each word in quotation marks of its own, but for the outer ones."""
    return words.replace("、", "”“")


def _ladder(context: Context) -> Iterator[Finding]:
    """Which rungs of obligation each group stands on."""
    table = numbers(context.tables["modality"], "count")
    every = table[(table["addressee"] == "all") & table["rung"].isin(MODAL)]
    told_en, told_zh = [], []
    for group in context.groups:
        own = every[every["group"] == group]
        own = own[own["count"] > 0].sort_values("count", ascending=False, kind="stable")
        total = int(own["count"].sum())
        if not total:
            continue
        first = [(str(row["zh"]), int(row["count"])) for row in own.head(2).to_dict("records")]
        named = [f"{word} ({n}{'' if i else f' of {total}'})" for i, (word, n) in enumerate(first)]
        told_en.append(f"{group} most often says {and_en(named)}")
        told_zh.append(
            f"{group}共{total}次，以{and_zh(f'“{_each(word)}”（{n}次）' for word, n in first)}居多"
        )
    if told_en:
        yield Finding(
            id="ladder",
            chapter=CHAPTER,
            text_en=f"Among words that oblige or promise, {'; '.join(told_en)}.",
            text_zh=f"表示义务或承诺的用语，{'；'.join(told_zh)}。",
            groups=tuple(context.groups),
            rows=(condition("modality", addressee="all", rung=MODAL),),
            doubts=(UNTESTED,),
            sentences=reading(device="modality_strong"),
            weight=64,
        )
