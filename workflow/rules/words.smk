"""How words are put together: set phrases, variety of the vocabulary, length of sentences.

Needs: sentences, tokens, word lists, the manifest's facts. Gives:
results/tables/{collocations,diversity,readability}.csv for each part.
"""


rule measure_collocations:
    input:
        tokens=texts_of_part("tokens.parquet"),
        stopwords=word_list("stopwords"),
        occasion=word_list("occasion"),
        code=script_sources("measure_collocations.py"),
    output:
        "<results>/{part}tables/collocations.csv",
    log:
        "<logs>/{part}measure_collocations.log",
    params:
        documents=of_part(PLAN.rows),
        kinds=config["analysis"]["kinds"],
        min_count=config["collocations"]["min_count"],
    script:
        "../../scripts/measure_collocations.py"


rule measure_diversity:
    input:
        tokens=texts_of_part("tokens.parquet"),
        code=script_sources("measure_diversity.py"),
    output:
        "<results>/{part}tables/diversity.csv",
    log:
        "<logs>/{part}measure_diversity.log",
    params:
        documents=of_part(PLAN.rows),
        kinds=config["analysis"]["kinds"],
        compare=config["compare"],
        min_texts=config["contrast"]["min_texts"],
        window=config["diversity"]["window"],
    script:
        "../../scripts/measure_diversity.py"


rule measure_readability:
    input:
        sentences=texts_of_part("sentences.parquet"),
        tokens=texts_of_part("tokens.parquet"),
        code=script_sources("measure_readability.py"),
    output:
        "<results>/{part}tables/readability.csv",
    log:
        "<logs>/{part}measure_readability.log",
    params:
        documents=of_part(PLAN.rows),
        kinds=config["analysis"]["kinds"],
        compare=config["compare"],
        min_texts=config["contrast"]["min_texts"],
        readability=config["readability"],
    script:
        "../../scripts/measure_readability.py"
