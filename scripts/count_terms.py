"""Count the terms of every paragraph."""

from chengyan.runlog import logged


def main(
    tokens: list[str], stopwords: list[str], groups: dict[str, str], kinds: list[str], counts: str
) -> None:
    from chengyan.lexicon import read_terms
    from chengyan.matrix import count_terms, to_table
    from chengyan.tables import read_grouped, write_table

    stopped = {term for path in stopwords for term in read_terms(path)}
    write_table(to_table(count_terms(read_grouped(tokens, groups), kinds, stopped)), counts)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            list(snakemake.input.tokens),
            list(snakemake.input.stopwords),
            snakemake.params.groups,
            snakemake.params.kinds,
            snakemake.output[0],
        )
