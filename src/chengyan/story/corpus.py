"""What is compared: who speaks, when, in what, how much, and what would match."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from chengyan.genre import genre_zh
from chengyan.story.finding import (
    MATCHED,
    NAMED,
    UNMATCHED,
    Finding,
    and_en,
    and_zh,
    names_in,
    numbers,
    quotient,
    some,
)
from chengyan.story.rows import condition

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from chengyan.story.context import Context

CHAPTER = "corpus"
CONFOUNDS_EN = {"genre": "genre", "office": "office", "years": "year", "year": "year"}
CONFOUNDS_ZH = {"genre": "体裁", "office": "主体", "years": "年份", "year": "年份"}


def findings(context: Context) -> Iterator[Finding]:
    """Texts and their kinds, how unlike they are, and which texts would settle more."""
    corpus = numbers(context.tables["corpus"], "han_chars", "paragraphs", "sentences", "sections")
    corpus = corpus[corpus["group"].isin(context.groups)]
    yield from _whole(context, corpus)
    if len(corpus) <= NAMED:
        yield from _each(corpus)
    if len(context.groups) > 1:
        yield from _matching(context)
        yield from _needed(context)


def _whole(context: Context, corpus: pd.DataFrame) -> Iterator[Finding]:
    length = corpus.groupby("group")["han_chars"].sum().reindex(list(context.groups)).fillna(0)
    genres = sorted(set(corpus["genre"].astype(str)))
    kinds_en = (
        f"{len(genres)} genres ({', '.join(genres)})"
        if len(genres) > 1
        else f"one genre ({genres[0]})"
    )
    kinds_en = f"{len(genres)} genres" if len(genres) > NAMED else kinds_en
    kinds_zh = (
        f"共{len(genres)}种体裁（{'、'.join(map(genre_zh, genres))}）"
        if len(genres) <= NAMED
        else f"共{len(genres)}种体裁"
    )
    if len(context.groups) < 2:
        return
    most, least = str(length.idxmax()), str(length.idxmin())
    times = length[most] / max(length[least], 1)
    cities = (corpus["city"].astype(str) == corpus["group"].astype(str)).all()
    number, many, zh = len(context.groups), *(("cities", "个城市") if cities else ("groups", "组"))
    yield Finding(
        id="corpus",
        chapter=CHAPTER,
        text_en=(
            f"{some(len(corpus), 'text')} of {number} {many} are set side by side, of {kinds_en}; "
            f"{most} has {times:.1f} times as much text as {least} ({length[most]:,.0f} "
            f"characters against {length[least]:,.0f})."
        ),
        text_zh=(
            f"比较{number}{zh}的{len(corpus)}篇文本，{kinds_zh}；"
            f"{most}的篇幅是{least}的{times:.1f}倍"
            f"（{length[most]:,.0f}字对{length[least]:,.0f}字）。"
        ),
        groups=tuple(context.groups),
        more=(most,),
        less=(least,),
        rows=(condition("corpus", group=list(context.groups)),),
        effect=quotient(float(length[most]), float(length[least])),
        weight=90,
    )


def _each(corpus: pd.DataFrame) -> Iterator[Finding]:
    for place, row in enumerate(corpus.to_dict("records")):
        sections = int(row["sections"] or 0)
        headed_en = some(sections, "headed section") if sections else "no headings"
        headed_zh = f"分{sections}个章节" if sections else "不分章节"
        yield Finding(
            id=f"text-{row['doc_id']}",
            chapter=CHAPTER,
            text_en=(
                f"{row['group']} speaks in a {row['genre']} of {row['date']}, by "
                f"{row['author']} ({row['office']}): "
                f"{row['han_chars']:,.0f} characters in "
                f"{some(int(row['sentences']), 'sentence')}, {headed_en}."
            ),
            text_zh=(
                f"{row['group']}的文本是{row['author']}（"
                f"{row['office']}）{_when(row['date'])}的{genre_zh(row['genre'])}："
                f"{row['han_chars']:,.0f}字，{row['sentences']:,.0f}句，{headed_zh}。"
            ),
            groups=(str(row["group"]),),
            rows=(condition("corpus", doc_id=row["doc_id"]),),
            sentences=f"text={row['doc_id']}",
            weight=80 - place,
        )


def _when(date: object) -> str:
    year, *rest = str(date).removesuffix(".0").split("-")
    if len(rest) == 2:
        return f"{year}年{int(rest[0])}月{int(rest[1])}日"
    return f"{year}年" if not rest else f"{year}年{int(rest[0])}月"


def _matching(context: Context) -> Iterator[Finding]:
    """How many pairs are matched, and in what the others differ."""
    table = context.tables["contrasts"]
    pairs = table[table["group_a"].isin(context.groups) & table["group_b"].isin(context.groups)]
    pairs = pairs.drop_duplicates(["group_a", "group_b"])
    if pairs.empty:
        return
    matched = int((pairs["contrast"] == MATCHED).sum())
    differ = Counter(name for cell in pairs["confounds"] for name in names_in(cell))
    names = list(differ)
    told = [f"{CONFOUNDS_EN.get(name, name)} ({n} of {len(pairs)})" for name, n in differ.items()]
    differ_en = and_en(told) if told else ""
    differ_zh = "，".join(
        f"{CONFOUNDS_ZH.get(name, name)}不同的有{n}组" for name, n in differ.items()
    )
    none = not matched
    yield Finding(
        id="matching",
        chapter=CHAPTER,
        text_en=(
            f"{'None' if none else matched} of the {some(len(pairs), 'pair')} "
            f"{'is' if matched < 2 else 'are'} matched"
            + (
                f"{'; the others' if matched else ': the texts'} differ in {differ_en} as well, "
                "and any difference may come from there."
                if names
                else "."
            )
        ),
        text_zh=(
            f"{len(pairs)}组对比中{f'可比的有{matched}组' if matched else '没有一组可比'}"
            + (f"{'；其余' if matched else '：'}{differ_zh}，差异可能由此而来。" if names else "。")
        ),
        groups=tuple(context.groups),
        rows=(condition("contrasts", group_a=list(context.groups), group_b=list(context.groups)),),
        contrast=MATCHED if matched == len(pairs) else UNMATCHED,
        confounds=tuple(names),
        weight=85,
    )


def _needed(context: Context) -> Iterator[Finding]:
    needs = context.tables["needs"]
    if needs.empty:
        return
    row = needs.iloc[0]
    lack = [name for name in str(row["lack"]).split(";") if name and name != "nan"]
    if not lack:
        return
    texts = int(row["needed"])
    yield Finding(
        id="needs",
        chapter=CHAPTER,
        text_en=(
            f"To set like beside like takes {some(texts, 'further text')} first of all: "
            f"{row['genre']}, {row['years']} "
            f"({row['office']}), from {and_en(lack)}."
        ),
        text_zh=(
            f"要把同类文本放在一起比较，最需要补{texts}篇："
            f"{and_zh(lack)}{row['years']}年的{genre_zh(row['genre'])}（{row['office']}）。"
        ),
        groups=tuple(context.groups),
        rows=(condition("needs", genre=row["genre"], years=row["years"]),),
        weight=70,
    )
