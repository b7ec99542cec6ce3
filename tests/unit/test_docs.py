"""Pages that follow from other files are fresh, and links between pages lead somewhere."""

import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import write_docs
from chengyan.findings import KINDS
from chengyan.intervals.choice import COVERAGE, ranking
from chengyan.priorities.codebook import read_codebook
from chengyan.tables import read_table
from doc_pages.configuration import allowed
from doc_pages.gallery import figures
from doc_pages.rules import Rule, read_rules

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


def rules_by_file() -> dict[str, Rule]:
    return {file: rule for rule in read_rules() for file in rule.outputs}


def test_every_published_file_has_its_rule_on_the_page():
    page = (ROOT / "docs/files.md").read_text(encoding="utf-8")
    made = rules_by_file()
    gallery = ROOT / "docs/gallery"
    names = [f"tables/{path.name.removesuffix('.gz')}" for path in gallery.glob("tables/*")]
    names += [f"figures/{path.name}" for path in gallery.glob("*.png")]
    assert len(names) > 60
    for name in names:
        rule = made[name]
        assert f"| `{name}` | `{rule.name}` | `{rule.file}` | " in page
        assert (ROOT / f"scripts/{rule.name}.py").is_file()
        assert rule.modules


def test_a_rule_is_read_with_its_inputs_names_in_lists_and_modules():
    made = rules_by_file()
    assert made["figures/agenda.png"].inputs[0] == "tables/priorities.csv"
    assert made["figures/agenda.png"] is made["figures/ways.pdf"]
    assert made["tables/priority_ways.csv"].name == "measure_priorities"
    assert made["tables/topics.csv"] is made["tables/topic_verdicts.csv"]
    assert "priorities.codebook" in made["figures/agenda.png"].modules


def test_each_figure_is_explained_with_a_picture_and_a_sentence_of_the_run():
    page = (ROOT / "docs/figures.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL))
    # Drawn for four groups and more, so not in the gallery.
    titles = figures() | {"correspondence": "Groups and their words on a map"}
    assert {file for file in rules_by_file() if file.startswith("figures/")} == {
        f"figures/{name}.{ending}" for name in titles for ending in ("png", "svg", "pdf")
    }
    for name, title in titles.items():
        for part in ("**A mark**", "**Conclude**", "**Do not conclude**"):
            assert part in sections[title], name
        if name in figures():
            assert f"](gallery/{name}.png)" in sections[title]
            assert re.search(r"^> .{40}", sections[title], re.MULTILINE), name


def commands(page: str) -> list[str]:
    """Lines of boxes of commands; what a box with a language shows (text, yaml) is none."""
    text = (ROOT / page).read_text(encoding="utf-8")
    boxes = re.findall(r"^```(\w*)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line for kind, box in boxes if kind in {"", "sh"} for line in box.splitlines()]
    return [line.partition(" #")[0].strip() for line in lines if line.strip()]


@pytest.mark.parametrize("page", ["README.md", "README.zh.md", "docs/index.md", "docs/tutorial.md"])
def test_commands_of_the_first_pages_exist(page):
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    told = subprocess.run(
        [sys.executable, "-m", "chengyan", "--help"], capture_output=True, text=True, check=True
    ).stdout
    found = commands(page)
    assert "make" in found
    for command in found:
        program, *words = command.split()
        if program == "make":
            assert set(words) <= targets, command
        elif program == "chengyan":
            assert re.search(rf"^│ {words[0]} ", told, re.MULTILINE), command
        else:
            assert program in {"source", "snakemake"}, command


def test_both_front_pages_tell_the_same_numbers():
    found = []
    for page, head in (("README.md", "## What it found"), ("README.zh.md", "## 发现了什么")):
        text = (ROOT / page).read_text(encoding="utf-8").partition(head)[2].partition("\n## ")[0]
        text = re.sub(r"\(docs[^)]*\)", "", text)
        found.append({number.rstrip(".,") for number in re.findall(r"\d[\d.,]*", text)})
    # 每万词 and 九成 are words.
    assert found[0] - found[1] <= {"10,000", "90"}
    assert found[1] <= found[0]


def test_both_front_pages_tell_what_was_published():
    """The numbers that head the list, from the tables that it links to."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = read_table(ROOT / "docs/gallery/tables/corpus.csv").set_index("group")["han_chars"]
    assert f"({table['保定']:,} against {table['廊坊']:,} Han characters" in text
    share = read_table(ROOT / "docs/gallery/tables/priorities.csv")
    share = share[(share["method"] == "codebook") & (share["unit"] == "quasi_sentences")]
    loyal = share[share["code"] == "LOYAL"].set_index("group")["share"]
    told = ", ".join(f"{100 * value:.0f} % in {group}" for group, value in loyal.items())
    assert told in text


@pytest.mark.parametrize(
    "module",
    sorted((ROOT / "src/chengyan").rglob("*.py")),
    ids=lambda path: str(path.relative_to(ROOT / "src")),
)
def test_what_a_docstring_points_to_is_there(module):
    for name in re.findall(r"`(chengyan(?:\.\w+)+)`", module.read_text("utf-8")):
        assert pkgutil.resolve_name(name) is not None, name
