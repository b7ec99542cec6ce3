"""Fit one topic model to all units and to resamples of them."""

from typing import Any

from chengyan.runlog import logged


def main(
    units: str,
    occasion: list[str],
    groups: list[str],
    model: str,
    k: int,
    options: dict[str, Any],
    results: dict[str, str],
) -> None:
    from chengyan.counting import in_place_order
    from chengyan.tables import write_table
    from chengyan.topics.corpus import topic_matrix
    from chengyan.topics.store import to_tables
    from chengyan.topics.streaming import fit_to_all, number_of_units, sample_units
    from chengyan.topics.trial import try_model

    seed, limit = options["seed"], options["in_memory"]
    matrix = topic_matrix(
        in_place_order(sample_units(units, limit, seed)),
        occasion=[] if options["occasion_words"] else occasion,
        groups=groups,
        min_units=options["min_paragraphs"],
        max_share=options["max_share"],
    )
    trial = try_model(
        matrix,
        model,
        k=k,
        seed=seed,
        resamples=options["trial"]["resamples"],
        share=options["trial"]["share"],
        balance=options["balance"],
        words=options["trial"]["words"],
        first=(
            fit_to_all(units, matrix.terms, model, k=k, seed=seed, balance=options["balance"])
            if number_of_units(units) > limit
            else None
        ),
    )
    for name, table in to_tables(trial, matrix.terms).items():
        write_table(table, results[name])


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.input.units,
            list(snakemake.input.occasion),
            snakemake.params.groups,
            snakemake.wildcards.model,
            int(snakemake.wildcards.k),
            snakemake.params.topics,
            dict(snakemake.output.items()),
        )
