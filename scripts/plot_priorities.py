"""Draw priorities: shares of codes, where they stand, how well they are found, other ways."""

from pathlib import Path

from chengyan.language import speaking
from chengyan.runlog import logged


def main(
    tables: list[str], codebook: str, groups: list[str], contrast: str, coding: str, folder: Path
) -> None:
    from chengyan.plots import agenda, confusion, praise, priorities, ways
    from chengyan.plots.style import save
    from chengyan.priorities.codebook import read_codebook
    from chengyan.priorities.validation import LEAST_CASES
    from chengyan.tables import read_tables

    table, codes = read_tables(tables), read_codebook(codebook)
    shares, validation = table["priorities"], table["priority_validation"]
    save(priorities.draw(shares, validation, groups, coding=coding), folder / "priorities")
    figure = agenda.draw(
        table["quasi_sentences"],
        table["sentences"],
        validation,
        codes,
        groups,
        coding=coding,
        contrast=contrast,
    )
    save(figure, folder / "agenda")
    save(praise.draw(shares, validation, groups, coding=coding), folder / "praise")
    mistaken = table["priority_confusion"]
    figure = confusion.draw(mistaken, validation, codes, coding=coding, least=LEAST_CASES)
    save(figure, folder / "confusion")
    figure = ways.draw(shares, table["priority_ways"], codes, groups, contrast=contrast)
    save(figure, folder / "ways")


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            list(snakemake.input.tables),
            snakemake.input.codebook,
            snakemake.params.groups,
            snakemake.params.contrast,
            snakemake.params.coding,
            Path(snakemake.output[0]).parent,
        )
