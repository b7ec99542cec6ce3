"""Put paragraphs and sentences of all texts together, measure the texts, code the sentences."""

from chengyan.runlog import logged


def main(
    files: dict[str, list[str]],
    word_lists: dict[str, list[str]],
    codebook: dict[str, list[str]],
    documents: list[dict[str, str]],
    kinds: list[str],
    results: dict[str, str],
) -> None:
    from chengyan.describe import corpus_table, told_sentences
    from chengyan.lexicon import LABELS, read_cues
    from chengyan.priorities.codebook import read_codebook
    from chengyan.priorities.cues import read_code_cues
    from chengyan.priorities.instrument import code_texts
    from chengyan.priorities.samples import in_corpus, read_samples
    from chengyan.tables import read_grouped, write_table

    groups = {document["doc_id"]: document["group"] for document in documents}
    paragraphs, sentences, tokens = (
        read_grouped(files[name], groups) for name in ("paragraphs", "sentences", "tokens")
    )
    overview = corpus_table(paragraphs, sentences, tokens, documents, kinds)
    cues = [
        [cue for path in word_lists[name] for cue in read_cues(path, LABELS[name])]
        for name in ("orientation", "sections")
    ]
    codes = read_codebook(codebook["codebook"][0])
    names = [code.code for code in codes]
    samples = read_samples(codebook["samples"], names)
    # A coded sentence that its text lacks is told before anything is made.
    in_corpus(samples, sentences)
    coded, parts = code_texts(
        told_sentences(sentences, documents, *cues),
        codes,
        read_code_cues(codebook["priorities"][0], names),
        samples,
        kinds,
    )
    write_table(overview, results["corpus"])
    write_table(paragraphs, results["paragraphs"])
    write_table(coded, results["sentences"])
    write_table(parts, results["quasi_sentences"])


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            {name: list(snakemake.input[name]) for name in ("paragraphs", "sentences", "tokens")},
            {name: list(snakemake.input[name]) for name in ("orientation", "sections")},
            {name: list(snakemake.input[name]) for name in ("codebook", "priorities", "samples")},
            snakemake.params.documents,
            snakemake.params.kinds,
            dict(snakemake.output.items()),
        )
