"""List the phrases that each group repeats, with how closely their words hang together."""

from chengyan.runlog import logged


def main(
    tokens: list[str],
    stopwords: list[str],
    occasion: list[str],
    documents: list[dict[str, str]],
    kinds: list[str],
    min_count: int,
    result: str,
) -> None:
    from chengyan.collocation import collocations
    from chengyan.lexicon import occasion_test, read_terms
    from chengyan.tables import read_grouped, write_table

    groups = {document["doc_id"]: document["group"] for document in documents}
    table = collocations(
        read_grouped(tokens, groups),
        kinds=kinds,
        stopwords={term for path in stopwords for term in read_terms(path)},
        min_count=min_count,
        order=list(dict.fromkeys(groups.values())),
    )
    names = occasion_test(occasion, list(groups.values()))
    spelt = zip(table["phrase"], table["terms"], strict=True)
    named = [names(phrase) or any(map(names, terms.split(";"))) for phrase, terms in spelt]
    write_table(table.assign(occasion=named), result)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            list(snakemake.input.tokens),
            list(snakemake.input.stopwords),
            list(snakemake.input.occasion),
            snakemake.params.documents,
            snakemake.params.kinds,
            snakemake.params.min_count,
            snakemake.output[0],
        )
