"""Topic models on trial: each fitted to all units and to resamples, the best held against chance.

Needs: units (word lists), sentences. Gives: results/tables/{topic_*,topics,course}.csv, results/topics/.
"""


rule try_topics:
    input:
        units=counted("units"),
        occasion=word_list("occasion"),
        code=script_sources("try_topics.py"),
    output:
        words="<results>/work/{part}topics/{model}-{k}/words.parquet",
        tokens="<results>/work/{part}topics/{model}-{k}/tokens.parquet",
        refits="<results>/work/{part}topics/{model}-{k}/refits.parquet",
    log:
        "<logs>/{part}try_topics/{model}-{k}.log",
    benchmark:
        "<logs>/{part}try_topics/{model}-{k}.benchmark.tsv"
    priority: FIRST
    params:
        groups=list(PLAN.groups),
        topics={
            key: config["topics"][key]
            for key in (
                *("seed", "min_paragraphs", "max_share", "occasion_words", "balance", "trial"),
                "in_memory",
            )
        },
    script:
        "../../scripts/try_topics.py"


rule judge_topics:
    input:
        tried=tried_topics,
        units=lambda wildcards: [counted("units")(wildcards)],
        reference=(
            ["<results>/work/reference_units.parquet"] if config["tfidf"]["reference"] else []
        ),
        sentences=["<results>/{part}tables/sentences.csv"],
        occasion=word_list("occasion"),
        codebook=codebook()["codebook"],
        priorities=codebook()["priorities"],
        code=script_sources("judge_topics.py"),
    output:
        **{
            name: f"<results>/{{part}}tables/{name}.csv"
            for name in TOPIC_TABLES
            if name != "topics"
        },
        topics=report(
            "<results>/{part}tables/topics.csv",
            caption=caption("table_topics"),
            category=titled("3 Topics"),
            labels=labels("Table topics.csv"),
        ),
    log:
        "<logs>/{part}judge_topics.log",
    benchmark:
        "<logs>/{part}judge_topics.benchmark.tsv"
    priority: FIRST
    params:
        groups=list(PLAN.groups),
        documents=of_part(PLAN.rows),
        topics=config["topics"],
        kinds=config["analysis"]["kinds"],
        compare=config["compare"],
        min_texts=config["contrast"]["min_texts"],
    script:
        "../../scripts/judge_topics.py"


rule export_topics:
    input:
        tried=tried_topics,
        units=lambda wildcards: [counted("units")(wildcards)],
        models=["<results>/{part}tables/topic_models.csv"],
        occasion=word_list("occasion"),
        code=script_sources("export_topics.py"),
    output:
        directory("<results>/{part}topics"),
    log:
        "<logs>/{part}export_topics.log",
    priority: LAST
    params:
        groups=list(PLAN.groups),
        documents=of_part(PLAN.rows),
        topics={
            key: config["topics"][key]
            for key in (
                *("models", "k", "seed", "min_paragraphs", "max_share", "occasion_words"),
                "in_memory",
            )
        },
    script:
        "../../scripts/export_topics.py"
