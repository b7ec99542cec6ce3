"""Tokens to counts by paragraph: the document-term matrix that everything after it takes.

Needs: tokens, lexicon/stopwords.tsv. Gives: results/work/<corpus>_counts.parquet (unit, doc_id, group,
paragraph, term, count), <corpus>_nested.parquet (group, term, nested), <corpus>_units.parquet (the counted words
of stretches of about one length, for topic models).
"""


rule count_terms:
    input:
        tokens=lambda wildcards: texts(wildcards.corpus, "tokens.parquet"),
        stopwords=word_list("stopwords"),
        code=script_sources("count_terms.py"),
    output:
        counts="<results>/work/{corpus}_counts.parquet",
        nested="<results>/work/{corpus}_nested.parquet",
        units="<results>/work/{corpus}_units.parquet",
    log:
        "<logs>/count_terms/{corpus}.log",
    priority: FIRST
    params:
        groups=lambda wildcards: group_of(wildcards.corpus),
        kinds=config["analysis"]["kinds"],
        unit=config["topics"]["unit"],
    script:
        "../../scripts/count_terms.py"
