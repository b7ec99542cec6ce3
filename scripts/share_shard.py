"""Share out the tokens of a shard's texts among topics."""

from chengyan.runlog import logged


def main(counts: str, vocabulary: str, words: str, result: str) -> None:
    from pathlib import Path

    from chengyan.shards.topics import ShardUnits, share_sums
    from chengyan.tables import read_table, write_table

    table = read_table(words)
    units = ShardUnits([(Path(counts), Path(vocabulary))], table["term"].to_numpy(object))
    write_table(share_sums(units, table.drop(columns="term").to_numpy(float).T), result)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.input.counts,
            snakemake.input.vocabulary,
            snakemake.input.words,
            snakemake.output[0],
        )
