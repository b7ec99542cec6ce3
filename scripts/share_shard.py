"""Share out the tokens of a shard's texts among topics."""

from chengyan.runlog import logged


def main(counts: str, vocabulary: str, words: str, result: str) -> None:
    from pathlib import Path

    import numpy as np

    from chengyan.shards.topics import ShardUnits, share_sums
    from chengyan.tables import read_table, write_table

    table = read_table(words)
    units = ShardUnits([(Path(counts), Path(vocabulary))], np.array(table.columns, object))
    write_table(share_sums(units, table.to_numpy(float)), result)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.input.counts,
            snakemake.input.vocabulary,
            snakemake.input.words,
            snakemake.output[0],
        )
