"""A paragraph of methods, ready to paste, from the choices of a run and from its tables."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from chengyan.report.export.run import version_of
from chengyan.report.facts import is_true, rows
from chengyan.rhetoric.devices import POOLED
from chengyan.rhetoric.worth import LEAST_F1, LEAST_SUPPORT, VALIDATED

# With more groups a paragraph has no room for their names.
NAMED = 5
NEEDED = {
    "corpus": "doc_id group han_chars",
    "segmentation": "term",
    "keyness": "group count ci_low contrast confounds left_out",
    "topic_models": "model k stability null_stability standing chosen",
    "topic_prevalence": "ci_low",
    "priorities": "method code ci_low",
    "priority_validation": "sample coding method code support accuracy accuracy_low accuracy_high",
    "rhetoric": "device status ci_low",
    "rhetoric_validation": "sample sentences",
    "claims": "robust specifications",
}
# What tables and the configuration call it, in the language of the paragraph.
WORDS = {
    "en": {
        "nmf": "NMF",
        "lda": "variational LDA",
        "gibbs": "sampled LDA",
        "keyness": "log ratios",
        "priorities": "shares of codes",
        "topic_prevalence": "shares of topics",
        "rhetoric": "rates of devices",
    },
    "zh": {
        "nmf": "NMF",
        "lda": "变分LDA",
        "gibbs": "抽样LDA",
        "keyness": "对数比",
        "priorities": "类目占比",
        "topic_prevalence": "主题占比",
        "rhetoric": "修辞手段的频率",
        "paragraph": "一段",
        "text": "一篇",
        "paragraph or text": "一段或一篇",
        "city": "城市",
        "genre": "体裁",
        "office": "主体",
        "year": "年份",
        "city unknown": "城市不详",
        "genre unknown": "体裁不详",
        "office unknown": "主体不详",
        "year unknown": "年份不详",
        "too few texts": "文本过少",
        "none named": "未经编码",
        "model-coded": "模型编码",
        "human-coded": "人工编码",
        "model-coded and human-coded": "模型编码与人工编码",
    },
}


def methods(
    language: str,
    config: Mapping[str, Any],
    tables: Mapping[str, pd.DataFrame],
    *,
    entries: int,
    rhetoric_coding: str,
) -> str:
    """The paragraph in a language, ``en`` or ``zh``: what was done, in the past tense.

    Parameters
    ----------
    config : mapping
        The complete configuration.
    tables : mapping of str to pandas.DataFrame
        Those of `NEEDED`.
    entries : int
        Entries of the lexicon of formulations.
    rhetoric_coding : str
        Who coded the samples of rhetoric.
    """
    words = WORDS[language]

    def said(name: object) -> str:
        return words.get(str(name), str(name))

    groups = list(dict.fromkeys(tables["corpus"]["group"].map(str)))
    facts = {
        **_of_words(config, tables),
        **_of_topics(config, tables["topic_models"], said),
        **_of_codes(tables, said, rhetoric_coding),
        "claims": _of_claims(tables["claims"]),
        **_of_contrasts(tables, said),
        "groups": len(groups),
        "named": _listed(groups, language) if len(groups) <= NAMED else "",
        "entries": entries,
        "version": version_of("chengyan"),
        "snakemake": version_of("snakemake"),
        "listed": lambda parts: _listed(parts, language),
        "counted": lambda number, word: f"{number} {word}{'' if number == 1 else 's'}",
    }
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
    )
    return templates.get_template(f"methods.{language}.txt.j2").render(facts).strip() + "\n"


def _of_words(config: Mapping[str, Any], tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    return {
        "texts": len(tables["corpus"]),
        "han": int(tables["corpus"]["han_chars"].sum()),
        "engine": config["engine"],
        "engine_version": version_of(config["engine"]),
        "used": tables["segmentation"]["term"].nunique(),
        "tokens": int(tables["keyness"]["count"].sum()),
        "stopwords": bool(config["lexicon"]["stopwords"]),
        "reference_corpus": bool(config["tfidf"]["reference"]),
        "reference": config["keyness"]["reference"],
        "prior": config["keyness"]["prior"],
    }


def _of_topics(config: Mapping[str, Any], models: pd.DataFrame, said: Any) -> dict[str, Any]:
    chosen = next(row for row in rows(models) if is_true(row["chosen"]))
    null, standing = _number(chosen["null_stability"]), _number(chosen["standing"])
    return {
        "voices": [said(model) for model in config["topics"]["models"]],
        "ks": config["topics"]["k"],
        "resamples": config["topics"]["trial"]["resamples"],
        "chosen": {
            "voice": said(chosen["model"]),
            "k": chosen["k"],
            "stability": chosen["stability"],
            "null": null,
            "standing": int(standing or 0),
        },
    }


def _of_codes(
    tables: Mapping[str, pd.DataFrame], said: Any, rhetoric_coding: str
) -> dict[str, Any]:
    scored, rhetoric = tables["priority_validation"], tables["rhetoric"]
    whole = scored[(scored["method"] == "codebook") & (scored["code"] == "all")]
    devices = rhetoric[rhetoric["device"] != POOLED].drop_duplicates("device")
    samples = tables["rhetoric_validation"].drop_duplicates("sample")
    priorities = tables["priorities"]
    return {
        "codes": priorities.loc[priorities["method"] == "codebook", "code"].nunique(),
        "accuracy": [
            {
                "accuracy": float(row["accuracy"]),
                "low": float(row["accuracy_low"]),
                "high": float(row["accuracy_high"]),
                "support": int(row["support"]),
                "coding": said(row["coding"]),
            }
            for row in rows(whole)
        ],
        "devices": len(devices),
        "validated": int((devices["status"] == VALIDATED).sum()),
        "coded": int(samples["sentences"].sum()),
        "rhetoric_coding": said(rhetoric_coding),
        "least_support": LEAST_SUPPORT,
        "least_f1": LEAST_F1,
    }


def _of_claims(claims: pd.DataFrame) -> dict[str, Any] | None:
    if claims.empty:
        return None
    return {
        "number": len(claims),
        "specifications": int(claims["specifications"].max()),
        "robust": int((claims["robust"] == "robust").sum()),
        "reversed": int((claims["robust"] == "reversed").sum()),
    }


def _of_contrasts(tables: Mapping[str, pd.DataFrame], said: Any) -> dict[str, Any]:
    keyness = tables["keyness"].drop_duplicates("group")
    left_out = {part for parts in keyness["left_out"] for part in str(parts).split(";")}
    both = {"paragraph", "text"} <= left_out
    confounds = [part for parts in keyness["confounds"] for part in str(parts).split(";") if part]
    bounded = ("keyness", "priorities", "topic_prevalence", "rhetoric")
    return {
        "intervals": [
            said(name)
            for name in bounded
            if pd.to_numeric(tables[name]["ci_low"], errors="coerce").notna().any()
        ],
        "left_out": said("paragraph or text" if both else min(left_out, default="paragraph")),
        "unmatched": int((keyness["contrast"] == "unmatched").sum()),
        "confounds": [said(part) for part in dict.fromkeys(confounds)],
    }


def _number(cell: Any) -> float | None:
    """A number; None where the cell is empty, in a column of text too."""
    return None if pd.isna(cell) or cell == "" else float(cell)


def _listed(parts: Sequence[object], language: str) -> str:
    """The parts as a reader of the language says them."""
    *most, last = map(str, parts) if parts else [""]
    if language == "zh":
        return "、".join([*most, last])
    return f"{', '.join(most)} and {last}" if most else last
