"""Draw where chosen terms stand along the texts."""

from chengyan.language import speaking
from chengyan.runlog import logged


def main(
    positions: str, spread: str, course: str, groups: list[str], contrast: str, stem: str
) -> None:
    from chengyan.plots.style import save
    from chengyan.plots.xray import draw
    from chengyan.tables import read_table

    figure = draw(
        read_table(positions), read_table(spread), read_table(course), groups, contrast=contrast
    )
    save(figure, stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            snakemake.input.positions,
            snakemake.input.spread,
            snakemake.input.course,
            snakemake.params.groups,
            snakemake.params.contrast,
            snakemake.output[0].removesuffix(".png"),
        )
