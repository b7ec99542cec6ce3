"""Write the pages of docs/ that follow from schema, rules, package and published run."""

import argparse
import sys
from pathlib import Path

import yaml

from doc_pages.configuration import configuration_page
from doc_pages.faults import faults_page
from doc_pages.figures import figures_page
from doc_pages.findings import findings_page
from doc_pages.intervals import intervals_page
from doc_pages.large import large_page
from doc_pages.priorities import priorities_page
from doc_pages.rhetoric import rhetoric_page
from doc_pages.rules import files_page
from doc_pages.tables import tables_page
from doc_pages.topics import topics_page

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "workflow/schemas/config.schema.yaml"
DOCS = ROOT / "docs"
# Pages that are written by hand but for the tables between their marks.
MARKED = {
    "faults.md": faults_page,
    "figures.md": figures_page,
    "files.md": files_page,
    "intervals.md": intervals_page,
    "large.md": large_page,
    "priorities.md": priorities_page,
    "rhetoric.md": rhetoric_page,
    "tables.md": tables_page,
    "topics.md": topics_page,
}


def pages() -> dict[str, str]:
    """The pages by file name, as they should be."""
    schema = yaml.safe_load(SCHEMA.read_text(encoding="utf-8"))
    marked = {
        name: page((DOCS / name).read_text(encoding="utf-8")) for name, page in MARKED.items()
    }
    return {
        "configuration.md": configuration_page(schema),
        "findings.md": findings_page(),
        **marked,
    }


def main(folder: Path, *, check: bool) -> int:
    """Write the pages, or say which are not as they would be written; return the exit code."""
    stale = 0
    for name, text in pages().items():
        page = folder / name
        if not check:
            page.write_text(text, encoding="utf-8", newline="\n")
        elif not page.is_file() or page.read_text(encoding="utf-8") != text:
            print(f"{name} is not what its sources say. Run: make docs", file=sys.stderr)
            stale = 1
    return stale


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if one is stale")
    sys.exit(main(DOCS, check=parser.parse_args().check))
