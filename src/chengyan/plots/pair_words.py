"""What is said of pairs in words: names, order, title and note."""

import re
from typing import Any

import pandas as pd

from chengyan.genre import genre_name
from chengyan.language import _
from chengyan.plots.style import TITLE, contrast_note, fit, is_matched, plain, records
from chengyan.plots.wording import clauses, decimal, joined, or_none

Pair = tuple[str, str]

# Shares of the null's pairs beyond which a pair is unusual.
UNUSUAL = (0.025, 0.975)


def pair_name(pair: Pair) -> str:
    """The names of two groups."""
    return _("{one} – {other}", one=pair[0], other=pair[1])


def ranked(rows: pd.DataFrame) -> list[Pair]:
    """Pairs by falling cosine, ties as they stand."""
    cosine = rows[rows["measure"] == "cosine"]
    ordered = cosine.sort_values("value", ascending=False, kind="stable")
    return list(zip(ordered["group_a"], ordered["group_b"], strict=True))


def by_pair(rows: pd.DataFrame, measure: str = "cosine") -> dict[Pair, Any]:
    """The row of each pair, its cells as attributes."""
    return {(row.group_a, row.group_b): row for row in records(rows[rows["measure"] == measure])}


def short(value: float) -> str:
    """Two decimals."""
    return decimal(f"{value:.2f}").replace("-", "−")


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
    if len(order) == 1:
        told = _("{pair}: cosine {value}", pair=names[0], value=short(top.value))
    elif not top.loo_low > last.loo_high:
        # Where a paragraph more or less could turn the order, none is told.
        told = _(
            "The {pairs} pairs are about equally alike, cosine {low} to {high}",
            pairs=len(order), low=short(last.value), high=short(top.value),
        )  # fmt: skip
    else:
        mixed = len(set(rows["contrast"])) > 1
        values = [
            _("{value}, unmatched", value=short(row.value))
            if mixed and not is_matched(row.contrast)
            else short(row.value)
            for row in (top, last)
        ]
        told = _(
            "{most} are most alike (cosine {high}), {least} least ({low})",
            most=names[0], high=values[0], least=names[1], low=values[1],
        )  # fmt: skip
    return _("{told}; {usual}", told=told, usual=_usual(list(row_of.values())))


def _usual(pairs: list[Any]) -> str:
    """How many pairs lie outside their null."""
    held = [row for row in pairs if row.null_pairs > 0]
    if not held and all(row.null_of == "none: genres differ" for row in pairs):
        return _("no two texts of one genre: nothing to hold these numbers against")
    if not held:
        return _("nothing to hold these numbers against")
    if len(pairs) == 1:
        return _(
            "more alike than {percent} % of {pairs} pairs of the genre",
            percent=percentile(held[0]), pairs=held[0].null_pairs,
        )  # fmt: skip
    outside = sum(unusual(row) != 0 for row in held)
    return _(
        "{outside} of {pairs} outside what is usual in the genre",
        outside=or_none(outside), pairs=len(held),
    )  # fmt: skip


def foot(rows: pd.DataFrame) -> str:
    """What samples were drawn, what the pairs are held against, and what is missing."""
    cosine = rows[rows["measure"] == "cosine"]
    sizes = rows.drop_duplicates("measure").set_index("measure")["sample_tokens"]
    if "burrows_delta" in sizes:
        said = _(
            "Samples of {words} words, stop words left out (Delta: {all} of all words). ",
            words=plain(sizes["cosine"]), all=plain(sizes["burrows_delta"]),
        )  # fmt: skip
    else:
        said = _("Samples of {words} words, stop words left out. ", words=plain(sizes["cosine"]))
    without = cosine.loc[cosine["null_pairs"] == 0, "null_of"]
    if len(without) < len(cosine):
        origins = sorted({_origin(of) for of in cosine["null_of"] if not of.startswith("none: ")})
        said += _(
            "Held against pairs of: {origins}; one in twenty of these lies outside. ",
            origins=joined(origins),
        )
    if len(without):
        reasons = clauses(_reason(str(of)) for of in without.value_counts().index[:2])
        said += (
            _("Nothing to hold against ({reasons}). ", reasons=reasons)
            if len(without) == len(cosine)
            else _(
                "{pairs} pairs: nothing to hold against ({reasons}). ",
                pairs=len(without), reasons=reasons,
            )
        ) + _(
            "It takes texts of one genre from both groups (needs.csv) and from ten others "
            "(tfidf.reference). "
        )  # fmt: skip
    contrasts = set(cosine["contrast"])
    if len(contrasts) > 1:
        return said + _("Hollow: unmatched, the texts differ in more than what is compared.")
    return said + contrast_note(contrasts.pop())


def _origin(null_of: str) -> str:
    """Genre and corpus of the pairs that a pair is held against."""
    if found := re.fullmatch(r"(.*) \(reference\)", null_of):
        return _("{genre} (reference)", genre=genre_name(found[1]))
    if found := re.fullmatch(r"(.*) \(corpus\)", null_of):
        return _("{genre} (corpus)", genre=genre_name(found[1]))
    return null_of


def _reason(null_of: str) -> str:
    """Why a pair has no null, as the table has it, in the language that is spoken."""
    why = null_of.removeprefix("none: ")
    known = {
        "genres differ": _("genres differ"),
        "genre unknown": _("genre unknown"),
        "several genres in a group": _("several genres in a group"),
        "year unknown": _("year unknown"),
    }
    if too_far := re.fullmatch(r"more than (\d+) years apart", why):
        return _("more than {years} years apart", years=too_far[1])
    if too_few := re.fullmatch(r"only (\d+) of the (\d+) others needed in this .*", why):
        return _(
            "only {number} of the {needed} others needed in this genre and time",
            number=too_few[1], needed=too_few[2],
        )  # fmt: skip
    return known.get(why, why)
