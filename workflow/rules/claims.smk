"""Claims under every reasonable choice, and what all tables say in sentences.

Needs: sentences, tokens, word lists, the manifest's facts. Gives: results/work/<part>robustness/<cut>.parquet,
results/<part>tables/{specifications,robustness,choices,claims}.csv; of these and all other tables
results/<part>tables/findings.csv.
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
    priority: SOON
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
            caption=caption("table_claims"),
            category=titled("7 Robustness"),
            labels=labels("Table claims.csv"),
        ),
    log:
        "<logs>/{part}measure_robustness.log",
    priority: SOON
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


rule report_findings:
    input:
        tables=told_tables,
        code=script_sources("report_findings.py"),
    output:
        report(
            "<results>/{part}tables/findings.csv",
            caption=caption("table_findings"),
            category=titled("0 Findings"),
            labels=labels("Table findings.csv"),
        ),
    log:
        "<logs>/{part}report_findings.log",
    priority: SOON
    params:
        groups=lambda wildcards: list(PLAN.parts()[part_of(wildcards)]),
    script:
        "../../scripts/report_findings.py"
