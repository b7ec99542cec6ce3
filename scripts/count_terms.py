"""Count the terms of every paragraph."""

from chengyan.runlog import logged


def main(
    tokens: list[str],
    stopwords: list[str],
    groups: dict[str, str],
    kinds: list[str],
    unit: dict[str, int],
    results: dict[str, str],
) -> None:
    from chengyan.counting import count_terms, nested_counts, word_lists
    from chengyan.lexicon import read_terms
    from chengyan.matrix import to_table
    from chengyan.tables import read_grouped, write_table

    stopped = {term for path in stopwords for term in read_terms(path)}
    all_tokens = read_grouped(tokens, groups)
    write_table(to_table(count_terms(all_tokens, kinds, stopped)), results["counts"])
    write_table(nested_counts(all_tokens, kinds), results["nested"])
    write_table(word_lists(all_tokens, kinds, stopped, **unit), results["units"])


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            list(snakemake.input.tokens),
            list(snakemake.input.stopwords),
            snakemake.params.groups,
            snakemake.params.kinds,
            snakemake.params.unit,
            dict(snakemake.output.items()),
        )
