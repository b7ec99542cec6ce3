"""Draw for what the instrument takes the codes of coders."""

from chengyan.language import speaking
from chengyan.runlog import logged


def main(confusion: str, validation: str, codebook: str, coding: str, stem: str) -> None:
    from chengyan.plots.confusion import draw
    from chengyan.plots.style import save
    from chengyan.priorities.codebook import read_codebook
    from chengyan.priorities.validation import LEAST_CASES
    from chengyan.tables import read_table

    table = read_table(validation)
    figure = draw(
        read_table(confusion),
        table,
        read_codebook(codebook),
        coding=coding,
        least=LEAST_CASES,
    )
    save(figure, stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            snakemake.input.confusion,
            snakemake.input.validation,
            snakemake.input.codebook,
            snakemake.params.coding,
            snakemake.output[0].removesuffix(".png"),
        )
