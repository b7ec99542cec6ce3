"""The first screen: five figures, each with what is seen in it and how sure that is.

Charts are drawn over these small tables, which stand where no script runs.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from chengyan.genre import genre_name
from chengyan.report.facts import Row
from chengyan.report.filters import read_at
from chengyan.report.wording import (
    and_more,
    comma,
    fixed,
    listed,
    per_cent,
    reasons,
    said,
    tell,
    tell_number,
    times,
    whole,
    word,
)  # fmt: skip

# Rows of a small table, of that of the texts, and groups that have a column.
ROWS, LONGEST, COLUMNS = 8, 6, 4


def cards(facts: Mapping[str, Any], story: Sequence[Row], language: str) -> list[Row]:
    """The five cards of the first screen, in the language that is spoken.

    Parameters
    ----------
    facts : mapping
        What `chengyan.report.build.facts_of` gives.
    story : sequence of dict
        Findings as `chengyan.report.told.story_of` gives them.
    language : str

    Returns
    -------
    list of dict
        name, chapter, title, caption, head, rows (label, href, cells), tags, sure.
    """
    return [
        _corpus(facts),
        {**_shares(facts, language), **_found("priorities", story, facts)},
        {**_devices(facts, language), **_found("rhetoric", story, facts)},
        _words(facts),
        _claims(facts),
    ]


def _found(chapter: str, story: Sequence[Row], facts: Mapping[str, Any]) -> Row:
    """Title, tags and doubt of the finding that leads a chapter."""
    own = [row for row in story if row["chapter"] == chapter]
    # Of those that lead the story, a comparison first.
    first = min(
        own, key=lambda row: (row["lead"] <= 0, not row["compares"], row["lead"]), default=None
    )
    if first is None:
        matched = "unmatched" if facts["unmatched"] else "matched"
        return {"title": facts["titles"][chapter], "tags": [matched], "sure": ""}
    tags = [name for name in (first["robust"], first["contrast"]) if name]
    return {
        "title": _headline(first["text"]) if first["compares"] else first["text"],
        "tags": tags,
        "sure": first["doubts"] or first["size"],
    }


def _unlike(facts: Mapping[str, Any]) -> Markup | str:
    """In what the texts differ beside what is compared."""
    confounds = list(dict.fromkeys(part for each in facts["reach"] for part in each["confounds"]))
    return tell("The texts {reasons}.", reasons=reasons(confounds)) if confounds else ""


def _headline(text: str) -> str:
    """What a comparison says, without the numbers after its colon: the chart has them."""
    return re.split(": |：", text, maxsplit=1)[0]


def _cell(text: object, bar: float | None = None, href: str = "") -> Row:
    return {"text": text, "bar": None if bar is None else min(max(bar, 0.0), 1.0), "href": href}


def _corpus(facts: Mapping[str, Any]) -> Row:
    reach, longest, shortest = facts["reach"], facts["longest"], facts["shortest"]
    genres = len({genre for each in reach for genre in each["genres"]})
    kinds = tell_number("{number} genre", "{number} genres", genres)
    texts = tell_number("{number} text", "{number} texts", len(facts["corpus"]))
    shown = sorted(reach, key=lambda each: -each["length"])[:LONGEST] if facts["many"] else reach
    return {
        "name": "first_corpus",
        "chapter": "corpus",
        "title": tell(
            "{texts} in {kinds}: {longest} has {ratio} times as much text as {shortest}",
            texts=texts, kinds=kinds, longest=longest["group"], shortest=shortest["group"],
            ratio=fixed(facts["ratio"], 1),
        ) if facts["ratio"] >= 1.05 else tell("{texts} in {kinds}", texts=texts, kinds=kinds),
        "caption": tell("Length of the texts of each group in Han characters"),
        "head": [tell("Group"), tell("Genre"), tell("Han characters")],
        "rows": [
            {
                "label": each["group"],
                "href": "",
                "cells": [
                    _cell(comma().join(map(genre_name, each["genres"][:2])) or "–"),
                    _cell(whole(each["length"]), each["length"] / max(longest["length"], 1)),
                ],
            }
            for each in shown
        ],
        "tags": ["unmatched" if facts["unmatched"] else "matched"],
        "sure": _unlike(facts),
    }  # fmt: skip


def _shares(facts: Mapping[str, Any], language: str) -> Row:
    codes = [code for code in facts["priorities"]["codes"] if code["counted"]]
    # As in the chart: those in which the groups are farthest apart.
    codes = sorted(
        codes, key=lambda code: -_spread([own["raw"]["share"] for own in code["groups"].values()])
    )[:ROWS]
    most = max(
        (code["groups"][g]["raw"]["share"] for code in codes for g in facts["groups"]), default=1
    )
    return {
        "name": "first_priorities",
        "chapter": "priorities",
        "caption": tell("Share of statements on policy by code, in per cent"),
        **_table(
            facts,
            tell("Code"),
            [
                (
                    code["en"] if language == "en" else code["zh"],
                    read_at(code=code["code"]),
                    {
                        g: (own["raw"]["share"], read_at(code=code["code"], group=g))
                        for g, own in code["groups"].items()
                    },
                )
                for code in codes
            ],
            most,
        ),
    }


def _spread(shares: Sequence[float]) -> float:
    return max(shares, default=0.0) - min(shares, default=0.0)


def _devices(facts: Mapping[str, Any], language: str) -> Row:
    rhetoric = facts["rhetoric"]
    devices = [d for d in rhetoric["devices"] if d["status"] == "validated" and d["groups"]]
    # As in the chart: those that differ by more than errors, then those farthest apart.
    firm = {row["device"] for row in rhetoric["differences"]}
    devices.sort(
        key=lambda d: (
            d["device"] not in firm,
            -_spread([own["rate"] for own in d["groups"].values()]),
        )
    )
    devices = devices[:ROWS]
    most = max((own["rate"] for d in devices for own in d["groups"].values()), default=1)
    return {
        "name": "first_rhetoric",
        "chapter": "rhetoric",
        "caption": tell("Share of sentences with a device, in per cent"),
        **_table(
            facts,
            tell("Device"),
            [
                (
                    d["en"] if language == "en" else d["zh"] or d["en"],
                    read_at(device=d["device"]),
                    {
                        g: (own["rate"], read_at(device=d["device"], group=g))
                        for g, own in d["groups"].items()
                    },
                )
                for d in devices
            ],
            most,
        ),
    }


def _table(
    facts: Mapping[str, Any],
    label: str,
    lines: Sequence[tuple[str, str, Mapping[str, tuple[float, str]]]],
    most: float,
) -> Row:
    """Values by group, of many groups the least and the most."""
    few = len(facts["groups"]) <= COLUMNS
    head = facts["groups"] if few else [tell("least"), tell("most")]
    rows = []
    for name, href, values in lines:
        if few:
            shown = [(values[g], "") if g in values else None for g in facts["groups"]]
        else:
            ordered = sorted(values.items(), key=lambda pair: pair[1][0])
            shown = [(ordered[i][1], ordered[i][0]) for i in (0, -1)] if ordered else [None, None]
        cells = [
            _cell("–")
            if each is None
            else _cell(
                f"{fixed(100 * each[0][0], 1)} {each[1]}".strip(),
                each[0][0] / most if most else 0.0,
                each[0][1],
            )
            for each in shown
        ]
        rows.append({"label": name, "href": href, "cells": cells})
    return {"head": [label, *head], "rows": rows}


def _words(facts: Mapping[str, Any]) -> Row:
    groups = facts["groups"][:COLUMNS]
    rows = []
    for rank in range(ROWS):
        cells = []
        for group in groups:
            own = facts["keyness"][group]
            row = own[rank] if rank < len(own) else None
            cells.append(
                _cell(
                    f"{row['term']} {times(row['log_ratio'])}",
                    href=read_at(q=row["term"], group=group),
                )
                if row
                else _cell("–")
            )
        rows.append({"label": rank + 1, "href": "", "cells": cells})
    lead = [
        tell("{group} {terms}", group=group, terms=facts["keyness"][group][0]["term"])
        for group in groups
        if facts["keyness"][group]
    ]
    firm = list(dict.fromkeys(term for each in facts["reach"] for term in each["firm"]["more"]))
    return {
        "name": "first_words",
        "chapter": "words",
        "title": said(
            tell("What stands out most: {words}.", words=listed(lead)),
            tell("More than chance: {terms}.", terms=_some(firm))
            if firm
            else tell("No single word is shown to be more than chance."),
        ) if lead else facts["titles"]["keyness"],
        "tags": ["unmatched" if facts["unmatched"] else "matched"],
        "sure": said(
            lead and tell("Any other word may differ by chance; read them as a list."),
            _unlike(facts),
        ),
        "caption": tell("Most distinctive words of each group, with their rate as a multiple"),
        "head": [tell("Rank"), *groups],
        "rows": rows,
    }  # fmt: skip


def _some(terms: Sequence[str]) -> Markup:
    """The first of them, and how many more there are."""
    if len(terms) <= COLUMNS:
        return listed(terms)
    shown = comma().join(escape(term) for term in terms[:COLUMNS])
    return shown + and_more(len(terms) - COLUMNS)


def _claims(facts: Mapping[str, Any]) -> Row:
    claims = facts["claims"]
    verdicts, contrasts = ("robust", "fragile", "reversed"), ("matched", "unmatched")
    count = {
        (verdict, contrast): sum(
            c["robust"] == verdict and c["contrast"] == contrast for c in claims
        )
        for verdict in verdicts
        for contrast in contrasts
    }
    share = per_cent(round(100 * facts["config"]["robustness"]["agree"]))
    robust = sum(count["robust", contrast] for contrast in contrasts)
    matched = sum(count[verdict, "matched"] for verdict in verdicts)
    title = tell_number(
        "{robust} of {number} claim holds in {share} or more of the ways to measure; {matched}.",
        "{robust} of {number} claims hold in {share} or more of the ways to measure; {matched}.",
        len(claims), robust=robust, share=share,
        matched=tell_number("{number} is matched", "{number} are matched", matched)
        if matched else tell("none is matched"),
    )  # fmt: skip
    return {
        "name": "first_claims",
        "chapter": "robustness",
        "title": title if claims else tell("No claim was written down before looking"),
        "caption": tell("Number of claims by robustness and matching"),
        "head": [tell("Claims"), *(word(contrast) for contrast in contrasts)],
        "rows": [
            {
                "label": word(verdict),
                "href": "",
                "cells": [
                    _cell(count[verdict, contrast], count[verdict, contrast] / max(len(claims), 1))
                    for contrast in contrasts
                ],
            }
            for verdict in verdicts
        ],
        "tags": [],
        "sure": tell("All are matched on genre, office and year.")
        if matched == len(claims)
        else said(tell("Robust is not matched."), _unlike(facts)),
    }  # fmt: skip
