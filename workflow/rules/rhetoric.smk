"""How the texts speak: devices of rhetoric, fixed formulations, passages that texts share.

Needs: sentences, targets, lexicon/{rhetoric,rhetoric_patterns,formulations,numbers}.tsv, coded/rhetoric.tsv.
Gives: results/<part>tables/{rhetoric*,modality,formulation*,reuse*,echo*}.csv.
"""


rule measure_rhetoric:
    input:
        sentences=["<results>/{part}tables/sentences.csv"],
        targets=["<results>/{part}tables/targets.csv"],
        devices=[config["rhetoric"]["devices"]],
        patterns=[config["rhetoric"]["patterns"]],
        weights=[config["rhetoric"]["weights"]],
        samples=config["rhetoric"]["samples"],
        scores=config["rhetoric"]["scores"],
        formulations=word_list("formulations"),
        numbers=[config["lexicon"]["numbers"]],
        orientation=word_list("orientation"),
        sections=word_list("sections"),
        reference=reference_texts("sentences.parquet"),
        coverage=beside(ROOT / "src/chengyan/intervals/text_coverage.csv"),
        places=beside(ROOT / "src/chengyan/checks/places.tsv"),
        code=script_sources("measure_rhetoric.py"),
    output:
        **{name: f"<results>/{{part}}tables/{name}.csv" for name in RHETORIC_TABLES},
    log:
        "<logs>/{part}measure_rhetoric.log",
    priority: SOON
    params:
        groups=list(PLAN.groups),
        documents=of_part(PLAN.rows),
        reference=PLAN.reference_rows(),
        kinds=config["analysis"]["kinds"],
        engine=config["engine"],
        compare=config["compare"],
        min_texts=config["contrast"]["min_texts"],
    script:
        "../../scripts/measure_rhetoric.py"


rule measure_formulations:
    input:
        sentences="<results>/{part}tables/sentences.csv",
        formulations=word_list("formulations"),
        stopwords=word_list("stopwords"),
        code=script_sources("measure_formulations.py"),
    output:
        **{name: f"<results>/{{part}}tables/{name}.csv" for name in FORMULATION_TABLES},
    log:
        "<logs>/{part}measure_formulations.log",
    params:
        documents=of_part(PLAN.rows),
        kinds=config["analysis"]["kinds"],
        compare=config["compare"],
        min_texts=config["contrast"]["min_texts"],
    script:
        "../../scripts/measure_formulations.py"


rule measure_reuse:
    input:
        sentences="<results>/{part}tables/sentences.csv",
        formulations=word_list("formulations"),
        reference=reference_texts("sentences.parquet"),
        places=beside(ROOT / "src/chengyan/checks/places.tsv"),
        code=script_sources("measure_reuse.py"),
    output:
        **{name: f"<results>/{{part}}tables/{name}.csv" for name in REUSE_TABLES},
    log:
        "<logs>/{part}measure_reuse.log",
    params:
        reference=PLAN.reference_rows(),
        kinds=config["analysis"]["kinds"],
        engine=config["engine"],
        seed=config["rhetoric"]["seed"],
    script:
        "../../scripts/measure_reuse.py"
