"""Topic models over paragraphs.

Needs: counts, sentences. Gives: results/tables/{topics,topic_prevalence,course}.csv.
"""


rule fit_topics:
    input:
        counts="<results>/work/corpus_counts.parquet",
        sentences="<results>/tables/sentences.csv",
        occasion=word_list("occasion"),
        code=script_sources("fit_topics.py"),
    output:
        topics=report(
            "<results>/tables/topics.csv", caption="../report/table_topics.rst", category="Tables"
        ),
        prevalence="<results>/tables/topic_prevalence.csv",
        course="<results>/tables/course.csv",
    log:
        "<logs>/fit_topics.log",
    benchmark:
        "<logs>/fit_topics.benchmark.tsv"
    params:
        groups=list(PLAN.groups),
        topics=config["topics"],
        kinds=config["analysis"]["kinds"],
    script:
        "../../scripts/fit_topics.py"
