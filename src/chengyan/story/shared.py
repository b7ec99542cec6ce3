"""What the tables of the whole say: the corpus, what texts share, topics, formulations."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from chengyan.story.finding import (
    FRAGILE,
    ROBUST,
    Finding,
    Value,
    Wording,
    compared,
    percent,
    quotient,
    values_of,
)

COMMON = 5


def corpus_findings(
    tables: Mapping[str, pd.DataFrame], groups: Sequence[str]
) -> Iterator[Finding]:
    """How unlike in length and kind the texts are, and which would settle more."""
    corpus = tables["corpus"].assign(
        n=pd.to_numeric(tables["corpus"]["han_chars"], errors="coerce")
    )
    length = corpus.groupby("group", sort=False)["n"].sum().reindex(list(groups))
    most, least = str(length.idxmax()), str(length.idxmin())
    genres = corpus.groupby("group")["genre"].agg(lambda own: set(own.astype(str)))
    alike = len({frozenset(own) for own in genres}) == 1
    times = length[most] / max(length[least], 1)
    yield Finding(
        id="corpus",
        chapter="corpus",
        text_en=(
            f"{len(corpus)} texts of {len(groups)} groups are compared; {most} has {times:.1f} "
            f"times as much text as {least}"
            + (", all of one genre." if alike else f", and they are of {corpus['genre'].nunique()} genres: what differs may be the genre.")
        ),
        text_zh=(
            f"比较{len(groups)}方的{len(corpus)}篇文本；{most}的篇幅是{least}的{times:.1f}倍"
            + ("，体裁相同。" if alike else f"，体裁有{corpus['genre'].nunique()}种：差异可能来自体裁。")
        ),
        groups=tuple(groups),
        tables=("corpus",),
        rows=("corpus: all",),
        effect=quotient(float(length[most]), float(length[least])),
    )
    needs = tables["needs"]
    if len(needs):
        first = needs.iloc[0]
        yield Finding(
            id="needs",
            chapter="corpus",
            text_en=f"To compare like with like takes {first['lack']}, {first['genre']} of {first['years']}, first of all.".replace(";", ", "),
            text_zh=f"要作同类比较，首先需要{first['lack']}{first['years']}年的{first['genre']}。".replace(";", "、"),
            groups=tuple(groups),
            tables=("needs",),
            rows=("needs: first",),
        )


def formula_findings(
    tables: Mapping[str, pd.DataFrame], groups: Sequence[str]
) -> Iterator[Finding]:
    """Which national formulations all repeat, and how much of each text they take."""
    used = tables["formulations"]
    used = used.assign(count=pd.to_numeric(used["count"], errors="coerce").fillna(0))
    national = used[used["level"] == "national"]
    everywhere = national[national["count"] > 0].groupby("formulation")["group"].nunique()
    shared = everywhere[everywhere == len(groups)].index
    often = (
        national[national["formulation"].isin(shared)]
        .groupby("formulation")["count"]
        .sum()
        .sort_index()
        .sort_values(ascending=False, kind="stable")
    )
    if len(often) and len(groups) > 1:
        named = "、".join(str(name) for name in often.index[:COMMON])
        yield Finding(
            id="shared-formulations",
            chapter="rhetoric",
            text_en=f"{len(often)} national formulations stand in all groups, most often {named}.",
            text_zh=f"各方都使用的国家层面提法有{len(often)}条，最常见的是{named}。",
            groups=tuple(groups),
            tables=("formulations",),
            rows=("formulations: level=national count>0",),
        )
    coverage = tables["formulation_coverage"]
    own = coverage[
        (coverage["level"] == "national") & (coverage["comparable"].map(str) == "True")
    ]
    told = compared(
        values_of(own, groups, "share"),
        Wording(
            en="National formulations that a document from elsewhere dates take most of {top}: {values}.",
            zh="有外部出处、可比的国家层面提法在{top}中占比最高：{values}。",
            number=percent,
        ),
        name="coverage",
        chapter="rhetoric",
        tables=("formulation_coverage",),
        rows=("formulation_coverage: level=national comparable=True",),
    )
    if told:
        yield told


def likeness_findings(
    tables: Mapping[str, pd.DataFrame], groups: Sequence[str]
) -> Iterator[Finding]:
    """Which two groups are most alike in their words."""
    own = tables["similarity"]
    own = own[own["measure"] == "cosine"]
    if len(own) < 3:
        return
    pairs = [
        Value(f"{row['group_a']}–{row['group_b']}", *(float(row[n]) for n in ("value", "loo_low", "loo_high")))
        for row in own.to_dict("records")
    ]
    told = compared(
        pairs,
        Wording(
            en="In their words {top} are the pair most alike: cosine {values}.",
            zh="用词最相近的是{top}：余弦相似度{values}。",
            number=lambda value: f"{value:.2f}",
        ),
        name="likeness",
        chapter="words",
        tables=("similarity",),
        rows=("similarity: measure=cosine",),
    )
    if told:
        yield told


def topic_findings(
    tables: Mapping[str, pd.DataFrame], groups: Sequence[str]
) -> Iterator[Finding]:
    """How many topics stand, and where those that do are larger."""
    verdicts, shares = tables["topic_verdicts"], tables["topic_prevalence"]
    for model, own in verdicts.groupby("model", sort=False):
        stands = own[own["verdict"] == "stands"]
        yield Finding(
            id=f"topics-{model}",
            chapter="topics",
            text_en=f"Of {len(own)} topics of the model {model}, {len(stands)} stand when it is refitted; the others are one of many ways to cut these texts.",
            text_zh=f"模型{model}的{len(own)}个主题中，重新拟合后{len(stands)}个站得住；其余只是划分文本的多种方式之一。",
            groups=tuple(groups),
            tables=("topic_verdicts",),
            rows=(f"topic_verdicts: model={model}",),
            robust=ROBUST if len(stands) else FRAGILE,
        )
        for topic in stands["topic"]:
            part = shares[(shares["model"] == model) & (shares["topic"] == topic)]
            label = str(part["label"].iloc[0])
            told = compared(
                values_of(part, groups, "share"),
                Wording(
                    en="The topic {label} takes most of {top}: {values}.",
                    zh="主题{label}在{top}中占比最高：{values}。",
                    number=percent,
                    terms={"label": label},
                ),
                name=f"topic-{model}-{topic}",
                chapter="topics",
                tables=("topic_prevalence", "topic_verdicts"),
                rows=(f"topic_prevalence: model={model} topic={topic}",),
            )
            if told:
                yield told
