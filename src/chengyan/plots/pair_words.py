"""What is said of pairs in words: names, order, title and note."""

from typing import Any

import pandas as pd

from chengyan.plots.style import TITLE, contrast_note, fit, is_matched, plain, records

Pair = tuple[str, str]

# Shares of the null's pairs beyond which a pair is unusual.
UNUSUAL = (0.025, 0.975)


def pair_name(pair: Pair) -> str:
    """Two groups with a dash."""
    return f"{pair[0]} – {pair[1]}"


def ranked(rows: pd.DataFrame) -> list[Pair]:
    """Pairs by falling cosine, ties as they stand."""
    cosine = rows[rows["measure"] == "cosine"]
    ordered = cosine.sort_values("value", ascending=False, kind="stable")
    return list(zip(ordered["group_a"], ordered["group_b"], strict=True))


def by_pair(rows: pd.DataFrame, measure: str = "cosine") -> dict[Pair, Any]:
    """The row of each pair, its cells as attributes."""
    return {(row.group_a, row.group_b): row for row in records(rows[rows["measure"] == measure])}


def short(value: float) -> str:
    """Two decimals without a leading zero."""
    return f"{value:.2f}".replace("0.", ".", 1).replace("-", "−")


def percentile(row: Any) -> str:
    """Share of the null's pairs that are at most as alike, in per cent; empty without a null."""
    return f"{100 * row.percentile:.0f}" if row.null_pairs > 0 else "–"


def unusual(row: Any) -> int:
    """1 where a pair is more alike than nearly all of its null, -1 where less, else 0."""
    if not row.null_pairs > 0:
        return 0
    return int(row.percentile >= UNUSUAL[1]) - int(row.percentile <= UNUSUAL[0])


def headline(rows: pd.DataFrame) -> str:
    """Say which pairs are most and least alike, or that none is, and how usual that is."""
    order, row_of = ranked(rows), by_pair(rows)
    top, last = row_of[order[0]], row_of[order[-1]]
    names = [fit(pair_name(pair), TITLE, 2.0) for pair in (order[0], order[-1])]
    span = f"cosine {short(last.value)} to {short(top.value)}"
    if len(order) == 1:
        told = f"{names[0]}: cosine {short(top.value)}"
    elif not top.loo_low > last.loo_high:
        # Where a paragraph more or less could turn the order, none is told.
        told = f"The {len(order)} pairs are about equally alike, {span}"
    else:
        mixed = len(set(rows["contrast"])) > 1
        doubts = [", unmatched" * (mixed and not is_matched(r.contrast)) for r in (top, last)]
        told = (
            f"{names[0]} are most alike (cosine {short(top.value)}{doubts[0]}), {names[1]} least "
            f"({short(last.value)}{doubts[1]})"
        )
    return f"{told}; {_usual(list(row_of.values()))}"


def _usual(pairs: list[Any]) -> str:
    """How many pairs lie outside their null."""
    held = [row for row in pairs if row.null_pairs > 0]
    if not held and all(row.null_of == "none: genres differ" for row in pairs):
        return "no two texts of one genre: nothing to hold these numbers against"
    if not held:
        return "nothing to hold these numbers against"
    if len(pairs) == 1:
        return f"more alike than {percentile(held[0])} % of {held[0].null_pairs} pairs of the genre"
    outside = sum(unusual(row) != 0 for row in held)
    return f"{outside or 'none'} of {len(held)} outside what is usual in the genre"


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
        said.append(
            f"Held against pairs of: {', '.join(origins)}; one in twenty of these lies outside"
        )
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
