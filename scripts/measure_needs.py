"""Say which contrasts are matched, and which texts would make the others so."""

from chengyan.runlog import logged


def main(
    documents: list[dict[str, str]], compare: str, min_texts: int, results: dict[str, str]
) -> None:
    import pandas as pd

    from chengyan.needs import CONTRAST_COLUMNS, NEED_COLUMNS, contrast_table, needs_table
    from chengyan.tables import write_table

    contrasts = contrast_table(documents, compare, min_texts)
    needs = needs_table(documents, compare, min_texts)
    write_table(pd.DataFrame(contrasts, columns=list(CONTRAST_COLUMNS)), results["contrasts"])
    write_table(pd.DataFrame(needs, columns=list(NEED_COLUMNS)), results["needs"])


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.params.documents,
            snakemake.params.compare,
            snakemake.params.min_texts,
            dict(snakemake.output.items()),
        )
