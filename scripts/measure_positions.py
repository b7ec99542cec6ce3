"""Find where chosen terms stand along the texts."""

from chengyan.runlog import logged


def main(
    tokens: list[str],
    sentences: str,
    documents: list[dict[str, str]],
    terms: list[str],
    kinds: list[str],
    results: dict[str, str],
) -> None:
    from chengyan.positions import positions, spread
    from chengyan.tables import read_grouped, read_table, write_table

    groups = {document["doc_id"]: document["group"] for document in documents}
    every = read_table(sentences)
    # A term that these texts lack is shown as such: the same list serves other corpora.
    found = positions(every, read_grouped(tokens, groups), terms, kinds, missing_ok=True)
    write_table(found, results["positions"])
    write_table(spread(found, every, terms, kinds), results["spread"])


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            list(snakemake.input.tokens),
            snakemake.input.sentences,
            snakemake.params.documents,
            snakemake.params.terms,
            snakemake.params.kinds,
            dict(snakemake.output.items()),
        )
