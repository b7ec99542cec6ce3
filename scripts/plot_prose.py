"""Draw how long the sentences of each group are."""

from chengyan.language import speaking
from chengyan.runlog import logged


def main(readability: str, groups: list[str], stem: str) -> None:
    from chengyan.plots.prose import draw
    from chengyan.plots.style import save
    from chengyan.tables import read_table

    save(draw(read_table(readability), groups=groups), stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            snakemake.input.readability,
            snakemake.params.groups,
            snakemake.output[0].removesuffix(".png"),
        )
