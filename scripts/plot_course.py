"""Draw how each text spends its length."""

from chengyan.language import speaking
from chengyan.runlog import logged


def main(course: str, groups: list[str], contrast: str, stem: str) -> None:
    from chengyan.plots.course import draw
    from chengyan.plots.style import save
    from chengyan.tables import read_table

    save(draw(read_table(course), groups=groups, contrast=contrast), stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            snakemake.input.course,
            snakemake.params.groups,
            snakemake.params.contrast,
            snakemake.output[0].removesuffix(".png"),
        )
