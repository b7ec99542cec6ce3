"""Measure the claims under all specifications that take one cut of the texts."""

from typing import Any

from chengyan.runlog import logged


def main(
    sentences: str,
    instances: str,
    files: dict[str, list[str]],
    claims: list[dict[str, Any]],
    variant: str,
    options: dict[str, Any],
    choices: dict[str, Any],
    result: str,
) -> None:
    from chengyan.claims.claim import check_terms, claim_of
    from chengyan.claims.counts import Strings, TermCounts, tokens_of
    from chengyan.claims.estimates import estimate_claims
    from chengyan.claims.specifications import options_of
    from chengyan.claims.text import passages, with_devices
    from chengyan.lexicon import read_formulations, read_terms
    from chengyan.segment import Segmenter, token_table
    from chengyan.tables import read_grouped, read_table, write_table

    tested = [claim_of(row) for row in claims]
    every = with_devices(read_table(sentences), read_table(instances))
    named = every[every["group"].isin({group for claim in tested for group in claim.groups})]
    found = passages(named, options["kinds"])
    counts: TermCounts
    if variant == "string":
        if choices["whole"]:
            check_terms(tested, found.texts["in"])
        counts = Strings(found)
    else:
        if files["tokens"]:
            groups = dict(zip(named["doc_id"], named["group"], strict=True))
            cut = read_grouped(files["tokens"], groups)
        else:
            engine, _, way = variant.partition("-")
            paths = files["formulations"] if way == "with" else []
            entries = [entry for path in paths for entry in read_formulations(path)]
            guess = engine != "dictionary"
            cut = token_table(found.table, Segmenter(choices["engine"], entries, guess=guess))
        stopwords = [term for path in files["stopwords"] for term in read_terms(path)]
        counts = tokens_of(cut, found, stopwords)
    estimates = estimate_claims(
        tested,
        variant,
        found,
        counts,
        options_of(options),
        seed=choices["seed"],
        alpha0=choices["alpha0"],
    )
    write_table(estimates, result)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.input.sentences,
            snakemake.input.instances,
            {name: list(snakemake.input[name]) for name in ("tokens", "formulations", "stopwords")},
            snakemake.params.claims,
            snakemake.wildcards.variant,
            snakemake.params.options,
            snakemake.params.choices,
            snakemake.output[0],
        )
