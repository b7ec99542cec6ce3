"""Place groups and terms on the axes along which they differ most."""

from typing import Any

from chengyan.runlog import logged


def main(
    counts: str, occasion: list[str], groups: list[str], options: dict[str, Any], result: str
) -> None:
    from chengyan.correspondence import correspondence
    from chengyan.lexicon import occasion_test
    from chengyan.matrix import from_table
    from chengyan.tables import read_table, write_table

    matrix = from_table(read_table(counts))
    if not options["occasion_words"]:
        matrix = matrix.without(occasion_test(occasion, groups, inside=True))
    floors = {name: options[name] for name in ("min_groups", "min_count")}
    write_table(correspondence(matrix.by_group(), groups, **floors), result)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.input.counts,
            list(snakemake.input.occasion),
            snakemake.params.groups,
            snakemake.params.options,
            snakemake.output[0],
        )
