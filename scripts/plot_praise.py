"""Draw what is praised against what is promised."""

from chengyan.language import speaking
from chengyan.runlog import logged


def main(priorities: str, validation: str, groups: list[str], coding: str, stem: str) -> None:
    from chengyan.plots.praise import draw
    from chengyan.plots.style import save
    from chengyan.tables import read_table

    table = read_table(validation)
    figure = draw(read_table(priorities), table, groups=groups, coding=coding)
    save(figure, stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            snakemake.input.priorities,
            snakemake.input.validation,
            snakemake.params.groups,
            snakemake.params.coding,
            snakemake.output[0].removesuffix(".png"),
        )
