"""Draw how much of each group looks back, at what is, and ahead."""

from chengyan.language import speaking
from chengyan.runlog import logged


def main(parts: str, groups: list[str], stem: str) -> None:
    from chengyan.plots.orientation import draw
    from chengyan.plots.style import save
    from chengyan.tables import read_table

    save(draw(read_table(parts), groups), stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            snakemake.input.parts,
            snakemake.params.groups,
            snakemake.output[0].removesuffix(".png"),
        )
