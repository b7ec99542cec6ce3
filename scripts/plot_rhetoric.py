"""Draw rhetoric: devices, metaphors, the ladder of obligation, formulations, what texts share."""

from pathlib import Path

from chengyan.language import speaking
from chengyan.runlog import logged


def main(tables: list[str], groups: list[str], contrast: str, coding: str, folder: Path) -> None:
    from chengyan.plots import echo, formulas, metaphors, modality, rhetoric
    from chengyan.plots.style import save
    from chengyan.tables import read_tables

    table = read_tables(tables)
    rates, instances = table["rhetoric"], table["rhetoric_instances"]
    worth = table["rhetoric_validation"], table["rhetoric_differences"]
    save(rhetoric.draw(rates, *worth, groups, coding=coding), folder / "rhetoric")
    figure = metaphors.draw(rates, worth[0], instances, worth[1], groups, coding=coding)
    save(figure, folder / "metaphors")
    figure = modality.draw(table["modality"], rates, *worth, groups, coding=coding)
    save(figure, folder / "modality")
    save(formulas.draw(table["formulation_coverage"], groups), folder / "formulas")
    figure = echo.draw(
        table["reuse"], table["echo"], table["reuse_groups"], groups, contrast=contrast
    )
    save(figure, folder / "echo")


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            list(snakemake.input.tables),
            snakemake.params.groups,
            snakemake.params.contrast,
            snakemake.params.coding,
            Path(snakemake.output[0]).parent,
        )
