"""Put figures, tables and methods on one page, and all instances of rhetoric on another."""

from pathlib import Path
from typing import Any

from chengyan.runlog import logged


def main(
    figures: list[str],
    tables: list[str],
    captions: list[str],
    devices: str,
    config: dict[str, Any],
    headline: dict[str, Any],
    appendix: dict[str, Any],
    pages: dict[str, str],
) -> None:
    from chengyan.report.build import COLUMNS, Appendix, render_report
    from chengyan.report.rhetoric_page import render_rhetoric
    from chengyan.rhetoric.devices import read_devices
    from chengyan.tables import read_table, table_shape, write_whole

    paths = {Path(path).stem: path for path in tables}
    shown = {
        name: read_table(path, COLUMNS[name].split(), only=True)
        for name, path in paths.items()
        if name in COLUMNS
    }
    page = render_report(
        config=config,
        tables=shown,
        shapes={name: table_shape(path) for name, path in paths.items()},
        figures=_by_name(figures),
        captions={Path(path).stem: Path(path).read_text(encoding="utf-8") for path in captions},
        appendix=(
            Appendix(**appendix | {"figures": _by_name(appendix["figures"])})
            if appendix["figures"]
            else None
        ),
        **headline,
    )
    write_whole(pages["report"], page.encode("utf-8"))
    instances = render_rhetoric(
        documents=headline["documents"],
        devices=read_devices(devices),
        tables=shown,
        columns=COLUMNS,
    )
    write_whole(pages["rhetoric"], instances.encode("utf-8"))


def _by_name(figures: list[str]) -> dict[str, bytes]:
    return {Path(path).stem: Path(path).read_bytes() for path in figures}


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            list(snakemake.input.figures),
            list(snakemake.input.tables),
            list(snakemake.input.captions),
            snakemake.input.devices[0],
            snakemake.params.config,
            {
                name: snakemake.params.get(name)
                for name in ("documents", "caveat", "coding", "rhetoric_coding")
            },
            {
                "figures": list(snakemake.input.appendix),
                "documents": snakemake.params.whole,
                "caveat": snakemake.params.whole_caveat,
            },
            dict(snakemake.output.items()),
        )
