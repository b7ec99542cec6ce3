"""Draw the corpus at a glance."""

from chengyan.language import speaking
from chengyan.runlog import logged


def main(corpus: str, groups: list[str], stem: str) -> None:
    from chengyan.plots.corpus import draw
    from chengyan.plots.style import save
    from chengyan.tables import read_table

    save(draw(read_table(corpus), groups=groups), stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            snakemake.input.corpus,
            snakemake.params.groups,
            snakemake.output[0].removesuffix(".png"),
        )
