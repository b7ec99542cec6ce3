"""Say what is doubtful in the texts and in what the manifest says of them."""

from chengyan.runlog import logged


def main(manifest: str, table: str) -> None:
    from chengyan.checks.corpus import check_corpus
    from chengyan.findings import by_weight, findings_table
    from chengyan.tables import write_table

    write_table(findings_table(by_weight(check_corpus(manifest))), table)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(snakemake.params.manifest, snakemake.output[0])
