"""Draw what texts are on: topic models on trial, topics, their place in texts, chosen terms."""

from pathlib import Path

from chengyan.language import speaking
from chengyan.runlog import logged


def main(tables: list[str], groups: list[str], contrast: str, reference: str, folder: Path) -> None:
    from chengyan.plots import course, topic_map, topics, trial, xray
    from chengyan.plots.style import save
    from chengyan.plots.verdicts import chosen_model
    from chengyan.tables import read_tables

    table = read_tables(tables)
    model = chosen_model(table["topic_models"])
    save(trial.draw(table["topic_models"], reference=reference), folder / "trial")
    figure = topics.draw(
        table["topics"],
        table["topic_prevalence"],
        table["topic_verdicts"],
        groups,
        model,
        contrast=contrast,
    )
    save(figure, folder / "topics")
    save(topic_map.draw(table["topic_map"], table["topics"], model), folder / "topic_map")
    save(course.draw(table["course"], groups, contrast=contrast), folder / "course")
    figure = xray.draw(
        table["positions"], table["spread"], table["course"], groups, contrast=contrast
    )
    save(figure, folder / "xray")


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            list(snakemake.input.tables),
            snakemake.params.groups,
            snakemake.params.contrast,
            snakemake.params.reference,
            Path(snakemake.output[0]).parent,
        )
