"""Add to the keyness of a large corpus how evenly its terms are spread."""

from chengyan.runlog import logged


def main(keyness: str, parts: list[str], result: str) -> None:
    from chengyan.shards.spread import dp_norm
    from chengyan.tables import read_table, write_table

    table = read_table(keyness)
    found = dp_norm([read_table(path) for path in parts], table)
    table.insert(list(table.columns).index("texts") + 1, "dp_norm", found)
    write_table(table, result)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(snakemake.input.keyness, list(snakemake.input.parts), snakemake.output[0])
