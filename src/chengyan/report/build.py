"""The report: figures, tables and methods on one page that needs nothing beside it."""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePath
from types import SimpleNamespace
from typing import Any, TypeVar

import pandas as pd
from docutils.core import publish_parts  # type: ignore[import-untyped]
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from chengyan.errors import ChengyanError
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
        "group term count other_count per_10k reference log_ratio lrc log_odds_z dp_norm ci_low "
        "loo_low loo_high contrast confounds occasion"
    ),
    "tfidf": "group term count tfidf rank occasion",
    "topics": "model topic label rank term",
    "topic_prevalence": "model topic label group share ci_low loo_low loo_high units",
    "course": "doc_id group topic label start end",
    "ternary": "term group total share occasion",
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
    *("chengyan", "snakemake", "jieba", "rjieba", "scikit-learn", "gensim", "scipy", "numpy"),
    *("pandas", "matplotlib", "pylopdf-fonts-zh-cn"),
)

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
# docutils escapes > inside attributes, so a tag ends at the first one.
_LINK_OR_MEDIA = re.compile(r"</?(?:a|img|object|video|svg)\b[^>]*>")
_RST = {
    "_disable_config": True,
    "raw_enabled": False,
    "file_insertion_enabled": False,
    "doctitle_xform": False,
    "report_level": 5,
    "halt_level": 5,
}

Value = TypeVar("Value")
Row = dict[str, Any]


def render_report(
    *,
    config: dict[str, Any],
    documents: list[dict[str, str]],
    tables: dict[str, pd.DataFrame],
    figures: dict[str, bytes],
    captions: dict[str, str],
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
        reStructuredText of each figure, with Jinja expressions over ``snakemake.config``.

    Returns
    -------
    str
        The page. It loads nothing and runs nothing; the same arguments under the same packages give
        the same page.

    Raises
    ------
    TableError
        If a table lacks a column.
    ChengyanError
        If a table, figure or caption is missing, or a caption has a wrong expression.

    Notes
    -----
    Every number in the page's prose is computed from the tables, so it changes with them.
    """
    for name, columns in COLUMNS.items():
        if name in tables or name not in OPTIONAL:
            require_columns(_given(tables, name, "table"), columns.split(), f"{name}.csv")
    groups = list(dict.fromkeys(document["group"] for document in documents))
    shown = {
        name: _without_occasion(table, config) if "occasion" in COLUMNS[name].split() else table
        for name, table in tables.items()
        if name in COLUMNS
    } | {"corpus": tables["corpus"]}
    leaning = shown["keyness"][shown["keyness"]["log_odds_z"] > 0]
    keyness = {
        group: _leading(leaning, group, "log_odds_z", rising=False) for group in groups
    }
    facts = {
        "config": config,
        "documents": documents,
        "groups": groups,
        "corpus": _rows(tables["corpus"]),
        "limits": _limits(documents, tables, shown["keyness"], groups),
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
        "versions": _versions(),
    }
    facts["figures"] = {
        name: _figure(
            number,
            name,
            _given(figures, name, "figure"),
            caption_html(_given(captions, name, "caption"), config),
        )
        for number, name in enumerate(
            (name for name in FIGURES if name in figures or name not in OPTIONAL), start=1
        )
    }
    page = _environment().get_template("page.html.j2")
    return page.render(**facts, css=Markup((HERE / "style.css").read_text("utf-8")), top=TOP)


def caption_html(source: str, config: Mapping[str, Any]) -> Markup:
    """A caption as HTML: Jinja expressions first, then reStructuredText.

    Links and pictures are reduced to their text, and nothing is included from files.
    """
    engine = SandboxedEnvironment(undefined=StrictUndefined)
    try:
        text = engine.from_string(source).render(snakemake=SimpleNamespace(config=config))
    except TemplateError as error:
        raise ChengyanError("caption", str(error), "Mend its Jinja expression") from None
    parts = publish_parts(text, writer="html5", settings_overrides=_RST)
    return Markup(_LINK_OR_MEDIA.sub("", parts["fragment"]))


def _limits(
    documents: Sequence[Mapping[str, str]],
    tables: Mapping[str, pd.DataFrame],
    keyness: pd.DataFrame,
    groups: Sequence[str],
) -> Row:
    """What the tables say about how far the comparison reaches."""
    corpus, prevalence = tables["corpus"], tables["topic_prevalence"]
    lengths = {g: int(corpus.loc[corpus["group"] == g, "han_chars"].sum()) for g in groups}
    longest, shortest = (pick(groups, key=lengths.__getitem__) for pick in (max, min))
    genres = {g: sorted(set(corpus.loc[corpus["group"] == g, "genre"])) for g in groups}
    first = prevalence[prevalence["model"] == prevalence["model"].iloc[0]]
    contrasts: list[Row] = []
    for group in groups:
        own, every = (t[t["group"] == group] for t in (keyness, tables["keyness"]))
        used = own[own["count"] > 0]
        contrasts.append(
            {
                "group": group,
                "matched": len(every) > 0 and set(every["contrast"]) == {"matched"},
                "confounds": [c for c in str(every["confounds"].iloc[0]).split(";") if c]
                if len(every)
                else [],
                "used": len(used),
                "firm": used.loc[used["lrc"] > 0, "term"].tolist(),
                "tokens": int(every["count"].sum()),
                "units": int(prevalence.loc[prevalence["group"] == group, "units"].max()),
            }
        )
    return {
        "texts": {g: sum(d["group"] == g for d in documents) for g in groups},
        "lengths": lengths,
        "longest": longest,
        "shortest": shortest,
        "ratio": lengths[longest] / max(lengths[shortest], 1),
        "share": lengths[longest] / max(sum(lengths.values()), 1),
        "genres": genres,
        "one_genre": len({tuple(found) for found in genres.values()}) == 1
        and all(len(found) == 1 and found[0] for found in genres.values()),
        "contrasts": contrasts,
        "unmatched": [c["group"] for c in contrasts if not c["matched"]],
        "confounds": list(dict.fromkeys(x for c in contrasts for x in c["confounds"])),
        "intervals": any(
            pd.to_numeric(table["ci_low"]).notna().any() for table in (tables["keyness"], prevalence)
        ),
        "topic": {
            g: max(_rows(first[first["group"] == g]), key=lambda row: row["share"]) for g in groups
        },
        "fewest": min(contrasts, key=lambda c: c["units"]),
    }


def _leading(table: pd.DataFrame, group: str, by: str, *, rising: bool = True) -> list[Row]:
    own = table[table["group"] == group]
    return _rows(own.sort_values([by, "term"], ascending=[rising, True], kind="stable").head(TOP))


def _topics(model: str, topics: pd.DataFrame, prevalence: pd.DataFrame) -> Row:
    """The topics of a model with their words and their shares by group."""
    shares = prevalence[prevalence["model"] == model]
    found = []
    for topic, words in topics[topics["model"] == model].groupby("topic", sort=True):
        own = shares[shares["topic"] == topic]
        found.append(
            {
                "number": topic,
                "label": words["label"].iloc[0],
                "words": words.sort_values("rank")["term"].tolist(),
                "shares": {row["group"]: row for row in _rows(own)},
            }
        )
    return {"model": model, "topics": found}


def _lexicon(segmentation: pd.DataFrame) -> Row:
    """How many entries occur, which of them the engine alone breaks, and the most frequent of those."""
    terms = segmentation.groupby("term", sort=True).agg(
        count=("count", "sum"), pieces=("without_lexicon", "first"), kind=("kind", "first"),
        level=("level", "first"),
    ).reset_index()  # fmt: skip
    terms["pieces"] = [str(pieces).split(";") for pieces in terms["pieces"]]
    broken = terms[terms["pieces"].map(len) > 1]
    often = broken.sort_values(["count", "term"], ascending=[False, True], kind="stable")
    return {
        "entries": len(terms),
        "broken": len(broken),
        "occurrences": int(terms["count"].sum()),
        "examples": _rows(often.head(TOP)),
    }


def _trail(
    sentences: pd.DataFrame, keyness: Mapping[str, list[Row]], kinds: Sequence[str]
) -> Row | None:
    """The sentences behind one number: those that hold the first distinctive term there is."""
    row = next((rows[0] for rows in keyness.values() if rows), None)
    if row is None:
        return None
    own = sentences[(sentences["group"] == row["group"]) & sentences["kind"].isin(list(kinds))]
    found = own[own["text"].map(lambda text: row["term"] in str(text)).astype(bool)]
    return {
        "row": row,
        "sentences": len(found),
        "occurrences": sum(str(text).count(row["term"]) for text in found["text"]),
        "first": _rows(found.head(3)),
    }


def _figure(number: int, name: str, png: bytes, caption: Markup) -> Row:
    title, tables = FIGURES[name]
    return {
        "number": number,
        "name": name,
        "title": title,
        "tables": tables,
        "source": "data:image/png;base64," + b64encode(png).decode("ascii"),
        # A PNG begins with its size.
        "width": int.from_bytes(png[16:20]),
        "height": int.from_bytes(png[20:24]),
        "caption": caption,
    }


def _given(things: Mapping[str, Value], name: str, kind: str) -> Value:
    if name not in things:
        raise ChengyanError(f"{kind} {name}", "is missing", "Give the report all it shows")
    return things[name]


def _without_occasion(table: pd.DataFrame, config: Mapping[str, Any]) -> pd.DataFrame:
    """The rows that figures show: by default none that names the occasion."""
    if config["figures"]["occasion_words"]:
        return table
    return table[~table["occasion"].map(lambda value: str(value) == "True").astype(bool)]


def _rows(table: pd.DataFrame) -> list[Row]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _versions() -> dict[str, str]:
    """Versions of the packages that numbers and figures come from, where installed."""
    found = {}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "zh": _mark_chinese,
        "whole": lambda value: f"{value:,.0f}",
        "fixed": _fixed,
        "percent": lambda value: _fixed(100 * value, 0) + " %",
        "listed": _listed,
        "file_name": lambda path: PurePath(path).name,
        "marked": _mark_term,
        "weight": lambda value: f"{value:g}",
    }
    return environment


def _mark_chinese(text: object) -> Markup:
    """The text, escaped, each run of Han characters marked as Chinese."""
    return Markup(_HAN.sub(r'<span lang="zh">\g<0></span>', str(escape(text))))


def _mark_term(text: object, term: str) -> Markup:
    """The text, escaped, with every occurrence of the term marked."""
    return Markup(f"<mark>{escape(term)}</mark>").join(escape(part) for part in str(text).split(term))


def _fixed(value: float, digits: int = 2) -> str:
    """A number with a true minus sign; a dash where there is none."""
    return "–" if pd.isna(value) else f"{value:,.{digits}f}".replace("-", "−")


def _listed(parts: Sequence[object]) -> str:
    """The parts as a reader says them: a, b and c."""
    *most, last = map(str, parts) if parts else [""]
    return f"{', '.join(most)} and {last}" if most else last
