"""The works that a run rests on, as BibTeX: none that it did not use."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

# What every run uses.
ALWAYS = (
    *("molder2021", "pedregosa2011", "salton1988"),
    *("monroe2008", "hardie2014", "evert2022", "dunning1993", "benjamini1995", "clopper1934"),
    *("gries2008", "lijffijt2012", "greene2014", "roder2015", "bischof2012", "lin1991"),
    *("covington2010", "mccarthy2010", "blaheta2001"),
)
# What each engine, voice of the topic models, and table has beyond.
OF_ENGINES = {"jieba": ("jieba",), "rjieba": ("jieba", "rjieba")}
OF_VOICES = {
    "nmf": ("lee1999",),
    "lda": ("blei2003", "hoffman2010", "rehurek2010"),
    "gibbs": ("blei2003", "griffiths2004", "tomotopy"),
}
_KEY = re.compile(r"@\w+\{([^,]+),")


def references(
    config: Mapping[str, Any], tables: Mapping[str, pd.DataFrame], citation: Mapping[str, Any]
) -> bytes:
    """BibTeX of chengyan itself and of what the run used, sorted by key.

    Parameters
    ----------
    config : mapping
        The complete configuration.
    tables : mapping of str to pandas.DataFrame
        claims, similarity (with measure), and correspondence where there is one.
    citation : mapping
        ``CITATION.cff`` as read.
    """
    used = {*ALWAYS, *OF_ENGINES[config["engine"]]}
    for model in config["topics"]["models"]:
        used |= set(OF_VOICES[model])
    used |= {"simonsohn2020"} if len(tables["claims"]) else set()
    used |= {"burrows2002"} if "burrows_delta" in set(tables["similarity"]["measure"]) else set()
    used |= {"greenacre1984"} if "correspondence" in tables else set()
    every = entries()
    told = [own_entry(citation), *(every[key] for key in sorted(used))]
    return ("\n\n".join(told) + "\n").encode("utf-8")


def entries() -> dict[str, str]:
    """All entries that there are, by key."""
    text = Path(__file__).with_suffix(".bib").read_text(encoding="utf-8")
    found = (part.strip() for part in re.split(r"\n(?=@)", text))
    return {match[1]: part for part in found if (match := _KEY.match(part))}


def own_entry(citation: Mapping[str, Any]) -> str:
    """The entry of chengyan itself."""
    fields = {
        "author": " and ".join(map(_author, citation["authors"])),
        "title": "{" + str(citation["title"]) + "}",
        "year": str(citation["date-released"])[:4],
        "version": str(citation["version"]),
        "note": "Computer software, version " + str(citation["version"]),
        "url": str(citation.get("url") or citation.get("repository-code") or ""),
        "doi": str(citation.get("doi") or ""),
    }
    lines = [f"  {name} = {{{text}}}" for name, text in fields.items() if text]
    return "@misc{chengyan,\n" + ",\n".join(lines) + "\n}"


def _author(author: Mapping[str, str]) -> str:
    """A person as BibTeX has it; a body in braces, so that its name is not taken apart."""
    if "family-names" in author:
        return ", ".join(filter(None, [author["family-names"], author.get("given-names", "")]))
    return "{" + author["name"] + "}"
