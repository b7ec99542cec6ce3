"""A sentence on each figure of words, texts and topics, from the published tables."""

from collections.abc import Callable

import pandas as pd

from doc_pages.gallery import listed, percent, published, rate, times


def corpus() -> str:
    table = published("corpus").sort_values("han_chars")
    short, long = table.iloc[0], table.iloc[-1]
    alike = "no two are of one genre" if table["genre"].is_unique else "some share a genre"
    return (
        f"The text of {long['group']} has {long['han_chars']:,} Han characters, "
        f"{long['han_chars'] / short['han_chars']:.1f} times those of {short['group']}, and "
        f"{alike}: no count may be compared before it is a rate, and no rate without a thought to "
        "the genre."
    )


def keyness() -> str:
    table = published("keyness")
    firm = table[(table["lrc"] > 0) & ~table["occasion"]]
    if firm.empty:
        return "No word stands firm: all marks are hollow."
    row = firm.sort_values("log_odds_z").iloc[-1]
    against = str(row["firm_against"] or "").split(";")
    alone = (
        f"against {listed(against)} taken alone"
        if against != [""]
        else "against none of them taken alone"
    )
    return (
        f"{row['group']} has {row['term']} {rate(row['per_10k'])} times in 10,000 words, the "
        f"others {rate(row['other_per_10k'])} times: {times(row['log_ratio'])} times as often, and "
        f"between {times(row['loo_low'])} and {times(row['loo_high'])} times whichever paragraph "
        f"is left out. It stands firm against the others together, and {alone}."
    )


def effect() -> str:
    table = published("keyness")
    down = table[(table["lrc"] < 0) & ~table["occasion"]].sort_values("lrc")
    if down.empty:
        return "No word is firmly rarer in one text than in the others."
    row = down.iloc[0]
    return (
        f"In the panel of {row['group']}, {row['term']} lies far below the line: "
        f"{rate(row['per_10k'])} times in 10,000 words against {rate(row['other_per_10k'])}, the "
        f"conservative log ratio still {row['lrc']:.1f}. What a text avoids is seen here and not "
        "in a list of its leading words."
    )


def orientation() -> str:
    table = published("parts").query("aspect == 'orientation'")
    past = table[table["part"] == "past"].set_index("group")["share"].sort_values()
    return (
        f"{past.index[-1]} spends {percent(past.iloc[-1])} of its length looking back, "
        f"{past.index[0]} {percent(past.iloc[0])}; which genre it is tells most of that."
    )


def outlook() -> str:
    table = published("sentences")
    table = table[table["orientation"].isin(["past", "present", "future"])]
    halves = []
    for group, own in table.groupby("group", sort=False):
        first = own.iloc[: len(own) // 2]["orientation"].eq("future").mean()
        last = own.iloc[len(own) // 2 :]["orientation"].eq("future").mean()
        halves.append(f"{group} {percent(first)} and {percent(last)}")
    return (
        "Sentences that look ahead, in the first and in the second half of each text: "
        f"{listed(halves)}. Plans come last in all of them."
        if _rises(table)
        else "Sentences that look ahead, in the first and in the second half of each text: "
        f"{listed(halves)}."
    )


def plan() -> str:
    table = published("keyness_parts")
    table = table[(table["aspect"] == "orientation") & (table["part"] == "future")]
    firm = table[(table["lrc"] > 0) & ~table["occasion"]]
    words = [f"{row.term} in {row.group}" for row in firm.itertuples()]
    if not words:
        return "Set plan against plan, no word stands firm."
    return (
        f"Set plan against plan, {listed(words)} {'stands' if len(words) == 1 else 'stand'} firm "
        "against the others together. What is firm over whole texts and not here may come from "
        "how much each looks back."
    )


def tfidf() -> str:
    table = published("tfidf")
    table = table[~table["occasion"]].sort_values("rank")
    first = table.groupby("group", sort=False)["term"].first()
    term = first.value_counts().index[0]
    having = listed(list(first[first == term].index))
    return (
        f"{term} comes first in {having}: a word that leads several lists is grey, and says what "
        "such texts are made of, not what sets one apart."
    )


def ternary() -> str:
    table = published("ternary").query("not occasion")
    leaning = table[table["share"] > 0.5]
    words = [f"{row.term} ({percent(row.share)} in {row.group})" for row in leaning.itertuples()]
    of = table["term"].nunique()
    if not words:
        return f"None of the {of} words lies in a corner."
    return (
        f"Of {of} words, {listed(words)} {'lies' if len(words) == 1 else 'lie'} in a corner, with "
        "more than half of the three rates; all others stand in the middle, where a word belongs "
        "to nobody."
    )


def xray() -> str:
    table = published("spread").query("count >= 5").sort_values("dp_norm")
    row = table.iloc[-1]
    return (
        f"{row['term']} occurs {row['count']} times in {row['group']}, all within "
        f"{row['paragraphs']} of {row['of_paragraphs']} paragraphs (DP {row['dp_norm']:.2f}): a "
        "theme of few places, not of the whole text."
    )


def similarity() -> str:
    table = published("similarity").query("measure == 'cosine'").sort_values("value")
    low, high = table.iloc[0], table.iloc[-1]
    apart = "overlap" if low["loo_high"] >= high["loo_low"] else "do not overlap"
    return (
        f"{high['group_a']} and {high['group_b']} have a cosine of {high['value']:.3f}, "
        f"{low['group_a']} and {low['group_b']} one of {low['value']:.3f}; the ranges {apart}."
    )


def prose() -> str:
    table = published("readability").query("measure == 'sentence_length_median'")
    table = table.sort_values("value")
    low, high = table.iloc[0], table.iloc[-1]
    return (
        f"The median sentence of {high['group']} has {high['value']:.0f} Han characters, that of "
        f"{low['group']} {low['value']:.0f}. An article to be read may be longer in its sentences "
        "than a speech to be heard."
    )


def trial() -> str:
    table = published("topic_models")
    row = table[table["chosen"]].iloc[0]
    return (
        f"Of {len(table)} models, {row['model']} with {row['k']} topics is chosen; refits find its "
        f"topics again with a stability of {row['stability']:.2f}, where shuffled words give "
        f"{row['null_stability']:.2f}."
    )


def topics() -> str:
    verdicts = _chosen("topic_verdicts")
    stand = verdicts[verdicts["verdict"] == "stands"]
    if stand.empty:
        return f"None of {len(verdicts)} topics stands: no share may be read."
    row = stand.iloc[0]
    shares = _chosen("topic_prevalence").query(f"topic == {row['topic']}")
    told = listed([f"{percent(one.share)} in {one.group}" for one in shares.itertuples()])
    return (
        f"{len(stand)} of {len(verdicts)} topics {'stands' if len(stand) == 1 else 'stand'}. Topic "
        f"{row['topic']} ({row['label']}) takes {told}; grey lines are no result."
    )


def topic_map() -> str:
    kinds = _chosen("topic_map")["verdict"].value_counts()
    told = listed([f"{count} with the verdict “{verdict}”" for verdict, count in kinds.items()])
    return f"On the map are topics of one model: {told}. Those that fall say nothing."


def course() -> str:
    table = published("course")
    table["length"] = table["end"] - table["start"]
    fallen = table[table["verdict"] == "falls"].groupby("group", sort=False)["length"].sum()
    share = (fallen / table.groupby("group", sort=False)["length"].sum()).fillna(0)
    told = listed([f"{percent(value)} of {group}" for group, value in share.items()])
    return f"Pale stretches, led by topics that fall, make up {told}: of these it says nothing."


def _chosen(name: str) -> pd.DataFrame:
    models = published("topic_models")
    row = models[models["chosen"]].iloc[0]
    table = published(name)
    table = table[table["model"] == row["model"]]
    return pd.DataFrame(table[table["k"] == row["k"]]) if "k" in table else table


def _rises(table: pd.DataFrame) -> bool:
    """Whether every text looks ahead more in its second half than in its first."""
    return all(
        own.iloc[: len(own) // 2]["orientation"].eq("future").mean()
        < own.iloc[len(own) // 2 :]["orientation"].eq("future").mean()
        for _, own in table.groupby("group", sort=False)
    )


WORDS: dict[str, Callable[[], str]] = {
    one.__name__: one
    for one in (
        *(corpus, keyness, effect, orientation, outlook, plan, tfidf, ternary, xray),
        *(similarity, prose, trial, topics, topic_map, course),
    )
}
