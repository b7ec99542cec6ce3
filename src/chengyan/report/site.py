"""The report as a folder: pages in both languages, figures, data and what shows them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from markupsafe import Markup

from chengyan.fonts import subset
from chengyan.language import LANGUAGES, speaking, spoken
from chengyan.report import chapters, streams
from chengyan.report.build import checked, facts_of
from chengyan.report.devices import devices_page
from chengyan.report.facts import Row
from chengyan.report.figures import OF_CLAIMS, Appendix, figure_files, figures_of, titles
from chengyan.report.filters import environment, href
from chengyan.report.first import cards
from chengyan.report.reader import safe_json
from chengyan.report.streams import Material
from chengyan.report.told import front_of, story_of, wanted_of
from chengyan.report.wording import one_out, others, tell_number
from chengyan.report.wording import listed as listing

ASSETS = Path(__file__).parent / "assets"
# In Chinese nothing stands between a full-width mark and what follows in the same line.
_GAP = re.compile(r"(?<=[。；：，、！？）])\s+(?=[^\s<]|<(?:a|b|code|em|i|mark|span|sub)\b)")
_FACTS = '<script type="application/json"'
PAGES = ("index", *chapters.CHAPTERS, "devices")


def site(
    material: Material,
    *,
    shapes: Mapping[str, tuple[int, int]],
    figures: Mapping[str, Mapping[str, bytes]],
    captions: Mapping[str, Mapping[str, str]],
    caveat: Mapping[str, str],
    coding: str,
    rhetoric_coding: str,
    appendix: Appendix | None = None,
    downloads: Iterable[tuple[str, bytes]] = (),
) -> Iterator[tuple[str, bytes]]:
    """All files of the report, each with its path in the folder.

    Parameters
    ----------
    material : Material
        Texts, tables, lexicons and configuration.
    shapes : mapping of str to (int, int)
        Rows and columns of every table there is.
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
        If a table, figure or caption is missing, or a caption has a wrong expression.
    """
    tables = checked(material.tables)
    material = Material(**{**vars(material), "tables": tables})
    facts = facts_of(material.config, material.documents, tables, shapes)
    facts |= devices_page(material.documents, material.devices, tables)
    if not facts["claims"]:
        figures = {name: own for name, own in figures.items() if name not in OF_CLAIMS}
    coders = {"priorities": coding, "rhetoric": rhetoric_coding}
    used: set[str] = set()

    def noted(files: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
        """The files as they are; which characters they hold is kept for the font."""
        for path, content in files:
            if path.endswith((".html", ".js")) and path != "assets/vega.js":
                used.update(content.decode("utf-8", "replace"))
            yield path, content

    sizes = list(Counter(row["group"] for row in material.documents).values())
    whole_sizes = list(
        Counter(row["group"] for row in appendix.documents).values() if appendix else ()
    )
    for language in LANGUAGES:
        with speaking(language):
            told = {
                **facts,
                **_told(facts, material, language),
                "figures": figures_of(
                    figures, captions, material.config, caveat, coders, sizes
                ),
                "appendix": {
                    "texts": sum(whole_sizes),
                    "caveat": appendix.caveat[language],
                    "figures": figures_of(
                        appendix.figures, captions, material.config, appendix.caveat, coders,
                        whole_sizes, folder="figures/appendix",
                    ),
                } if appendix else None,
            }  # fmt: skip
            yield from noted(_pages(told, material))
    yield from figure_files(figures)
    if appendix:
        yield from figure_files(appendix.figures, "figures/appendix")
    yield from noted(streams.beside(material, wanted_of(tables["findings"])))
    yield from noted((f"assets/{p.name}", p.read_bytes()) for p in sorted(ASSETS.iterdir()))
    yield from downloads
    yield "assets/font.woff", subset("".join(sorted(used)))


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
        "everyone": everyone if facts["many"] else listing(groups),
        "one_out": one_out(facts["left_out"]),
        "others": others(facts["config"]),
        "story": story,
        "front": front_of(story),
        "cards": cards({**facts, **named}, story, language),
        "page_facts": Markup(  # noqa: S704, made so that it may stand in a page
            safe_json({"words": streams.words(), "tables": sorted(material.tables)})
        ),
        "charts": streams.charts_of(material),
    }


def _pages(told: Row, material: Material) -> Iterator[tuple[str, bytes]]:
    templates = environment()
    for page in PAGES:
        made = templates.get_template(f"{page}.html.j2").render(
            **told, page=page, scripts=streams.SCRIPTS.get(page, streams.USUAL)
        )
        yield href(page), _tidy(made)
    made = templates.get_template("read_page.html.j2").render(
        **{**told, **streams.reading_page(material)}, page="read", scripts=streams.SCRIPTS["read"]
    )
    yield href("read"), _tidy(made)


def _tidy(page: str) -> bytes:
    """The page without blank lines, of which templates leave many."""
    lines = (line.rstrip() for line in page.splitlines())
    told = "\n".join(line for line in lines if line) + "\n"
    if spoken() == "zh":
        words, script, rest = told.partition(_FACTS)
        told = _GAP.sub("", words) + script + rest
    return told.encode("utf-8", "replace")


def write(folder: Path, files: Iterator[tuple[str, bytes]]) -> None:
    """Put a folder with these files in the place of the one that is there, once all are written.

    Parameters
    ----------
    folder : pathlib.Path
    files : iterator of (str, bytes)
        Path within the folder, and content.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
        made = Path(beside, "new")
        made.mkdir()
        for path, content in files:
            place = made / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        if folder.exists():
            folder.rename(Path(beside, "old"))
        made.rename(folder)


