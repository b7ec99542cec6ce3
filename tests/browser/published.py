"""The report of the shipped texts, made again from the published tables and pictures."""

import fcntl
import gzip
import os
import shutil
from pathlib import Path

import yaml

from chengyan import plan
from chengyan.layout import raw_lines
from chengyan.priorities.codebook import read_codebook
from chengyan.report.site import Drawings, site
from chengyan.report.streams import Material
from chengyan.rhetoric.devices import read_devices
from chengyan.tables import read_table, table_shape
from chengyan.whole import write_folder

ROOT = Path(__file__).parents[2]
GALLERY = ROOT / "docs/gallery"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"></svg>'


def published_tables(folder: Path) -> dict[str, Path]:
    """The published tables, unpacked, by name."""
    folder.mkdir()
    found = {}
    for path in sorted((GALLERY / "tables").iterdir()):
        name = path.name.partition(".")[0]
        found[name] = folder / f"{name}.csv"
        packed = path.suffix == ".gz"
        found[name].write_bytes(gzip.decompress(path.read_bytes()) if packed else path.read_bytes())
    return found


def make_report(folder: Path, tables: dict[str, Path]) -> None:
    """Write the report as the workflow does, but for what is there to take away."""
    config = yaml.safe_load((ROOT / "config.yaml").read_text("utf-8"))
    schema = yaml.safe_load((ROOT / "workflow/schemas/config.schema.yaml").read_text("utf-8"))
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        made = plan.make_plan(config, schema)
        documents = made.rows()
        texts = [document.path for group in made.parts()[""].values() for document in group]
        material = Material(
            documents=documents,
            tables={name: read_table(path) for name, path in tables.items()},
            raw_lines={
                row["doc_id"]: raw_lines(Path(path).read_text("utf-8-sig"))
                for row, path in zip(documents, texts, strict=True)
            },
            codebook=read_codebook(made.config["priorities"]["codebook"]),
            devices=read_devices(made.config["rhetoric"]["devices"]),
            config=made.config,
        )
    finally:
        os.chdir(before)
    pictures = {path.stem: path.read_bytes() for path in GALLERY.glob("*.png")}
    drawings = Drawings(
        figures={name: {"png": png, "svg": SVG} for name, png in pictures.items()},
        captions={
            language: {path.stem: path.read_text("utf-8") for path in captions.glob("*.rst")}
            for language, captions in (
                ("en", ROOT / "workflow/report"),
                ("zh", ROOT / "workflow/report/zh"),
            )
        },
        caveat=made.caveats(),
        coding=made.coding,
        rhetoric_coding=made.rhetoric_coding,
    )
    shapes = {name: table_shape(path) for name, path in tables.items()}
    write_folder(folder, site(material, shapes, drawings))


def shared_report(base: Path) -> Path:
    """One report for all processes that test: the first to ask makes it, the others wait."""
    folder, done = base / "published/report", base / "published/done"
    folder.parent.mkdir(exist_ok=True)
    with (base / "published/lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder.parent / "tables", ignore_errors=True)
            make_report(folder, published_tables(folder.parent / "tables"))
            done.touch()
    return folder
