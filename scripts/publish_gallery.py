"""Copy the figures and tables of a run to docs/gallery, with digests and a page to show them."""

import argparse
import gzip
import hashlib
import platform
import re
import sys
from collections.abc import Mapping
from contextlib import chdir
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from chengyan.errors import ChengyanError
from chengyan.plan import Plan, make_plan
from chengyan.plots.layout import is_compact
from chengyan.report.captions import Forms, caption_text
from chengyan.report.figures import FIGURES, OF_RHETORIC, titles

ROOT = Path(__file__).parent.parent
GALLERY = ROOT / "docs/gallery"
# A larger table is published compressed.
PLAIN_BYTES = 400_000

_INTRODUCTION = """\
<!-- Written by `make publish`. Edit workflow/report/*.rst for the captions. -->
# Gallery

The figures and tables of the shipped analysis, as `make publish` copied them from a run.
`make verify` runs the analysis anew and compares. `digests.tsv` holds size and SHA-256 digest of
every table and figure (SVG too, which is not copied), and of the choices and word lists that they
were made with. Columns are explained in [tables.md](../tables.md), measures in
[methods.md](../methods.md).

Made with {versions}.
"""
PACKAGES = ("numpy", "scipy", "scikit-learn", "gensim", "pandas", "matplotlib")


def publish(results: Path, gallery: Path, plan: Plan, root: Path) -> list[Path]:
    """Make `gallery` hold the results and nothing older; return the files in it.

    Parameters
    ----------
    results : path
        Folder of a complete run, with ``tables`` and ``figures``.
    gallery : path
        Folder to fill. PNG files, ``tables``, ``digests.tsv`` and ``README.md`` in it are replaced.
    plan : Plan
        Of that run.
    root : path
        The project's folder; manifest, word lists and captions lie under it.

    Raises
    ------
    ChengyanError
        If the run is not complete.
    """
    figures = sorted(results.glob("figures/*.png"))
    tables = sorted(results.glob("tables/*.csv"))
    if not figures or not tables or not (results / "report/index.html").is_file():
        raise ChengyanError(str(results), "holds no complete run", "Run `make` first")
    files = {path.name: path.read_bytes() for path in figures}
    for path in tables:
        name, content = packed(path.name, path.read_bytes())
        files[f"tables/{name}"] = content
    made = [*tables, *figures, *sorted(results.glob("figures/*.svg"))]
    known = {f"results/{path.relative_to(results).as_posix()}": path for path in made}
    files["digests.tsv"] = digests(inputs(plan.config, root) | known).encode("utf-8")
    sources = {path.stem: root / f"workflow/report/{path.stem}.rst" for path in figures}
    texts = [len(documents) for documents in plan.groups.values()]
    captions = {
        name: caption_markdown(
            path.read_text(encoding="utf-8"),
            plan.config,
            plan.caveat(),
            many={name: is_compact(name, texts)},
            coding=plan.rhetoric_coding if name in OF_RHETORIC else plan.coding,
        )
        for name, path in sources.items()
    }
    files["README.md"] = gallery_page(captions, files).encode("utf-8")
    for pattern in ("*.png", "tables/*.csv", "tables/*.csv.gz"):
        for path in gallery.glob(pattern):
            if path.relative_to(gallery).as_posix() not in files:
                path.unlink()
    for name, content in files.items():
        path = gallery / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not (path.is_file() and unpacked(path) == unpacked(path, content)):
            path.write_bytes(content)
    return [gallery / name for name in sorted(files)]


def packed(name: str, content: bytes, most: int = PLAIN_BYTES) -> tuple[str, bytes]:
    """A table under the name and in the form in which it is published."""
    if len(content) <= most:
        return name, content
    return f"{name}.gz", gzip.compress(content, mtime=0)


def unpacked(path: Path, content: bytes | None = None) -> bytes:
    """What a published file holds: libraries compress the same bytes differently."""
    content = path.read_bytes() if content is None else content
    return gzip.decompress(content) if path.suffix == ".gz" else content


def inputs(config: Mapping[str, Any], root: Path) -> dict[str, Path]:
    """Manifest, configuration, word lists and coded samples, by their path in the project."""
    chosen, spoken = config["priorities"], config["rhetoric"]
    names = [
        *(config["manifest"], "config.yaml", *filter(None, config["lexicon"].values())),
        *(chosen["codebook"], chosen["lexicon"], *chosen["samples"]),
        *(spoken["devices"], spoken["patterns"], spoken["weights"]),
        *(*spoken["samples"], *spoken["scores"]),
    ]
    return {str(name): root / name for name in names}


def digests(files: Mapping[str, Path]) -> str:
    """A line for each file: path, SHA-256 digest, bytes."""
    lines = ["path\tsha256\tbytes"]
    for name, path in files.items():
        content = path.read_bytes()
        lines.append(f"{name}\t{hashlib.sha256(content).hexdigest()}\t{len(content)}")
    return "\n".join(lines) + "\n"


def caption_markdown(
    source: str, config: Mapping[str, Any], caveat: str, *, many: Forms, coding: str
) -> str:
    """A caption's Jinja expressions filled in, its reStructuredText as Markdown."""
    text = caption_text(source, config, caveat, many=many, coding=coding)
    paragraphs = re.split(r"\n\s*\n", re.sub(r"``(.+?)``", r"`\1`", text).strip())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def gallery_page(captions: Mapping[str, str], files: Mapping[str, bytes]) -> str:
    """The page that shows the figures in the report's order and lists the tables."""
    order = [name for name in FIGURES if name in captions]
    packages = [f"{package} {version(package)}" for package in PACKAGES]
    python = ".".join(platform.python_version_tuple()[:2])
    parts = [_INTRODUCTION.format(versions=", ".join([f"Python {python}", *packages]))]
    for name in [*order, *sorted(captions.keys() - order)]:
        title = titles().get(name, name)
        parts.append(f"## {title}\n\n![{title}]({name}.png)\n\n{captions[name]}\n")
    tables = sorted(name for name in files if name.startswith("tables/"))
    sizes = {name: len(unpacked(Path(name), files[name])) / 1000 for name in tables}
    rows = [f"| [{Path(name).name}]({name}) | {size:,.0f} kB |" for name, size in sizes.items()]
    parts.append("\n".join(["## Tables", "", "| table | size as CSV |", "|---|---|", *rows]) + "\n")
    return "\n".join(parts)


def read_plan(root: Path) -> Plan:
    """The plan of the project's own analysis."""
    given, schema = (
        yaml.safe_load((root / path).read_text(encoding="utf-8")) or {}
        for path in ("config.yaml", "workflow/schemas/config.schema.yaml")
    )
    with chdir(root):
        return make_plan(given, schema)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--results", type=Path, help="folder of the run (default: the configured one)"
    )
    parser.add_argument("--gallery", type=Path, default=GALLERY, help="folder to fill")
    arguments = parser.parse_args()
    try:
        shipped = read_plan(ROOT)
        run = arguments.results or ROOT / shipped.config["results"]
        made = publish(run, arguments.gallery, shipped, ROOT)
    except ChengyanError as error:
        sys.exit(f"chengyan: {error}")
    print(f"{len(made)} files in {arguments.gallery}")
