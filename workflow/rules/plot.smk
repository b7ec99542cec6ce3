"""Figures, each from its table.

Needs: results/tables. Gives: results/figures/<name>.{png,svg,pdf}.
"""


rule plot_corpus:
    input:
        corpus="<results>/{part}tables/corpus.csv",
        code=script_sources("plot_corpus.py"),
    output:
        report(
            "<results>/{part}figures/corpus.png",
            caption="../report/corpus.rst",
            category="Figures",
            labels={"figure": "1 The corpus at a glance"},
        ),
        "<results>/{part}figures/corpus.svg",
        "<results>/{part}figures/corpus.pdf",
    log:
        "<logs>/{part}plot_corpus.log",
    params:
        groups=list(PLAN.groups),
        many=compact("corpus"),
        caveat=of_part(PLAN.caveat),
    script:
        "../../scripts/plot_corpus.py"


rule plot_tfidf:
    input:
        tfidf="<results>/{part}tables/tfidf.csv",
        code=script_sources("plot_tfidf.py"),
    output:
        report(
            "<results>/{part}figures/tfidf.png",
            caption="../report/tfidf.rst",
            category="Figures",
            labels={"figure": "3 TF-IDF terms"},
        ),
        "<results>/{part}figures/tfidf.svg",
        "<results>/{part}figures/tfidf.pdf",
    log:
        "<logs>/{part}plot_tfidf.log",
    params:
        groups=list(PLAN.groups),
        many=compact("tfidf"),
        caveat=of_part(PLAN.caveat),
        contrast=of_part(PLAN.contrast),
        figures=config["figures"],
    script:
        "../../scripts/plot_tfidf.py"


rule plot_keyness:
    input:
        keyness="<results>/{part}tables/keyness.csv",
        code=script_sources("plot_keyness.py"),
    output:
        report(
            "<results>/{part}figures/keyness.png",
            caption="../report/keyness.rst",
            category="Figures",
            labels={"figure": "2 Distinctive terms"},
        ),
        "<results>/{part}figures/keyness.svg",
        "<results>/{part}figures/keyness.pdf",
    log:
        "<logs>/{part}plot_keyness.log",
    params:
        groups=list(PLAN.groups),
        many=compact("keyness"),
        caveat=of_part(PLAN.caveat),
        figures=config["figures"],
    script:
        "../../scripts/plot_keyness.py"


rule plot_ternary:
    input:
        ternary="<results>/{part}tables/ternary.csv",
        code=script_sources("plot_ternary.py"),
    output:
        report(
            "<results>/{part}figures/ternary.png",
            caption="../report/ternary.rst",
            category="Figures",
            labels={"figure": "4 Shared vocabulary"},
        ),
        "<results>/{part}figures/ternary.svg",
        "<results>/{part}figures/ternary.pdf",
    log:
        "<logs>/{part}plot_ternary.log",
    params:
        groups=list(PLAN.groups),
        many=compact("ternary"),
        caveat=of_part(PLAN.caveat),
        contrast=of_part(PLAN.contrast),
        figures=config["figures"],
        min_expected=config["ternary"]["min_expected"],
    script:
        "../../scripts/plot_ternary.py"


rule plot_correspondence:
    input:
        correspondence="<results>/{part}tables/correspondence.csv",
        code=script_sources("plot_correspondence.py"),
    output:
        report(
            "<results>/{part}figures/correspondence.png",
            caption="../report/correspondence.rst",
            category="Figures",
            labels={"figure": "4 Map of groups and words"},
        ),
        "<results>/{part}figures/correspondence.svg",
        "<results>/{part}figures/correspondence.pdf",
    log:
        "<logs>/{part}plot_correspondence.log",
    params:
        groups=list(PLAN.groups),
        many=compact("correspondence"),
        caveat=of_part(PLAN.caveat),
        contrast=of_part(PLAN.contrast),
    script:
        "../../scripts/plot_correspondence.py"


rule plot_similarity:
    input:
        similarity="<results>/{part}tables/similarity.csv",
        code=script_sources("plot_similarity.py"),
    output:
        report(
            "<results>/{part}figures/similarity.png",
            caption="../report/similarity.rst",
            category="Figures",
            labels={"figure": "7 How alike the texts are"},
        ),
        "<results>/{part}figures/similarity.svg",
        "<results>/{part}figures/similarity.pdf",
    log:
        "<logs>/{part}plot_similarity.log",
    params:
        groups=list(PLAN.groups),
        many=compact("similarity"),
        caveat=of_part(PLAN.caveat),
    script:
        "../../scripts/plot_similarity.py"


rule plot_topics:
    input:
        topics="<results>/{part}tables/topics.csv",
        prevalence="<results>/{part}tables/topic_prevalence.csv",
        code=script_sources("plot_topics.py"),
    output:
        report(
            "<results>/{part}figures/topics.png",
            caption="../report/topics.rst",
            category="Figures",
            labels={"figure": "5 Topics by group"},
        ),
        "<results>/{part}figures/topics.svg",
        "<results>/{part}figures/topics.pdf",
    log:
        "<logs>/{part}plot_topics.log",
    params:
        groups=list(PLAN.groups),
        many=compact("topics"),
        caveat=of_part(PLAN.caveat),
        contrast=of_part(PLAN.contrast),
        model=config["topics"]["models"][0],
    script:
        "../../scripts/plot_topics.py"


rule plot_course:
    input:
        course="<results>/{part}tables/course.csv",
        code=script_sources("plot_course.py"),
    output:
        report(
            "<results>/{part}figures/course.png",
            caption="../report/course.rst",
            category="Figures",
            labels={"figure": "6 How each text spends its length"},
        ),
        "<results>/{part}figures/course.svg",
        "<results>/{part}figures/course.pdf",
    log:
        "<logs>/{part}plot_course.log",
    params:
        groups=list(PLAN.groups),
        many=compact("course"),
        caveat=of_part(PLAN.caveat),
        contrast=of_part(PLAN.contrast),
    script:
        "../../scripts/plot_course.py"
