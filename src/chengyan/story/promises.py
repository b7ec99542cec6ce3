"""What the table of numbers says: how much is counted, and what is promised until when."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from chengyan.story.finding import Finding, Value, Wording, compared

CHAPTER = "promises"


def findings(tables: Mapping[str, pd.DataFrame], groups: Sequence[str]) -> Iterator[Finding]:
    """Numbers pledged and achieved by length, then the years promises are due."""
    targets, corpus = tables["targets"], tables["corpus"]
    length = (
        corpus.assign(n=pd.to_numeric(corpus["han_chars"], errors="coerce"))
        .groupby("group")["n"]
        .sum()
    )
    for kind, en, zh in (
        ("pledged", "pledges", "承诺"),
        ("achieved", "reports as achieved", "总结"),
    ):
        own = targets[targets["kind"] == kind]
        counts = own["group"].value_counts()
        values = [
            Value(
                group,
                10_000 * counts.get(group, 0) / length[group],
                # One occurrence more or less.
                10_000 * max(counts.get(group, 0) - 1, 0) / length[group],
                10_000 * (counts.get(group, 0) + 1) / length[group],
            )
            for group in groups
        ]
        told = compared(
            values,
            Wording(
                en=f"{{top}} {en} most in numbers: {{values}} in 10,000 characters.",
                zh=f"{{top}}用数字{zh}最多：每万字{{values}}。",
                number=lambda value: f"{value:.1f}",
            ),
            name=f"numbers-{kind}",
            chapter=CHAPTER,
            tables=("targets", "corpus"),
            rows=(f"targets: kind={kind}",),
        )
        if told:
            yield told
    years = pd.to_numeric(targets["horizon_year"], errors="coerce")
    due = targets.assign(year=years)[(targets["kind"] == "pledged") & years.notna()]
    for group in groups:
        own = due[due["group"] == group]
        if len(own) < 2:
            continue
        common = int(own["year"].mode().iloc[0])
        number = int((own["year"] == common).sum())
        yield Finding(
            id=f"due-{group}",
            chapter=CHAPTER,
            text_en=f"Of {len(own)} dated promises of {group}, {number} are due in {common}.",
            text_zh=f"{group}有{len(own)}项带期限的承诺，其中{number}项以{common}年为期。",
            groups=(group,),
            tables=("targets",),
            rows=(f"targets: kind=pledged group={group} horizon_year={common}",),
        )
