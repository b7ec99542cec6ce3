"""Draw how many of the reasonable ways to measure each claim agree with it."""

from chengyan.runlog import logged


def main(claims: str, robustness: str, stem: str) -> None:
    from chengyan.plots.robustness import draw
    from chengyan.plots.style import save
    from chengyan.tables import read_table

    save(draw(read_table(claims), read_table(robustness)), stem)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.input.claims,
            snakemake.input.robustness,
            snakemake.output[0].removesuffix(".png"),
        )
