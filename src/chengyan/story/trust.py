"""How far the instruments can be trusted that the rest rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chengyan.rhetoric.worth import FAILED, VALIDATED
from chengyan.story.finding import Finding, and_en, and_zh, numbers, percent, some, tight, true
from chengyan.story.rows import condition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chengyan.story.context import Context

CHAPTER = "robustness"
# How the ways to find priorities are named.
WAYS = {
    "codebook": ("codebook", "编码手册"),
    "seeded": ("seeded topics", "种子主题"),
    "topics": ("free topics", "自由主题"),
}
_PAIR = ("way_a", "way_b")


def findings(context: Context) -> Iterator[Finding]:
    """Accuracy of codes, who coded, how many devices were validated, how three ways agree."""
    yield from _accuracy(context)
    yield from _devices(context)
    yield from _ways(context)


def _accuracy(context: Context) -> Iterator[Finding]:
    table = numbers(context.tables["priority_accuracy"], "accuracy", "sentences")
    table = table[true(table["here"]) & table["accuracy"].notna()]
    corpus = context.tables["corpus"].set_index("doc_id")["group"]
    rows = [row for row in table.to_dict("records") if row["doc_id"] in corpus.index]
    if not rows:
        return
    coding = str(rows[0]["coding"])
    people = coding.startswith("human")
    shown = rows[:5]
    en = ", ".join(
        f"{corpus[row['doc_id']]} {percent(row['accuracy'])} of {row['sentences']:.0f} sentences"
        for row in shown
    )
    zh = "、".join(
        f"{corpus[row['doc_id']]}{tight(percent(row['accuracy']))}（{row['sentences']:.0f}句）"
        for row in shown
    )
    yield Finding(
        id="accuracy",
        chapter=CHAPTER,
        text_en=(
            f"Where sentences were coded by {'people' if people else 'models, not people'}, "
            f"the codebook’s first code is the same in {en}."
        ),
        text_zh=(
            f"在{'人工' if people else '模型（而非人工）'}编码的句子中，"
            f"自动编码的首要类目与编码一致的比例：{zh}。"
        ),
        groups=tuple(dict.fromkeys(str(corpus[row["doc_id"]]) for row in shown)),
        rows=(condition("priority_accuracy", doc_id=[row["doc_id"] for row in shown]),),
        weight=55,
    )


def _devices(context: Context) -> Iterator[Finding]:
    table = context.tables["rhetoric"].drop_duplicates("device")
    # A family taken together is no device of its own.
    table = table[table["device"] != table["family"]]
    if table.empty:
        return
    status = table["status"].value_counts()
    good, bad = int(status.get(VALIDATED, 0)), int(status.get(FAILED, 0))
    rest = len(table) - good - bad
    failed = [
        (str(row["en"]), str(row["zh"]))
        for row in table[table["status"] == FAILED].to_dict("records")
    ]
    named_en = f" ({and_en(f'“{en}”' for en, _ in failed)})" if failed else ""
    named_zh = f"（{and_zh(zh for _, zh in failed)}）" if failed else ""
    yield Finding(
        id="devices-validated",
        chapter=CHAPTER,
        text_en=(
            f"Of {some(len(table), 'device')} of rhetoric, {good} "
            f"{'is' if good == 1 else 'are'} validated on coded sentences, for {rest} "
            "too few "
            f"were coded, and {bad} {'fails' if bad == 1 else 'fail'}{named_en} and "
            f"{'is' if bad == 1 else 'are'} left out."
        ),
        text_zh=(
            f"{len(table)}种修辞手段中，{good}种检验合格，{rest}种因编码句太少而未检验，"
            f"{bad}种检验不合格{named_zh}，此处不谈。"
        ),
        groups=tuple(context.groups),
        rows=(condition("rhetoric", status=list(status.index)),),
        weight=54,
    )


def _ways(context: Context) -> Iterator[Finding]:
    table = numbers(context.tables["priority_ways"], "agreement", "units")
    whole = table[(table["code"] == "all") & table["agreement"].notna()]
    if whole.empty:
        return
    rows = whole.to_dict("records")
    pairs = [
        tuple(
            "–".join(WAYS.get(str(row[way]), (str(row[way]),) * 2)[i] for way in _PAIR)
            for i in (0, 1)
        )
        for row in rows
    ]
    told_en = and_en(
        f"{percent(row['agreement'])} of {row['units']:.0f} ({en})"
        for row, (en, _zh) in zip(rows, pairs, strict=True)
    )
    told_zh = and_zh(
        f"{zh}为{tight(percent(row['agreement']))}（{row['units']:.0f}个文段）"
        for row, (_en, zh) in zip(rows, pairs, strict=True)
    )
    yield Finding(
        id="ways",
        chapter=CHAPTER,
        text_en=(
            "Three ways to find priorities, two by two, name the same leading code in these shares "
            f"of the stretches of text that both can name: {told_en}."
        ),
        text_zh=f"判定优先事项的三种方法两两相比，首要类目一致的文段比例：{told_zh}。",
        groups=tuple(context.groups),
        rows=(condition("priority_ways", code="all"),),
        weight=53,
    )
