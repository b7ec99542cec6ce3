"""What the tables of words say: what sets each group apart, what it leaves out, what all say."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from chengyan.story.finding import (
    MATCHED,
    NAMED,
    UNMATCHED,
    Doubt,
    Finding,
    and_en,
    and_zh,
    decimal,
    inner,
    names_in,
    numbers,
    records,
    true,
)
from chengyan.story.rows import condition, reading
from chengyan.story.values import PER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from chengyan.story.context import Context

CHAPTER = "words"
TOGETHER, SINGLY, COMMON = 10, 2, 8
MISSING, EACH = 6, 5
# ASSUME a term that stands in fewer paragraphs is told by no sentence.
PARAGRAPHS = 3
# Two groups with more than so many pairs are not set against each other one by one.
PAIRS = 6
# With its compounds (高新技术企业 for 企业) a term must still differ by so much.
COMPOUND = 1.3
NOT_FIRM = Doubt(
    "not each of these words is firm once chance is allowed for; together they tell a direction",
    "计入偶然因素后并非每个词都稳固，合起来只表明方向",
)
ONE_WORD = Doubt(
    "not firm against each of the others once chance is allowed for",
    "计入偶然因素后，与其他各组相比并非都稳固",
)
_NUMBERS = ("count", "nested", "per_10k", "other_per_10k", "log_ratio", "lrc", "log_odds_z")
_ENDS = ("ci_low", "ci_high", "loo_low", "loo_high")


def findings(context: Context) -> Iterator[Finding]:
    """Terms of each group, what it leaves out, pairs, what all say."""
    if len(context.groups) > 1:
        words = Words(context)
        themes = set(context.tables["spread"]["term"])
        for group in context.groups:
            yield from words.together(group)
            if words.few:
                yield from words.singly(group, themes)
                yield from words.missing(group)
        yield from words.common()
        if len(context.groups) * (len(context.groups) - 1) / 2 <= PAIRS:
            yield from _pairs(context)


def usable(table: pd.DataFrame) -> pd.DataFrame:
    """The terms that a sentence may name: firm or of two characters, and not of the occasion."""
    table = numbers(table, *_NUMBERS, *_ENDS, "paragraphs", "of_paragraphs", "other_count")
    long = (table["term"].astype(str).str.len() > 1) | (table["lrc"] != 0)
    return table[~true(table["occasion"]) & long]


class Words:
    """The terms of keyness, with what they come to inside longer words."""

    def __init__(self, context: Context) -> None:
        self.context = context
        whole = numbers(context.tables["keyness"], *_NUMBERS)
        rate = whole["per_10k"] / whole["count"].where(whole["count"] > 0)
        size = rate.groupby(whole["group"]).transform("median")
        whole = whole.assign(rate=(whole["count"] + whole["nested"].fillna(0)) * size)
        self.rate = whole.pivot_table(index="term", columns="group", values="rate", fill_value=0)
        self.table = usable(context.tables["keyness"])
        self.few = len(context.groups) <= NAMED

    def _others(self, group: str) -> list[str]:
        return [str(other) for other in self.context.groups if other != group]

    def _than(self, group: str) -> tuple[str, str]:
        others = self._others(group)
        if len(others) < NAMED:
            return and_en(others), and_zh(others)
        return f"the other {len(others)}", f"其他{len(others)}组"

    def _holds(self, own: pd.DataFrame, group: str, *, more: bool) -> pd.DataFrame:
        """Only terms that differ the same way when their compounds are counted too."""
        rate = self.rate.reindex(own["term"]).fillna(0)
        others = rate[[name for name in self._others(group) if name in rate]]
        mine = rate[group] if group in rate else 0 * others.mean(axis=1)
        held = (
            mine > COMPOUND * others.mean(axis=1) if more else COMPOUND * mine < others.mean(axis=1)
        )
        return own[held.to_numpy()]

    def leading(self, group: str) -> pd.DataFrame:
        """The terms that set a group apart, the surest first."""
        own = self.table[(self.table["group"] == group) & (self.table["log_odds_z"] > 0)]
        own = own[own["paragraphs"] >= PARAGRAPHS]
        own = own.sort_values(["log_odds_z", "term"], ascending=[False, True], kind="stable")
        return self._holds(own.head(60), group, more=True)

    def together(self, group: str) -> Iterator[Finding]:
        """The terms of a group in one sentence."""
        own = self.leading(group).head(TOGETHER)
        if len(own) < 2:
            return
        terms_en, terms_zh = _against(records(own))
        than_en, than_zh = self._than(group)
        yield self._finding(
            own,
            group,
            name=f"terms-{group}",
            text_en=(
                f"Set against {than_en}, {group} stands out by {terms_en}, counted in "
                f"{PER:,} words."
            ),
            text_zh=f"与{than_zh}相比，{group}的特色词是{terms_zh}（每万词次数）。",
            doubts=() if (own["lrc"] > 0).all() else (NOT_FIRM,),
            weight=80,
            more=True,
        )

    def singly(self, group: str, themes: set[str]) -> Iterator[Finding]:
        """The first terms of a group, a sentence each, but those that are told as themes."""
        own = self.leading(group)
        own = own[~own["term"].isin(themes) & (own["paragraphs"] > PARAGRAPHS)]
        own = own.head(SINGLY)
        for place, row in enumerate(own.to_dict("records")):
            term = str(row["term"])
            against = {name for name in str(row["firm_against"]).split(";") if name}
            firm = row["lrc"] > 0 and against.issuperset(self._others(group))
            rate, other = decimal(row["per_10k"]), decimal(row["other_per_10k"])
            effect, never = float(row["log_ratio"]), row["other_count"] == 0
            said_en = "the others never" if never else f"the others {other} times on average"
            said_zh = "其他各组不用" if never else f"其他各组平均{other}次"
            finding = self._finding(
                own[own["term"] == term],
                group,
                name=f"term-{group}-{term}",
                text_en=(
                    f"{group} says {term} {rate} times in {PER:,} words "
                    f"({row['count']:.0f} in all, in "
                    f"{row['paragraphs']:.0f} of {row['of_paragraphs']:.0f} paragraphs), {said_en}."
                ),
                text_zh=(
                    f"{group}每万词说“{inner(term)}”{rate}次（共{row['count']:.0f}次，见于"
                    f"{row['of_paragraphs']:.0f}段中的{row['paragraphs']:.0f}段），{said_zh}。"
                ),
                doubts=() if firm else (ONE_WORD,),
                weight=60 - place,
                more=True,
            )
            yield finding.at(effect=effect, **{name: float(row[name]) for name in _ENDS})

    def missing(self, group: str) -> Iterator[Finding]:
        """What a group says less than the others."""
        own = self.table[(self.table["group"] == group) & (self.table["log_odds_z"] < 0)]
        own = own[own["other_count"] >= PARAGRAPHS]
        own = own.sort_values(["log_odds_z", "term"], kind="stable")
        own = self._holds(own.head(60), group, more=False).head(MISSING)
        if len(own) < 2:
            return
        than_en, than_zh = self._than(group)
        terms_en, terms_zh = _against(records(own))
        yield self._finding(
            own,
            group,
            name=f"rare-{group}",
            text_en=(
                f"Less often than {than_en}, {group} says {terms_en}, counted in {PER:,} words."
            ),
            text_zh=f"{group}比{than_zh}少说{terms_zh}（每万词次数）。",
            doubts=() if (own["lrc"] < 0).all() else (NOT_FIRM,),
            weight=58,
            more=False,
        )

    def _finding(
        self,
        own: pd.DataFrame,
        group: str,
        *,
        name: str,
        text_en: str,
        text_zh: str,
        doubts: tuple[Doubt, ...],
        weight: float,
        more: bool,
    ) -> Finding:
        others = tuple(self._others(group))
        contrast = MATCHED if set(own["contrast"]) == {MATCHED} else UNMATCHED
        terms = [str(term) for term in own["term"]]
        return Finding(
            id=name,
            chapter=CHAPTER,
            text_en=text_en,
            text_zh=text_zh,
            groups=tuple(self.context.groups),
            more=(group,) if more else others,
            less=others if more else (group,),
            rows=(condition("keyness", group=group, term=terms),),
            doubts=doubts,
            contrast=contrast,
            confounds=tuple(
                dict.fromkeys(x for cell in own["confounds"].dropna() for x in str(cell).split(";"))
            ),
            sentences=reading(group=group if more else "", q=terms[0]),
            weight=weight,
        )

    def common(self) -> Iterator[Finding]:
        """The words that even the group that says them least says often."""
        table = self.table.pivot_table(
            index="term", columns="group", values="per_10k", fill_value=0
        ).reindex(columns=list(self.context.groups), fill_value=0)
        least = table.min(axis=1).sort_values(ascending=False, kind="stable")
        least = least[least > 0].head(COMMON)
        if len(least) < 2:
            return
        last = decimal(float(least.iloc[-1]))
        terms = [str(term) for term in least.index]
        yield Finding(
            id="common-words",
            chapter=CHAPTER,
            text_en=(
                f"What all of them say most is {and_en(terms)}: each at least {last} times "
                f"in {PER:,} words of every one."
            ),
            text_zh=(
                f"各组都说得最多的词是{and_zh(f'“{term}”' for term in terms)}："
                f"在每一组都不少于每万词{last}次。"
            ),
            groups=tuple(self.context.groups),
            rows=(condition("keyness", term=terms),),
            weight=70,
        )


def _against(rows: Sequence[dict[str, Any]]) -> tuple[str, str]:
    """Terms with what one has of them and what the others have, in both languages."""
    rates = [
        (str(row["term"]), *(decimal(float(row[name])) for name in ("per_10k", "other_per_10k")))
        for row in rows
    ]
    return (
        and_en(f"{term} ({mine} against {other})" for term, mine, other in rates),
        and_zh(f"“{inner(term)}”（{mine}对{other}）" for term, mine, other in rates),
    )


def _pairs(context: Context) -> Iterator[Finding]:
    """What sets two groups apart from each other, whatever a third says."""
    table = usable(context.tables["keyness_pairs"])
    if len(context.groups) < 3:
        return
    words = Words(context)
    for a, b in combinations(context.groups, 2):
        sides = []
        for one, other in ((a, b), (b, a)):
            own = table[(table["group"] == one) & (table["reference"] == other)]
            own = own[(own["paragraphs"] >= PARAGRAPHS) & (own["log_odds_z"] > 0)]
            own = own.sort_values(["log_odds_z", "term"], ascending=[False, True], kind="stable")
            rate = words.rate.reindex(own["term"]).fillna(0)
            own = own[(rate[one] > COMPOUND * rate[other]).to_numpy()]
            sides.append(own.head(EACH))
        if any(len(own) < 2 for own in sides):
            continue
        (first_en, first_zh), (second_en, second_zh) = (_against(records(own)) for own in sides)
        yield Finding(
            id=f"pair-{a}-{b}",
            chapter=CHAPTER,
            text_en=(
                f"Between the two, {a} leans to {first_en}, {b} to {second_en}, counted in "
                f"{PER:,} words."
            ),
            text_zh=f"两相比较，{a}偏重{first_zh}，{b}偏重{second_zh}（每万词次数）。",
            groups=(str(a), str(b)),
            rows=tuple(
                condition("keyness_pairs", group=one, reference=other, term=list(own["term"]))
                for one, other, own in ((a, b, sides[0]), (b, a, sides[1]))
            ),
            doubts=(NOT_FIRM,),
            contrast=str(sides[0]["contrast"].iloc[0]),
            confounds=names_in(sides[0]["confounds"].iloc[0]),
            weight=56,
        )
