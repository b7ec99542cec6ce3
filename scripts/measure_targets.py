"""Find every number of the texts: what it counts, by when, reached or pledged."""

from chengyan.runlog import logged


def main(
    sentences: str,
    quasi_sentences: str,
    numbers: str,
    formulations: list[str],
    documents: list[dict[str, str]],
    kinds: list[str],
    engine: str,
    result: str,
) -> None:
    from chengyan.lexicon import read_formulations
    from chengyan.tables import read_table, write_table
    from chengyan.targets.table import targets, with_codes
    from chengyan.targets.words import NumberWords, read_number_words

    words = NumberWords(
        read_number_words(numbers),
        [entry for path in formulations for entry in read_formulations(path)],
    )
    dates = {document["doc_id"]: document.get("date", "") for document in documents}
    found = targets(read_table(sentences), words, dates, kinds=kinds, engine=engine)
    write_table(with_codes(found, read_table(quasi_sentences)), result)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.input.sentences,
            snakemake.input.quasi_sentences,
            snakemake.input.numbers,
            list(snakemake.input.formulations),
            snakemake.params.documents,
            snakemake.params.kinds,
            snakemake.params.engine,
            snakemake.output[0],
        )
