"""Draw topics by group."""

from chengyan.runlog import logged


def main(
    topics: str, prevalence: str, groups: list[str], model: str, contrast: str, stem: str
) -> None:
    from chengyan.plots.style import save
    from chengyan.plots.topics import draw
    from chengyan.tables import read_table

    figure = draw(
        read_table(topics), read_table(prevalence), groups=groups, model=model, contrast=contrast
    )
    save(figure, stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.input.topics,
            snakemake.input.prevalence,
            snakemake.params.groups,
            snakemake.params.model,
            snakemake.params.contrast,
            snakemake.output[0].removesuffix(".png"),
        )
