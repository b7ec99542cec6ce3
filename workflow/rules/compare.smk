"""What sets the groups apart and how alike they are: TF-IDF, keyness, like parts, the vocabulary between three
corners or on a map, similarity.

Needs: counts, sentences and tokens, lexicon/occasion.tsv, the manifest's facts. Gives:
results/tables/{tfidf,keyness,keyness_pairs,parts,keyness_parts,ternary or correspondence,similarity}.csv for each
part, results/tables/{contrasts,needs}.csv.
"""


rule measure_tfidf:
    input:
        counts=counted("counts"),
        reference=(
            ["<results>/work/reference_counts.parquet"] if config["tfidf"]["reference"] else []
        ),
        occasion=word_list("occasion"),
        code=script_sources("measure_tfidf.py"),
    output:
        report(
            "<results>/{part}tables/tfidf.csv",
            caption=caption("table_tfidf"),
            category=titled("2 Words"),
            labels=labels("Table tfidf.csv"),
        ),
    log:
        "<logs>/{part}measure_tfidf.log",
    params:
        groups=list(PLAN.groups),
    script:
        "../../scripts/measure_tfidf.py"


rule compare_keyness:
    input:
        counts=counted("counts"),
        nested=counted("nested"),
        occasion=word_list("occasion"),
        coverage=beside(ROOT / "src/chengyan/intervals/coverage.csv"),
        code=script_sources("compare_keyness.py"),
    output:
        keyness=report(
            "<results>/{part}tables/keyness.csv",
            caption=caption("table_keyness"),
            category=titled("2 Words"),
            labels=labels("Table keyness.csv"),
        ),
        pairs="<results>/{part}tables/keyness_pairs.csv",
    log:
        "<logs>/{part}compare_keyness.log",
    params:
        documents=of_part(PLAN.rows),
        compare=config["compare"],
        min_texts=config["contrast"]["min_texts"],
        keyness=config["keyness"],
    script:
        "../../scripts/compare_keyness.py"


rule compare_parts:
    input:
        sentences="<results>/{part}tables/sentences.csv",
        tokens=texts_of_part("tokens.parquet"),
        stopwords=word_list("stopwords"),
        occasion=word_list("occasion"),
        code=script_sources("compare_parts.py"),
    output:
        parts="<results>/{part}tables/parts.csv",
        keyness="<results>/{part}tables/keyness_parts.csv",
    log:
        "<logs>/{part}compare_parts.log",
    params:
        documents=of_part(PLAN.rows),
        choices={
            "kinds": config["analysis"]["kinds"],
            "compare": config["compare"],
            "min_texts": config["contrast"]["min_texts"],
        },
        keyness=config["keyness"],
        parts=config["parts"],
    script:
        "../../scripts/compare_parts.py"


rule measure_ternary:
    input:
        counts=counted("counts"),
        occasion=word_list("occasion"),
        code=script_sources("measure_ternary.py"),
    output:
        "<results>/{part}tables/ternary.csv",
    log:
        "<logs>/{part}measure_ternary.log",
    params:
        groups=list(PLAN.groups),
        alpha0=config["keyness"]["alpha0"],
        min_expected=config["ternary"]["min_expected"],
    script:
        "../../scripts/measure_ternary.py"


rule measure_correspondence:
    input:
        counts=counted("counts"),
        occasion=word_list("occasion"),
        code=script_sources("measure_correspondence.py"),
    output:
        "<results>/{part}tables/correspondence.csv",
    log:
        "<logs>/{part}measure_correspondence.log",
    params:
        groups=list(PLAN.groups),
        options=config["correspondence"],
    script:
        "../../scripts/measure_correspondence.py"


rule measure_similarity:
    input:
        counts=counted("counts"),
        tokens=texts_of_part("tokens.parquet"),
        reference=(
            ["<results>/work/reference_counts.parquet"] if config["tfidf"]["reference"] else []
        ),
        reference_tokens=reference_texts("tokens.parquet"),
        occasion=word_list("occasion"),
        code=script_sources("measure_similarity.py"),
    output:
        "<results>/{part}tables/similarity.csv",
    log:
        "<logs>/{part}measure_similarity.log",
    params:
        documents=of_part(PLAN.rows),
        reference_documents=PLAN.reference_rows(),
        compare=config["compare"],
        min_texts=config["contrast"]["min_texts"],
        kinds=config["analysis"]["kinds"],
        options=config["similarity"],
    script:
        "../../scripts/measure_similarity.py"


rule measure_needs:
    input:
        code=script_sources("measure_needs.py"),
    output:
        contrasts="<results>/tables/contrasts.csv",
        needs="<results>/tables/needs.csv",
    log:
        "<logs>/measure_needs.log",
    params:
        documents=PLAN.rows(PLAN.whole),
        compare=config["compare"],
        min_texts=config["contrast"]["min_texts"],
    script:
        "../../scripts/measure_needs.py"
