"""What the tables of prose and parts say: time looked at, sentences, variety."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from chengyan.story.finding import Finding, Wording, compared, percent, values_of

CHAPTER = "form"
PARTS = {
    "past": ("looks back", "回顾过去"),
    "present": ("says what is", "讲述现状"),
    "future": ("looks ahead", "面向未来"),
}
MEASURES = {
    "sentence_length": (
        "{top} writes the longest sentences: on average {values}.",
        "{top}的句子最长：平均{values}。",
        lambda value: f"{value:.0f} characters",
    ),
    "rare_words": (
        "{top} uses rare words most: {values} of its words.",
        "{top}使用低频词最多：{values}。",
        percent,
    ),
    "four_character_words": (
        "{top} uses words of four characters most: {values} of its words.",
        "{top}使用四字词最多：{values}。",
        percent,
    ),
    "mattr": (
        "{top} varies its words most: types a token {values}, in windows of one length.",
        "{top}用词变化最多：等长窗口内的型例比为{values}。",
        lambda value: f"{value:.2f}",
    ),
}


def findings(tables: Mapping[str, pd.DataFrame], groups: Sequence[str]) -> Iterator[Finding]:
    """Where texts look, then measures of sentences and words."""
    parts = tables["parts"]
    for part, (en, zh) in PARTS.items():
        own = parts[(parts["aspect"] == "orientation") & (parts["part"] == part)]
        told = compared(
            values_of(own, groups, "share"),
            Wording(
                en=f"{{top}} {en} most: {{values}} of the characters.",
                zh=f"{{top}}最多{zh}：字数占{{values}}。",
                number=percent,
            ),
            name=f"part-{part}",
            chapter=CHAPTER,
            tables=("parts",),
            rows=(f"parts: aspect=orientation part={part}",),
        )
        if told:
            yield told
    for table in ("readability", "diversity"):
        for measure, own in tables[table].groupby("measure", sort=False):
            if measure not in MEASURES:
                continue
            en, zh, number = MEASURES[str(measure)]
            told = compared(
                values_of(own, groups),
                Wording(en=en, zh=zh, number=number),
                name=f"measure-{measure}",
                chapter=CHAPTER,
                tables=(table,),
                rows=(f"{table}: measure={measure}",),
            )
            if told:
                yield told
