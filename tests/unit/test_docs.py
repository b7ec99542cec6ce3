"""Pages that follow from other files are fresh, and links between pages lead somewhere."""

import pkgutil
import re
from pathlib import Path

import pytest
import yaml

import write_docs
from chengyan.findings import KINDS
from chengyan.intervals.choice import COVERAGE, ranking
from chengyan.priorities.codebook import read_codebook
from chengyan.tables import read_table
from doc_pages.configuration import allowed

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("corpora/*.md")]
    if path.is_file()
)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def test_pages_that_are_written_are_fresh():
    for name, fresh in write_docs.pages().items():
        page = (write_docs.DOCS / name).read_text(encoding="utf-8")
        assert page == fresh, f"docs/{name} is stale. Run: make docs"


def test_a_stale_page_is_told_and_mended(tmp_path, capsys):
    assert write_docs.main(tmp_path, check=True) == 1
    assert capsys.readouterr().err.count("make docs") == len(write_docs.pages())
    assert write_docs.main(tmp_path, check=False) == 0
    assert write_docs.main(tmp_path, check=True) == 0


def test_the_page_of_intervals_has_the_coverage_that_ships():
    page = write_docs.pages()["intervals.md"]
    table = read_table(COVERAGE)
    rows = table[(table["method"] == ranking()[0]) & (table["of"] == "group")]
    for row in rows[rows["texts"] > 1].itertuples():
        assert f"{row.coverage:.3f}" in page
        assert f"| {row.groups} | {row.texts} | {row.paragraphs} | " in page


def test_every_finding_is_listed_with_what_to_do():
    page = write_docs.pages()["findings.md"]
    for code, kind in KINDS.items():
        assert f"| `{code}` | {kind.meaning} | {kind.remedy} |" in page


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"type": "string"}, "text"),
        ({"type": "integer", "minimum": 2}, "whole number from 2"),
        ({"type": "number", "exclusiveMinimum": 0}, "number above 0"),
        ({"enum": ["a", "b"]}, "`a` or `b`"),
        (
            {"type": "array", "minItems": 1, "items": {"type": "string"}},
            "list of text, 1 at the least",
        ),
    ],
)
def test_values_are_told_in_words(part, words):
    assert allowed(part) == words


def test_every_key_of_the_configuration_is_described():
    schema = yaml.safe_load(write_docs.SCHEMA.read_text(encoding="utf-8"))
    page = write_docs.pages()["configuration.md"]
    for name, part in schema["properties"].items():
        assert f"`{name}`" in page
        for inner, below in part.get("properties", {}).items():
            for key in [f"{inner}.{name}" for name in below.get("properties", {})] or [inner]:
                assert f"| `{key}` |" in page


def test_the_page_of_the_codebook_has_its_codes_spheres_and_topics():
    page = (ROOT / "docs/codebook.md").read_text(encoding="utf-8")
    for code in read_codebook(ROOT / "lexicon/codebook.tsv"):
        topics = code.cap.replace(";", ", ") or "–"
        assert f"| {code.code} | {code.zh} | {code.sphere} | {topics} |" in page, code.code


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in _LINK.findall(text):
        if "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), (
                f"{page.name} links to {target}, which is not there. Mend the link; if it leads to "
                "docs/gallery, run: make publish"
            )


@pytest.mark.parametrize(
    "module",
    sorted((ROOT / "src/chengyan").rglob("*.py")),
    ids=lambda path: str(path.relative_to(ROOT / "src")),
)
def test_what_a_docstring_points_to_is_there(module):
    for name in re.findall(r"`(chengyan(?:\.\w+)+)`", module.read_text("utf-8")):
        assert pkgutil.resolve_name(name) is not None, name
