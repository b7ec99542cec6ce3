"""What the report says of the tables, in the form in which the page takes it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

Row = dict[str, Any]

WORDS_OF_CLAIMS = ("id", "text_en", "text_zh", "kind", "left_out", "robust", "contrast")


def reach(
    group: str, tables: Mapping[str, pd.DataFrame], keyness: pd.DataFrame, others: int
) -> Row:
    """How far the comparison of a group with the others reaches."""
    corpus, every, terms = (
        table[table["group"] == group] for table in (tables["corpus"], tables["keyness"], keyness)
    )
    against = terms["firm_against"].map(lambda names: len([n for n in str(names).split(";") if n]))
    firm = {
        f"{way}{size}": terms.loc[(sign * terms["lrc"] > 0) & (against >= least), "term"].tolist()
        for way, sign in (("more", 1), ("less", -1))
        for size, least in (("", 0), ("_than_each", others))
    }
    hidden = every[~every["term"].isin(terms["term"]) & (every["lrc"] > 0)]
    return {
        "group": group,
        "texts": len(corpus),
        "length": int(corpus["han_chars"].sum()),
        "genres": sorted(set(corpus["genre"])),
        "matched": set(every["contrast"]) == {"matched"},
        "confounds": [part for part in str(every["confounds"].iloc[0]).split(";") if part],
        "used": int((terms["count"] > 0).sum()),
        "firm": firm,
        "hidden": hidden["term"].tolist(),
        "numbers": {row["term"]: row for row in rows(terms[terms["lrc"] != 0])},
        "tokens": int(every["count"].sum()),
        "units": int(every["of_paragraphs"].max()),
        "left_out": str(every["left_out"].iloc[0]),
    }


def pairs_of(contrasts: pd.DataFrame, groups: Sequence[str]) -> Row:
    """How many pairs of groups there are, and how many of these are matched."""
    pairs = contrasts[contrasts["group_a"].isin(groups) & contrasts["group_b"].isin(groups)]
    pairs = pairs.drop_duplicates(["group_a", "group_b"])
    return {"all": len(pairs), "matched": int((pairs["contrast"] == "matched").sum())}


def alike(needs: pd.DataFrame, groups: Sequence[str]) -> list[str]:
    """The groups that have a text of the kind that the fewest lack."""
    lack = str(needs["lack"].iloc[0]).split(";") if len(needs) else groups
    return [group for group in groups if group not in lack]


def leading(
    table: pd.DataFrame, group: str, by: str, number: int, *, rising: bool = True
) -> list[Row]:
    """The first rows of a group."""
    own = table[table["group"] == group]
    return rows(own.sort_values([by, "term"], ascending=[rising, True], kind="stable").head(number))


def lexicon(segmentation: pd.DataFrame, examples: int) -> Row:
    """How many entries occur, and which of them the engine alone breaks."""
    counts = segmentation.groupby("term")["count"].sum()
    terms = segmentation.drop_duplicates("term")
    terms = terms.assign(
        count=terms["term"].map(counts),
        pieces=terms["without_lexicon"].map(lambda pieces: str(pieces).split(";")),
    )
    broken = terms[terms["pieces"].map(len) > 1]
    often = broken.sort_values(["count", "term"], ascending=[False, True], kind="stable")
    return {
        "entries": len(terms),
        "broken": len(broken),
        "occurrences": sum(counts),
        "examples": rows(often.head(examples)),
    }


def trail(
    sentences: pd.DataFrame, keyness: Mapping[str, list[Row]], kinds: Sequence[str]
) -> Row | None:
    """The sentences behind one number: those that hold the first distinctive term there is."""
    row = next((rows[0] for rows in keyness.values() if rows), None)
    if not row:
        return None
    own = sentences[(sentences["group"] == row["group"]) & sentences["kind"].isin(list(kinds))]
    times = own["text"].map(lambda text: text.count(row["term"])).astype(int)
    found = rows(own[times > 0])
    return {"row": row, "sentences": len(found), "occurrences": times.sum(), "first": found[:3]}


def groups_of_genres(corpus: pd.DataFrame) -> dict[str, int]:
    """In how many groups each genre is found."""
    found = corpus.groupby("genre")["group"].nunique()
    return {str(genre): int(number) for genre, number in found.items()}


def axes_of(correspondence: pd.DataFrame) -> Row:
    """Terms on the map, and the share of the inertia that each axis holds."""
    terms = correspondence.loc[correspondence["point"] == "term", "name"]
    axes = correspondence.drop_duplicates("axis")
    shares = dict(zip(axes["axis"], axes["axis_share"], strict=True))
    return {"terms": list(dict.fromkeys(terms.map(str))), "shares": shares}


def claims_of(findings: pd.DataFrame) -> list[Row]:
    """Claims by the share of specifications that agree; what a claim does not have is empty."""
    words = ["unused_terms", "confounds", "unit"]
    findings = findings.assign(**{name: findings[name].fillna("").astype(str) for name in words})
    # A column that is empty in most rows was read as text.
    numbers = findings.columns.difference([*WORDS_OF_CLAIMS, *words])
    findings = findings.assign(
        **{name: pd.to_numeric(findings[name], errors="coerce") for name in numbers}
    )
    by_share = findings.sort_values("agreeing", ascending=False, kind="stable")
    return rows(by_share)


def measures_of(*tables: pd.DataFrame) -> list[Row]:
    """Measures with their values by group, in the order of the tables."""
    values = ["value", "loo_low", "loo_high"]
    tables = tuple(
        table.assign(**{name: pd.to_numeric(table[name], errors="coerce") for name in values})
        for table in tables
    )
    return [
        {
            "measure": measure,
            "unit": own["unit"].iloc[0],
            "by_group": {r["group"]: r for r in rows(own)},
        }
        for table in tables
        for measure, own in table.groupby("measure", sort=False)
    ]


def phrases_of(collocations: pd.DataFrame, group: str, number: int) -> list[Row]:
    """The phrases of a group that hang together most, without fragments of longer ones."""
    own = collocations[collocations["group"] == group]
    whole = own[own["within"].fillna("").astype(str).eq("") & (own["occasion"].map(str) != "True")]
    return rows(whole.head(number))


def rows(table: pd.DataFrame) -> list[Row]:
    """The rows of a table as mappings."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def is_true(value: Any) -> bool:
    """Whether a cell says so: a column with gaps was read as text."""
    return str(value) == "True"
