"""Draw which sentences of the texts stand in the others too."""

from chengyan.language import speaking
from chengyan.runlog import logged


def main(tables: dict[str, str], groups: list[str], contrast: str, stem: str) -> None:
    from chengyan.plots.echo import draw
    from chengyan.plots.style import save
    from chengyan.tables import read_table

    reuse, echo, between = (read_table(tables[name]) for name in ("reuse", "echo", "between"))
    save(draw(reuse, echo, between, groups, contrast=contrast), stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]), speaking(snakemake.params.language):
        main(
            {name: snakemake.input[name] for name in ("reuse", "echo", "between")},
            snakemake.params.groups,
            snakemake.params.contrast,
            snakemake.output[0].removesuffix(".png"),
        )
