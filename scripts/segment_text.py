"""Cut the sentences of one text into tokens."""

from chengyan.runlog import logged


def main(sentences: str, formulations: list[str], engine: str, tokens: str) -> None:
    from chengyan.lexicon import read_formulations
    from chengyan.segment import Segmenter, token_table
    from chengyan.tables import read_table, write_table

    entries = [entry for path in formulations for entry in read_formulations(path)]
    write_table(token_table(read_table(sentences), Segmenter(engine, entries)), tokens)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.input.sentences,
            list(snakemake.input.formulations),
            snakemake.params.engine,
            snakemake.output[0],
        )
