"""The report: figures, tables and methods on one page that needs nothing beside it."""

import math
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePath
from typing import Any, TypeVar

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from chengyan.errors import ChengyanError
from chengyan.fonts import subset
from chengyan.han import HAN
from chengyan.report.captions import caption_html
from chengyan.tables import require_columns

HERE = Path(__file__).parent
TOP = 15
COLUMNS = {
    "corpus": (
        "doc_id group title author office genre occasion date han_chars analysed_han_chars tokens "
        "types paragraphs sentences sections"
    ),
    "sentences": "doc_id group paragraph sentence kind source_line text",
    "segmentation": "term group count without_lexicon kind level",
    "keyness": (
        "group term count other_count per_10k reference log_ratio lrc log_odds_z paragraphs "
        "of_paragraphs ci_low loo_low loo_high contrast confounds firm_against occasion"
    ),
    "tfidf": "group term count tfidf rank occasion",
    "topics": "model topic label rank term",
    "topic_prevalence": "model topic label group share ci_low loo_low loo_high units",
    "ternary": "term occasion",
}
FIGURES = {
    "corpus": ("The corpus at a glance", ("corpus",)),
    "keyness": ("Distinctive terms", ("keyness",)),
    "tfidf": ("Terms by TF-IDF", ("tfidf",)),
    "ternary": ("The vocabulary that all share", ("ternary",)),
    "topics": ("Topics by group", ("topics", "topic_prevalence")),
    "course": ("How each text spends its length", ("course",)),
}
OPTIONAL = {"ternary"}
PACKAGES = (
    *("chengyan", "snakemake", "jieba", "scikit-learn", "gensim", "scipy", "numpy"),
    *("pandas", "matplotlib", "pylopdf-fonts-zh-cn"),
)

_HAN = re.compile(f"([{HAN}]+)")


Value = TypeVar("Value")
Row = dict[str, Any]


def render_report(
    *,
    config: dict[str, Any],
    documents: list[dict[str, str]],
    tables: dict[str, pd.DataFrame],
    figures: dict[str, bytes],
    captions: dict[str, str],
    caveat: str,
) -> str:
    """Put figures, tables and methods on one self-contained HTML page.

    Parameters
    ----------
    config : dict
        The complete configuration.
    documents : list of dict
        Manifest rows with `group`, in the order of the groups.
    tables : dict of str to pandas.DataFrame
        The result tables by name; all in `COLUMNS` are needed but ternary.
    figures : dict of str to bytes
        PNG files by name; all in `FIGURES` are needed but ternary.
    captions : dict of str to str
        reStructuredText of each figure, with Jinja expressions over ``snakemake.config`` and
        ``snakemake.params.caveat``.
    caveat : str
        A sentence that says whether like is compared with like.

    Returns
    -------
    str
        It loads and runs nothing; equal arguments under equal packages give the same page.

    Raises
    ------
    TableError
        If a table lacks a column.
    ChengyanError
        If a table, figure or caption is missing, or a caption has a wrong expression.
    """
    for name, columns in COLUMNS.items():
        if name in tables or name not in OPTIONAL:
            require_columns(_given(tables, name, "table"), columns.split(), f"{name}.csv")
    # Groups such as years are read as numbers.
    tables = {
        name: table.assign(group=table["group"].astype(str)) if "group" in table else table
        for name, table in tables.items()
    }
    groups = list(dict.fromkeys(document["group"] for document in documents))
    listed = [name for name in ("keyness", "tfidf", "ternary") if name in tables]
    shown = {name: _without_occasion(tables[name], config) for name in listed}
    leaning = shown["keyness"][shown["keyness"]["log_odds_z"] > 0]
    keyness = {group: _leading(leaning, group, "log_odds_z", rising=False) for group in groups}
    packages = [*PACKAGES, *(["rjieba"] if config["engine"] == "rjieba" else [])]
    facts: Row = {
        "config": config,
        "groups": groups,
        "corpus": _rows(tables["corpus"]),
        "reach": [_reach(group, tables, shown["keyness"], len(groups) - 1) for group in groups],
        "intervals": any(
            pd.to_numeric(table["ci_low"]).notna().any()
            for table in (tables["keyness"], tables["topic_prevalence"])
        ),
        "keyness": keyness,
        "tfidf": {group: _leading(shown["tfidf"], group, "rank") for group in groups},
        "topics": [
            _topics(model, tables["topics"], tables["topic_prevalence"])
            for model in dict.fromkeys(tables["topics"]["model"])
        ],
        "shared": list(dict.fromkeys(shown["ternary"]["term"])) if "ternary" in shown else [],
        "lexicon": _lexicon(tables["segmentation"]),
        "trail": _trail(tables["sentences"], keyness, config["analysis"]["kinds"]),
        "tables": {name: tables[name].shape for name in sorted(tables)},
        "versions": {name: _version(name) for name in packages},
    }
    facts["figures"] = {
        name: _figure(
            name,
            _given(figures, name, "figure"),
            caption_html(_given(captions, name, "caption"), config, caveat),
        )
        for name in FIGURES
        if name in figures or name not in OPTIONAL
    }
    page = _environment().get_template("page.html.j2")
    # Which characters the page's font must hold is known when the page is there.
    plain = page.render(**facts, top=TOP, font="")
    return page.render(**facts, top=TOP, font=b64encode(subset(plain)).decode("ascii"))


def _reach(
    group: str, tables: Mapping[str, pd.DataFrame], keyness: pd.DataFrame, others: int
) -> Row:
    """How far the comparison of a group with the others reaches."""
    corpus, every, shares, terms = (
        table[table["group"] == group]
        for table in (tables["corpus"], tables["keyness"], tables["topic_prevalence"], keyness)
    )
    against = terms["firm_against"].map(lambda names: len([n for n in str(names).split(";") if n]))
    firm = {
        f"{way}{size}": terms.loc[(sign * terms["lrc"] > 0) & (against >= least), "term"].tolist()
        for way, sign in (("more", 1), ("less", -1))
        for size, least in (("", 0), ("_than_each", others))
    }
    hidden = every[~every["term"].isin(terms["term"]) & (every["lrc"] > 0)]
    first_model = shares[shares["model"] == shares["model"].iloc[0]]
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
        "tokens": int(every["count"].sum()),
        "units": int(shares["units"].max()),
        "topic": max(_rows(first_model), key=lambda row: row["share"]),
    }


def _leading(table: pd.DataFrame, group: str, by: str, *, rising: bool = True) -> list[Row]:
    own = table[table["group"] == group]
    return _rows(own.sort_values([by, "term"], ascending=[rising, True], kind="stable").head(TOP))


def _topics(model: str, topics: pd.DataFrame, prevalence: pd.DataFrame) -> Row:
    """The topics of a model with their words and their shares by group."""
    shares = prevalence[prevalence["model"] == model]
    found = [
        {
            "number": topic,
            "label": words["label"].iloc[0],
            "words": words.sort_values("rank")["term"].tolist(),
            "shares": {row["group"]: row for row in _rows(shares[shares["topic"] == topic])},
        }
        for topic, words in topics[topics["model"] == model].groupby("topic", sort=True)
    ]
    return {"model": model, "topics": found}


def _lexicon(segmentation: pd.DataFrame) -> Row:
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
        "examples": _rows(often.head(TOP)),
    }


def _trail(
    sentences: pd.DataFrame, keyness: Mapping[str, list[Row]], kinds: Sequence[str]
) -> Row | None:
    """The sentences behind one number: those that hold the first distinctive term there is."""
    row = next((rows[0] for rows in keyness.values() if rows), None)
    if not row:
        return None
    own = sentences[(sentences["group"] == row["group"]) & sentences["kind"].isin(list(kinds))]
    times = own["text"].map(lambda text: text.count(row["term"])).astype(int)
    found = _rows(own[times > 0])
    return {"row": row, "sentences": len(found), "occurrences": times.sum(), "first": found[:3]}


def _figure(name: str, png: bytes, caption: str) -> Row:
    title, tables = FIGURES[name]
    # A PNG begins with its size.
    size = {"width": int.from_bytes(png[16:20]), "height": int.from_bytes(png[20:24])}
    data = "data:image/png;base64," + b64encode(png).decode("ascii")
    return {"title": title, "tables": tables, "source": data, "caption": caption, **size}


def _given(things: Mapping[str, Value], name: str, kind: str) -> Value:
    if name not in things:
        raise ChengyanError(f"{kind} {name}", "is missing", "Give the report all it shows")
    return things[name]


def _without_occasion(table: pd.DataFrame, config: Mapping[str, Any]) -> pd.DataFrame:
    """The rows that figures show: by default none that names the occasion."""
    named = table["occasion"].map(str) == "True"
    return table if config["figures"]["occasion_words"] else table[~named]


def _rows(table: pd.DataFrame) -> list[Row]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(version not recorded)"


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {
        "zh": _mark_chinese,
        "whole": lambda value: f"{value:,.0f}",
        "fixed": _fixed,
        "percent": lambda value: _fixed(100 * value, 0) + " %",
        "listed": _listed,
        "file_name": lambda path: PurePath(path).name,
        "weight": lambda value: f"{value:g}",
    }
    return environment


def _mark_chinese(value: object) -> Markup:
    """The value, escaped, each run of Han characters marked as Chinese; nothing for NaN."""
    # A column of years with gaps was read as one of fractions.
    text = f"{value:g}" if isinstance(value, float) else str(value)
    parts = enumerate(_HAN.split("" if text == "nan" else text))
    marked = Markup('<span lang="zh">{}</span>')
    return Markup("").join(marked.format(part) if i % 2 else part for i, part in parts)


def _fixed(value: float, digits: int = 2) -> str:
    """A number with a true minus sign; a dash where there is none."""
    return "–" if math.isnan(value) else f"{value:,.{digits}f}".replace("-", "−")


def _listed(parts: Sequence[object]) -> str:
    """The parts as a reader says them: a, b and c."""
    *most, last = map(str, parts) if parts else [""]
    return f"{', '.join(most)} and {last}" if most else last
