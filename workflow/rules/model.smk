"""Topic models over paragraphs.

Needs: counts, sentences. Gives: results/tables/{topics,topic_prevalence,course}.csv.
"""


rule fit_topics:
    input:
        counts=counted("counts"),
        sentences="<results>/{part}tables/sentences.csv",
        occasion=word_list("occasion"),
        code=script_sources("fit_topics.py"),
    output:
        topics=report(
            "<results>/{part}tables/topics.csv",
            caption="../report/table_topics.rst",
            category="Tables",
        ),
        prevalence="<results>/{part}tables/topic_prevalence.csv",
        course="<results>/{part}tables/course.csv",
    log:
        "<logs>/{part}fit_topics.log",
    benchmark:
        "<logs>/{part}fit_topics.benchmark.tsv"
    params:
        groups=list(PLAN.groups),
        topics=config["topics"],
        kinds=config["analysis"]["kinds"],
    script:
        "../../scripts/fit_topics.py"
