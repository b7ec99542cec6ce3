"""Draw what is pledged in numbers by the year it is due."""

from chengyan.language import speaking
from chengyan.runlog import logged


def main(targets: str, groups: list[str], contrast: str, stem: str) -> None:
    from chengyan.plots.promises import draw
    from chengyan.plots.style import save
    from chengyan.tables import read_table

    save(draw(read_table(targets), groups=groups, contrast=contrast), stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            snakemake.input.targets,
            snakemake.params.groups,
            snakemake.params.contrast,
            snakemake.output[0].removesuffix(".png"),
        )
