"""Add up the terms of all shards, and what is known of the groups."""

from chengyan.runlog import logged


def main(sums: list[str], groups: list[str], documents: list[str], results: dict[str, str]) -> None:
    from chengyan.shards.counts import add_up_groups
    from chengyan.shards.merge import merge_sums
    from chengyan.shards.summary import group_table
    from chengyan.tables import read_table, write_table

    merge_sums(sums, results["sums"], ["term", "group"])
    found = add_up_groups([read_table(path) for path in groups])
    write_table(found, results["groups"])
    sizes = group_table((read_table(path) for path in documents), found["group"].tolist())
    write_table(sizes, results["table"])


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            list(snakemake.input.sums),
            list(snakemake.input.groups),
            list(snakemake.input.documents),
            dict(snakemake.output.items()),
        )
