"""Fit the topic models and say what their topics are, whose, and where."""

from typing import Any

from chengyan.runlog import logged


def main(
    counts: str,
    sentences: str,
    occasion: list[str],
    groups: list[str],
    options: dict[str, Any],
    kinds: list[str],
    results: dict[str, str],
) -> None:
    import pandas as pd

    from chengyan.course import course
    from chengyan.lexicon import occasion_test
    from chengyan.matrix import from_table
    from chengyan.tables import read_table, write_table
    from chengyan.topics import fit_topics, topic_prevalence, topic_words, unit_topics

    matrix = from_table(read_table(counts))
    if not options["occasion_words"]:
        matrix = matrix.without(occasion_test(occasion, groups, inside=True))
    models = [
        fit_topics(
            matrix,
            name,
            k=options["k"],
            seed=options["seed"],
            min_paragraphs=options["min_paragraphs"],
        )
        for name in options["models"]
    ]
    shown = {"words": options["words"], "weight": options["frex_weight"]}
    write_table(pd.concat([topic_words(model, **shown) for model in models]), results["topics"])
    write_table(
        pd.concat([topic_prevalence(model, groups, **shown) for model in models]),
        results["prevalence"],
    )
    write_table(
        course(read_table(sentences), unit_topics(models[0], **shown), kinds), results["course"]
    )


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.input.counts,
            snakemake.input.sentences,
            list(snakemake.input.occasion),
            snakemake.params.groups,
            snakemake.params.topics,
            snakemake.params.kinds,
            dict(snakemake.output.items()),
        )
