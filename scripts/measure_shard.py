"""Code the statements of a shard and find its devices of rhetoric, counted text by text."""

from typing import Any

from chengyan.runlog import logged


def main(files: dict[str, list[str]], options: dict[str, Any], results: dict[str, str]) -> None:
    from chengyan.describe import told_sentences
    from chengyan.formulations.entries import read_entries
    from chengyan.lexicon import LABELS, read_cues
    from chengyan.priorities.codebook import read_codebook
    from chengyan.priorities.cues import read_code_cues
    from chengyan.priorities.instrument import code_texts
    from chengyan.priorities.samples import read_samples
    from chengyan.rhetoric.devices import read_devices
    from chengyan.rhetoric.instances import instances
    from chengyan.rhetoric.patterns import read_patterns
    from chengyan.rhetoric.scoring import LEARNED, read_scorers
    from chengyan.shards.measure import counted_by_text
    from chengyan.tables import read_table, write_table
    from chengyan.targets.table import targets
    from chengyan.targets.words import NumberWords, read_number_words

    counted = {"kinds": options["kinds"], "engine": options["engine"]}
    facts = read_table(files["documents"][0])
    documents = [
        {"doc_id": doc_id, "date": date, "city": city}
        for doc_id, date, city in zip(
            facts["doc_id"],
            *(facts.get(name, [""] * len(facts)) for name in ("date", "city")),
            strict=True,
        )
    ]
    orientation, sections = (
        [cue for path in files[name] for cue in read_cues(path, LABELS[name])]
        for name in ("orientation", "sections")
    )
    codebook = read_codebook(files["codebook"][0])
    codes = [code.code for code in codebook]
    entries = read_entries(files["formulations"])
    devices = [
        device
        for device in read_devices(files["devices"][0])
        if entries or device.found_by != "formulation"
    ]
    names = [device.device for device in devices]
    sentences, parts = code_texts(
        told_sentences(read_table(files["sentences"][0]), documents, orientation, sections),
        codebook,
        read_code_cues(files["priorities"][0], codes),
        read_samples(files["samples"], codes),
        options["kinds"],
    )
    numbers = NumberWords(read_number_words(files["numbers"][0]), entries)
    dates = {row["doc_id"]: row["date"] for row in documents}
    found = instances(
        sentences,
        targets(sentences, numbers, dates, **counted),
        devices,
        read_patterns(files["patterns"][0], names),
        entries,
        read_scorers(files["weights"][0], LEARNED),
        cities={row["doc_id"]: row["city"] for row in documents},
        **counted,
    )
    kept = [code.code for code in codebook if code.counted]
    table = counted_by_text(sentences, parts, found, kept, names, options["kinds"])
    write_table(table, results["measures"])
    write_table(sentences, results["sentences"])
    write_table(found, results["instances"])


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            {name: list(paths) for name, paths in snakemake.input.items()},
            {"kinds": snakemake.params.kinds, "engine": snakemake.params.engine},
            dict(snakemake.output.items()),
        )
