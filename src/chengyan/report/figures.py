"""Figures of the report: where each stands, what it is drawn from, and its files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeVar

from PIL import Image

from chengyan.errors import ChengyanError
from chengyan.language import _, spoken
from chengyan.plots.layout import is_compact
from chengyan.report.captions import caption_html
from chengyan.report.facts import Row
from chengyan.report.wording import word

# Chapter and tables of each, in the order of the report.
FIGURES: dict[str, tuple[str, tuple[str, ...]]] = {
    "corpus": ("corpus", ("corpus",)),
    "keyness": ("words", ("keyness",)),
    "effect": ("words", ("keyness",)),
    "tfidf": ("words", ("tfidf",)),
    "ternary": ("words", ("ternary",)),
    "correspondence": ("words", ("correspondence",)),
    "xray": ("words", ("positions", "spread")),
    "similarity": ("words", ("similarity",)),
    "prose": ("words", ("readability",)),
    "trial": ("topics", ("topic_models",)),
    "topics": ("topics", ("topic_verdicts", "topics", "topic_prevalence")),
    "topic_map": ("topics", ("topic_map", "topics")),
    "course": ("topics", ("course",)),
    "priorities": ("priorities", ("priorities", "priority_validation")),
    "agenda": ("priorities", ("quasi_sentences",)),
    "praise": ("priorities", ("priorities",)),
    "confusion": ("priorities", ("priority_confusion", "priority_validation")),
    "ways": ("priorities", ("priorities", "priority_ways")),
    "rhetoric": ("rhetoric", ("rhetoric", "rhetoric_validation")),
    "metaphors": ("rhetoric", ("rhetoric", "rhetoric_validation")),
    "modality": ("rhetoric", ("modality",)),
    "formulas": ("rhetoric", ("formulations", "formulation_coverage")),
    "echo": ("rhetoric", ("echo", "reuse")),
    "orientation": ("promises", ("parts",)),
    "outlook": ("promises", ("sentences",)),
    "plan": ("promises", ("keyness_parts",)),
    "promises": ("promises", ("targets",)),
    "robustness": ("robustness", ("claims", "robustness")),
    "specifications": ("robustness", ("robustness", "specifications", "choices")),
}
# Drawn only where a claim can be tested.
OF_CLAIMS = {"robustness", "specifications"}
# Their captions say who coded devices, not codes.
OF_RHETORIC = {"rhetoric", "metaphors", "modality"}
OPTIONAL_FIGURES = {"ternary", "correspondence", *OF_CLAIMS}
# Figures have few colours: as many of them a file can name in one byte a pixel.
_COLOURS = 256

Value = TypeVar("Value")


@dataclass(frozen=True)
class Appendix:
    """The comparison of the whole corpus, where a part of it is matched and is the headline.

    Attributes
    ----------
    figures : dict of str to dict of str to bytes
        Files of each figure by ending, png and svg.
    documents : list of dict
        Manifest rows of the whole corpus with `group`.
    caveat : dict of str to str
        Whether like is compared with like there, by language.
    """

    figures: dict[str, dict[str, bytes]]
    documents: list[dict[str, str]]
    caveat: dict[str, str]


def titles() -> dict[str, str]:
    """Titles of figures in the language that is spoken."""
    return {
        "corpus": _("The corpus at a glance"),
        "keyness": _("Distinctive terms"),
        "effect": _("All words by rate and effect"),
        "tfidf": _("Terms by TF-IDF"),
        "ternary": _("The vocabulary that all share"),
        "correspondence": _("Groups and their words on a map"),
        "xray": _("Where chosen terms stand"),
        "similarity": _("How alike the groups are"),
        "prose": _("Length of sentences"),
        "trial": _("Topic models on trial"),
        "topics": _("Topics by group"),
        "topic_map": _("Map of topics"),
        "course": _("How each text spends its length"),
        "priorities": _("Attention by code"),
        "agenda": _("The agenda along each text"),
        "praise": _("What is praised, what is promised"),
        "confusion": _("Where the instrument errs"),
        "ways": _("Three ways compared"),
        "rhetoric": _("Devices of rhetoric by group"),
        "metaphors": _("What is spoken of as what"),
        "modality": _("What must be, and who is told"),
        "formulas": _("Fixed formulations"),
        "echo": _("What texts share"),
        "orientation": _("Looking back and looking ahead"),
        "outlook": _("Past to future along each text"),
        "plan": _("Plan against plan"),
        "promises": _("Promises by the year they are due"),
        "robustness": _("Claims under every reasonable choice"),
        "specifications": _("Specification curve of the claim nearest to the line"),
    }


def figures_of(
    figures: Mapping[str, Mapping[str, bytes]],
    captions: Mapping[str, Mapping[str, str]],
    config: dict[str, Any],
    caveat: Mapping[str, str],
    coders: Mapping[str, str],
    texts: Sequence[int],
    *,
    folder: str = "figures",
) -> dict[str, Row]:
    """Figures in their order, with title and caption in the language that is spoken.

    Parameters
    ----------
    figures : mapping
        Files of each by ending; all in `FIGURES` are needed but those in `OPTIONAL_FIGURES`.
    captions : mapping
        reStructuredText of each, by language; where one is missing the English one stands.
    config : dict
    caveat : mapping of str to str
        By language.
    coders : mapping of str to str
        Who coded the samples of priorities and rhetoric.
    texts : sequence of int
        How many texts each group has.
    folder : str, optional
        Where the files stand in the report.

    Raises
    ------
    ChengyanError
        If a figure or an English caption is missing, or a caption has a wrong expression.
    """
    told: dict[str, Row] = {}
    title = titles()
    for name, (chapter, tables) in FIGURES.items():
        if name in OPTIONAL_FIGURES and name not in figures:
            continue
        own = given(figures, name, "figure")
        source, language = _caption(captions, name)
        told[name] = {
            "name": name,
            "number": len(told) + 1,
            "chapter": chapter,
            "title": title[name],
            "tables": tables,
            "source": f"{folder}/{name}.png",
            "drawing": f"{folder}/{name}.svg",
            "caption_language": language,
            "caption": caption_html(
                source,
                config,
                caveat[language],
                many={name: is_compact(name, list(texts))},
                coding=_coding(
                    coders["rhetoric" if name in OF_RHETORIC else "priorities"], language
                ),
            ),
            **size_of(own["png"]),
        }
    return told


def _coding(coding: str, language: str) -> str:
    """Who coded, in the language of a caption."""
    return word(coding) if language == spoken() else coding


def _caption(captions: Mapping[str, Mapping[str, str]], name: str) -> tuple[str, str]:
    language = spoken() if name in captions.get(spoken(), {}) else "en"
    return given(captions["en"] if language == "en" else captions[language], name, "caption"), (
        language
    )


def given(things: Mapping[str, Value], name: str, kind: str) -> Value:
    """The thing of this name, or an error that says it is missing."""
    if name not in things:
        raise ChengyanError(f"{kind} {name}", "is missing", "Give the report all it shows")
    return things[name]


def checked_pictures(figures: Mapping[str, Mapping[str, bytes]], folder: str = "figures") -> None:
    """Raise ChengyanError unless the figures that are shown are whole pictures."""
    for name, own in figures.items():
        if name not in FIGURES:
            continue
        try:
            with Image.open(BytesIO(own["png"]), formats=["PNG"]) as picture:
                picture.load()
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            raise ChengyanError(
                f"{folder}/{name}.png", "is no whole picture", "Delete it and draw it anew"
            ) from None
        if "svg" in own and b"<svg" not in own["svg"]:
            raise ChengyanError(
                f"{folder}/{name}.svg", "is no drawing", "Delete it and draw it anew"
            )


def size_of(png: bytes) -> dict[str, int]:
    """Width and height, with which a PNG begins."""
    return {"width": int.from_bytes(png[16:20]), "height": int.from_bytes(png[20:24])}


def figure_files(
    figures: Mapping[str, Mapping[str, bytes]], folder: str = "figures"
) -> Iterator[tuple[str, bytes]]:
    """The files of the figures that are shown, PNG in few colours."""
    for name, own in figures.items():
        if name in FIGURES:
            yield f"{folder}/{name}.png", _in_few_colours(own["png"])
            if "svg" in own:
                yield f"{folder}/{name}.svg", own["svg"]


def _in_few_colours(png: bytes) -> bytes:
    """The same picture with a palette, a third of the size."""
    with Image.open(BytesIO(png)) as picture:
        # As figures are drawn now.
        if picture.mode == "P" and "transparency" not in picture.info:
            return png
        flat = Image.new("RGB", picture.size, "white")
        opaque = picture.convert("RGBA")
        flat.paste(opaque, mask=opaque.getchannel("A"))
        made = BytesIO()
        flat.quantize(_COLOURS, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return min(made.getvalue(), png, key=len)
