"""What the tables of prose say: length of sentences, rare words, variety."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chengyan.story.rows import condition
from chengyan.story.say import Wording, compared
from chengyan.story.values import values_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chengyan.story.context import Context
    from chengyan.story.finding import Finding


def _whole(value: float) -> str:
    return f"{value:.0f}"


def _two(value: float) -> str:
    return f"{value:.2f}"


MEASURES = {
    ("readability", "sentence_length"): Wording(
        en="{who} [writes/write] longer sentences {than}",
        zh="{who}的句子{seem}比{than}更长",
        noun_en="the length of sentences",
        noun_zh="句长",
        number=_whole,
        unit_en="characters on average",
        unit_zh="平均字数，",
    ),
    ("readability", "rare_words"): Wording(
        en="{who} [uses/use] more rare words {than}",
        zh="{who}{seem}比{than}使用更多生僻词",
        noun_en="the share of rare words",
        noun_zh="生僻词比例",
        unit_en="of words",
        unit_zh="占词次比例，",
    ),
    ("readability", "four_character_words"): Wording(
        en="{who} [uses/use] more words of four characters {than}",
        zh="{who}{seem}比{than}使用更多四字词",
        noun_en="the share of words of four characters",
        noun_zh="四字词比例",
        unit_en="of words",
        unit_zh="占词次比例，",
    ),
    ("diversity", "mattr"): Wording(
        en="{who} [varies/vary] words more {than}",
        zh="{who}的用词{seem}比{than}更多样",
        noun_en="the variety of words",
        noun_zh="用词的多样程度",
        number=_two,
        unit_en="types a token, in windows of one length",
        unit_zh="等长窗口内词种与词次之比，",
    ),
}


def findings(context: Context) -> Iterator[Finding]:
    """Measures of sentences and words, compared."""
    for place, ((table, measure), wording) in enumerate(MEASURES.items()):
        own = context.tables[table]
        found = compared(
            values_of(own[own["measure"] == measure], context.groups),
            wording,
            name=f"measure-{measure}",
            chapter="words" if table == "diversity" else "rhetoric",
            rows=(condition(table, measure=measure),),
            sentences="group={top}",
            weight=63 - 4 * place,
        )
        if found:
            yield found
