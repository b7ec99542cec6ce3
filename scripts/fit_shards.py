"""Fit topics to the counts of all shards, which are streamed."""

from typing import Any

from chengyan.runlog import logged


def main(
    files: dict[str, list[str]],
    groups: str,
    k: int,
    number: int,
    options: dict[str, Any],
    results: dict[str, str],
) -> None:
    from pathlib import Path

    import numpy as np
    import pandas as pd

    from chengyan.lexicon import occasion_test
    from chengyan.shards.terms import frequent_terms
    from chengyan.shards.topics import ShardUnits, topic_words
    from chengyan.tables import read_table, write_table
    from chengyan.topics.streaming import fit_streamed

    names = read_table(groups)["group"].tolist()
    occasion = [] if options["occasion_words"] else files["occasion"]
    dropped = occasion_test(occasion, names, inside=True)
    terms = np.array(
        frequent_terms(files["sums"][0], number, dropped if occasion else lambda _: False), object
    )
    shards = [
        (Path(counts), Path(vocabulary))
        for counts, vocabulary in zip(files["counts"], files["vocabulary"], strict=True)
    ]
    words = fit_streamed(
        ShardUnits(shards, terms), k=k, seed=options["seed"], balance=options["balance"]
    )
    # A row a term: of so many columns each would take as much memory as all of them need.
    table = pd.DataFrame(words.T, columns=[f"topic_{topic + 1}" for topic in range(k)])
    table.insert(0, "term", terms)
    write_table(table, results["words"])
    write_table(
        topic_words(words, terms, top=options["words"], weight=options["frex_weight"]),
        results["topics"],
    )


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            {
                name: list(snakemake.input[name])
                for name in ("sums", "counts", "vocabulary", "occasion")
            },
            snakemake.input.groups,
            snakemake.params.k,
            snakemake.params.terms,
            snakemake.params.topics,
            dict(snakemake.output.items()),
        )
