"""Say what the tables say: a sentence a row, in two languages, bound to the rows it rests on."""

from chengyan.runlog import logged


def main(tables: list[str], groups: list[str], result: str) -> None:
    from chengyan.story.finding import to_table
    from chengyan.story.tell import tell
    from chengyan.tables import read_tables, write_table

    write_table(to_table(tell(read_tables(tables), groups)), result)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(list(snakemake.input.tables), snakemake.params.groups, snakemake.output[0])
