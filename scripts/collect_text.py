"""Clean one raw text into paragraphs and sentences."""

from pathlib import Path

from chengyan.runlog import logged


def main(raw: str, row: dict[str, str], paragraphs: str, sentences: str) -> None:
    from dataclasses import astuple, fields

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
        columns = [field.name for field in fields(kind)]
        table = pd.DataFrame([astuple(item) for item in items], columns=columns)
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
