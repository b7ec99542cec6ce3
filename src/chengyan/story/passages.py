"""Passages that stand in the texts of several groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chengyan.story.finding import Finding, inner, numbers, percent, records, some, tight
from chengyan.story.rhetoric import CHAPTER
from chengyan.story.rows import condition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chengyan.story.context import Context


def findings(context: Context) -> Iterator[Finding]:
    """How many passages two groups share, which groups most, and the longest passage."""
    if len(context.groups) < 2:
        return
    passages = numbers(context.tables["reuse"], "length")
    pairs = numbers(
        context.tables["reuse_groups"], "share", "shared", "beyond_formula", "han_chars"
    )
    if passages.empty or pairs.empty:
        yield Finding(
            id="reuse",
            chapter=CHAPTER,
            text_en="No passage of one text comes back in another beyond what chance allows.",
            text_zh="没有发现超出偶然的文本复用。",
            groups=tuple(context.groups),
            rows=(condition("reuse_groups"),) if len(pairs) else (),
            weight=50,
        )
        return
    longest = max(records(passages), key=lambda row: row["length"])
    most = max(records(pairs), key=lambda row: row["share"])
    share = percent(float(most["share"]))
    yield Finding(
        id="reuse",
        chapter=CHAPTER,
        text_en=(
            f"Set side by side in pairs, they share {some(len(passages), 'passage')} and little "
            "else: "
            f"{most['group_a']} has most in common with "
            f"{most['group_b']}, {most['shared']:.0f} of its {most['han_chars']:,.0f} characters, "
            f"{most['beyond_formula']:.0f} of these ({share} of the text) beyond formulas and "
            f"names; the longest "
            f"is “{longest['passage']}”, in {longest['group_a']} and {longest['group_b']}."
        ),
        text_zh=(
            f"各组文本两两对照，共有{len(passages)}处相同文字，此外很少雷同："
            f"{most['group_a']}与{most['group_b']}相同的最多，"
            f"{most['han_chars']:.0f}字中有{most['shared']:.0f}字，其中套语和名称以外的"
            f"{most['beyond_formula']:.0f}字（占全文{tight(share)}）；最长的一处是"
            f"“{inner(str(longest['passage']))}”，见于{longest['group_a']}和{longest['group_b']}。"
        ),
        groups=tuple(context.groups),
        rows=(
            condition("reuse_groups", group_a=most["group_a"], group_b=most["group_b"]),
            condition("reuse", doc_a=longest["doc_a"], sentence_a=longest["sentence_a"]),
        ),
        weight=51,
    )
