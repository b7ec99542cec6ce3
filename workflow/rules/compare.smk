"""What sets the groups apart: TF-IDF, keyness, the vocabulary between three corners or on a map.

Needs: counts, lexicon/occasion.tsv, the manifest's facts. Gives: results/tables/{tfidf,keyness,keyness_pairs,
ternary or correspondence}.csv.
"""


rule measure_tfidf:
    input:
        counts="<results>/work/corpus_counts.parquet",
        reference=(
            ["<results>/work/reference_counts.parquet"] if config["tfidf"]["reference"] else []
        ),
        occasion=word_list("occasion"),
        code=script_sources("measure_tfidf.py"),
    output:
        report("<results>/tables/tfidf.csv", caption="../report/table_tfidf.rst", category="Tables"),
    log:
        "<logs>/measure_tfidf.log",
    params:
        groups=list(PLAN.groups),
    script:
        "../../scripts/measure_tfidf.py"


rule compare_keyness:
    input:
        counts="<results>/work/corpus_counts.parquet",
        nested="<results>/work/corpus_nested.parquet",
        occasion=word_list("occasion"),
        code=script_sources("compare_keyness.py"),
    output:
        keyness=report(
            "<results>/tables/keyness.csv",
            caption="../report/table_keyness.rst",
            category="Tables",
        ),
        pairs="<results>/tables/keyness_pairs.csv",
    log:
        "<logs>/compare_keyness.log",
    params:
        documents=PLAN.rows(),
        compare=config["compare"],
        min_texts=config["contrast"]["min_texts"],
        keyness=config["keyness"],
    script:
        "../../scripts/compare_keyness.py"


rule measure_ternary:
    input:
        counts="<results>/work/corpus_counts.parquet",
        occasion=word_list("occasion"),
        code=script_sources("measure_ternary.py"),
    output:
        "<results>/tables/ternary.csv",
    log:
        "<logs>/measure_ternary.log",
    params:
        groups=list(PLAN.groups),
        alpha0=config["keyness"]["alpha0"],
        min_expected=config["ternary"]["min_expected"],
    script:
        "../../scripts/measure_ternary.py"


rule measure_correspondence:
    input:
        counts="<results>/work/corpus_counts.parquet",
        occasion=word_list("occasion"),
        code=script_sources("measure_correspondence.py"),
    output:
        "<results>/tables/correspondence.csv",
    log:
        "<logs>/measure_correspondence.log",
    params:
        groups=list(PLAN.groups),
        options=config["correspondence"],
    script:
        "../../scripts/measure_correspondence.py"
