"""What there is to do: a checked configuration, the texts, their groups and contrasts.

Light enough to be made whenever the workflow starts.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from chengyan.claims.claim import Claim, check_terms, read_claims
from chengyan.clean import Sentence
from chengyan.coded import who_coded
from chengyan.config import complete_config
from chengyan.contrast import against_rest, confound_word
from chengyan.corpus import check_size, clean_document, read_text
from chengyan.design import matched_texts
from chengyan.errors import ConfigError, DesignError
from chengyan.language import LANGUAGES, _, n_, speaking
from chengyan.lexicon import LABELS, read_cues, read_formulations, read_terms
from chengyan.manifest import Document, group_documents, read_manifest
from chengyan.priorities.codebook import read_codebook
from chengyan.priorities.cues import read_code_cues
from chengyan.rhetoric.devices import read_devices
from chengyan.rhetoric.patterns import check_battery, read_patterns
from chengyan.targets.words import read_number_words

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

    def parts(self) -> dict[str, dict[str, list[Document]]]:
        """Groups and their texts, for each part of the corpus that is analysed by itself.

        Returns
        -------
        dict of str to dict of str to list of Document
            Always ``""``, the headline: the largest part of the corpus whose groups are matched, if
            there is one, else the whole corpus. And ``appendix``, the whole corpus, where the
            headline is less. Every part has all groups, in the same order. The headline is the
            whole corpus as well where the config says ``contrast.headline: all``.
        """
        return self._parts

    @cached_property
    def _parts(self) -> dict[str, dict[str, list[Document]]]:
        compare, contrast = self.config["compare"], self.config["contrast"]
        if contrast["headline"] == "all":
            return {"": self.groups}
        # Groups and names are those of the plan, whatever the rows have.
        rows = [
            {**document.row, "doc_id": document.doc_id, compare: group}
            for group, documents in self.groups.items()
            for document in documents
        ]
        matched = set(matched_texts(rows, compare, contrast["min_texts"]).doc_ids)
        if not matched or len(matched) == len(rows):
            return {"": self.groups}
        headline = {
            group: [document for document in documents if document.doc_id in matched]
            for group, documents in self.groups.items()
        }
        return {"": headline, "appendix": self.groups}

    @cached_property
    def coding(self) -> str:
        """Who coded the samples that the instrument of priorities rests on, for captions."""
        return who_coded(self.config["priorities"]["samples"])

    @cached_property
    def rhetoric_coding(self) -> str:
        """Who coded the samples that devices are held against, for captions."""
        return who_coded(self.config["rhetoric"]["samples"])

    @cached_property
    def claims(self) -> tuple[list[Claim], list[Claim]]:
        """The claims that can be tested, and those that lack groups, lists, codes or devices."""
        told = bool(self.config["lexicon"]["orientation"])
        codebook = read_codebook(self.config["priorities"]["codebook"])
        codes = [code.code for code in codebook if code.counted]
        devices = [each.device for each in read_devices(self.config["rhetoric"]["devices"])]
        return read_claims(
            self.config["claims"], self.groups, oriented=told, codes=codes, devices=devices
        )

    def claimed(self, part: str | None = None) -> list[Document]:
        """Texts of the groups that claims name, of a part or of the whole corpus."""
        named = {group for claim in self.claims[0] for group in claim.groups}
        groups = self.parts()[self.whole if part is None else part]
        return [d for group, documents in groups.items() if group in named for d in documents]

    def options(self, part: str = "") -> dict[str, Any]:
        """What config and texts leave to choose from when claims are tested, as plain values."""
        return {
            "lexicon": bool(self.config["lexicon"]["formulations"]),
            "stopwords": bool(self.config["lexicon"]["stopwords"]),
            "kinds": self.config["analysis"]["kinds"],
            "several": [g for g, documents in self.parts()[part].items() if len(documents) > 1],
        }

    @property
    def whole(self) -> str:
        """The name of the part that is the whole corpus."""
        return list(self.parts())[-1]

    def group_of(self, corpus: str, part: str = "") -> dict[str, str]:
        """The group of each text of a part, by doc_id; the reference is one group."""
        if corpus == "reference":
            return {document.doc_id: "reference" for document in self.documents[corpus]}
        return {row["doc_id"]: row["group"] for row in self.rows(part)}

    def contrast(self, part: str = "") -> str:
        """``matched`` if every group of a part is matched with the others, else ``unmatched``."""
        return "unmatched" if self._confounds(part) else "matched"

    def caveat(self, part: str = "") -> str:
        """Whether a part compares like with like: a sentence in the language that is spoken."""
        texts = [len(documents) for documents in self.parts()[part].values()]
        few, many = min(texts), max(texts)
        size = _("{few} to {many} texts", few=few, many=many)
        if few == many:
            size = n_("{number} text", "{number} texts", few)
        confounds = self._confounds(part)
        if not confounds:
            return _("The groups are matched, with {size} each.", size=size)
        named = _(", ").join(confound_word(confound) for confound in confounds)
        return _("The groups are unmatched ({confounds}), with {size} each.",
                 confounds=named, size=size)  # fmt: skip

    def caveats(self, part: str = "") -> dict[str, str]:
        """The same sentence in every language."""
        told = {}
        for language in LANGUAGES:
            with speaking(language):
                told[language] = self.caveat(part)
        return told

    def rows(self, part: str = "") -> list[dict[str, str]]:
        """Manifest rows of a part with their group, in the order of the groups."""
        return [
            {**document.row, "group": group}
            for group, documents in self.parts()[part].items()
            for document in documents
        ]

    def reference_rows(self) -> list[dict[str, str]]:
        """Manifest rows of the reference, `group` its value of what is compared, else its name."""
        return [
            {**document.row, "group": document.row.get(self.config["compare"]) or document.doc_id}
            for document in self.documents.get("reference", [])
        ]

    def _confounds(self, part: str) -> list[str]:
        groups = self.parts()[part]
        rows = {group: [d.row for d in documents] for group, documents in groups.items()}
        compare, min_texts = self.config["compare"], self.config["contrast"]["min_texts"]
        found = [
            against_rest(rows, group, compare=compare, min_texts=min_texts).confounds.split(";")
            for group in rows
        ]
        return [confound for confound in dict.fromkeys(chain.from_iterable(found)) if confound]


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
    # What is wrong with a claim is told whether or not texts are looked at.
    _ = plan.claims
    if inspect:
        _inspect_lexicon(config["lexicon"])
        codes = [code.code for code in read_codebook(config["priorities"]["codebook"])]
        read_code_cues(config["priorities"]["lexicon"], codes)
        battery = read_devices(config["rhetoric"]["devices"])
        names = [device.device for device in battery]
        check_battery(battery, read_patterns(config["rhetoric"]["patterns"], names))
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
    readers = {"formulations": read_formulations, "numbers": read_number_words}
    for name, path in paths.items():
        if path and name in LABELS:
            read_cues(path, LABELS[name])
        elif path:
            readers.get(name, read_terms)(path)


def _inspect_texts(plan: Plan) -> None:
    every = [document for documents in plan.documents.values() for document in documents]
    size = sum(d.path.stat().st_size if d.path.is_file() else 0 for d in every)
    for document in every:
        if size <= INSPECTED_BYTES or not document.path.is_file():
            read_text(document)
    if size > INSPECTED_BYTES:
        return
    kinds = set(plan.config["analysis"]["kinds"])
    cleaned = {d.doc_id: clean_document(d)[1] for d in plan.documents["corpus"]}
    analysed = kinds | {"heading"}
    check_terms(
        plan.claims[0],
        [s.text for d in plan.claimed() for s in cleaned[d.doc_id] if s.kind in analysed],
    )
    units = {doc_id: _count_units(sentences, kinds) for doc_id, sentences in cleaned.items()}
    for groups in reversed(plan.parts().values()):
        sizes = {
            group: sum(units[document.doc_id] for document in documents)
            for group, documents in groups.items()
        }
        try:
            check_size(sizes, plan.config["topics"]["k"])
        except DesignError as error:
            if groups is plan.groups:
                raise
            raise DesignError(
                error.place,
                f"{error.problem} (of the matched texts alone)",
                f"{error.remedy}, or set `contrast.headline` to all",
            ) from None


def _count_units(sentences: list[Sentence], kinds: set[str]) -> int:
    """Paragraphs to analyse; headings that stand alone count with the one they open."""
    analysed = [sentence for sentence in sentences if sentence.kind in kinds]
    bodies = {sentence.paragraph for sentence in analysed if sentence.kind != "heading"}
    last = max(bodies, default=0)
    return len(bodies | {s.paragraph for s in analysed if s.paragraph > last})
