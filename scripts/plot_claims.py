"""Draw claims: how many of the reasonable ways to measure each agree with it, and which."""

from pathlib import Path

from chengyan.language import speaking
from chengyan.runlog import logged


def main(tables: list[str], agree: float, folder: Path) -> None:
    from chengyan.plots import robustness, specifications
    from chengyan.plots.style import save
    from chengyan.tables import read_tables

    table = read_tables(tables)
    save(robustness.draw(table["claims"], table["robustness"]), folder / "robustness")
    figure = specifications.draw(
        table["claims"],
        table["robustness"],
        table["specifications"],
        table["choices"],
        agree=agree,
    )
    save(figure, folder / "specifications")


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            list(snakemake.input.tables),
            snakemake.params.agree,
            Path(snakemake.output[0]).parent,
        )
