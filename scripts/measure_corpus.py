"""Put paragraphs and sentences of all texts together and say how large each text is."""

from chengyan.runlog import logged


def main(
    paragraphs: list[str],
    sentences: list[str],
    tokens: list[str],
    documents: list[dict[str, str]],
    kinds: list[str],
    orientation: list[str],
    sections: list[str],
    results: dict[str, str],
) -> None:
    from chengyan.describe import corpus_table, told_sentences
    from chengyan.lexicon import LABELS, read_cues
    from chengyan.tables import read_grouped, write_table

    groups = {document["doc_id"]: document["group"] for document in documents}
    all_paragraphs, all_sentences, all_tokens = (
        read_grouped(paths, groups) for paths in (paragraphs, sentences, tokens)
    )
    overview = corpus_table(all_paragraphs, all_sentences, all_tokens, documents, kinds)
    write_table(overview, results["corpus"])
    write_table(all_paragraphs, results["paragraphs"])
    cues = [
        [cue for path in paths for cue in read_cues(path, LABELS[name])]
        for name, paths in (("orientation", orientation), ("sections", sections))
    ]
    write_table(told_sentences(all_sentences, documents, *cues), results["sentences"])


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            list(snakemake.input.paragraphs),
            list(snakemake.input.sentences),
            list(snakemake.input.tokens),
            snakemake.params.documents,
            snakemake.params.kinds,
            list(snakemake.input.orientation),
            list(snakemake.input.sections),
            dict(snakemake.output.items()),
        )
