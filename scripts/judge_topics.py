"""Choose among the topic models, hold them against chance, and say what their topics are and whose."""

from pathlib import Path
from typing import Any

from chengyan.runlog import logged


def main(
    tried: list[str],
    units: str,
    reference: list[str],
    sentences: str,
    word_lists: dict[str, list[str]],
    documents: list[dict[str, str]],
    groups: list[str],
    options: dict[str, Any],
    contrast: dict[str, Any],
    results: dict[str, str],
) -> None:
    import pandas as pd

    from chengyan.contrast import verdicts
    from chengyan.course import course
    from chengyan.lexicon import LABELS, read_cues
    from chengyan.matrix import in_place_order
    from chengyan.tables import read_table, write_table
    from chengyan.topics.corpus import topic_matrix
    from chengyan.topics.judge import described, judge, paragraph_topics
    from chengyan.topics.store import from_tables

    kinds = options["kinds"]
    ordered = in_place_order(read_table(units))
    matrix = topic_matrix(
        ordered,
        occasion=[] if options["occasion_words"] else word_lists["occasion"],
        groups=groups,
        min_units=options["min_paragraphs"],
        max_share=options["max_share"],
    )
    files = iter(tried)
    candidates = {
        (model, k): from_tables(
            *(read_table(path) for path in (next(files), next(files), next(files)))
        )
        for model in options["models"]
        for k in options["k"]
    }
    texts = read_table(reference[0] if reference else units)["words"].tolist()
    cues = [cue for path in word_lists["sections"] for cue in read_cues(path, LABELS["sections"])]
    models, judged = judge(candidates, matrix, texts, cues, options)
    all_sentences = read_table(sentences)
    tables = [
        described(model, matrix, ordered, all_sentences, documents, groups, options)
        for model in judged
    ]
    found = {name: pd.concat([table[name] for table in tables]) for name in tables[0]}
    labels = verdicts(documents, **contrast)
    shares = found["topic_prevalence"]
    for name in ("contrast", "confounds"):
        shares[name] = [getattr(labels[group], name) for group in shares["group"]]
    found |= {
        "topic_models": models,
        "topic_verdicts": pd.concat([model.topics for model in judged]),
        "course": course(all_sentences, paragraph_topics(judged[0], ordered), kinds),
    }
    for name, table in found.items():
        write_table(table, results[name])
    Path(results["export"]).mkdir()


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            list(snakemake.input.tried),
            snakemake.input.units,
            [snakemake.input.reference] if snakemake.input.reference else [],
            snakemake.input.sentences,
            {name: list(snakemake.input[name]) for name in ("occasion", "sections")},
            snakemake.params.documents,
            snakemake.params.groups,
            {**snakemake.params.topics, "kinds": snakemake.params.kinds},
            {"compare": snakemake.params.compare, "min_texts": snakemake.params.min_texts},
            dict(snakemake.output.items()),
        )
