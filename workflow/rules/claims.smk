"""Claims under every reasonable choice: one job a cut of the texts, one that puts them together.

Needs: sentences, tokens, word lists, the manifest's facts. Gives: results/work/<part>robustness/<cut>.parquet,
results/<part>tables/{specifications,robustness,choices,claims}.csv.
"""


rule measure_claims:
    input:
        sentences="<results>/{part}tables/sentences.csv",
        instances="<results>/{part}tables/rhetoric_instances.csv",
        tokens=tokens_of_cut,
        formulations=word_list("formulations"),
        stopwords=word_list("stopwords"),
        code=script_sources("measure_claims.py"),
    output:
        "<results>/work/{part}robustness/{variant}.parquet",
    log:
        "<logs>/{part}measure_claims/{variant}.log",
    params:
        claims=CLAIMS,
        options=of_part(PLAN.options),
        choices=lambda wildcards: {
            "engine": config["engine"],
            "seed": config["topics"]["seed"],
            "alpha0": config["keyness"]["alpha0"],
            "whole": part_of(wildcards) == PLAN.whole,
        },
    script:
        "../../scripts/measure_claims.py"


rule measure_robustness:
    input:
        estimates=cuts,
        sentences="<results>/{part}tables/sentences.csv",
        instances="<results>/{part}tables/rhetoric_instances.csv",
        tokens=texts_claimed("tokens.parquet"),
        stopwords=word_list("stopwords"),
        code=script_sources("measure_robustness.py"),
    output:
        specifications="<results>/{part}tables/specifications.csv",
        robustness="<results>/{part}tables/robustness.csv",
        choices="<results>/{part}tables/choices.csv",
        claims=report(
            "<results>/{part}tables/claims.csv",
            caption="../report/table_claims.rst",
            category="Tables",
        ),
    log:
        "<logs>/{part}measure_robustness.log",
    params:
        documents=of_part(PLAN.rows),
        claims=CLAIMS,
        untested=UNTESTED,
        options=of_part(PLAN.options),
        choices={
            "compare": config["compare"],
            "agree": config["robustness"]["agree"],
            "min_texts": config["contrast"]["min_texts"],
        },
    script:
        "../../scripts/measure_robustness.py"
