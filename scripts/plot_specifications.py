"""Draw the specification curve of the claim whose verdict is most in doubt."""

from chengyan.runlog import logged


def main(tables: dict[str, str], agree: float, stem: str) -> None:
    from chengyan.plots.specifications import draw
    from chengyan.plots.style import save
    from chengyan.tables import read_table

    read = {name: read_table(path) for name, path in tables.items()}
    save(draw(**read, agree=agree), stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            {
                name: snakemake.input[name]
                for name in ("claims", "robustness", "specifications", "choices")
            },
            snakemake.params.agree,
            snakemake.output[0].removesuffix(".png"),
        )
