"""Measure what the texts put first in three ways, with what is known of their errors."""

from typing import Any

from chengyan.runlog import logged


def main(
    files: dict[str, list[str]],
    codebook: dict[str, list[str]],
    documents: list[dict[str, str]],
    groups: list[str],
    options: dict[str, Any],
    topics: dict[str, Any],
    contrast: dict[str, Any],
    results: dict[str, str],
) -> None:
    import pandas as pd

    from chengyan.contrast import verdicts
    from chengyan.counting import in_place_order
    from chengyan.priorities.codebook import read_codebook
    from chengyan.priorities.cues import read_code_cues
    from chengyan.priorities.measure import by_codebook, by_ways, coverage, validate
    from chengyan.priorities.samples import in_corpus, read_samples
    from chengyan.tables import read_table, write_table
    from chengyan.topics.corpus import topic_matrix
    from chengyan.topics.store import by_candidate, from_tables
    from chengyan.topics.streaming import sample_units

    codes = read_codebook(codebook["codebook"][0])
    names = [code.code for code in codes]
    cues = read_code_cues(codebook["priorities"][0], names)
    samples = read_samples(codebook["samples"], names)
    sentences, parts = (read_table(files[name][0]) for name in ("sentences", "quasi_sentences"))
    found = validate(samples, cues, codes, set(sentences["doc_id"]), options)
    found["priority_coverage"] = coverage(sentences, cues, codes, samples, options["kinds"])
    shares = by_codebook(parts, codes, cues, in_corpus(samples, sentences), groups, options)

    units = in_place_order(sample_units(files["units"][0], topics["in_memory"], topics["seed"]))
    matrix = topic_matrix(
        units,
        occasion=[] if topics["occasion_words"] else files["occasion"],
        groups=groups,
        min_units=topics["min_paragraphs"],
        max_share=topics["max_share"],
    )
    models, topic_verdicts = (read_table(files[name][0]) for name in ("models", "verdicts"))
    chosen = models[models["chosen"]].iloc[0]
    candidates = by_candidate(files["tried"], topics["models"], topics["k"])
    trial = from_tables(*map(read_table, candidates[chosen["model"], chosen["k"]]))
    own = topic_verdicts[topic_verdicts["model"] == chosen["model"]].sort_values("topic")
    found |= by_ways(
        parts,
        units,
        matrix,
        trial.tokens,
        own["category"].tolist(),
        codes,
        cues,
        seed=options["seed"],
        balance=topics["balance"],
    )
    shares = pd.concat([shares, found.pop("shares")], ignore_index=True)
    labels = verdicts(documents, **contrast)
    for name in ("contrast", "confounds"):
        shares[name] = [getattr(labels[group], name) for group in shares["group"]]
    for name, table in {**found, "priorities": shares}.items():
        write_table(table, results[name])


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            {
                name: list(snakemake.input[name])
                for name in (
                    *("sentences", "quasi_sentences", "units", "occasion"),
                    *("tried", "models", "verdicts"),
                )
            },
            {name: list(snakemake.input[name]) for name in ("codebook", "priorities", "samples")},
            snakemake.params.documents,
            snakemake.params.groups,
            {**snakemake.params.priorities, "kinds": snakemake.params.kinds},
            snakemake.params.topics,
            {"compare": snakemake.params.compare, "min_texts": snakemake.params.min_texts},
            dict(snakemake.output.items()),
        )
