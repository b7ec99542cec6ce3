"""Draw the map of topics."""

from chengyan.language import speaking
from chengyan.runlog import logged


def main(topic_map: str, topics: str, models: str, stem: str) -> None:
    from chengyan.plots.style import save
    from chengyan.plots.topic_map import draw
    from chengyan.plots.verdicts import chosen_model
    from chengyan.tables import read_table

    save(draw(read_table(topic_map), read_table(topics), chosen_model(read_table(models))), stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            snakemake.input.topic_map,
            snakemake.input.topics,
            snakemake.input.models,
            snakemake.output[0].removesuffix(".png"),
        )
