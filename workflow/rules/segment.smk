"""Sentences to tokens, and where chosen terms stand in them.

Needs: sentences, lexicon/formulations.tsv. Gives: results/work/<corpus>/<doc_id>/tokens.parquet,
results/tables/{segmentation,positions,spread}.csv.
"""


rule segment_text:
    input:
        sentences="<results>/work/{corpus}/{doc_id}/sentences.parquet",
        formulations=word_list("formulations"),
        code=script_sources("segment_text.py"),
    output:
        "<results>/work/{corpus}/{doc_id}/tokens.parquet",
    log:
        "<logs>/segment_text/{corpus}/{doc_id}.log",
    priority: FIRST
    params:
        engine=config["engine"],
    script:
        "../../scripts/segment_text.py"


rule measure_segmentation:
    input:
        tokens=texts_of_part("tokens.parquet"),
        formulations=word_list("formulations"),
        code=script_sources("measure_segmentation.py"),
    output:
        "<results>/{part}tables/segmentation.csv",
    log:
        "<logs>/{part}measure_segmentation.log",
    params:
        documents=of_part(PLAN.rows),
        engine=config["engine"],
    script:
        "../../scripts/measure_segmentation.py"


rule measure_positions:
    input:
        tokens=texts_of_part("tokens.parquet"),
        sentences="<results>/{part}tables/sentences.csv",
        code=script_sources("measure_positions.py"),
    output:
        positions="<results>/{part}tables/positions.csv",
        spread="<results>/{part}tables/spread.csv",
    log:
        "<logs>/{part}measure_positions.log",
    params:
        documents=of_part(PLAN.rows),
        terms=config["positions"]["terms"],
        kinds=config["analysis"]["kinds"],
    script:
        "../../scripts/measure_positions.py"
