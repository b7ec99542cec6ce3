"""Put all specifications together: which agree with a claim, and what is found of it."""

from typing import Any

from chengyan.runlog import logged


def main(
    sentences: str,
    instances: str,
    files: dict[str, list[str]],
    documents: list[dict[str, str]],
    claims: list[dict[str, Any]],
    options: dict[str, Any],
    choices: dict[str, Any],
    results: dict[str, str],
) -> None:
    import pandas as pd

    from chengyan.claims.choices import choice_table
    from chengyan.claims.claim import claim_of
    from chengyan.claims.counts import tokens_of
    from chengyan.claims.robustness import (
        claims_table,
        empty_tables,
        robustness_table,
        specification_table,
    )
    from chengyan.claims.specifications import options_of
    from chengyan.claims.text import passages, with_devices
    from chengyan.lexicon import read_terms
    from chengyan.tables import read_grouped, read_table, write_table

    tested, given, tables = [claim_of(row) for row in claims], options_of(options), empty_tables()
    if tested:
        every = pd.concat([read_table(path) for path in files["estimates"]], ignore_index=True)
        named = {group for claim in tested for group in claim.groups}
        groups = {row["doc_id"]: row["group"] for row in documents if row["group"] in named}
        told = with_devices(read_table(sentences), read_table(instances))
        found = passages(told[told["doc_id"].isin(list(groups))], given.kinds)
        stopwords = [term for path in files["stopwords"] for term in read_terms(path)]
        tokens = tokens_of(read_grouped(files["tokens"], groups), found, stopwords)
        specifications = specification_table(tested, given)
        robustness = robustness_table(every, tested, given)
        tables = {
            "specifications": specifications,
            "robustness": robustness,
            "choices": choice_table(robustness, specifications),
            "claims": claims_table(every, tested, given, found, tokens, documents, **choices),
        }
    for name, table in tables.items():
        write_table(table, results[name])


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        main(
            snakemake.input.sentences,
            snakemake.input.instances,
            {name: list(snakemake.input[name]) for name in ("estimates", "tokens", "stopwords")},
            snakemake.params.documents,
            snakemake.params.claims,
            snakemake.params.options,
            snakemake.params.choices,
            dict(snakemake.output.items()),
        )
