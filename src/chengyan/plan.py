"""What there is to do: a checked configuration, the texts, their groups and contrasts.

Light enough to be made whenever the workflow starts.
"""

from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from chengyan.clean import Sentence
from chengyan.config import complete_config
from chengyan.contrast import against_rest
from chengyan.corpus import (
    Document,
    check_size,
    clean_document,
    group_documents,
    read_manifest,
    read_text,
)
from chengyan.errors import ConfigError
from chengyan.lexicon import read_formulations, read_terms

# Larger corpora are inspected text by text when they are collected, not each time the workflow
# starts.
INSPECTED_BYTES = 2_000_000


@dataclass(frozen=True)
class Plan:
    """A checked configuration with the texts it names.

    Attributes
    ----------
    config : dict
    documents : dict of str to list of Document
        ``corpus`` and, where the config names one, ``reference``.
    groups : dict of str to list of Document
        The texts of ``corpus`` by compared value, in the order of tables and figures.
    """

    config: dict[str, Any]
    documents: dict[str, list[Document]]
    groups: dict[str, list[Document]]

    def document(self, corpus: str, doc_id: str) -> Document:
        """The text of that name in ``corpus`` or ``reference``."""
        return next(d for d in self.documents[corpus] if d.doc_id == doc_id)

    def group_of(self, corpus: str) -> dict[str, str]:
        """The group of each text, by doc_id; the reference is one group."""
        if corpus == "reference":
            return {document.doc_id: "reference" for document in self.documents[corpus]}
        return {row["doc_id"]: row["group"] for row in self.rows()}

    def contrast(self) -> str:
        """``matched`` if every group is matched with the others, else ``unmatched``."""
        return "unmatched" if self._confounds() else "matched"

    def caveat(self) -> str:
        """A sentence on whether like is compared with like, for captions."""
        texts = [len(documents) for documents in self.groups.values()]
        few, many = min(texts), max(texts)
        size = f"{few} text{'s' * (many > 1)}" if few == many else f"{few} to {many} texts"
        confounds = self._confounds()
        found = f"unmatched ({', '.join(confounds)})" if confounds else "matched"
        return f"The groups are {found}, with {size} each."

    def _confounds(self) -> list[str]:
        rows = {group: [d.row for d in documents] for group, documents in self.groups.items()}
        compare, min_texts = self.config["compare"], self.config["contrast"]["min_texts"]
        found = [
            against_rest(rows, group, compare=compare, min_texts=min_texts).confounds.split(";")
            for group in rows
        ]
        return [confound for confound in dict.fromkeys(chain.from_iterable(found)) if confound]

    def rows(self) -> list[dict[str, str]]:
        """Manifest rows of the corpus with their group, in the order of the groups."""
        return [
            {**document.row, "group": group}
            for group, documents in self.groups.items()
            for document in documents
        ]


def make_plan(given: dict[str, Any], schema: dict[str, Any], *, inspect: bool = True) -> Plan:
    """Check config and manifest and, for a corpus of modest size, the texts themselves.

    Raises
    ------
    ChengyanError
        For the first thing that is wrong: before any work is done where it can be known.
    """
    config = complete_config(given, schema)
    documents = {"corpus": read_manifest(config["manifest"])}
    if config["tfidf"]["reference"]:
        documents["reference"] = read_manifest(config["tfidf"]["reference"], "tfidf.reference")
    _check_results(config)
    groups = group_documents(documents["corpus"], config["compare"], config["order"])
    plan = Plan(config, documents, groups)
    if inspect:
        _inspect_lexicon(config["lexicon"])
        _inspect_texts(plan)
    return plan


def _check_results(config: dict[str, Any]) -> None:
    results, texts = Path(config["results"]).resolve(), Path(config["manifest"]).resolve().parent
    if texts.is_relative_to(results) or Path.cwd().is_relative_to(results):
        raise ConfigError(
            "config key `results`",
            f"{config['results']!r} holds the texts or the project",
            "Name a folder of its own",
        )


def _inspect_lexicon(paths: dict[str, str]) -> None:
    for name, path in paths.items():
        if path:
            (read_formulations if name == "formulations" else read_terms)(path)


def _inspect_texts(plan: Plan) -> None:
    every = [document for documents in plan.documents.values() for document in documents]
    size = sum(d.path.stat().st_size if d.path.is_file() else 0 for d in every)
    for document in every:
        if size <= INSPECTED_BYTES or not document.path.is_file():
            read_text(document)
    if size > INSPECTED_BYTES:
        return
    kinds = set(plan.config["analysis"]["kinds"])
    units = {
        group: sum(_count_units(clean_document(document)[1], kinds) for document in documents)
        for group, documents in plan.groups.items()
    }
    check_size(units, [plan.config["topics"]["k"]])


def _count_units(sentences: list[Sentence], kinds: set[str]) -> int:
    """Paragraphs to analyse; headings that stand alone count with the one they open."""
    analysed = [sentence for sentence in sentences if sentence.kind in kinds]
    bodies = {sentence.paragraph for sentence in analysed if sentence.kind != "heading"}
    last = max(bodies, default=0)
    return len(bodies | {s.paragraph for s in analysed if s.paragraph > last})
