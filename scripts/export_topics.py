"""Write the units of the topic models and the best of each voice for other programs."""

from pathlib import Path
from typing import Any

from chengyan.runlog import logged


def main(
    files: dict[str, list[str]],
    documents: list[dict[str, str]],
    groups: list[str],
    options: dict[str, Any],
    folder: str,
) -> None:
    import pandas as pd

    from chengyan.counting import in_place_order
    from chengyan.tables import read_table
    from chengyan.topics.corpus import topic_matrix
    from chengyan.topics.exports import write_exports
    from chengyan.topics.store import by_candidate, from_tables
    from chengyan.topics.streaming import UnitStream, number_of_units, sample_units, write_shares
    from chengyan.whole import whole_folder

    (units,) = files["units"]
    ordered = in_place_order(sample_units(units, options["in_memory"], options["seed"]))
    matrix = topic_matrix(
        ordered,
        occasion=[] if options["occasion_words"] else files["occasion"],
        groups=groups,
        min_units=options["min_paragraphs"],
        max_share=options["max_share"],
    )
    models = read_table(files["models"][0])
    candidates = by_candidate(files["tried"], options["models"], options["k"])
    trials = {
        voice: from_tables(*map(read_table, candidates[voice, k]))
        for voice, k in models.loc[models["best"], ["model", "k"]].itertuples(index=False)
    }
    with whole_folder(Path(folder)) as export:
        write_exports(export, trials, ordered, matrix, pd.DataFrame(documents))
        if number_of_units(units) > len(ordered):
            chosen = trials[str(models.loc[models["chosen"], "model"].iloc[0])]
            stream = UnitStream(Path(units), matrix.terms)
            write_shares(stream, chosen.words, export / "units.parquet")


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            {
                name: list(snakemake.input[name])
                for name in ("units", "occasion", "tried", "models")
            },
            snakemake.params.documents,
            snakemake.params.groups,
            snakemake.params.topics,
            snakemake.output[0],
        )
