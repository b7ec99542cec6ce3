"""Compare the groups part by part: by orientation, and by theme of the section."""

from typing import Any

from chengyan.runlog import logged


def main(
    sentences: str,
    tokens: list[str],
    stopwords: list[str],
    occasion: list[str],
    documents: list[dict[str, str]],
    choices: dict[str, Any],
    options: dict[str, Any],
    results: dict[str, str],
) -> None:
    from chengyan.lexicon import occasion_test, read_terms
    from chengyan.parts import keyness_of_parts, parts_table
    from chengyan.tables import read_grouped, read_table, write_table

    groups = {document["doc_id"]: document["group"] for document in documents}
    choices["stopwords"] = {term for path in stopwords for term in read_terms(path)}
    told, cut = read_table(sentences), read_grouped(tokens, groups)
    min_tokens, terms = options.pop("min_tokens"), options.pop("terms")
    parts = parts_table(told, cut, documents, min_tokens=min_tokens, **choices)
    keyness = keyness_of_parts(told, cut, documents, parts, terms=terms, **choices, options=options)
    names = occasion_test(occasion, list(groups.values()))
    write_table(parts, results["parts"])
    write_table(keyness.assign(occasion=keyness["term"].map(names)), results["keyness"])


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.input.sentences,
            list(snakemake.input.tokens),
            list(snakemake.input.stopwords),
            list(snakemake.input.occasion),
            snakemake.params.documents,
            dict(snakemake.params.choices),
            {**snakemake.params.keyness, **snakemake.params.parts},
            dict(snakemake.output.items()),
        )
