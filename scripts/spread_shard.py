"""What a shard adds to how evenly terms are spread over paragraphs."""

from chengyan.runlog import logged


def main(counts: str, vocabulary: str, keyness: str, groups: str, result: str) -> None:
    from chengyan.shards.spread import shared_with_sizes
    from chengyan.tables import read_table, write_table

    listed = read_table(keyness)
    found = shared_with_sizes(counts, vocabulary, listed[listed["count"] > 0], read_table(groups))
    write_table(found, result)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.input.counts,
            snakemake.input.vocabulary,
            snakemake.input.keyness,
            snakemake.input.groups,
            snakemake.output[0],
        )
