"""Draw the shared vocabulary between three corners."""

from typing import Any

from chengyan.language import speaking
from chengyan.runlog import logged


def main(
    ternary: str,
    groups: list[str],
    options: dict[str, Any],
    min_expected: float,
    contrast: str,
    stem: str,
) -> None:
    from chengyan.plots.style import save
    from chengyan.plots.ternary import draw
    from chengyan.tables import read_table

    table = read_table(ternary)
    if not options["occasion_words"]:
        table = table[~table["occasion"].astype(bool)]
    save(draw(table, groups=groups, min_expected=min_expected, contrast=contrast), stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            snakemake.input.ternary,
            snakemake.params.groups,
            snakemake.params.figures,
            snakemake.params.min_expected,
            snakemake.params.contrast,
            snakemake.output[0].removesuffix(".png"),
        )
