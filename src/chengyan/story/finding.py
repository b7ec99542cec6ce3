"""A finding: one sentence in two languages, and all that it rests on."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

import pandas as pd

ROBUST, FRAGILE = "robust", "fragile"
COLUMNS = (
    *("id", "chapter", "text_en", "text_zh", "groups", "more", "less", "tables", "rows"),
    *("effect", "ci_low", "ci_high", "loo_low", "loo_high", "robust", "why", "contrast"),
)
# With more groups a sentence names the most, the least and the median.
NAMED = 5
# Below this quotient two values are told as alike.
ALIKE = 1.1


@dataclass(frozen=True)
class Finding:
    """One sentence in two languages, and all that it rests on.

    Attributes
    ----------
    id : str
        Stable while tables keep their names: chapter, what is measured, and groups.
    chapter : str
    text_en, text_zh : str
        Plain text; the same statement.
    groups : tuple of str
        All that are named or compared.
    more, less : tuple of str
        Which of them have more of it, and which less; empty where nothing is compared.
    tables : tuple of str
        Names of the tables it is made from.
    rows : tuple of str
        Which rows of these, as conditions: ``keyness: group=保定 term=廊坊``.
    effect : float
        Binary logarithm of the quotient of the sides, or NaN where there are none.
    ci_low, ci_high, loo_low, loo_high : float
        95 % interval, and range with one unit left out, of `effect`; NaN where there is none.
    robust : {"robust", "fragile"}
        Whether it holds whatever is left out and whatever errors of the instrument are known.
    why : str
        What keeps it from being robust; empty if nothing does.
    contrast : {"matched", "unmatched", ""}
    """

    id: str
    chapter: str
    text_en: str
    text_zh: str
    groups: tuple[str, ...]
    tables: tuple[str, ...]
    rows: tuple[str, ...]
    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    effect: float = math.nan
    ci_low: float = math.nan
    ci_high: float = math.nan
    loo_low: float = math.nan
    loo_high: float = math.nan
    robust: str = ROBUST
    why: str = ""
    contrast: str = ""


@dataclass(frozen=True)
class Value:
    """A value of a group with the range in which it stays."""

    group: str
    value: float
    low: float
    high: float
    interval: bool = False
    contrast: str = "unmatched"


@dataclass(frozen=True)
class Wording:
    """How a comparison is put: both languages, with ``{top}``, ``{values}`` and ``{measure}``."""

    en: str
    zh: str
    number: Callable[[float], str]
    terms: Mapping[str, str] = field(default_factory=dict)


def to_table(findings: Sequence[Finding]) -> pd.DataFrame:
    """A row a finding, in the form of ``findings.csv``."""
    told = [
        {
            name: ";".join(value) if isinstance(value, tuple) else value
            for name, value in asdict(finding).items()
        }
        for finding in findings
    ]
    return pd.DataFrame(told, columns=list(COLUMNS))


def values_of(
    table: pd.DataFrame, groups: Sequence[str], column: str = "value"
) -> list[Value]:
    """The values of groups, each with its interval or the range with one unit left out."""
    numbers = {
        name: pd.to_numeric(table[name], errors="coerce")
        for name in (column, "ci_low", "ci_high", "loo_low", "loo_high")
        if name in table
    }
    table = table.assign(**numbers).set_index("group")
    values = []
    for group in groups:
        if group not in table.index or math.isnan(table.loc[group, column]):
            continue
        row = table.loc[group]
        with_interval = not math.isnan(row["ci_low"])
        low, high = (
            row[f"{'ci' if with_interval else 'loo'}_{end}"] for end in ("low", "high")
        )
        value = float(row[column])
        values.append(
            Value(
                group,
                value,
                value if math.isnan(low) else float(low),
                value if math.isnan(high) else float(high),
                with_interval,
                str(row["contrast"]),
            )
        )
    return values


def compared(
    values: Sequence[Value],
    wording: Wording,
    *,
    name: str,
    chapter: str,
    tables: Sequence[str],
    rows: Sequence[str],
    doubt: str = "",
) -> Finding | None:
    """The sentence that compares groups; none where there is nothing to compare.

    Parameters
    ----------
    values : sequence of Value
    wording : Wording
    name, chapter : str
    tables, rows : sequence of str
    doubt : str, optional
        Why it cannot be robust whatever the ranges.

    Notes
    -----
    It is robust if the range of the highest lies above that of the lowest. Where two lie close
    (quotient below `ALIKE`) groups are told as alike.
    """
    ordered = sorted(values, key=lambda value: -value.value)
    if len(ordered) < 2 or ordered[0].value <= 0:
        return None
    top, low = ordered[0], ordered[-1]
    apart = top.low > low.high
    why = doubt or ("" if apart else "ranges overlap")
    more = tuple(value.group for value in ordered if value.low > low.high) or (top.group,)
    less = tuple(value.group for value in ordered if value.high < top.low) or (low.group,)
    words = {**wording.terms, "top": top.group, "low": low.group}
    return Finding(
        id=name,
        chapter=chapter,
        text_en=wording.en.format(**words, values=listed_en(ordered, wording.number)),
        text_zh=wording.zh.format(**words, values=listed_zh(ordered, wording.number)),
        groups=tuple(value.group for value in values),
        more=more if apart else (top.group,),
        less=tuple(group for group in less if group not in more) if apart else (low.group,),
        tables=tuple(tables),
        rows=tuple(rows),
        effect=quotient(top.value, low.value),
        **_ends(top, low),
        robust=FRAGILE if why else ROBUST,
        why=why,
        contrast="matched" if {v.contrast for v in values} == {"matched"} else "unmatched",
    )


def _ends(top: Value, low: Value) -> dict[str, float]:
    kind = "ci" if top.interval and low.interval else "loo"
    return {
        f"{kind}_low": quotient(top.low, low.high),
        f"{kind}_high": quotient(top.high, low.low),
    }


def quotient(more: float, less: float) -> float:
    """Binary logarithm of a quotient; NaN where one side is nothing."""
    return math.log2(more / less) if more > 0 and less > 0 else math.nan


def listed_en(ordered: Sequence[Value], number: Callable[[float], str]) -> str:
    """Values in falling order: 37 % in 石家庄, 24 % in 廊坊, 12 % in 保定."""
    if len(ordered) > NAMED:
        middle = ordered[len(ordered) // 2]
        return (
            f"{number(ordered[0].value)} in {ordered[0].group}, {number(middle.value)} in the "
            f"middle, {number(ordered[-1].value)} in {ordered[-1].group}"
        )
    return ", ".join(f"{number(value.value)} in {value.group}" for value in ordered)


def listed_zh(ordered: Sequence[Value], number: Callable[[float], str]) -> str:
    """Values in falling order: 石家庄37%，廊坊24%，保定12%."""
    if len(ordered) > NAMED:
        middle = ordered[len(ordered) // 2]
        return (
            f"{ordered[0].group}{_tight(number(ordered[0].value))}，居中者"
            f"{_tight(number(middle.value))}，{ordered[-1].group}{_tight(number(ordered[-1].value))}"
        )
    return "，".join(f"{value.group}{_tight(number(value.value))}" for value in ordered)


def percent(value: float) -> str:
    """A share, with two digits that count: 37 %, 0.4 %."""
    return f"{100 * value:.0f} %" if value >= 0.095 or value == 0 else f"{100 * value:.1f} %"


def _tight(number: str) -> str:
    """In Chinese a number and its sign stand close."""
    return number.replace(" %", "%")
