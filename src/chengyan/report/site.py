"""The report as a folder: pages in both languages, figures, data and what shows them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from markupsafe import Markup

from chengyan.fonts import subset
from chengyan.language import LANGUAGES, speaking, spoken
from chengyan.report import chapters, streams
from chengyan.report.build import checked, facts_of
from chengyan.report.devices import devices_page
from chengyan.report.facts import Row
from chengyan.report.figures import (
    OF_CLAIMS,
    Appendix,
    checked_pictures,
    figure_files,
    figures_of,
    titles,
)
from chengyan.report.filters import environment, href
from chengyan.report.first import cards
from chengyan.report.reader import safe_json
from chengyan.report.streams import Material
from chengyan.report.told import front_of, story_of, wanted_of
from chengyan.report.wording import listed as listing
from chengyan.report.wording import one_out, others, tell_number

ASSETS = Path(__file__).parent / "assets"
# In Chinese nothing stands between a full-width mark and what follows in the same line.
_GAP = re.compile(r"(?<=[。；：，、！？）])\s+(?=[^\s<]|<(?:a|b|code|em|i|mark|span|sub)\b)")
# A number and its sign of per cent stay in one line.
_PER_CENT = re.compile(r"(?<=\d) %")
_FACTS = '<script type="application/json"'
VEGA = "assets/vega.js"
PAGES = ("index", *chapters.CHAPTERS, "devices")


@dataclass(frozen=True)
class Drawings:
    """Figures, and what is said below them.

    Attributes
    ----------
    figures : mapping of str to mapping of str to bytes
        Files of each figure by ending, ``png`` and ``svg``.
    captions : mapping of str to mapping of str to str
        By language, the reStructuredText of each figure, with Jinja expressions over
        ``snakemake.config`` and ``snakemake.params.caveat``, ``.many`` and ``.coding``.
    caveat : mapping of str to str
        By language, a sentence that says whether like is compared with like.
    coding, rhetoric_coding : str
        Who coded the samples of priorities and of rhetoric.
    appendix : Appendix, optional
        The same figures of the whole corpus.
    """

    figures: Mapping[str, Mapping[str, bytes]]
    captions: Mapping[str, Mapping[str, str]]
    caveat: Mapping[str, str]
    coding: str
    rhetoric_coding: str
    appendix: Appendix | None = None


def site(
    material: Material,
    shapes: Mapping[str, tuple[int, int]],
    drawings: Drawings,
    downloads: Iterable[tuple[str, bytes]] = (),
) -> Iterator[tuple[str, bytes]]:
    """All files of the report, each with its path in the folder.

    Parameters
    ----------
    material : Material
        Texts, tables, lexicons and configuration.
    shapes : mapping of str to (int, int)
        Rows and columns of every table there is.
    drawings : Drawings
    downloads : iterable of (str, bytes), optional
        Files to take away, as `chengyan.report.export.files` gives them.

    Yields
    ------
    tuple of str and bytes
        Equal arguments under equal packages give the same files in the same order.

    Raises
    ------
    TableError
        If a table lacks a column.
    ChengyanError
        If a table, figure or caption is missing, a picture is broken, or a caption has a wrong
        expression.
    """
    material = replace(material, tables=checked(material.tables))
    checked_pictures(drawings.figures)
    if drawings.appendix:
        checked_pictures(drawings.appendix.figures, "appendix/figures")
    drawn = list(streams.chart_files(material))
    told = pages(material, shapes, drawings, charts=streams.charts_of(drawn))
    assets = ((f"assets/{path.name}", path.read_bytes()) for path in sorted(ASSETS.iterdir()))
    besides = streams.beside(material, wanted_of(material.tables["findings"]))
    used: set[str] = set()
    for path, content in chain(told, drawn, besides, assets):
        # Which characters the font must hold is known when all is there.
        if path.endswith((".html", ".js")) and path != VEGA:
            used.update(content.decode("utf-8", "replace"))
        yield path, content
    yield from figure_files(drawings.figures)
    if drawings.appendix:
        yield from figure_files(drawings.appendix.figures, "figures/appendix")
    yield from downloads
    yield "assets/font.woff", subset("".join(sorted(used)))


def pages(
    material: Material,
    shapes: Mapping[str, tuple[int, int]],
    drawings: Drawings,
    *,
    languages: Iterable[str] = LANGUAGES,
    charts: Mapping[str, str] | None = None,
    reading: bool = True,
) -> Iterator[tuple[str, bytes]]:
    """The pages alone; `charts` take the place of figures, `reading` asks for its view too."""
    tables = checked(material.tables)
    material = replace(material, tables=tables)
    facts = facts_of(material.config, material.documents, tables, shapes)
    facts |= devices_page(material.documents, material.devices, tables)
    facts["charts"] = charts or {}
    templates = environment()
    for language in languages:
        with speaking(language):
            told = {
                **facts,
                **_told(facts, material, language),
                **_drawn(facts, material, drawings),
            }
            for page in PAGES:
                made = templates.get_template(f"{page}.html.j2").render(
                    **told, page=page, scripts=streams.SCRIPTS.get(page, streams.USUAL)
                )
                yield href(page), _tidy(made)
            if reading:
                told |= {**streams.reading_page(material), "scripts": streams.SCRIPTS["read"]}
                made = templates.get_template("read_page.html.j2").render(**told, page="read")
                yield href("read"), _tidy(made)


def _drawn(facts: Row, material: Material, drawings: Drawings) -> Row:
    """Figures of the headline and of the appendix, in the language that is spoken."""
    coders = {"priorities": drawings.coding, "rhetoric": drawings.rhetoric_coding}
    appendix = drawings.appendix
    # Where no claim can be tested, none is drawn.
    left_out = set() if facts["claims"] else OF_CLAIMS

    def figures(
        own: Mapping[str, Mapping[str, bytes]],
        caveat: Mapping[str, str],
        documents: Iterable[Mapping[str, str]],
        folder: str,
    ) -> dict[str, Row]:
        return figures_of(
            {name: files for name, files in own.items() if name not in left_out},
            drawings.captions,
            material.config,
            caveat,
            coders,
            list(Counter(row["group"] for row in documents).values()),
            folder=folder,
        )

    return {
        "figures": figures(drawings.figures, drawings.caveat, material.documents, "figures"),
        "appendix": {
            "texts": len(appendix.documents),
            "caveat": appendix.caveat[spoken()],
            "figures": figures(
                appendix.figures, appendix.caveat, appendix.documents, "figures/appendix"
            ),
        }
        if appendix
        else None,
    }


def _told(facts: Row, material: Material, language: str) -> Row:
    """What pages say beside the facts, in the language that is spoken."""
    groups = facts["groups"]
    everyone = tell_number("{number} group", "{number} groups", len(groups))
    story = story_of(material.tables["findings"])
    named = {"titles": titles()}
    return {
        "language": language,
        "other_language": next(other for other in LANGUAGES if other != language),
        "chapters": chapters.titles(),
        "summaries": chapters.summaries(),
        "about": chapters.about_tables(many=facts["many"]),
        "code_names": {
            code["code"]: code[language] or code["code"] for code in facts["priorities"]["codes"]
        },
        "everyone": everyone if facts["many"] else listing(groups),
        "one_out": one_out(facts["left_out"]),
        "others": others(facts["config"]),
        "story": story,
        "front": front_of(story),
        "cards": cards({**facts, **named}, story, language),
        "page_facts": Markup(  # noqa: S704, made so that it may stand in a page
            safe_json({"words": streams.words(), "tables": sorted(material.tables)})
        ),
    }


def _tidy(page: str) -> bytes:
    """The page without blank lines, of which templates leave many, its blanks as print has them."""
    lines = (line.rstrip() for line in page.splitlines())
    words, *facts = ("\n".join(line for line in lines if line) + "\n").partition(_FACTS)
    words = _GAP.sub("", words) if spoken() == "zh" else _PER_CENT.sub("\u00a0%", words)
    return "".join((words, *facts)).encode("utf-8", "replace")
