"""Say what the lexicon changed in the cut."""

from chengyan.runlog import logged


def main(
    tokens: list[str],
    formulations: list[str],
    documents: list[dict[str, str]],
    engine: str,
    segmentation: str,
) -> None:
    from chengyan.describe import segmentation_table
    from chengyan.lexicon import read_formulations
    from chengyan.segment import Segmenter
    from chengyan.tables import read_grouped, write_table

    groups = {document["doc_id"]: document["group"] for document in documents}
    entries = [entry for path in formulations for entry in read_formulations(path)]
    table = segmentation_table(
        read_grouped(tokens, groups),
        entries,
        list(dict.fromkeys(groups.values())),
        Segmenter(engine).cut_alone,
    )
    write_table(table, segmentation)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            list(snakemake.input.tokens),
            list(snakemake.input.formulations),
            snakemake.params.documents,
            snakemake.params.engine,
            snakemake.output[0],
        )
