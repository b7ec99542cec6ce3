"""Put figures, tables, texts and methods into a folder of pages in both languages."""

from pathlib import Path
from typing import Any

from chengyan.runlog import logged


def main(
    inputs: dict[str, list[str]],
    config: dict[str, Any],
    documents: list[dict[str, str]],
    told: dict[str, Any],
    whole: dict[str, Any],
    folder: str,
) -> None:
    from chengyan.layout import raw_lines
    from chengyan.priorities.codebook import read_codebook
    from chengyan.report.export import files
    from chengyan.report.figures import Appendix
    from chengyan.report.site import Drawings, site
    from chengyan.report.streams import Material
    from chengyan.rhetoric.devices import read_devices
    from chengyan.tables import read_table, table_shape
    from chengyan.whole import write_folder

    tables = {Path(path).stem: Path(path) for path in inputs["tables"]}
    texts = zip(documents, inputs["texts"], strict=True)
    material = Material(
        documents=documents,
        tables={name: read_table(path) for name, path in tables.items()},
        raw_lines={
            row["doc_id"]: raw_lines(Path(path).read_text(encoding="utf-8-sig"))
            for row, path in texts
        },
        codebook=read_codebook(inputs["codebook"][0]),
        devices=read_devices(inputs["devices"][0]),
        config=config,
    )
    drawings = Drawings(
        figures=_by_name(inputs["figures"]),
        captions={
            language: {Path(path).stem: Path(path).read_text(encoding="utf-8") for path in paths}
            for language, paths in (("en", inputs["captions"]), ("zh", inputs["captions_zh"]))
        },
        appendix=(
            Appendix(figures=_by_name(inputs["appendix"]), **whole) if inputs["appendix"] else None
        ),
        **told,
    )
    downloads = files(
        config=config,
        documents=documents,
        tables=tables,
        figures={Path(path).name: Path(path) for path in inputs["figures"]},
        counts=Path(inputs["counts"][0]),
        inputs=[Path(path) for path in [*inputs["read"], *inputs["texts"]]],
        citation=Path(inputs["citation"][0]),
        rhetoric_coding=told["rhetoric_coding"],
    )
    shapes = {name: table_shape(path) for name, path in tables.items()}
    write_folder(Path(folder), site(material, shapes, drawings, downloads))


def _by_name(paths: list[str]) -> dict[str, dict[str, bytes]]:
    found: dict[str, dict[str, bytes]] = {}
    for path in map(Path, paths):
        found.setdefault(path.stem, {})[path.suffix[1:]] = path.read_bytes()
    return found


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            {name: list(paths) for name, paths in snakemake.input.items() if name != "code"},
            snakemake.params.config,
            snakemake.params.documents,
            snakemake.params.told,
            snakemake.params.whole,
            snakemake.output[0],
        )
