"""Find passages that texts share beyond formula and chance, and what each sentence echoes."""

from chengyan.runlog import logged


def main(
    sentences: str,
    files: dict[str, list[str]],
    reference: list[dict[str, str]],
    kinds: list[str],
    engine: str,
    seed: int,
    results: dict[str, str],
) -> None:
    from chengyan.lexicon import read_formulations
    from chengyan.reuse.echo import echo_table
    from chengyan.reuse.shared import find_shared
    from chengyan.reuse.table import group_table, reuse_table
    from chengyan.tables import read_grouped, read_table, write_table

    every = read_table(sentences)
    told = every[every["kind"].isin(kinds)]
    entries = [entry for path in files["formulations"] for entry in read_formulations(path)]
    shared = find_shared(told, entries, seed=seed, engine=engine)
    echoed = shared
    if files["reference"]:
        named = {row["doc_id"]: row["group"] for row in reference}
        others = read_grouped(files["reference"], named)
        others = others[others["kind"].isin(kinds)]
        echoed = find_shared(told, entries, seed=seed, reference=others, engine=engine)
    for name, table in {
        "reuse": reuse_table(shared),
        "reuse_groups": group_table(shared),
        "echo": echo_table(shared),
        "echo_reference": echo_table(echoed),
    }.items():
        if name in results:
            write_table(table, results[name])


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.input.sentences,
            {name: list(snakemake.input[name]) for name in ("formulations", "reference")},
            snakemake.params.reference,
            snakemake.params.kinds,
            snakemake.params.engine,
            snakemake.params.seed,
            dict(snakemake.output.items()),
        )
