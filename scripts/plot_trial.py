"""Draw the trial of topic models."""

from chengyan.language import speaking
from chengyan.runlog import logged


def main(models: str, reference: str, stem: str) -> None:
    from chengyan.plots.style import save
    from chengyan.plots.trial import draw
    from chengyan.tables import read_table

    save(draw(read_table(models), reference=reference), stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            snakemake.input.models,
            snakemake.params.reference,
            snakemake.output[0].removesuffix(".png"),
        )
