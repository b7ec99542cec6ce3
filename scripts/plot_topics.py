"""Draw topics by group."""

from chengyan.language import speaking
from chengyan.runlog import logged


def main(
    topics: str,
    prevalence: str,
    verdicts: str,
    models: str,
    groups: list[str],
    contrast: str,
    stem: str,
) -> None:
    from chengyan.plots.style import save
    from chengyan.plots.topics import draw
    from chengyan.plots.verdicts import chosen_model
    from chengyan.tables import read_table

    figure = draw(
        read_table(topics),
        read_table(prevalence),
        read_table(verdicts),
        groups=groups,
        model=chosen_model(read_table(models)),
        contrast=contrast,
    )
    save(figure, stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            snakemake.input.topics,
            snakemake.input.prevalence,
            snakemake.input.verdicts,
            snakemake.input.models,
            snakemake.params.groups,
            snakemake.params.contrast,
            snakemake.output[0].removesuffix(".png"),
        )
