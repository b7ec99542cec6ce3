"""Put figures, tables and methods on one page."""

from pathlib import Path
from typing import Any

from chengyan.runlog import logged


def main(
    figures: list[str],
    tables: list[str],
    appendix: list[str],
    captions: list[str],
    config: dict[str, Any],
    documents: list[dict[str, str]],
    caveat: str,
    whole: list[dict[str, str]],
    whole_caveat: str,
    report: str,
) -> None:
    from chengyan.report.build import COLUMNS, Appendix, render_report
    from chengyan.tables import read_table, table_shape, write_whole

    paths = {Path(path).stem: path for path in tables}
    page = render_report(
        config=config,
        documents=documents,
        tables={
            name: read_table(path, COLUMNS[name].split(), only=True)
            for name, path in paths.items()
            if name in COLUMNS
        },
        shapes={name: table_shape(path) for name, path in paths.items()},
        figures={Path(path).stem: Path(path).read_bytes() for path in figures},
        captions={Path(path).stem: Path(path).read_text(encoding="utf-8") for path in captions},
        caveat=caveat,
        appendix=(
            Appendix({Path(p).stem: Path(p).read_bytes() for p in appendix}, whole, whole_caveat)
            if appendix
            else None
        ),
    )
    write_whole(report, page.encode("utf-8"))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            list(snakemake.input.figures),
            list(snakemake.input.tables),
            list(snakemake.input.appendix),
            list(snakemake.input.captions),
            snakemake.params.config,
            snakemake.params.documents,
            snakemake.params.caveat,
            snakemake.params.whole,
            snakemake.params.whole_caveat,
            snakemake.output[0],
        )
