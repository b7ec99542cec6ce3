"""Draw how much of each group's text stands in fixed formulations."""

from chengyan.language import speaking
from chengyan.runlog import logged


def main(coverage: str, groups: list[str], stem: str) -> None:
    from chengyan.plots.formulas import draw
    from chengyan.plots.style import save
    from chengyan.tables import read_table

    save(draw(read_table(coverage), groups), stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            snakemake.input.coverage,
            snakemake.params.groups,
            snakemake.output[0].removesuffix(".png"),
        )
