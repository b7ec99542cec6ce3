"""Clean, segment and count the texts of a shard."""

from pathlib import Path
from typing import Any

from chengyan.runlog import logged


def main(
    shard: str,
    compare: str,
    engine: str,
    word_lists: dict[str, list[str]],
    options: dict[str, Any],
    results: dict[str, str],
) -> None:
    from chengyan.lexicon import read_formulations, read_terms
    from chengyan.segment import Segmenter
    from chengyan.shards.process import count_shard

    entries = [e for path in word_lists["formulations"] for e in read_formulations(path)]
    count_shard(
        Path(shard),
        compare,
        Segmenter(engine, entries),
        results,
        stopwords={term for path in word_lists["stopwords"] for term in read_terms(path)},
        **options,
    )


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.input.shard,
            snakemake.params.compare,
            snakemake.params.engine,
            {name: list(snakemake.input[name]) for name in ("formulations", "stopwords")},
            {"kinds": snakemake.params.kinds, "unit": snakemake.params.unit},
            dict(snakemake.output.items()),
        )
