"""Raw texts to paragraphs and sentences.

Needs: the raw files the manifest names. Gives: results/work/<corpus>/<doc_id>/{paragraphs,sentences}.parquet,
results/tables/{checks,corpus,paragraphs,sentences}.csv.
"""


rule check_corpus:
    input:
        raw=[str(document.path) for document in PLAN.documents["corpus"]],
        code=script_sources("check_corpus.py"),
    output:
        "<results>/tables/checks.csv",
    log:
        "<logs>/check_corpus.log",
    params:
        manifest=config["manifest"],
        documents=PLAN.rows(),
    script:
        "../../scripts/check_corpus.py"


rule collect_text:
    input:
        raw=lambda wildcards: str(PLAN.document(wildcards.corpus, wildcards.doc_id).path),
        code=script_sources("collect_text.py"),
    output:
        paragraphs="<results>/work/{corpus}/{doc_id}/paragraphs.parquet",
        sentences="<results>/work/{corpus}/{doc_id}/sentences.parquet",
    log:
        "<logs>/collect_text/{corpus}/{doc_id}.log",
    params:
        row=lambda wildcards: PLAN.document(wildcards.corpus, wildcards.doc_id).facts(),
    script:
        "../../scripts/collect_text.py"


rule measure_corpus:
    input:
        paragraphs=texts("corpus", "paragraphs.parquet"),
        sentences=texts("corpus", "sentences.parquet"),
        tokens=texts("corpus", "tokens.parquet"),
        code=script_sources("measure_corpus.py"),
    output:
        corpus=report(
            "<results>/tables/corpus.csv", caption="../report/table_corpus.rst", category="Tables"
        ),
        paragraphs="<results>/tables/paragraphs.csv",
        sentences="<results>/tables/sentences.csv",
    log:
        "<logs>/measure_corpus.log",
    params:
        documents=PLAN.rows(),
        kinds=config["analysis"]["kinds"],
    script:
        "../../scripts/measure_corpus.py"
