"""Draw each group's terms by TF-IDF."""

from typing import Any

from chengyan.language import speaking
from chengyan.runlog import logged


def main(tfidf: str, groups: list[str], options: dict[str, Any], contrast: str, stem: str) -> None:
    from chengyan.plots.style import save
    from chengyan.plots.tfidf import draw
    from chengyan.tables import read_table

    table = read_table(tfidf)
    if not options["occasion_words"]:
        table = table[~table["occasion"].astype(bool)]
    save(draw(table, groups=groups, top=options["terms"], contrast=contrast), stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            snakemake.input.tfidf,
            snakemake.params.groups,
            snakemake.params.figures,
            snakemake.params.contrast,
            snakemake.output[0].removesuffix(".png"),
        )
