"""Draw what each text speaks of from first to last."""

from chengyan.language import speaking
from chengyan.runlog import logged


def main(
    quasi_sentences: str,
    sentences: str,
    validation: str,
    codebook: str,
    groups: list[str],
    contrast: str,
    coding: str,
    stem: str,
) -> None:
    from chengyan.plots.agenda import draw
    from chengyan.plots.style import save
    from chengyan.priorities.codebook import read_codebook
    from chengyan.tables import read_table

    table = read_table(validation)
    figure = draw(
        read_table(quasi_sentences),
        read_table(sentences),
        table,
        read_codebook(codebook),
        groups=groups,
        coding=coding,
        contrast=contrast,
    )
    save(figure, stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            snakemake.input.quasi_sentences,
            snakemake.input.sentences,
            snakemake.input.validation,
            snakemake.input.codebook,
            snakemake.params.groups,
            snakemake.params.contrast,
            snakemake.params.coding,
            snakemake.output[0].removesuffix(".png"),
        )
