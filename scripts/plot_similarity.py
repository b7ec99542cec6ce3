"""Draw how alike the groups' texts are."""

from chengyan.language import speaking
from chengyan.runlog import logged


def main(similarity: str, groups: list[str], stem: str) -> None:
    from chengyan.plots.similarity import draw
    from chengyan.plots.style import save
    from chengyan.tables import read_table

    save(draw(read_table(similarity), groups=groups), stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            snakemake.input.similarity,
            snakemake.params.groups,
            snakemake.output[0].removesuffix(".png"),
        )
