"""Place the shared vocabulary between three groups."""

from chengyan.runlog import logged


def main(
    counts: str,
    occasion: list[str],
    groups: list[str],
    alpha0: float,
    min_expected: float,
    result: str,
) -> None:
    from chengyan.lexicon import occasion_test
    from chengyan.matrix import from_table
    from chengyan.tables import read_table, write_table
    from chengyan.ternary import ternary_table

    matrix = from_table(read_table(counts))
    table = ternary_table(matrix, groups, alpha0=alpha0, min_expected=min_expected)
    write_table(table.assign(occasion=table["term"].map(occasion_test(occasion, groups))), result)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.input.counts,
            list(snakemake.input.occasion),
            snakemake.params.groups,
            snakemake.params.alpha0,
            snakemake.params.min_expected,
            snakemake.output[0],
        )
