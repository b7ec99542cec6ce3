"""A corpus too large for memory, shard by shard: the tables that can be had by counting.

Needs: a folder of Parquet files with a text a row (config: shards.folder), lexicon/. Gives:
results/work/shards/<shard>/{sentences,tokens,counts,documents,vocabulary,sums,groups}.parquet,
results/tables/{groups,keyness,tfidf,topics,topic_prevalence}.csv, with `shards.measures` also
{priorities,rhetoric}.csv.
"""

OF_SHARD = "<results>/work/shards/{shard}"
SHARD_SHARES = ["topic_prevalence"] + (
    ["priorities", "rhetoric"] if config["shards"]["measures"] else []
)
SHARD_TABLES = expand(
    "<results>/tables/{name}.csv",
    name=["groups", "keyness", "tfidf", "topics", *SHARD_SHARES],
)


def of_shards(name):
    """A working file of every shard."""
    return expand(f"{OF_SHARD}/{name}.parquet", shard=SHARDS)


rule count_shard:
    input:
        shard=lambda wildcards: SHARDS[wildcards.shard],
        formulations=word_list("formulations"),
        stopwords=word_list("stopwords"),
        code=script_sources("count_shard.py"),
    output:
        **{
            name: f"{OF_SHARD}/{name}.parquet"
            for name in (
                *("sentences", "tokens", "counts", "documents"),
                *("vocabulary", "sums", "groups"),
            )
        },
    log:
        "<logs>/count_shard/{shard}.log",
    params:
        compare=config["compare"],
        engine=config["engine"],
        kinds=config["analysis"]["kinds"],
        unit=config["topics"]["unit"],
    script:
        "../../scripts/count_shard.py"


rule merge_terms:
    input:
        sums=of_shards("sums"),
        groups=of_shards("groups"),
        documents=of_shards("documents"),
        code=script_sources("merge_terms.py"),
    output:
        sums="<results>/work/shards/sums.parquet",
        groups="<results>/work/shards/groups.parquet",
        table="<results>/tables/groups.csv",
    log:
        "<logs>/merge_terms.log",
    script:
        "../../scripts/merge_terms.py"


rule compare_shards:
    input:
        sums=["<results>/work/shards/sums.parquet"],
        groups=["<results>/work/shards/groups.parquet"],
        documents=of_shards("documents"),
        occasion=word_list("occasion"),
        coverage=beside(ROOT / "src/chengyan/intervals/coverage.csv"),
        code=script_sources("compare_shards.py"),
    output:
        keyness="<results>/work/shards/keyness.parquet",
        tfidf="<results>/tables/tfidf.csv",
    log:
        "<logs>/compare_shards.log",
    params:
        order=config["order"],
        compare=config["compare"],
        min_texts=config["contrast"]["min_texts"],
        keyness=config["keyness"],
        terms=config["shards"]["terms"],
        listed=config["shards"]["listed"],
    script:
        "../../scripts/compare_shards.py"


rule spread_shard:
    input:
        counts=f"{OF_SHARD}/counts.parquet",
        vocabulary=f"{OF_SHARD}/vocabulary.parquet",
        keyness="<results>/work/shards/keyness.parquet",
        groups="<results>/work/shards/groups.parquet",
        code=script_sources("spread_shard.py"),
    output:
        f"{OF_SHARD}/spread.parquet",
    log:
        "<logs>/spread_shard/{shard}.log",
    script:
        "../../scripts/spread_shard.py"


rule spread_terms:
    input:
        keyness="<results>/work/shards/keyness.parquet",
        parts=of_shards("spread"),
        code=script_sources("spread_terms.py"),
    output:
        "<results>/tables/keyness.csv",
    log:
        "<logs>/spread_terms.log",
    script:
        "../../scripts/spread_terms.py"


rule measure_shard:
    input:
        **{name: [f"{OF_SHARD}/{name}.parquet"] for name in ("sentences", "documents")},
        **codebook(),
        **{name: word_list(name) for name in ("formulations", "orientation", "sections", "numbers")},
        **{name: [config["rhetoric"][name]] for name in ("devices", "patterns", "weights")},
        places=[beside(ROOT / "src/chengyan/checks/places.tsv")],
        code=script_sources("measure_shard.py"),
    output:
        measures=f"{OF_SHARD}/measures.parquet",
        sentences=f"{OF_SHARD}/coded_sentences.parquet",
        instances=f"{OF_SHARD}/rhetoric_instances.parquet",
    log:
        "<logs>/measure_shard/{shard}.log",
    params:
        kinds=config["analysis"]["kinds"],
        engine=config["engine"],
    script:
        "../../scripts/measure_shard.py"


rule fit_shards:
    input:
        sums=["<results>/work/shards/sums.parquet"],
        groups="<results>/work/shards/groups.parquet",
        counts=of_shards("counts"),
        vocabulary=of_shards("vocabulary"),
        occasion=word_list("occasion"),
        code=script_sources("fit_shards.py"),
    output:
        words="<results>/work/shards/topic_words.parquet",
        topics="<results>/tables/topics.csv",
    log:
        "<logs>/fit_shards.log",
    params:
        k=config["shards"]["topics"],
        terms=config["shards"]["terms"],
        topics=config["topics"],
    script:
        "../../scripts/fit_shards.py"


rule share_shard:
    input:
        counts=f"{OF_SHARD}/counts.parquet",
        vocabulary=f"{OF_SHARD}/vocabulary.parquet",
        words="<results>/work/shards/topic_words.parquet",
        code=script_sources("share_shard.py"),
    output:
        f"{OF_SHARD}/topic_shares.parquet",
    log:
        "<logs>/share_shard/{shard}.log",
    script:
        "../../scripts/share_shard.py"


rule summarise_shards:
    input:
        documents=of_shards("documents"),
        groups=["<results>/work/shards/groups.parquet"],
        topics=["<results>/tables/topics.csv"],
        shares=of_shards("topic_shares"),
        measures=of_shards("measures") if config["shards"]["measures"] else [],
        coverage=[beside(ROOT / "src/chengyan/intervals/text_coverage.csv")],
        code=script_sources("summarise_shards.py"),
    output:
        **{name: f"<results>/tables/{name}.csv" for name in SHARD_SHARES},
    log:
        "<logs>/summarise_shards.log",
    params:
        compare=config["compare"],
        min_texts=config["contrast"]["min_texts"],
    script:
        "../../scripts/summarise_shards.py"
