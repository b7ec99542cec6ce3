"""The claims written down before looking, told with what was found of each."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from chengyan.story.finding import (
    FRAGILE,
    OVERLAP,
    ROBUST,
    Doubt,
    Finding,
    decimal,
    numbers,
    percent,
    some,
    tight,
)
from chengyan.story.rows import condition, reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from chengyan.story.context import Context

CHAPTER = "robustness"
REVERSED = "reversed"
VERDICT_ZH = {ROBUST: "稳健", FRAGILE: "不稳健", REVERSED: "方向相反"}
UNITS_ZH = {
    "per 10,000 words": "每万词",
    "per 10,000 Han characters": "每万字",
    "share of sentences": "占句数",
    "share of Han characters": "占字数",
    "share of Han characters with a counted code": "有政策类目的字数中的占比",
    "Han characters a sentence, headings too": "平均句长（字，含标题）",
    "types a token in windows of 100, whole text": "每100词窗口的词种与词次之比，全文",
}
CHOICES = {
    "engine": ("the segmenter", "分词引擎"),
    "lexicon": ("whether formulations count as one word", "提法是否算作一个词"),
    "stopwords": ("function words", "虚词的取舍"),
    "unit": ("the unit left out", "去掉的单位"),
    "measure": ("the measure of difference", "差异的度量方式"),
    "headings": ("headings", "标题的取舍"),
    "quotations": ("quotations", "引文的取舍"),
    "sections": ("which sections are compared", "开头与结尾的取舍"),
    "length": ("cutting texts to one length", "是否截成等长"),
}
SOME_WAYS = Doubt(
    "not enough of the reasonable ways to measure it agree", "与之一致的合理分析方式不够多"
)
INSTRUMENT = Doubt(
    "errors of the instrument are not among these ways", "这些分析方式不含自动编码与识别的误差"
)
_NUMBERS = ("effect", "loo_low", "loo_high", "agreeing", "opposed", "specifications", "value_more")


def findings(context: Context) -> Iterator[Finding]:
    """The verdicts together, the choice that moves most, then each claim."""
    claims = numbers(
        context.tables["claims"], *_NUMBERS, "value_less", "count_more", "count_less", "min_effect"
    )
    claims = claims[(claims["specifications"].fillna(0) > 0) & claims["effect"].notna()]
    if claims.empty:
        return
    yield from _verdicts(context, claims)
    yield from _choice(context)
    for row in claims.to_dict("records"):
        yield _claim(row)


def _verdicts(context: Context, claims: pd.DataFrame) -> Iterator[Finding]:
    number = {name: int((claims["robust"] == name).sum()) for name in VERDICT_ZH}
    matched = int((claims["contrast"] == "matched").sum())
    against = int((claims["effect"] <= -claims["min_effect"]).sum())
    yield Finding(
        id="claims",
        chapter=CHAPTER,
        text_en=(
            f"Of {some(len(claims), 'claim')} written down before looking, {number[ROBUST]} "
            f"{'is' if number[ROBUST] == 1 else 'are'} robust, borne out by nearly every "
            f"reasonable way to measure, {number[FRAGILE]} "
            f"{'depends' if number[FRAGILE] == 1 else 'depend'} on the way, "
            f"{number[REVERSED] or 'none'} "
            f"{'is' if number[REVERSED] < 2 else 'are'} reversed; {matched or 'none'} "
            f"{'rests' if matched < 2 else 'rest'} on a matched contrast. In {against} the one "
            f"estimate that is reported says the opposite, by as much as a claim must."
        ),
        text_zh=(
            f"事先写下的{len(claims)}条论断中，"
            f"{number[ROBUST]}条稳健，即在几乎所有合理分析方式下都成立，"
            f"{number[FRAGILE]}条取决于分析方式，判为“方向相反”的有{number[REVERSED]}条；"
            f"基于可比文本的有{matched}条。仅就所报告的估计值而言，与预期相反的有{against}条。"
        ),
        groups=tuple(context.groups),
        rows=(condition("claims", robust=list(VERDICT_ZH)),),
        weight=99,
    )


def _choice(context: Context) -> Iterator[Finding]:
    table = numbers(context.tables["choices"], "change")
    moved = table.groupby("choice")["change"].median().sort_values(ascending=False)
    if len(moved) < 2:
        return
    most, least = str(moved.index[0]), str(moved.index[-1])
    words = [CHOICES.get(name, (name, name)) for name in (most, least)]
    times = [f"{100 * (2 ** float(moved[name]) - 1):.0f} %" for name in (most, least)]
    yield Finding(
        id="choices",
        chapter=CHAPTER,
        text_en=(
            f"Of all choices of analysis, {words[0][0]} moves estimates most, by "
            f"{times[0]} in the median claim; "
            f"{words[1][0]} moves them least, by {times[1]}."
        ),
        text_zh=(
            f"各种分析选择中，对估计值影响最大的是{words[0][1]}（"
            f"各论断变动的中位数为{tight(times[0])}），"
            f"最小的是{words[1][1]}（{tight(times[1])}）。"
        ),
        groups=tuple(context.groups),
        rows=(condition("choices", choice=[most, least]),),
        weight=60,
    )


def _listed(cell: object) -> tuple[str, ...]:
    return tuple(name for name in str(cell).split(";") if name and name != "nan")


def _claim(row: dict[object, object]) -> Finding:
    effect = float(row["effect"])  # type: ignore[arg-type]
    least = float(row["min_effect"])  # type: ignore[arg-type]
    turned, small = effect <= -least, abs(effect) < least
    more, less = _listed(row["more"]), _listed(row["less"])
    verdict = str(row["robust"])
    agree, oppose = float(row["agreeing"]), float(row["opposed"])  # type: ignore[arg-type]
    ways = int(row["specifications"])  # type: ignore[call-overload]
    values_en, values_zh = _values(row, more, less)
    found_en = "found the other way round" if turned else "found so"
    found_zh = "结果相反" if turned else "结果相符"
    if small:
        found_en, found_zh = "the difference found is too small to count", "实测差异太小，不计"
    share_en = f"{_share(agree)} of {ways} ways to measure it agree"
    share_zh = f"{ways}种分析方式中{tight(_share(agree))}与预期一致"
    if oppose > agree:
        share_en += f", {_share(oppose)} say the opposite"
        share_zh += f"，{tight(_share(oppose))}与预期相反"
    weight = 50 + 20 * agree - (20 if verdict != ROBUST else 0) + min(abs(effect), 4)
    ends = [float(row[f"loo_{end}"]) for end in ("low", "high")]  # type: ignore[arg-type]
    text_en, text_zh = str(row["text_en"]).rstrip("."), str(row["text_zh"]).rstrip("。")
    of = _listed(row["of"])
    hash_of = {"terms": "q", "code": "code", "device": "device"}.get(str(row["kind"]), "")
    return Finding(
        id=f"claim-{row['id']}",
        chapter=CHAPTER,
        text_en=(
            f"Expected: {text_en}; {found_en}: {values_en}. "
            f"{share_en[:1].upper()}{share_en[1:]}: {verdict}."
        ),
        text_zh=(
            f"预期：{text_zh}；{found_zh}：{values_zh}。{share_zh}："
            f"{VERDICT_ZH.get(verdict, verdict)}。"
        ),
        groups=_listed(row["groups"]),
        more=() if small else less if turned else more,
        less=() if small else more if turned else less,
        rows=(condition("claims", id=row["id"]), condition("robustness", claim=row["id"])),
        effect=-effect if turned else effect,
        loo_low=-ends[1] if turned else ends[0],
        loo_high=-ends[0] if turned else ends[1],
        doubts=(
            *(() if verdict == ROBUST else (SOME_WAYS,)),
            *((OVERLAP,) if ends[0] <= 0 <= ends[1] else ()),
            *((INSTRUMENT,) if str(row["kind"]) in {"code", "device"} else ()),
        ),
        robust=verdict,
        contrast=str(row["contrast"]),
        confounds=_listed(row["confounds"]),
        sentences=reading(group=more[0], **{hash_of: "|".join(of) if hash_of == "q" else of[0]})
        if hash_of and of
        else reading(group=more[0]),
        weight=weight,
    )


def _share(value: float) -> str:
    """A share of specifications in whole per cent, never more than it is, as in the tables."""
    return f"{math.floor(100 * value + 1e-9)} %"


def _values(
    row: dict[object, object], more: tuple[str, ...], less: tuple[str, ...]
) -> tuple[str, str]:
    unit = str(row["unit"])
    value = [float(row[f"value_{side}"]) for side in ("more", "less")]  # type: ignore[arg-type]
    counts = [row.get(f"count_{side}") for side in ("more", "less")]
    known = all(isinstance(n, int | float) and math.isfinite(n) for n in counts)
    if unit.startswith("share"):
        number = [percent(x) for x in value]
        unit_en = re.sub(r"^share of ", "of ", unit)
    else:
        number = [f"{x:.2f}" if x < 1 else decimal(x) for x in value]
        unit_en = unit
    told_en = [f"{x} ({n:.0f} in all)" if known else x for x, n in zip(number, counts, strict=True)]
    told_zh = [
        f"{tight(x)}（共{n:,.0f}次）" if known else tight(x)
        for x, n in zip(number, counts, strict=True)
    ]
    return (
        f"{' and '.join(more)} {told_en[0]}, {' and '.join(less)} {told_en[1]}, {unit_en}",
        f"{UNITS_ZH.get(unit, unit)}，{'、'.join(more)}{told_zh[0]}，{'、'.join(less)}{told_zh[1]}",
    )
