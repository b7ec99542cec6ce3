"""Measure how long the sentences and words of each group are, and how common the words."""

from chengyan.runlog import logged


def main(
    sentences: list[str],
    tokens: list[str],
    documents: list[dict[str, str]],
    kinds: list[str],
    compare: str,
    min_texts: int,
    options: dict[str, int],
    result: str,
) -> None:
    from chengyan.parts_of_speech import frequent_words
    from chengyan.prose import prose_table
    from chengyan.tables import read_grouped, write_table

    groups = {document["doc_id"]: document["group"] for document in documents}
    table = prose_table(
        read_grouped(sentences, groups),
        read_grouped(tokens, groups),
        documents,
        kinds=kinds,
        common=frequent_words(options["common_words"]),
        long_sentence=options["long_sentence"],
        compare=compare,
        min_texts=min_texts,
    )
    write_table(table, result)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            list(snakemake.input.sentences),
            list(snakemake.input.tokens),
            snakemake.params.documents,
            snakemake.params.kinds,
            snakemake.params.compare,
            snakemake.params.min_texts,
            snakemake.params.readability,
            snakemake.output[0],
        )
