"""Draw words: what sets groups apart, what they share, how alike they are, their sentences."""

from pathlib import Path
from typing import Any

from chengyan.language import speaking
from chengyan.runlog import logged


def main(
    tables: list[str], groups: list[str], contrast: str, options: dict[str, Any], folder: Path
) -> None:
    from chengyan.plots import correspondence, effect, keyness, prose, similarity, ternary, tfidf
    from chengyan.plots.keyness_words import chosen
    from chengyan.plots.style import save
    from chengyan.tables import read_tables

    table, top, occasion = read_tables(tables), options["terms"], options["occasion_words"]
    words = chosen(table["keyness"], occasion=occasion)
    save(keyness.draw(words, groups, top=top), folder / "keyness")
    save(effect.draw(words, groups, labels=top), folder / "effect")
    words = chosen(table["tfidf"], occasion=occasion)
    save(tfidf.draw(words, groups, top=top, contrast=contrast), folder / "tfidf")
    if "ternary" in table:
        words = chosen(table["ternary"], occasion=occasion)
        least = options["min_expected"]
        save(ternary.draw(words, groups, min_expected=least, contrast=contrast), folder / "ternary")
    if "correspondence" in table:
        figure = correspondence.draw(table["correspondence"], groups, contrast=contrast)
        save(figure, folder / "correspondence")
    save(similarity.draw(table["similarity"], groups), folder / "similarity")
    save(prose.draw(table["readability"], groups), folder / "prose")


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            list(snakemake.input.tables),
            snakemake.params.groups,
            snakemake.params.contrast,
            snakemake.params.options,
            Path(snakemake.output[0]).parent,
        )
