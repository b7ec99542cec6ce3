"""Pages that follow from other files are fresh, and links between pages lead somewhere."""

import re
from pathlib import Path

import pytest
import yaml

import write_configuration_docs

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("corpora/*.md")]
    if path.is_file()
)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def test_the_page_on_configuration_is_fresh():
    schema = yaml.safe_load(write_configuration_docs.SCHEMA.read_text(encoding="utf-8"))
    fresh = write_configuration_docs.configuration_page(schema)
    page = write_configuration_docs.PAGE.read_text(encoding="utf-8")
    assert page == fresh, "docs/configuration.md is stale. Run: make docs"


def test_a_stale_page_is_told_and_mended(tmp_path, capsys):
    page = tmp_path / "configuration.md"
    schema = write_configuration_docs.SCHEMA
    assert write_configuration_docs.main(schema, page, check=True) == 1
    assert "make docs" in capsys.readouterr().err
    assert write_configuration_docs.main(schema, page, check=False) == 0
    assert write_configuration_docs.main(schema, page, check=True) == 0


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
    assert write_configuration_docs.allowed(part) == words


def test_every_key_of_the_configuration_is_described():
    schema = yaml.safe_load(write_configuration_docs.SCHEMA.read_text(encoding="utf-8"))
    page = write_configuration_docs.configuration_page(schema)
    for name, part in schema["properties"].items():
        assert f"`{name}`" in page
        for inner in part.get("properties", {}):
            assert f"| `{inner}` |" in page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in _LINK.findall(text):
        if "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), (
                f"{page.name} links to {target}, which is not there. Mend the link; if it leads to "
                "docs/gallery, run: make publish"
            )
