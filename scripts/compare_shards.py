"""Find the terms that set each group of a large corpus apart, and weigh them by TF-IDF."""

from typing import Any

from chengyan.runlog import logged


def main(
    files: dict[str, list[str]],
    order: list[str],
    contrast: dict[str, Any],
    keyness: dict[str, Any],
    limits: dict[str, int],
    results: dict[str, str],
) -> None:
    import pandas as pd

    from chengyan.lexicon import occasion_test
    from chengyan.shards.compare import keyness_of_shards, tfidf_of_shards
    from chengyan.shards.summary import circumstances
    from chengyan.shards.terms import frequent_terms, group_terms
    from chengyan.tables import read_table, write_table

    facts = pd.concat([read_table(path) for path in files["documents"]], ignore_index=True)
    chosen = frequent_terms(files["sums"][0], limits["terms"])
    terms = group_terms(files["sums"][0], read_table(files["groups"][0]), chosen, order)
    names = occasion_test(files["occasion"], terms.order)
    for name, table in (
        (
            "keyness",
            keyness_of_shards(
                terms,
                circumstances(facts, contrast["min_texts"]),
                contrast=contrast,
                listed=limits["listed"],
                **keyness,
            ),
        ),
        ("tfidf", tfidf_of_shards(terms, limits["listed"])),
    ):
        write_table(table.assign(occasion=table["term"].map(names)), results[name])


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            {
                name: list(snakemake.input[name])
                for name in ("sums", "groups", "documents", "occasion")
            },
            snakemake.params.order,
            {"compare": snakemake.params.compare, "min_texts": snakemake.params.min_texts},
            snakemake.params.keyness,
            {"terms": snakemake.params.terms, "listed": snakemake.params.listed},
            dict(snakemake.output.items()),
        )
