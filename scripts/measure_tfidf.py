"""Weigh each group's terms by TF-IDF."""

from chengyan.runlog import logged


def main(
    counts: str, reference: list[str], occasion: list[str], groups: list[str], tfidf: str
) -> None:
    from chengyan.lexicon import occasion_test
    from chengyan.matrix import from_table
    from chengyan.tables import in_group_order, read_table, write_table
    from chengyan.tfidf import group_tfidf

    background = [from_table(read_table(path)) for path in reference]
    table = group_tfidf(from_table(read_table(counts)), *background)
    table["occasion"] = table["term"].map(occasion_test(occasion, groups))
    write_table(in_group_order(table, groups), tfidf)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.input.counts,
            list(snakemake.input.reference),
            list(snakemake.input.occasion),
            snakemake.params.groups,
            snakemake.output[0],
        )
