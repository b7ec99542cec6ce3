"""Choose among the topic models, hold them against chance, and say what their topics are."""

from typing import Any

from chengyan.runlog import logged


def main(
    tried: list[str],
    files: dict[str, list[str]],
    word_lists: dict[str, list[str]],
    documents: list[dict[str, str]],
    groups: list[str],
    options: dict[str, Any],
    contrast: dict[str, Any],
    results: dict[str, str],
) -> None:
    import pandas as pd

    from chengyan.contrast import verdicts
    from chengyan.counting import in_place_order
    from chengyan.course import course
    from chengyan.priorities.codebook import read_codebook
    from chengyan.priorities.cues import read_code_cues
    from chengyan.tables import read_table, write_table
    from chengyan.topics.corpus import topic_matrix
    from chengyan.topics.description import described, paragraph_topics
    from chengyan.topics.judge import judge
    from chengyan.topics.store import by_candidate, from_tables
    from chengyan.topics.streaming import sample_units

    (units,) = files["units"]
    ordered = in_place_order(sample_units(units, options["in_memory"], options["seed"]))
    matrix = topic_matrix(
        ordered,
        occasion=[] if options["occasion_words"] else word_lists["occasion"],
        groups=groups,
        min_units=options["min_paragraphs"],
        max_share=options["max_share"],
    )
    candidates = {
        name: from_tables(*map(read_table, tables))
        for name, tables in by_candidate(tried, options["models"], options["k"]).items()
    }
    texts = (read_table(files["reference"][0]) if files["reference"] else ordered)["words"].tolist()
    codes = read_codebook(word_lists["codebook"][0])
    cues = read_code_cues(word_lists["priorities"][0], [code.code for code in codes])
    models, judged = judge(candidates, matrix, texts, cues, codes, options)
    all_sentences = read_table(files["sentences"][0])
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
        "course": course(all_sentences, paragraph_topics(judged[0], ordered), options["kinds"]),
    }
    for name, table in found.items():
        write_table(table, results[name])


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            list(snakemake.input.tried),
            {name: list(snakemake.input[name]) for name in ("units", "reference", "sentences")},
            {name: list(snakemake.input[name]) for name in ("occasion", "codebook", "priorities")},
            snakemake.params.documents,
            snakemake.params.groups,
            {**snakemake.params.topics, "kinds": snakemake.params.kinds},
            {"compare": snakemake.params.compare, "min_texts": snakemake.params.min_texts},
            dict(snakemake.output.items()),
        )
