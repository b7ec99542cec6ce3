"""Measure how alike the groups' texts are, and how alike such texts are usually."""

from typing import Any

from chengyan.runlog import logged

Paths = list[str]


def main(
    corpus: tuple[Paths, Paths, list[dict[str, str]]],
    reference: tuple[Paths, Paths, list[dict[str, str]]],
    occasion: list[str],
    compare: str,
    min_texts: int,
    kinds: list[str],
    options: dict[str, Any],
    result: str,
) -> None:
    """`corpus` and `reference`, which may be empty: counts, tokens, rows of the manifest."""
    from chengyan.counting import count_terms
    from chengyan.lexicon import occasion_test
    from chengyan.matrix import TermMatrix, from_table
    from chengyan.similarity.table import DELTA_TEXTS, Counts, similarity_table, without_own_names
    from chengyan.tables import read_grouped, read_table, write_table

    listed = occasion_test(occasion, [])

    def chosen(matrix: TermMatrix, groups: dict[str, str]) -> TermMatrix:
        if options["occasion_words"]:
            return matrix
        return without_own_names(matrix.without(listed), groups)

    texts = sum(len(rows) for *_, rows in (corpus, reference))
    parts = []
    for counts, tokens, rows in (corpus, reference):
        if not rows:
            continue
        groups = {row["doc_id"]: row["group"] for row in rows}
        words = None
        if texts >= DELTA_TEXTS:
            words = chosen(count_terms(read_grouped(tokens, groups), kinds, []), groups)
        parts.append(Counts(rows, chosen(from_table(read_table(counts[0])), groups), words))
    table = similarity_table(
        *parts,
        compare=compare,
        min_texts=min_texts,
        seed=options["seed"],
        delta_words=options["delta_words"],
    )
    write_table(table, result)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            (
                [snakemake.input.counts],
                list(snakemake.input.tokens),
                snakemake.params.documents,
            ),
            (
                list(snakemake.input.reference),
                list(snakemake.input.reference_tokens),
                snakemake.params.reference_documents,
            ),
            list(snakemake.input.occasion),
            snakemake.params.compare,
            snakemake.params.min_texts,
            snakemake.params.kinds,
            snakemake.params.options,
            snakemake.output[0],
        )
