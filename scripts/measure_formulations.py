"""Count fixed formulations, how much of the texts they take, and what might be one."""

from typing import Any

from chengyan.runlog import logged


def main(
    sentences: str,
    files: dict[str, list[str]],
    documents: list[dict[str, str]],
    kinds: list[str],
    contrast: dict[str, Any],
    results: dict[str, str],
) -> None:
    from chengyan.contrast import verdicts
    from chengyan.formulations.candidates import candidate_table
    from chengyan.formulations.coverage import coverage_table
    from chengyan.formulations.entries import read_entries
    from chengyan.formulations.table import formulation_table
    from chengyan.lexicon import read_terms
    from chengyan.tables import read_table, write_table

    told, entries = read_table(sentences), read_entries(files["formulations"])
    stopwords = [term for path in files["stopwords"] for term in read_terms(path)]
    coverage = coverage_table(told, entries, documents, sentence_kinds=kinds)
    labels = verdicts(documents, **contrast)
    for name in ("contrast", "confounds"):
        coverage[name] = [getattr(labels[group], name) for group in coverage["group"]]
    for name, table in {
        "formulations": formulation_table(told, entries, documents, sentence_kinds=kinds),
        "formulation_coverage": coverage,
        "formulation_candidates": candidate_table(
            told, entries, documents, stopwords=stopwords, sentence_kinds=kinds
        ),
    }.items():
        write_table(table, results[name])


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.input.sentences,
            {name: list(snakemake.input[name]) for name in ("formulations", "stopwords")},
            snakemake.params.documents,
            snakemake.params.kinds,
            {"compare": snakemake.params.compare, "min_texts": snakemake.params.min_texts},
            dict(snakemake.output.items()),
        )
