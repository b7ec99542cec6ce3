"""Find the terms that set each group apart from the others and from each other one."""

from typing import Any

from chengyan.runlog import logged


def main(
    counts: str,
    nested: str,
    occasion: list[str],
    documents: list[dict[str, str]],
    compare: str,
    min_texts: int,
    options: dict[str, Any],
    results: dict[str, str],
) -> None:
    from chengyan.compare import keyness_tables
    from chengyan.lexicon import occasion_test
    from chengyan.matrix import from_table
    from chengyan.tables import read_table, write_table

    against_rest, against_each = keyness_tables(
        from_table(read_table(counts)),
        read_table(nested),
        documents,
        compare=compare,
        min_texts=min_texts,
        **options,
    )
    names = occasion_test(occasion, [document["group"] for document in documents])
    for table, path in (
        (against_rest, results["keyness"]),
        (against_each, results["pairs"]),
    ):
        write_table(table.assign(occasion=table["term"].map(names)), path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.input.counts,
            snakemake.input.nested,
            list(snakemake.input.occasion),
            snakemake.params.documents,
            snakemake.params.compare,
            snakemake.params.min_texts,
            snakemake.params.keyness,
            dict(snakemake.output.items()),
        )
