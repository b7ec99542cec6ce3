"""The grid of reasonable choices under which a claim is tested.

Imports the standard library alone, since it is read while the workflow is planned.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import product
from typing import Any

from chengyan.claims.claim import LENGTHS, MEASURES, Claim

# rjieba cuts exactly like jieba, so naming it would count one choice twice.
ENGINES = ("jieba", "dictionary", "string")
LEXICON = ("with", "without")
STOPWORDS = ("out", "in")
UNITS = ("paragraph", "sentence", "text")
HEADINGS = ("in", "out")
QUOTATIONS = ("in", "out")
SECTIONS = ("all", "body")
LENGTH = ("all", "equal")
# A choice that a measure does not know is empty.
NONE = ("",)

# How a subject is turned into one number a side; the first is the one reported.
AGGREGATES = {
    "terms": ("log_ratio", "log_odds", "sentences", "paragraphs"),
    **dict.fromkeys(LENGTHS, ("mean", "median", "paragraphs")),
    "mattr": ("window_100", "window_50"),
    # What coded sentences validate is whether a sentence has a device, not how often.
    "device": ("sentences", "log_ratio", "paragraphs"),
}
_SHARES = ("log_ratio", "sentences", "paragraphs")


@dataclass(frozen=True, order=True)
class Specification:
    """One way to measure: a level of each dimension, empty where it does not apply."""

    engine: str
    lexicon: str
    stopwords: str
    unit: str
    measure: str
    headings: str
    quotations: str
    sections: str
    length: str

    @property
    def variant(self) -> str:
        """The cut of the texts that it takes: engine and lexicon."""
        if self.engine in ("", "string"):
            return "string"
        return f"{self.engine}-{self.lexicon}"


DIMENSIONS = tuple(field.name for field in fields(Specification))
# `unit` moves the range of an estimate and never the estimate.
CHOICES = tuple(name for name in DIMENSIONS if name != "unit")


@dataclass(frozen=True)
class Options:
    """What a config leaves to choose from.

    Attributes
    ----------
    lexicon, stopwords : bool
        Whether there is such a list.
    kinds : tuple of str
        Kinds of sentence analysed.
    several : frozenset of str
        Groups of several texts.
    """

    lexicon: bool = True
    stopwords: bool = True
    kinds: tuple[str, ...] = ("heading", "body")
    several: frozenset[str] = frozenset()

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings in and out, the config's own choice first."""
        if set(self.kinds) == {"heading"}:
            return HEADINGS[:1]
        return HEADINGS if "heading" in self.kinds else HEADINGS[::-1]


def options_of(given: Mapping[str, Any]) -> Options:
    """Options from plain values, as the plan has them."""
    return Options(
        given["lexicon"],
        given["stopwords"],
        tuple(given["kinds"]),
        frozenset(given["several"]),
    )


def variants(options: Options) -> list[str]:
    """The cuts of the texts that specifications take, each a job of its own."""
    cut = [f"{e}-{way}" for e in ENGINES[:-1] for way in _lexicon(options)]
    return [*cut, "string"]


def specifications(claim: Claim, options: Options) -> list[Specification]:
    """All ways to measure a claim; those of the same estimate differ in `unit` alone.

    The first is the one reported: the config's own choices.

    Notes
    -----
    A dimension that does not apply has one level, so that no choice counts twice. Terms of one
    character cannot be looked for without segmentation: 要 stands in 重要, 干 in 干部. A claim that
    has one is not measured with ``string``.
    """
    units = _units(claim, options)
    return [
        replace(specification, unit=unit)
        for specification in _estimates(claim, options)
        for unit in units
    ]


def _estimates(claim: Claim, options: Options) -> list[Specification]:
    lexicon, stopwords = _lexicon(options), STOPWORDS if options.stopwords else STOPWORDS[1:]
    if claim.subject == "terms":
        # ASSUME no reader searches a text for single characters.
        searched = all(len(term) > 1 for term in claim.of)
        cuts = [*product(ENGINES[:-1], lexicon, stopwords)]
        rated = cuts + [("string", "", "")] * searched
        held = [*product(ENGINES[:-1], lexicon, NONE)] + [("string", "", "")] * searched
        ways = [
            (*cut, measure)
            for measure in AGGREGATES["terms"]
            for cut in (held if measure == "sentences" else rated)
        ]
    elif claim.subject == "mattr":
        # Function words belong to a vocabulary, so here they are in where it is reported.
        ways = [*product(ENGINES[:-1], lexicon, stopwords[::-1], AGGREGATES["mattr"])]
    else:
        ways = [*product(NONE, NONE, NONE, AGGREGATES.get(claim.subject, _SHARES))]
    return [
        Specification(engine, lexicon, stop, "", measure, *rest)
        for engine, lexicon, stop, measure in ways
        for rest in product(options.headings, QUOTATIONS, SECTIONS, LENGTH)
    ]


def _units(claim: Claim, options: Options) -> list[str]:
    """What is left out at a time; the first is the one reported."""
    # A sentence is shorter than a window of MATTR.
    units = ["paragraph"] if claim.subject == "mattr" else ["paragraph", "sentence"]
    return ["text", *units] if options.several.intersection(claim.groups) else units


def _lexicon(options: Options) -> tuple[str, ...]:
    return LEXICON if options.lexicon else LEXICON[1:]


@cache
def names() -> dict[Specification, str]:
    """The name of every specification there can be, the same under every config."""
    several = frozenset({"a"})
    found: dict[Specification, None] = {}
    for subject in ("terms", *MEASURES):
        kind = "terms" if subject == "terms" else "measure"
        of = ("两字",) if kind == "terms" else (subject,)
        claim = Claim("any", "any", "any", kind, of, ("a",), ("b",), 1.0)
        found.update(dict.fromkeys(specifications(claim, Options(several=several))))
    return {specification: f"s{i:04d}" for i, specification in enumerate(found, start=1)}
