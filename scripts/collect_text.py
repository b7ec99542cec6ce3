"""Clean one raw text into paragraphs and sentences."""

from pathlib import Path

from chengyan.runlog import logged


def main(raw: str, row: dict[str, str], paragraphs: str, sentences: str) -> None:
    import pandas as pd

    from chengyan.clean import Paragraph, Sentence
    from chengyan.corpus import clean_document
    from chengyan.manifest import Document
    from chengyan.tables import write_table

    document = Document(row["doc_id"], Path(raw), row, f"manifest row of {row['doc_id']}")
    found_paragraphs, found_sentences = clean_document(document)
    for items, kind, path in (
        (found_paragraphs, Paragraph, paragraphs),
        (found_sentences, Sentence, sentences),
    ):
        table = pd.DataFrame(items, columns=kind._fields)
        table.insert(0, "doc_id", row["doc_id"])
        write_table(table, path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.input.raw,
            snakemake.params.row,
            snakemake.output.paragraphs,
            snakemake.output.sentences,
        )
