"""What the texts put first, by codebook, seeded and free topics; what they pledge.

Needs: sentences, quasi-sentences, units, trials and verdicts of topics, the codebook's files, lexicon/numbers.tsv.
Gives: results/<part>tables/{priorities,priority_*,targets}.csv.
"""


rule measure_priorities:
    input:
        **codebook(),
        sentences=["<results>/{part}tables/sentences.csv"],
        quasi_sentences=["<results>/{part}tables/quasi_sentences.csv"],
        units=lambda wildcards: [counted("units")(wildcards)],
        occasion=word_list("occasion"),
        tried=tried_topics,
        models=["<results>/{part}tables/topic_models.csv"],
        verdicts=["<results>/{part}tables/topic_verdicts.csv"],
        coverage=[
            beside(ROOT / f"src/chengyan/{name}.csv")
            for name in ("priorities/coverage", "intervals/text_coverage")
        ],
        code=script_sources("measure_priorities.py"),
    output:
        **{name: f"<results>/{{part}}tables/{name}.csv" for name in PRIORITY_TABLES},
    log:
        "<logs>/{part}measure_priorities.log",
    priority: FIRST
    params:
        groups=list(PLAN.groups),
        documents=of_part(PLAN.rows),
        priorities={key: config["priorities"][key] for key in ("seed", "folds", "repeats")},
        topics={
            key: config["topics"][key]
            for key in (
                *("models", "k", "seed", "min_paragraphs", "max_share", "occasion_words"),
                *("balance", "in_memory"),
            )
        },
        kinds=config["analysis"]["kinds"],
        compare=config["compare"],
        min_texts=config["contrast"]["min_texts"],
    script:
        "../../scripts/measure_priorities.py"


rule measure_targets:
    input:
        sentences="<results>/{part}tables/sentences.csv",
        quasi_sentences="<results>/{part}tables/quasi_sentences.csv",
        numbers=config["lexicon"]["numbers"],
        formulations=word_list("formulations"),
        code=script_sources("measure_targets.py"),
    output:
        "<results>/{part}tables/targets.csv",
    log:
        "<logs>/{part}measure_targets.log",
    priority: SOON
    params:
        documents=of_part(PLAN.rows),
        kinds=config["analysis"]["kinds"],
        engine=config["engine"],
    script:
        "../../scripts/measure_targets.py"
