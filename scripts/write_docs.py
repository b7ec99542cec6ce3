"""Write the pages of docs/ that follow from the schema and the package."""

import argparse
import json
import sys
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from chengyan.findings import KINDS, SEVERITIES
from chengyan.intervals.choice import COVERAGE, ERRORS, LEAST_COVERAGE, ranking
from chengyan.tables import read_table

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "workflow/schemas/config.schema.yaml"
DOCS = ROOT / "docs"
TOPICS = ROOT / "benchmarks/topics"

_CONFIGURATION = """\
<!-- Written by `make docs` from workflow/schemas/config.schema.yaml. Edit that file, not this. -->
# Configuration

The choices of an analysis stand in `config.yaml`. A key that is left out takes the default given
here; a key that is not listed here is refused, and the message names the nearest one that is. Any
key can be set for one run on the command line, where a key inside another is written in braces:

    snakemake --config compare=genre
    snakemake --config 'topics={k: 6, seed: 3}' results=results-k6

Keys set like this replace those of `config.yaml`; the others keep the values that they have there.
A second file replaces values in the same way: `snakemake --configfile mine.yaml`. Snakemake reruns
what the changed choice touches, and nothing else.
"""


def configuration_page(schema: dict[str, Any]) -> str:
    """Describe every key of the schema in Markdown, in the schema's order."""
    properties = schema["properties"]
    plain = {name: part for name, part in properties.items() if part.get("type") != "object"}
    parts = [_CONFIGURATION, "## Keys of the first level", _key_table(plain)]
    for name, part in properties.items():
        if name not in plain:
            parts += [f"## `{name}`", part["description"], _key_table(part["properties"])]
        elif "properties" in part.get("items", {}):
            parts += [f"## Keys of each of `{name}`", part["description"], _entry_table(part)]
    return "\n".join(f"{part.rstrip()}\n" for part in parts)


def _key_table(properties: dict[str, Any]) -> str:
    rows = [
        f"| `{name}` | {allowed(part)} | `{_shown(part.get('default'))}` | {part['description']} |"
        for name, part in _flat(properties)
    ]
    return "\n".join(["| key | value | default | what it is |", "|---|---|---|---|", *rows])


def _flat(properties: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Keys with those inside them, as `verdicts.stands`."""
    found = []
    for name, part in properties.items():
        if "properties" in part:
            found += [(f"{name}.{inner}", value) for inner, value in _flat(part["properties"])]
        else:
            found.append((name, part))
    return found


def _entry_table(part: dict[str, Any]) -> str:
    """Keys of what stands in a list: they have no defaults."""
    required = part["items"].get("required", [])
    rows = [
        f"| `{name}` | {allowed(key)} | {'yes' if name in required else 'no'} | "
        f"{key['description']} |"
        for name, key in part["items"]["properties"].items()
    ]
    return "\n".join(["| key | value | needed | what it is |", "|---|---|---|---|", *rows])


def allowed(part: dict[str, Any]) -> str:
    """Say which values a key takes."""
    if "enum" in part:
        return " or ".join(f"`{_shown(value)}`" for value in part["enum"])
    if part.get("type") == "array":
        least = part.get("minItems", 0)
        inner = part.get("items", {"type": "string"})
        items = "sets of keys, see below" if "properties" in inner else allowed(inner)
        return f"list of {items}".replace("whole number", "whole numbers") + (
            f", {least} at the least" if least else ""
        )
    bounds = [
        f"{word} {part[key]}"
        for key, word in (
            ("minimum", "from"),
            ("exclusiveMinimum", "above"),
            ("maximum", "to"),
            ("exclusiveMaximum", "below"),
        )
        if key in part
    ]
    name = {"integer": "whole number", "boolean": "true or false", "string": "text"}
    return " ".join([name.get(part["type"], part["type"]), *bounds])


def _shown(value: object) -> str:
    return value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)


_FINDINGS = """\
<!-- Written by `make docs` from src/chengyan/findings.py. Edit that file, not this. -->
# Findings

What `chengyan add` and `chengyan check` can find doubtful in a text or a corpus. The workflow makes
the same checks: they stand in `results/tables/checks.csv` and, while they are open, in the report.

At a terminal findings are a table; elsewhere each is one line of five fields separated by tabs:
code, severity, doc_id, place, message. `chengyan check` exits with 1 if there is an error, and with
`--strict` if there is any finding. A doubt does not keep a text out of the corpus: you decide.

A finding is a place to look at, not a verdict. The rules were tried on some thirty reports,
speeches and articles of Chinese cities from 2021 to 2024; texts of other kinds may be doubted
wrongly.
"""
_SEVERITIES = {
    "error": "The text cannot be analysed, or would be counted wrongly.",
    "warning": "Figures may mislead until somebody has looked.",
    "note": "Worth knowing.",
}


def findings_page() -> str:
    """The page, a section for each severity."""
    parts = [_FINDINGS]
    for severity in SEVERITIES:
        rows = [
            f"| `{code}` | {kind.meaning} | {kind.remedy} |"
            for code, kind in KINDS.items()
            if kind.severity == severity
        ]
        head = ["| code | what is found | what to do |", "|---|---|---|"]
        title = f"## {severity.capitalize()}s"
        parts.append("\n".join([title, _SEVERITIES[severity], "", *head, *rows, ""]))
    return "\n".join(parts)


def between_marks(page: str, mark: str, parts: list[str]) -> str:
    """The page with those parts in place of what stands between two comments of that name."""
    start, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    head, _, rest = page.partition(start)
    _, _, tail = rest.partition(end)
    return "\n".join([head + start, "", *(f"{part}\n" for part in parts), end]) + tail


def intervals_page(page: str) -> str:
    """The page with the tables between its marks made anew from the coverage that ships."""
    table = read_table(COVERAGE)
    chosen = ranking()[0]
    group = table[(table["of"] == "group") & (table["texts"] > 1)]
    used = group[group["method"] == chosen]
    three = table[(table["groups"] == 3) & (table["paragraphs"] == 12)]
    parts = [
        f"### The interval in use: `{chosen}`",
        "Coverage where it is least; in brackets where texts vary twice as much.",
        _coverage_table(used, ["groups", "texts", "paragraphs"]),
        "### All candidates",
        (
            "Three groups, 12 paragraphs, least coverage; an asterisk where 90 % is shown. "
            "Methods that resample were measured where all groups are alike, which flatters them."
        ),
        _candidates(three[three["of"] == "group"]),
        "### One text a group",
        (
            f"Three groups, paragraphs as units, `{chosen}`. Coverage of the group's rate, and of"
            " that of just these texts."
        ),
        _coverage_table(
            table[(table["texts"] == 1) & (table["method"] == chosen)], ["of", "paragraphs"]
        ),
        "### Width, and the tenth of the terms that vary most",
        (
            "Three groups, 12 paragraphs: median width in octaves where all groups are alike; in "
            "brackets the coverage of the tenth of terms that vary most, for terms as frequent."
        ),
        _coverage_table(
            three[(three["method"] == chosen) & (three["texts"] > 1)],
            ["texts"],
            "width",
            "variable",
            places=1,
        ),
    ]
    return between_marks(page, "INTERVALS", parts)


def topics_page(page: str) -> str:
    """The page with the tables between its marks made anew from what benchmarks wrote."""
    tables = {
        "RECOVERY": _recovery(),
        "WEIGHTS": _weights(),
        "VERDICTS": _verdicts(),
        "COVERAGE": _topic_coverage(),
        "REGRESSION": _regression(),
    }
    for mark, table in tables.items():
        page = between_marks(page, mark, [table])
    return page


def _recovery() -> str:
    heads = "paragraphs, evenness of groups, model, cosine, least cosine, error of shares, time"
    rows = [
        [
            *(row.units, f"{row.unevenness:g}", row.model, f"{row.cosine:.3f}"),
            *(f"{row.least:.3f}", f"{row.error:.3f}", f"{row.time:.2f}", row.corpora),
        ]
        for row in read_table(TOPICS / "recovery.csv").itertuples()
    ]
    return _table([*heads.split(", "), "corpora"], rows)


def _weights() -> str:
    heads = "evenness of groups, `balance`, cosine, gain over 0, error of shares, corpora"
    rows = [
        [
            *(f"{row.unevenness:g}", f"{row.balance:g}", f"{row.cosine:.3f}"),
            "" if row.balance == 0 else f"{row.gain:+.3f} ± {row.gain_se:.3f}",
            *(f"{row.error:.3f}", row.corpora),
        ]
        for row in read_table(TOPICS / "weights.csv").itertuples()
    ]
    return _table(heads.split(", "), rows)


def _verdicts() -> str:
    table = read_table(TOPICS / "verdicts.csv")
    rule = ["words", "shuffles", "chance", "stands", "wobbles"]
    kinds = list(table[["case", "topics"]].drop_duplicates().itertuples(index=False, name=None))
    rows = []
    for named, part in table.groupby(["model", *rule], sort=False):
        cells = []
        for kind in kinds:
            own = part[(part["case"] == kind[0]) & (part["topics"] == kind[1])]
            # A topic that is in the texts should stand, another fall; the bad case is in brackets.
            wanted = ["standing", "falling"] if kind[1] == "planted" else ["falling", "standing"]
            shares = [own[name].iloc[0] for name in wanted] if len(own) else []
            cells.append("{:.3f} ({:.3f})".format(*shares) if shares else "")
        first, last = part["corpora"].min(), part["corpora"].max()
        corpora = f"{first}" if first == last else f"{first} to {last}"
        rows.append([named[0], *(f"{value:g}" for value in named[1:]), *cells, corpora])
    shown = {"planted": "stand", "other": "fall"}
    heads = [f"{case}: {shown[topics]}" for case, topics in kinds]
    return _table(["model", *(f"`{name}`" for name in rule), *heads, "corpora"], rows)


def _topic_coverage() -> str:
    table = read_table(TOPICS / "coverage.csv")
    groups = list(dict.fromkeys(table["group"]))
    rows = []
    for named, part in table.groupby(["model", "units", "method", "noise"], sort=False):
        by_group = part.set_index("group")
        whole = by_group.loc["all"]
        cells = [f"{by_group.loc[group, 'coverage']:.3f}" for group in groups]
        first = [*named[:3], f"{named[3]:g}"]
        rows.append([*first, *cells, f"{whole['width']:.3f}", f"{whole['corpora']:.0f}"])
    return _table(["model", "paragraphs", "method", "noise", *groups, "width", "corpora"], rows)


def _regression() -> str:
    rows = [
        [
            *(row.model, row.texts, f"{row.coverage:.3f} ± {row.se:.3f}", f"{row.width:.3f}"),
            *(f"{row.slope:.2f}", row.topics, row.corpora),
        ]
        for row in read_table(TOPICS / "regression.csv").itertuples()
    ]
    heads = "model, texts, coverage, width, estimate per unit of truth, topics, corpora"
    return _table(heads.split(", "), rows)


def _table(heads: list[str], rows: list[list[Any]]) -> str:
    return "\n".join([_row(heads), "|---" * len(heads) + "|", *map(_row, rows)])


def _coverage_table(
    table: pd.DataFrame,
    keys: list[str],
    shown: str = "coverage",
    beside: str = "doubled",
    *,
    places: int = 3,
) -> str:
    counts = sorted(table["count"].unique())
    heads = _classes(counts)
    lines = []
    for named, rows in table.groupby(keys, sort=True):
        by_count = rows.set_index("count")
        cells = [
            f"{by_count.loc[count, shown]:.{places}f} ({by_count.loc[count, beside]:.3f})"
            if count in by_count.index
            else ""
            for count in counts
        ]
        lines.append([*named, *cells])
    return _table([*keys, *heads.values()], lines)


def _classes(counts: list[int]) -> dict[int, str]:
    """Classes of count in words, by the least of each."""
    named = {count: f"{count} to {after - 1}" for count, after in pairwise(counts)}
    return {**named, counts[-1]: f"from {counts[-1]}"}


def _candidates(table: pd.DataFrame) -> str:
    """Methods by texts, in those numbers in which all were measured, and two classes of count."""
    counts = sorted(table.loc[table["method"] == "bca", "count"].unique())
    texts = sorted(table.loc[table["method"] == "bca", "texts"].unique())
    named = _classes(sorted(table["count"].unique()))
    keys = ["method", "count"]
    heads = [f"{number} text{'s' if number > 1 else ''}" for number in texts]
    lines = []
    some = table[table["count"].isin(counts)]
    for method, count in product(sorted(table["method"].unique()), counts):
        rows = some[(some["method"] == method) & (some["count"] == count)]
        by_text = rows.set_index("texts")
        shown = (by_text["coverage"] - ERRORS * by_text["se"] >= LEAST_COVERAGE).map({True: "*"})
        cells = (by_text["coverage"].map("{:.3f}".format) + shown.fillna("")).reindex(texts)
        lines.append([f"`{method}`", named[int(str(count))], *cells.fillna("")])
    return _table([*keys, *heads], lines)


def _row(cells: list[Any]) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def pages() -> dict[str, str]:
    """The pages by file name, as they should be."""
    schema = yaml.safe_load(SCHEMA.read_text(encoding="utf-8"))
    intervals, topics = (
        (DOCS / name).read_text(encoding="utf-8") for name in ("intervals.md", "topics.md")
    )
    return {
        "configuration.md": configuration_page(schema),
        "findings.md": findings_page(),
        "intervals.md": intervals_page(intervals),
        "topics.md": topics_page(topics),
    }


def main(folder: Path, *, check: bool) -> int:
    """Write the pages, or say which are not as they would be written; return the exit code."""
    stale = 0
    for name, text in pages().items():
        page = folder / name
        if not check:
            page.write_text(text, encoding="utf-8", newline="\n")
        elif not page.is_file() or page.read_text(encoding="utf-8") != text:
            print(f"{name} is not what schema and package say. Run: make docs", file=sys.stderr)
            stale = 1
    return stale


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if one is stale")
    sys.exit(main(DOCS, check=parser.parse_args().check))
