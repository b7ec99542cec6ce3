"""Draw what three ways to measure priorities find."""

from chengyan.language import speaking
from chengyan.runlog import logged


def main(
    priorities: str, ways: str, codebook: str, groups: list[str], contrast: str, stem: str
) -> None:
    from chengyan.plots.style import save
    from chengyan.plots.ways import draw
    from chengyan.priorities.codebook import read_codebook
    from chengyan.tables import read_table

    codes = read_codebook(codebook)
    save(draw(read_table(priorities), read_table(ways), codes, groups, contrast=contrast), stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            snakemake.input.priorities,
            snakemake.input.ways,
            snakemake.input.codebook,
            snakemake.params.groups,
            snakemake.params.contrast,
            snakemake.output[0].removesuffix(".png"),
        )
