"""Raw texts to paragraphs and sentences, with what they look at and what they are on.

Needs: the raw files the manifest names, lexicon/{orientation,sections,codebook,priorities}.tsv, coded/. Gives:
results/work/<corpus>/<doc_id>/{paragraphs,sentences}.parquet, results/tables/checks.csv and
results/<part>tables/{corpus,paragraphs,sentences,quasi_sentences}.csv.
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
        documents=PLAN.rows(PLAN.whole),
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
    priority: FIRST
    params:
        row=lambda wildcards: PLAN.document(wildcards.corpus, wildcards.doc_id).facts(),
    script:
        "../../scripts/collect_text.py"


rule measure_corpus:
    input:
        **codebook(),
        paragraphs=texts_of_part("paragraphs.parquet"),
        sentences=texts_of_part("sentences.parquet"),
        tokens=texts_of_part("tokens.parquet"),
        orientation=word_list("orientation"),
        sections=word_list("sections"),
        code=script_sources("measure_corpus.py"),
    output:
        corpus=report(
            "<results>/{part}tables/corpus.csv",
            caption=caption("table_corpus"),
            category=titled("1 Corpus"),
            labels=labels("Table corpus.csv"),
        ),
        paragraphs="<results>/{part}tables/paragraphs.csv",
        sentences="<results>/{part}tables/sentences.csv",
        quasi_sentences="<results>/{part}tables/quasi_sentences.csv",
    log:
        "<logs>/{part}measure_corpus.log",
    priority: FIRST
    params:
        documents=of_part(PLAN.rows),
        kinds=config["analysis"]["kinds"],
    script:
        "../../scripts/measure_corpus.py"
