"""Measure how varied the vocabulary of each group is."""

from chengyan.runlog import logged


def main(
    tokens: list[str],
    documents: list[dict[str, str]],
    kinds: list[str],
    compare: str,
    min_texts: int,
    window: int,
    result: str,
) -> None:
    from chengyan.diversity import diversity_table
    from chengyan.tables import read_grouped, write_table

    table = diversity_table(
        read_grouped(tokens, {document["doc_id"]: document["group"] for document in documents}),
        documents,
        kinds=kinds,
        compare=compare,
        min_texts=min_texts,
        window=window,
    )
    write_table(table, result)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            list(snakemake.input.tokens),
            snakemake.params.documents,
            snakemake.params.kinds,
            snakemake.params.compare,
            snakemake.params.min_texts,
            snakemake.params.window,
            snakemake.output[0],
        )
