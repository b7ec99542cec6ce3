"""Draw where each text looks, sentence by sentence."""

from chengyan.language import speaking
from chengyan.runlog import logged


def main(sentences: str, groups: list[str], kinds: list[str], contrast: str, stem: str) -> None:
    from chengyan.plots.outlook import draw
    from chengyan.plots.style import save
    from chengyan.tables import read_table

    save(draw(read_table(sentences), groups, kinds=kinds, contrast=contrast), stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            snakemake.input.sentences,
            snakemake.params.groups,
            snakemake.params.kinds,
            snakemake.params.contrast,
            snakemake.output[0].removesuffix(".png"),
        )
