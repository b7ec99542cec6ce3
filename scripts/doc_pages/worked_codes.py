"""A sentence on each figure of claims, priorities and rhetoric, from the published tables."""

from collections.abc import Callable

import pandas as pd

from doc_pages.gallery import listed, percent, published, rate


def robustness() -> str:
    claims = published("claims")
    firm = claims[claims["robust"] == "robust"].sort_values("agreeing")
    weak = claims[claims["robust"] == "fragile"].sort_values("agreeing")
    told = [f"Of {len(claims)} claims {len(firm)} are robust and {len(weak)} fragile."]
    for rows, word in ((firm, "robust"), (weak, "fragile")):
        if len(rows):
            row = rows.iloc[-1]
            told.append(
                f"“{row['text_en']}” holds in {_least(row['agreeing'])} of {row['specifications']} "
                f"ways to measure it: {word}."
            )
    return " ".join(told)


def specifications() -> str:
    claims = published("claims")
    decided = claims[["agreeing", "opposed"]].max(axis=1)
    row = claims.iloc[int((decided - 0.9).abs().argmin())]
    choices = published("choices").query("claim == @row.id").dropna(subset=["change"])
    told = (
        f"“{row['text_en']}” holds in {_least(row['agreeing'])} of {row['specifications']} ways, "
        "the nearest to the line."
    )
    if choices.empty:
        return told
    most = choices.sort_values("change").iloc[-1]
    return (
        f"{told} Of all choices, that of the {most['choice']} moves it most: by a factor of "
        f"{2 ** most['change']:.1f} in the middle."
    )


def priorities() -> str:
    table = _codes("quasi_sentences").query("counted")
    spans = table.groupby("code")["share"].agg(lambda own: own.max() - own.min())
    mean = table.groupby("code")["share"].mean()
    leading = table[table["code"] == mean.idxmax()]
    told = listed([f"{percent(row.share)} in {row.group}" for row in leading.itertuples()])
    error = 1 - _instrument()["accuracy_low"]
    verdict = (
        "no difference between the texts may be read from this figure"
        if spans.max() <= error
        else f"of the differences only that of {_zh(table, str(spans.idxmax()))} is wider"
    )
    return (
        f"{_zh(table, str(mean.idxmax()))} takes the largest share: {told}. The instrument may be "
        f"wrong in up to {100 * error:.0f} of 100 statements, so {verdict}."
    )


def agenda() -> str:
    counts = published("quasi_sentences")["group"].value_counts().to_dict()
    long, *_, short = counts
    return (
        f"The strip of {short} is made of {counts[short]} statements, that of {long} of "
        f"{counts[long]}: one statement with a wrong code is {percent(1 / counts[short])} of the "
        f"one and {percent(1 / counts[long])} of the other."
    )


def praise() -> str:
    units = _codes("past").groupby("group", sort=False)["units"].first()
    ahead = _codes("future").groupby("group", sort=False)["units"].first()
    readable = [group for group in units.index if min(units[group], ahead[group]) >= 20]
    if not readable:
        return "No text has twenty statements of both kinds: nothing is to be read here."
    group = readable[0]
    both = [
        table[table["group"] == group].query("counted").set_index("code")["share"]
        for table in (_codes("past"), _codes("future"))
    ]
    code = (both[1] - both[0]).abs().idxmax()
    pale = [str(other) for other in units.index if other not in readable]
    rest = (
        f" The panels of {listed(pale)} are pale: too few statements look back or ahead."
        if pale
        else ""
    )
    return (
        f"Of the {units[group]:.0f} statements on policy of {group} that look back "
        f"{percent(both[0][code])} are on {_zh(_codes('past'), str(code))}, of the "
        f"{ahead[group]:.0f} that look ahead {percent(both[1][code])}.{rest}"
    )


def confusion() -> str:
    row = _instrument()
    table = published("priority_confusion")
    table = table[(table["sample"] == row["sample"]) & (table["truth"] != table["predicted"])]
    worst = table.sort_values("count").iloc[-1]
    return (
        f"{percent(row['accuracy'])} of {row['support']:.0f} sentences have the coders' code (95 % "
        f"interval {100 * row['accuracy_low']:.0f} to {percent(row['accuracy_high'])}); most often "
        f"{worst['truth']} is taken for {worst['predicted']}."
    )


def ways() -> str:
    table = published("priority_ways").query("code == 'all' and way_a == 'codebook'")
    kinds = {"seeded": "seeded topics", "topics": "free topics"}
    told = [
        f"{kinds[str(row.way_b)]} in {percent(row.agreement)} (kappa {row.kappa:.2f})"
        for row in table.itertuples()
    ]
    return f"Passages in which the codebook and another way name the same code: {listed(told)}."


def promises() -> str:
    table = published("targets").query("distinct")
    pledged = table[table["kind"] == "pledged"]
    return (
        f"Of {len(table)} different quantities in the texts {len(pledged)} are pledged, and "
        f"{pledged['horizon_year'].notna().sum()} of these by a year that the text names: most "
        "marks stand in the column without a date."
    )


def rhetoric() -> str:
    table = published("rhetoric_differences")
    if table.empty:
        return "No difference exceeds what the instrument may err by."
    table["gap"] = table["rate_more"] - table["rate_less"]
    row = table.sort_values("gap").iloc[-1]
    return (
        f"{row['zh']} stands in {percent(row['rate_more'])} of the sentences of {row['more']} and "
        f"{percent(row['rate_less'])} of those of {row['less']}; with all the errors that the "
        f"samples allow, and any one paragraph left out, still in {percent(row['least_more'])} at "
        f"the least and {percent(row['most_less'])} at the most."
    )


def metaphors() -> str:
    table = published("rhetoric").query("device == 'metaphor'").sort_values("rate")
    low, high = table.iloc[0], table.iloc[-1]
    return (
        f"{percent(high['rate'])} of the sentences of {high['group']} hold a metaphor, "
        f"{percent(low['rate'])} of those of {low['group']}; the device is found with an F1 of "
        f"{high['f1']:.2f}, so read the order with care and open the instances."
    )


def modality() -> str:
    table = published("modality").query("addressee == 'all'")
    spans = table.groupby("rung")["share"].agg(lambda own: own.max() - own.min())
    own = table[table["rung"] == spans.idxmax()].sort_values("share")
    low, high = own.iloc[0], own.iloc[-1]
    return (
        f"The rung that differs most is {high['zh']}: in {percent(high['share'])} of the sentences "
        f"of {high['group']} and {percent(low['share'])} of those of {low['group']}."
    )


def formulas() -> str:
    table = published("formulation_coverage").query("comparable").sort_values("share")
    low, high = table.iloc[0], table.iloc[-1]
    inside = low["loo_high"] >= high["loo_low"]
    return (
        f"Dated national formulations take {_tenths(low['share'])} of {low['group']} and "
        f"{_tenths(high['share'])} of {high['group']}; the lines "
        f"{'overlap, so that one paragraph could close the gap' if inside else 'do not meet'}."
    )


def echo() -> str:
    table = published("reuse")
    if table.empty:
        return "No passage stands in two texts."
    row = table.sort_values("overlap").iloc[-1]
    return (
        f"The longest passage shared by {row['group_a']} and {row['group_b']} has "
        f"{rate(row['overlap'])} equal characters, {row['beyond_formula']:.0f} of them outside "
        f"formulas that the lexicon knows: {row['passage']}."
    )


def _least(share: float) -> str:
    """Rounded down, as in the figures: 89.6 % is not yet 90."""
    return f"{int(100 * share)} %"


def _tenths(share: float) -> str:
    return f"{share:.1%}".replace("%", " %")


def _codes(unit: str) -> pd.DataFrame:
    table = published("priorities")
    return table[(table["method"] == "codebook") & (table["unit"] == unit)]


def _zh(table: pd.DataFrame, code: str) -> str:
    row = table[table["code"] == code].iloc[0]
    return f"{row['zh']} ({row['en']})"


def _instrument() -> pd.Series:
    """How often the instrument is right on the first sample."""
    table = published("priority_validation")
    return table[(table["method"] == "codebook") & (table["code"] == "all")].iloc[0]


CODES: dict[str, Callable[[], str]] = {
    one.__name__: one
    for one in (
        *(robustness, specifications, priorities, agenda, praise, confusion, ways, promises),
        *(rhetoric, metaphors, modality, formulas, echo),
    )
}
