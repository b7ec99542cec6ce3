"""What the topic models say, and how much of it comes back when they are refitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chengyan.story.finding import Doubt, Finding, and_en, and_zh, numbers, some, true
from chengyan.story.priorities import lower
from chengyan.story.rows import condition
from chengyan.story.say import Wording, compared
from chengyan.story.values import values_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from chengyan.story.context import Context

CHAPTER = "topics"
INTERVALS = Doubt("their 95 % intervals overlap", "两者的95%区间重叠")
# How the kinds of model are named.
VOICES = {
    "nmf": ("NMF", "NMF"),
    "lda": ("variational LDA", "变分LDA"),
    "gibbs": ("sampled LDA", "抽样LDA"),
}
FALLS = Doubt("no topic of it stands when it is refitted", "重新拟合后没有一个主题仍然成立")


def findings(context: Context) -> Iterator[Finding]:
    """How many topics stand, on what, and where those are compared."""
    verdicts = context.tables["topic_verdicts"]
    if verdicts.empty:
        return
    counts = [
        (str(model), len(own), int((own["verdict"] == "stands").sum()))
        for model, own in verdicts.groupby("model", sort=False)
    ]
    every, stand = sum(n for _, n, _ in counts), sum(k for _, _, k in counts)
    yield Finding(
        id="topics",
        chapter=CHAPTER,
        text_en=(
            f"Of {every} topics of {some(len(counts), 'model')}, {stand or 'none'} "
            f"{'stands' if stand == 1 else 'stand'} when the model is refitted on other samples "
            f"({', '.join(f'{named(model)[0]} {k} of {n}' for model, n, k in counts)}): "
            f"{'the others are' if stand else 'each is'} one of many ways to cut these texts."
        ),
        text_zh=(
            f"{len(counts)}个模型共{every}个主题，换样本重新拟合后仍成立的有{stand}个"
            f"（{'，'.join(f'{named(model)[1]}的{n}个中{k}个' for model, n, k in counts)}）；"
            f"{'其余' if stand else '它们'}只是划分这些文本的多种方式之一。"
        ),
        groups=tuple(context.groups),
        rows=(condition("topic_verdicts"),),
        weight=90,
    )
    yield from _chosen(context, verdicts)
    standing = verdicts[verdicts["verdict"] == "stands"]
    yield from _agreed(context, standing)
    shares = context.tables["topic_prevalence"]
    for row in standing.to_dict("records"):
        own = shares[(shares["model"] == row["model"]) & (shares["topic"] == row["topic"])]
        between = numbers(own, "ci_low", "ci_high", "share").sort_values("share", ascending=False)
        own = own.drop(columns=["ci_low", "ci_high"], errors="ignore")
        label = str(row["label"])
        voice_en, voice_zh = named(row["model"])
        found = compared(
            values_of(own, context.groups, "share"),
            Wording(
                en=f"{{who}} [gives/give] the topic “{label}” ({voice_en}) more room {{than}}",
                zh=f"{{who}}{{seem}}比{{than}}更多地谈主题“{label}”（{voice_zh}）",
                noun_en=f"the room for the topic “{label}” ({voice_en})",
                noun_zh=f"主题“{label}”（{voice_zh}）的占比",
                unit_en="of words",
                unit_zh="占词次比例，",
            ),
            name=f"topic-{row['model']}-{row['topic']}",
            chapter=CHAPTER,
            rows=(
                condition("topic_prevalence", model=row["model"], topic=row["topic"]),
                condition("topic_verdicts", model=row["model"], topic=row["topic"]),
            ),
            doubts=(INTERVALS,) if _meet(between) else (),
            sentences=f"topic={row['model']}-{row['topic']}",
            weight=60,
        )
        if found:
            yield found


def _meet(ordered: pd.DataFrame) -> bool:
    """Whether the intervals of the most and of the least meet."""
    return bool(ordered["ci_high"].iloc[-1] >= ordered["ci_low"].iloc[0])


def named(model: object) -> tuple[str, str]:
    """What a kind of model is called in English and in Chinese."""
    return VOICES.get(str(model), (str(model), str(model)))


def _chosen(context: Context, verdicts: pd.DataFrame) -> Iterator[Finding]:
    models = context.tables["topic_models"]
    chosen = models[true(models["chosen"])]
    if chosen.empty:
        return
    row = chosen.iloc[0]
    own = verdicts[verdicts["model"] == row["model"]]
    labels = own.sort_values("prevalence", ascending=False)["label"].astype(str).head(5).tolist()
    voice_en, voice_zh = named(row["model"])
    stability, chance = (float(row[name]) for name in ("stability", "null_stability"))
    yield Finding(
        id="topics-chosen",
        chapter=CHAPTER,
        text_en=(
            f"The model that stands farthest above chance is {voice_en} with "
            f"{some(int(row['k']), 'topic')}: "
            f"stability {stability:.2f}, on shuffled texts {chance:.2f}; its largest "
            f"topics are {and_en(labels)}."
        ),
        text_zh=(
            f"高出偶然水平最多的模型是有{int(row['k'])}个主题的{voice_zh}："
            f"稳定性{stability:.2f}，打乱文本后为{chance:.2f}；"
            f"占比最大的主题是{and_zh(f'“{label}”' for label in labels)}。"
        ),
        groups=tuple(context.groups),
        rows=(condition("topic_models", chosen=True),),
        doubts=() if (own["verdict"] == "stands").any() else (FALLS,),
        weight=70,
    )


def _agreed(context: Context, standing: pd.DataFrame) -> Iterator[Finding]:
    """On which code topics stand in more than one model."""
    codes = context.codes
    for name, own in standing.groupby("category"):
        code = str(name)
        if own["model"].nunique() < 2 or code not in codes:
            continue
        labels = own["label"].astype(str).tolist()
        yield Finding(
            id=f"topics-agree-{code}",
            chapter=CHAPTER,
            text_en=(
                f"What {own['model'].nunique()} models find alike is a topic on "
                f"{lower(str(codes[code]['en']))}: "
                f"{and_en(f'“{label}”' for label in labels)}."
            ),
            text_zh=(
                f"{own['model'].nunique()}个模型都找到的是关于{codes[code]['zh']}"
                f"的主题：{and_zh(f'“{label}”' for label in labels)}。"
            ),
            groups=tuple(context.groups),
            rows=(condition("topic_verdicts", verdict="stands", category=code),),
            weight=80,
        )
