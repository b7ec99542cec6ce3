"""Draw topics by group."""

from chengyan.runlog import logged


def main(topics: str, prevalence: str, groups: list[str], model: str, stem: str) -> None:
    from chengyan.plots.style import save
    from chengyan.plots.topics import draw
    from chengyan.tables import read_table

    save(draw(read_table(topics), read_table(prevalence), groups, model), stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.input.topics,
            snakemake.input.prevalence,
            snakemake.params.groups,
            snakemake.params.model,
            snakemake.output[0].removesuffix(".png"),
        )
