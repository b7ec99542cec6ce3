"""The report: figures, tables and methods on one page that needs nothing beside it."""

from base64 import b64encode
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any, TypeVar

import pandas as pd

from chengyan.errors import ChengyanError
from chengyan.fonts import subset
from chengyan.plots.layout import are_many, is_compact, is_many
from chengyan.report.captions import caption_html
from chengyan.report.facts import (
    Row,
    axes_of,
    claims_of,
    groups_of_genres,
    leading,
    lexicon,
    measures_of,
    phrases_of,
    reach,
    rows,
    trail,
)
from chengyan.report.filters import environment
from chengyan.report.priorities import priorities_of
from chengyan.report.rhetoric import rhetoric_of
from chengyan.report.trial import trial_of
from chengyan.tables import require_columns

TOP = 15
# Ways to a matched corpus that the report lists.
NEEDS = 5
COLUMNS = {
    "corpus": (
        "doc_id group title author office genre occasion date han_chars analysed_han_chars tokens "
        "types paragraphs sentences sections"
    ),
    "sentences": "doc_id group paragraph sentence kind source_line text",
    "segmentation": "term group count without_lexicon kind level",
    "keyness": (
        "group term count other_count per_10k reference log_ratio lrc log_odds_z paragraphs "
        "of_paragraphs ci_low ci_high loo_low loo_high left_out contrast confounds firm_against "
        "occasion"
    ),
    "tfidf": "group term count tfidf rank occasion",
    "topic_models": (
        "model k c_npmi c_v exclusivity held_out stability null_stability standing score best"
    ),
    "topic_verdicts": (
        "model topic label stability null_stability verdict category category_share "
        "category_covered"
    ),
    "topics": "model topic rank term",
    "topic_prevalence": (
        "model topic label group share ci_low ci_high model_low model_high left_out units"
    ),
    "topic_sentences": "model topic rank group doc_id source_line text",
    "topic_effects": (
        "model topic label verdict covariate level baseline estimate ci_low ci_high texts"
    ),
    "priorities": (
        "method unit group code zh en counted share ci_low ci_high loo_low loo_high first"
    ),
    "priority_validation": (
        "sample coding method code support accuracy accuracy_low accuracy_high"
    ),
    "priority_accuracy": "doc_id sentences accuracy",
    "priority_confusion": "truth predicted count",
    "priority_coverage": "rests_on sentences",
    "priority_ways": "way_a way_b code codes units agreement kappa",
    "priority_disputed": "doc_id group paragraph sentence codebook seeded topics",
    "rhetoric": (
        "group device zh en family count rate ci_low ci_high loo_low loo_high sentences "
        "status f1 support baseline_low baseline_high"
    ),
    "rhetoric_validation": (
        "sample coding seen device precision recall f1 support found both sentences coders_f1 "
        "coders_alpha"
    ),
    "rhetoric_differences": (
        "device zh en unseen more less rate_more rate_less least_more most_less contrast"
    ),
    "rhetoric_examples": "group device rank doc_id source_line start end text",
    "rhetoric_instances": "device instance form group doc_id sentence start end",
    "formulations": "formulation level group status role count",
    "formulation_coverage": "group comparable share loo_low loo_high",
    "reuse": (
        "group_a doc_a sentence_a source_line_a start_a end_a group_b doc_b sentence_b "
        "source_line_b start_b end_b overlap beyond_formula passage"
    ),
    "echo": "group han_chars echoed beyond_formula formula local",
    "targets": ("group doc_id source_line object expression modifier horizon kind code text"),
    "ternary": "term occasion",
    "correspondence": "point name axis axis_share",
    "claims": (
        "id text_en kind count_more count_less effect ci_low ci_high loo_low loo_high left_out "
        "robust agreeing opposed "
        "specifications value_more value_less unit dp_norm_more dp_norm_less paragraphs_more "
        "of_paragraphs_more paragraphs_less of_paragraphs_less unused_terms contrast confounds"
    ),
    "similarity": "null_pairs",
    "readability": "group measure value unit loo_low loo_high",
    "diversity": "group measure value unit loo_low loo_high sample_tokens",
    "collocations": "group phrase count lambda z npmi paragraphs of_paragraphs within occasion",
    "checks": "code severity doc_id place message remedy",
    "needs": "genre office years have lack needed",
}
FIGURES = {
    "corpus": ("The corpus at a glance", ("corpus",)),
    "robustness": ("Claims under every reasonable choice", ("claims", "robustness")),
    "specifications": (
        "Specification curve of the claim nearest to the line",
        ("robustness", "specifications", "choices"),
    ),
    "priorities": ("Attention by code", ("priorities", "priority_validation")),
    "agenda": ("The agenda along each text", ("quasi_sentences",)),
    "praise": ("What is praised, what is promised", ("priorities",)),
    "confusion": ("Where the instrument errs", ("priority_confusion", "priority_validation")),
    "ways": ("Three ways compared", ("priorities", "priority_ways")),
    "promises": ("Promises by the year they are due", ("targets",)),
    "rhetoric": ("Devices of rhetoric by group", ("rhetoric", "rhetoric_validation")),
    "metaphors": ("What is spoken of as what", ("rhetoric", "rhetoric_validation")),
    "modality": ("What must be, and who is told", ("modality",)),
    "formulas": ("Fixed formulations", ("formulations", "formulation_coverage")),
    "echo": ("What texts share", ("echo", "reuse")),
    "keyness": ("Distinctive terms", ("keyness",)),
    "effect": ("All words by rate and effect", ("keyness",)),
    "orientation": ("Looking back and looking ahead", ("parts",)),
    "outlook": ("Past to future along each text", ("sentences",)),
    "plan": ("Plan against plan", ("keyness_parts",)),
    "tfidf": ("Terms by TF-IDF", ("tfidf",)),
    "ternary": ("The vocabulary that all share", ("ternary",)),
    "correspondence": ("Groups and their words on a map", ("correspondence",)),
    "xray": ("Where chosen terms stand", ("positions", "spread")),
    "similarity": ("How alike the groups are", ("similarity",)),
    "prose": ("Length of sentences", ("readability",)),
    "trial": ("Topic models on trial", ("topic_models",)),
    "topics": ("Topics by group", ("topic_verdicts", "topics", "topic_prevalence")),
    "topic_map": ("Map of topics", ("topic_map", "topics")),
    "course": ("How each text spends its length", ("course",)),
}
# Drawn only where a claim can be tested.
OF_CLAIMS = {"robustness", "specifications"}
# Their captions say who coded devices, not codes.
OF_RHETORIC = {"rhetoric", "metaphors", "modality"}
OPTIONAL = {"ternary", "correspondence", *OF_CLAIMS}
PACKAGES = (
    *("chengyan", "snakemake", "jieba", "scikit-learn", "gensim", "tomotopy"),
    *("scipy", "numpy"),
    *("pandas", "matplotlib", "pylopdf-fonts-zh-cn"),
)

Value = TypeVar("Value")


@dataclass(frozen=True)
class Appendix:
    """The comparison of the whole corpus, where a part of it is matched and is the headline.

    Attributes
    ----------
    figures : dict of str to bytes
        PNG files by name.
    documents : list of dict
        Manifest rows of the whole corpus with `group`.
    caveat : str
        Whether like is compared with like there.
    """

    figures: dict[str, bytes]
    documents: list[dict[str, str]]
    caveat: str


def render_report(
    *,
    config: dict[str, Any],
    documents: list[dict[str, str]],
    tables: dict[str, pd.DataFrame],
    shapes: dict[str, tuple[int, int]],
    figures: dict[str, bytes],
    captions: dict[str, str],
    caveat: str,
    coding: str,
    rhetoric_coding: str,
    appendix: Appendix | None = None,
) -> str:
    """Put figures, tables and methods on one self-contained HTML page.

    Parameters
    ----------
    config : dict
        The complete configuration.
    documents : list of dict
        Manifest rows with `group`, in the order of the groups.
    tables : dict of str to pandas.DataFrame
        The result tables by name; all in `COLUMNS` are needed but those in `OPTIONAL`, and no
        other columns.
    shapes : dict of str to (int, int)
        Rows and columns of every table there is.
    figures : dict of str to bytes
        PNG files by name; all in `FIGURES` are needed but those in `OPTIONAL`.
    captions : dict of str to str
        reStructuredText of each figure, with Jinja expressions over ``snakemake.config`` and
        ``snakemake.params.caveat``, ``.many`` and ``.coding``.
    caveat : str
        A sentence that says whether like is compared with like.
    coding : str
        Who coded the samples of priorities.
    rhetoric_coding : str
        Who coded the samples of rhetoric.
    appendix : Appendix, optional
        The same figures of the whole corpus.

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
    texts_of = Counter(document["group"] for document in documents)
    groups, texts = list(texts_of), list(texts_of.values())
    listed = [name for name in ("keyness", "tfidf", "ternary") if name in tables]
    shown = {name: _without_occasion(tables[name], config) for name in listed}
    leaning = shown["keyness"][shown["keyness"]["log_odds_z"] > 0]
    keyness = {group: leading(leaning, group, "log_odds_z", TOP, rising=False) for group in groups}
    claims = claims_of(tables["claims"])
    if not claims:
        figures = {name: png for name, png in figures.items() if name not in OF_CLAIMS}
    coders = {"priorities": coding, "rhetoric": rhetoric_coding}
    packages = [*PACKAGES, *(["rjieba"] if config["engine"] == "rjieba" else [])]
    facts: Row = {
        "config": config,
        "groups": groups,
        "corpus": rows(tables["corpus"]),
        "reach": [reach(group, tables, shown["keyness"], len(groups) - 1) for group in groups],
        "intervals": bool(pd.to_numeric(tables["keyness"]["ci_low"]).notna().any()),
        "keyness": keyness,
        "tfidf": {group: leading(shown["tfidf"], group, "rank", TOP) for group in groups},
        "trial": trial_of(tables, groups),
        "priorities": priorities_of(tables, groups),
        "rhetoric": rhetoric_of(tables, groups),
        "shared": list(dict.fromkeys(shown["ternary"]["term"])) if "ternary" in shown else [],
        "axes": axes_of(tables["correspondence"]) if "correspondence" in tables else {},
        "genre_groups": groups_of_genres(tables["corpus"]),
        "many": is_many(len(groups)),
        "many_texts": are_many(len(documents)),
        "lexicon": lexicon(tables["segmentation"], TOP),
        "claims": claims,
        "nulls": bool(pd.to_numeric(tables["similarity"]["null_pairs"]).gt(0).any()),
        "prose": measures_of(tables["readability"], tables["diversity"]),
        "sample_tokens": int(tables["diversity"]["sample_tokens"].max()),
        "phrases": {group: phrases_of(tables["collocations"], group, TOP) for group in groups},
        "trail": trail(tables["sentences"], keyness, config["analysis"]["kinds"]),
        "tables": {name: shapes[name] for name in sorted(shapes)},
        "versions": {name: _version(name) for name in packages},
        "checks": rows(tables["checks"]),
        "needs": rows(tables["needs"].head(NEEDS)),
        "figures": _figures(figures, captions, config, caveat, coders, texts),
        "appendix": None,
    }
    if appendix:
        sizes = list(Counter(document["group"] for document in appendix.documents).values())
        facts["appendix"] = {
            "texts": sum(sizes),
            "caveat": appendix.caveat,
            "figures": _figures(appendix.figures, captions, config, appendix.caveat, coders, sizes),
        }
    page = environment().get_template("page.html.j2")
    # Which characters the page's font must hold is known when the page is there.
    plain = page.render(**facts, top=TOP, font="")
    return page.render(**facts, top=TOP, font=b64encode(subset(plain)).decode("ascii"))


def _figures(
    figures: Mapping[str, bytes],
    captions: Mapping[str, str],
    config: dict[str, Any],
    caveat: str,
    coders: Mapping[str, str],
    texts: list[int],
) -> dict[str, Row]:
    """Figures in their order with captions, for groups of so many texts."""
    return {
        name: _figure(
            name,
            _given(figures, name, "figure"),
            caption_html(
                _given(captions, name, "caption"),
                config,
                caveat,
                many=is_compact(name, texts),
                coding=coders["rhetoric" if name in OF_RHETORIC else "priorities"],
            ),
        )
        for name in FIGURES
        if name in figures or name not in OPTIONAL
    }


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


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(version not recorded)"
