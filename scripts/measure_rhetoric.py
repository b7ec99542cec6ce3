"""Find the devices of rhetoric, measure their rates, hold them against coded sentences."""

from typing import Any

from chengyan.runlog import logged


def main(
    files: dict[str, list[str]],
    documents: list[dict[str, str]],
    reference: list[dict[str, str]],
    groups: list[str],
    options: dict[str, Any],
    contrast: dict[str, Any],
    results: dict[str, str],
) -> None:
    import pandas as pd

    from chengyan.describe import told_sentences
    from chengyan.formulations.entries import read_entries
    from chengyan.lexicon import LABELS, read_cues
    from chengyan.rhetoric.devices import read_devices
    from chengyan.rhetoric.differences import differences
    from chengyan.rhetoric.examples import examples
    from chengyan.rhetoric.instances import instances
    from chengyan.rhetoric.ladder import ladder
    from chengyan.rhetoric.measure import rhetoric_table
    from chengyan.rhetoric.patterns import read_patterns
    from chengyan.rhetoric.samples import in_texts, read_samples
    from chengyan.rhetoric.scores import digest_of_lexicon, holding
    from chengyan.rhetoric.scoring import LEARNED, read_scorers
    from chengyan.rhetoric.validation import validation
    from chengyan.tables import read_grouped, read_table, write_table
    from chengyan.targets.table import targets
    from chengyan.targets.words import NumberWords, read_number_words

    devices = read_devices(files["devices"][0])
    names = [device.device for device in devices]
    patterns = read_patterns(files["patterns"][0], names)
    entries = read_entries(files["formulations"])
    # Without a list, that none is found would say nothing.
    devices = [one for one in devices if entries or one.found_by != "formulation"]
    scorers = read_scorers(files["weights"][0], LEARNED)
    counted = {"kinds": options["kinds"], "engine": options["engine"]}
    sentences = read_table(files["sentences"][0])
    cities = {row["doc_id"]: row.get("city", "") for row in [*documents, *reference]}
    found = instances(
        sentences,
        read_table(files["targets"][0]),
        devices,
        patterns,
        entries,
        scorers,
        cities=cities,
        **counted,
    )
    samples = in_texts(read_samples(files["samples"], names), sentences)
    digest = digest_of_lexicon(
        path
        for name in ("devices", "patterns", "weights", "numbers", "formulations", "orientation")
        for path in files[name]
    )
    elsewhere = [holding(path, digest) for path in files["scores"]]
    validated = pd.concat([validation(samples, found, devices), *elsewhere], ignore_index=True)

    compared = None
    if files["reference"]:
        named = {row["doc_id"]: row["group"] for row in reference}
        cues = [
            [cue for path in files[name] for cue in read_cues(path, LABELS[name])]
            for name in ("orientation", "sections")
        ]
        told = told_sentences(read_grouped(files["reference"], named), reference, *cues)
        words = NumberWords(read_number_words(files["numbers"][0]), entries)
        dates = {row["doc_id"]: row.get("date", "") for row in reference}
        numbers = targets(told, words, dates, **counted)
        others = instances(
            told, numbers, devices, patterns, entries, scorers, cities=cities, **counted
        )
        compared = (others, told, reference)
    table = rhetoric_table(
        found,
        sentences,
        devices,
        validated,
        documents,
        groups,
        contrast,
        reference=compared,
        kinds=options["kinds"],
    )
    for name, one in {
        "rhetoric": table,
        "rhetoric_instances": found,
        "rhetoric_validation": validated,
        "rhetoric_differences": differences(table, validated, groups),
        "rhetoric_examples": examples(table, found, sentences, groups),
        "modality": ladder(found, sentences, names, groups, kinds=options["kinds"]),
    }.items():
        write_table(one, results[name])


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            {
                name: list(snakemake.input[name])
                for name in (
                    *(
                        "sentences",
                        "targets",
                        "devices",
                        "patterns",
                        "weights",
                        "samples",
                        "scores",
                    ),
                    *("formulations", "numbers", "orientation", "sections", "reference"),
                )
            },
            snakemake.params.documents,
            snakemake.params.reference,
            snakemake.params.groups,
            {"kinds": snakemake.params.kinds, "engine": snakemake.params.engine},
            {"compare": snakemake.params.compare, "min_texts": snakemake.params.min_texts},
            dict(snakemake.output.items()),
        )
