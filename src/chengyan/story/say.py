"""How a comparison of groups is put into words: who has more, than whom, with which numbers."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from chengyan.story.finding import (
    ALIKE,
    CHANCE,
    MATCHED,
    NAMED,
    OVERLAP,
    TOO_FEW,
    UNCLEAR,
    UNMATCHED,
    Doubt,
    Finding,
    and_en,
    and_zh,
    decimal,
    percent,
    quotient,
    tight,
)
from chengyan.story.values import PER, Value, chance

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# ASSUME counts differ if equal rates would give them so rarely; sentences are taken as independent
# of each other, which they are not: it is the least to ask. Where equal rates give them often, and
# one is not much more than twice the other, or half the time, no difference is told.
RARELY, OFTEN, HALF, TWICE = 0.05, 0.3, 0.5, 2.5
# A group whose value is as near to an end counts with it.
NEAR = 1.25
# And at most so far from the top, however wide the ranges.
HALFWAY = 2.0
_VERB = re.compile(r"\[(\S+?)/(.+?)\]")


@dataclass(frozen=True)
class Wording:
    """How one comparison is put.

    Attributes
    ----------
    en, zh : str
        With ``{who}``, ``{than}`` and, in English, verbs as ``[gives/give]``; in Chinese ``{seem}``
        stands where doubt is said. No full stop.
    noun_en, noun_zh : str
        What is compared, for where groups are alike: in {noun} they hardly differ.
    number : callable
        How a value is written.
    unit_en, unit_zh : str
        What the numbers are of: after the first of them, and before them.
    case_en, case_zh : str
        What is counted, after the first count in English, after each in Chinese.
    """

    en: str
    zh: str
    noun_en: str
    noun_zh: str
    number: Callable[[float], str] = percent
    unit_en: str = ""
    unit_zh: str = ""
    case_en: str = ""
    case_zh: str = ""

    @classmethod
    def of_rate(cls, en: str, zh: str, noun_en: str, noun_zh: str, case_en: str = "in all") -> Self:
        """How a comparison of counts in so many characters is put."""
        return cls(
            en, zh, noun_en, noun_zh,
            number=decimal, unit_en=f"times in {PER:,} characters", unit_zh="每万字次数，",
            case_en=case_en, case_zh="次",
        )  # fmt: skip


def compared(
    values: Sequence[Value],
    wording: Wording,
    *,
    name: str,
    chapter: str,
    rows: Sequence[str],
    doubts: Sequence[Doubt] = (),
    sentences: str = "",
    weight: float = 0.0,
) -> Finding | None:
    """The sentence that compares groups; none where there is nothing to compare.

    Parameters
    ----------
    values : sequence of Value
    wording : Wording
    name, chapter : str
    rows : sequence of str
    doubts : sequence of Doubt, optional
        Why it cannot be robust whatever the ranges.
    sentences : str, optional
        Hash of the reading view, in which ``{top}`` is the group with most.
    weight : float, optional

    Notes
    -----
    It is robust if the range of the highest lies above that of the lowest, the counts are not such
    as equal rates would give, and no other doubt is known. Groups between the two count as having
    more, or less, if their range is apart from one end only. Where the highest and the lowest lie
    close they are told as alike: below a quotient of `ALIKE`, or of `UNCLEAR` where neither ranges
    nor counts tell them apart.
    """
    ordered = sorted(values, key=lambda value: -value.value)
    if len(ordered) < 2 or ordered[0].value <= 0:
        return None
    top, low = ordered[0], ordered[-1]
    more, less = sides(ordered)
    overlap = top.low <= low.high
    odds = chance(*([v for v in values if v.group in side] for side in (more, less)))
    # The ends of many groups are chosen from all pairs of them.
    pairs = len(values) * (len(values) - 1) // 2 if len(values) > NAMED else 1
    often = odds is not None and odds * pairs >= RARELY
    known = [*doubts, *([OVERLAP] if overlap else []), *([CHANCE] if often else [])]
    unclear = overlap and (often or odds is None)
    near = UNCLEAR if unclear else ALIKE
    if odds is not None and odds >= OFTEN:
        near = max(near, math.inf if odds >= HALF else TWICE)
    turned = unclear and any(doubt.turns for doubt in doubts)
    if top.value < near * max(low.value, 1e-12) or turned:
        more, less = (), ()
        close = top.value < ALIKE * low.value
        en, zh = _alike(ordered, wording, close=close)
        wide = top.high >= UNCLEAR * low.low
        known = [*doubts, *([TOO_FEW] if wide or not close else [])]
    else:
        en, zh = _told(ordered, more, less, wording, doubt=bool(known))
    both = [value for value in values if value.group in (*more, *less)] or list(values)
    interval = top.interval and low.interval
    low_end, high_end = quotient(top.low, low.high), quotient(top.high, low.low)
    return Finding(
        id=name,
        chapter=chapter,
        text_en=en,
        text_zh=zh,
        groups=tuple(value.group for value in values),
        rows=tuple(rows),
        more=more,
        less=less,
        effect=quotient(top.value, low.value),
        ci_low=low_end if interval else math.nan,
        ci_high=high_end if interval else math.nan,
        loo_low=math.nan if interval else low_end,
        loo_high=math.nan if interval else high_end,
        doubts=tuple(known),
        contrast=MATCHED if {value.contrast for value in both} == {MATCHED} else UNMATCHED,
        confounds=confounds(both),
        sentences=sentences.replace("{top}", top.group),
        weight=weight + gap(top.value, low.value) / 10 - (0.5 if known else 0),
    )


def confounds(values: Sequence[Value]) -> tuple[str, ...]:
    """In what else the groups differ, each once."""
    return tuple(
        dict.fromkeys(name for value in values for name in value.confounds.split(";") if name)
    )


def gap(more: float, less: float) -> float:
    """How far apart two values are in binary logarithms, at most 5; where one is nothing, 4."""
    return min(quotient(more, less), 5.0) if more > 0 and less > 0 else 4.0


def sides(ordered: Sequence[Value]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which groups have more and which less: near one end, or apart from the other end only."""
    top, low = ordered[0], ordered[-1]
    if len(ordered) > NAMED:
        return (top.group,), (low.group,)
    apart = top.low > low.high
    more, less = [top.group], []
    for value in ordered[1:-1]:
        above = value.value * NEAR >= top.value or (
            apart
            and value.low > low.high
            and value.high >= top.low
            and value.value * HALFWAY >= top.value
        )
        below = value.value <= NEAR * low.value or (
            apart and value.high < top.low and value.low <= low.high
        )
        if above and not below:
            more.append(value.group)
        elif below and not above:
            less.append(value.group)
    return tuple(more), (*less, low.group)


def _told(
    ordered: Sequence[Value],
    more: Sequence[str],
    less: Sequence[str],
    wording: Wording,
    *,
    doubt: bool,
) -> tuple[str, str]:
    rest = len(ordered) - 1
    many = rest >= NAMED
    than_en = f"than any of the other {rest}" if many else f"than {and_en(less)}"
    than_zh = f"其余{rest}组中的任何一组" if many else and_zh(less)
    between = [v.group for v in ordered if not many and v.group not in (*more, *less)]
    mid_en = f", with {and_en(between)} in between" if between else ""
    mid_zh = f"，{and_zh(between)}居中" if between else ""
    single = len(more) == 1

    def verb(found: re.Match[str]) -> str:
        one, base = found.groups()
        if doubt:
            return f"{'seems' if single else 'seem'} to {'be' if base == 'are' else base}"
        return str(one if single else base)

    en = _VERB.sub(verb, wording.en).replace("{who}", and_en(more)).replace("{than}", than_en)
    zh = wording.zh.replace("{who}", and_zh(more)).replace("{than}", than_zh)
    zh = zh.replace("{seem}", "似" if doubt else "")
    return (
        f"{en}{mid_en}: {listed_en(ordered, wording)}.",
        f"{zh}{mid_zh}：{listed_zh(ordered, wording)}。",
    )


def _alike(ordered: Sequence[Value], wording: Wording, *, close: bool) -> tuple[str, str]:
    en = "They hardly differ" if close else "No clear difference shows"
    zh = "相差无几" if close else "看不出明确差异"
    return (
        f"{en} in {wording.noun_en}: {listed_en(ordered, wording)}.",
        f"在{wording.noun_zh}上{zh}：{listed_zh(ordered, wording)}。",
    )


def _shown(ordered: Sequence[Value]) -> list[tuple[str, str, Value]]:
    """What is listed: all, or the ends and the middle, each with its name in both languages."""
    if len(ordered) <= NAMED:
        return [(value.group, value.group, value) for value in ordered]
    middle = ordered[len(ordered) // 2]
    return [
        (ordered[0].group, ordered[0].group, ordered[0]),
        (f"{middle.group} in the middle", f"居中的{middle.group}", middle),
        (f"{ordered[-1].group} at the end", f"末位的{ordered[-1].group}", ordered[-1]),
    ]


def listed_en(ordered: Sequence[Value], wording: Wording) -> str:
    """Values in falling order: 石家庄 19 % of statements (9 of 47), 保定 7 % (33 of 484)."""
    told = []
    for place, (name, _, value) in enumerate(_shown(ordered)):
        unit = f" {wording.unit_en}" if wording.unit_en and not place else ""
        case = f" {wording.case_en}" if wording.case_en and not place else ""
        of = f" of {value.of:,}" if value.share and value.of is not None else ""
        count = "" if value.count is None else f" ({value.count}{of}{case})"
        told.append(f"{name} {wording.number(value.value)}{unit}{count}")
    return ", ".join(told)


def listed_zh(ordered: Sequence[Value], wording: Wording) -> str:
    """Values in falling order: 石家庄19%（47个语句中9个）、保定7%（484个语句中33个）."""
    told = []
    for _, name, value in _shown(ordered):
        case = wording.case_zh
        if value.count is None:
            count = ""
        elif value.share:
            count = f"（{value.of:,}{case}中的{value.count:,}{case[:1]}）"
        else:
            count = f"（共{value.count:,}{case}）"
        told.append(f"{name}{tight(wording.number(value.value))}{count}")
    return f"{wording.unit_zh}{'、'.join(told)}"
