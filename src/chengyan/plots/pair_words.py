"""What is said of pairs in words: names, order, title and note."""

from typing import Any

import pandas as pd

from chengyan.plots.style import TITLE, contrast_note, fit, plain

Pair = tuple[str, str]

# Shares of the null's pairs beyond which a pair is unusual.
UNUSUAL = (0.025, 0.975)
NO_GENRE = "no two groups have texts of one genre and time, so nothing to hold this against"


def pair_name(pair: Pair) -> str:
    """Two groups with a dash."""
    return f"{pair[0]} – {pair[1]}"


def ranked(rows: pd.DataFrame) -> list[Pair]:
    """Pairs by falling cosine, ties as they stand."""
    cosine = rows[rows["measure"] == "cosine"]
    ordered = cosine.sort_values("value", ascending=False, kind="stable")
    return list(zip(ordered["group_a"], ordered["group_b"], strict=True))


def percentile(row: Any) -> str:
    """Share of the null's pairs that are at most as alike, in per cent; empty without a null."""
    return f"{100 * row['percentile']:.0f}" if row["null_pairs"] > 0 else "–"


def unusual(row: Any) -> int:
    """1 where a pair is more alike than nearly all of its null, -1 where less, else 0."""
    if not row["null_pairs"] > 0:
        return 0
    return int(row["percentile"] >= UNUSUAL[1]) - int(row["percentile"] <= UNUSUAL[0])


def headline(rows: pd.DataFrame) -> str:
    """Say which pairs are most and least alike, or that none is, and how usual that is."""
    cosine = rows[rows["measure"] == "cosine"]
    order = ranked(rows)
    keyed = cosine.set_index(["group_a", "group_b"])
    top, last = keyed.loc[order[0]], keyed.loc[order[-1]]
    names = [fit(pair_name(pair), TITLE, 2.0) for pair in (order[0], order[-1])]
    if len(order) == 1:
        told = f"{names[0]}: cosine {_two(top['value'])}"
    elif not top["loo_low"] > last["loo_high"]:
        told = (
            f"The {len(order)} pairs are about equally alike, cosine {_two(last['value'])} to "
            f"{_two(top['value'])}"
        )
    else:
        told = (
            f"{names[0]} are most alike (cosine {_two(top['value'])}), {names[1]} least "
            f"({_two(last['value'])})"
        )
    return f"{told}; {_usual(cosine)}"


def _usual(cosine: pd.DataFrame) -> str:
    """How many pairs lie outside their null."""
    held = cosine[cosine["null_pairs"] > 0]
    if held.empty:
        if set(cosine["null_of"]) == {"none: genres differ"}:
            return "no two texts of one genre: nothing to hold this against"
        return "too few texts of one genre and time to say what is usual"
    signs = [unusual(row) for _, row in held.iterrows()]
    if len(held) == 1:
        return (
            f"{_ordinal(held.iloc[0])} among {plain(held.iloc[0]['null_pairs'])} pairs of its genre"
        )
    outside = sum(sign != 0 for sign in signs)
    return f"{outside or 'none'} of {len(held)} outside what is usual in their genre"


def foot(rows: pd.DataFrame) -> str:
    """What samples were drawn, what the pairs are held against, and what is missing."""
    cosine = rows[rows["measure"] == "cosine"]
    sizes = rows.drop_duplicates("measure").set_index("measure")["sample_tokens"]
    said = [f"Samples of {plain(sizes['cosine'])} words, stop words left out"]
    if "burrows_delta" in sizes:
        said[0] += f" (Delta: {plain(sizes['burrows_delta'])} of all words)"
    without = cosine.loc[cosine["null_pairs"] == 0, "null_of"]
    if len(without) < len(cosine):
        origins = sorted({of for of in cosine["null_of"] if not of.startswith("none: ")})
        said.append(f"Held against pairs of: {', '.join(origins)}; of as many, 5 % lie outside")
    if len(without):
        reasons = [of.removeprefix("none: ") for of in without.value_counts().index[:2]]
        many = "Nothing" if len(without) == len(cosine) else f"{len(without)} pairs: nothing"
        said.append(
            f"{many} to hold against ({'; '.join(reasons)}). It takes texts of one genre from both "
            "groups (needs.csv) and from ten others (tfidf.reference)"
        )
    contrasts = set(cosine["contrast"])
    if len(contrasts) > 1:
        note = "Hollow: unmatched, the texts differ in more than what is compared."
    else:
        note = contrast_note(contrasts.pop())
    return ". ".join([*said, note])


def _ordinal(row: Any) -> str:
    return f"percentile {percentile(row)}"


def _two(value: float) -> str:
    return f"{value:.2f}".replace("0.", ".", 1)
