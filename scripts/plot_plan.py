"""Draw the terms that set each group's plan apart from the others' plans."""

from typing import Any

from chengyan.language import speaking
from chengyan.runlog import logged


def main(
    keyness: str, groups: list[str], options: dict[str, Any], min_tokens: int, stem: str
) -> None:
    from chengyan.plots.plan import draw
    from chengyan.plots.style import save
    from chengyan.tables import read_table

    table = read_table(keyness)
    if not options["occasion_words"]:
        table = table[~table["occasion"].astype(bool)]
    save(draw(table, groups, top=options["terms"], min_tokens=min_tokens), stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            snakemake.input.keyness,
            snakemake.params.groups,
            snakemake.params.figures,
            snakemake.params.min_tokens,
            snakemake.output[0].removesuffix(".png"),
        )
