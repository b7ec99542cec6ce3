"""Clean one raw text into paragraphs and sentences."""

from pathlib import Path

from chengyan.runlog import logged


def main(raw: str, row: dict[str, str], paragraphs: str, sentences: str) -> None:
    import pandas as pd

    from chengyan.clean import Paragraph, Sentence
    from chengyan.corpus import Document, clean_document
    from chengyan.tables import write_table

    document = Document(row["doc_id"], Path(raw), row, f"manifest row of {row['doc_id']}")
    for items, kind, path in zip(
        clean_document(document), (Paragraph, Sentence), (paragraphs, sentences), strict=True
    ):
        table = pd.DataFrame(items, columns=list(kind.__dataclass_fields__))
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
