"""Shares of codes, devices and topics in each group of a large corpus."""

from chengyan.runlog import logged


def main(
    files: dict[str, list[str]], compare: str, min_texts: int, results: dict[str, str]
) -> None:
    import pandas as pd

    from chengyan.contrast import verdicts
    from chengyan.shards.summary import circumstances, share_tables
    from chengyan.tables import read_table, write_table

    tables = {
        name: pd.concat([read_table(path) for path in files[name]], ignore_index=True)
        for name in ("measures", "shares", "documents")
        if files[name]
    }
    groups = read_table(files["groups"][0])["group"].tolist()
    facts = circumstances(tables["documents"], min_texts)
    labels = verdicts(facts, compare=compare, min_texts=min_texts)
    topics = read_table(files["topics"][0])
    found = share_tables(tables["shares"], topics, tables.get("measures"), groups)
    for name, table in found.items():
        for column in ("contrast", "confounds"):
            table[column] = [getattr(labels[group], column) for group in table["group"]]
        write_table(table, results[name])


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            {name: list(paths) for name, paths in snakemake.input.items()},
            snakemake.params.compare,
            snakemake.params.min_texts,
            dict(snakemake.output.items()),
        )
