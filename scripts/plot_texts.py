"""Draw the texts: the corpus at a glance, where each looks, what it plans and promises."""

from pathlib import Path
from typing import Any

from chengyan.language import speaking
from chengyan.runlog import logged


def main(
    tables: list[str], groups: list[str], contrast: str, options: dict[str, Any], folder: Path
) -> None:
    from chengyan.plots import corpus, orientation, outlook, plan, promises
    from chengyan.plots.keyness_words import chosen
    from chengyan.plots.style import save
    from chengyan.tables import read_tables

    table = read_tables(tables)
    save(corpus.draw(table["corpus"], groups), folder / "corpus")
    save(orientation.draw(table["parts"], groups), folder / "orientation")
    kinds = options["kinds"]
    figure = outlook.draw(table["sentences"], groups, kinds=kinds, contrast=contrast)
    save(figure, folder / "outlook")
    words = chosen(table["keyness_parts"], occasion=options["occasion_words"])
    figure = plan.draw(words, groups, top=options["terms"], min_tokens=options["min_tokens"])
    save(figure, folder / "plan")
    save(promises.draw(table["targets"], groups, contrast=contrast), folder / "promises")


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            list(snakemake.input.tables),
            snakemake.params.groups,
            snakemake.params.contrast,
            snakemake.params.options,
            Path(snakemake.output[0]).parent,
        )
