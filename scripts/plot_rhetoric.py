"""Draw the share of sentences with each device of rhetoric."""

from chengyan.language import speaking
from chengyan.runlog import logged


def main(tables: dict[str, str], groups: list[str], coding: str, stem: str) -> None:
    from chengyan.plots.rhetoric import draw
    from chengyan.plots.style import save
    from chengyan.tables import read_table

    read = {name: read_table(path) for name, path in tables.items()}
    save(draw(**read, groups=groups, coding=coding), stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            {name: snakemake.input[name] for name in ("rhetoric", "validation", "differences")},
            snakemake.params.groups,
            snakemake.params.coding,
            snakemake.output[0].removesuffix(".png"),
        )
