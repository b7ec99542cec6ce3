"""Figures, each from its table.

Needs: results/tables. Gives: results/figures/<name>.{png,svg,pdf}.
"""


rule plot_corpus:
    input:
        corpus="<results>/tables/corpus.csv",
        code=script_sources("plot_corpus.py"),
    output:
        report(
            "<results>/figures/corpus.png",
            caption="../report/corpus.rst",
            category="Figures",
            labels={"figure": "1 The corpus at a glance"},
        ),
        "<results>/figures/corpus.svg",
        "<results>/figures/corpus.pdf",
    log:
        "<logs>/plot_corpus.log",
    params:
        groups=list(PLAN.groups),
        many=compact("corpus"),
        caveat=PLAN.caveat(),
    script:
        "../../scripts/plot_corpus.py"


rule plot_tfidf:
    input:
        tfidf="<results>/tables/tfidf.csv",
        code=script_sources("plot_tfidf.py"),
    output:
        report(
            "<results>/figures/tfidf.png",
            caption="../report/tfidf.rst",
            category="Figures",
            labels={"figure": "3 TF-IDF terms"},
        ),
        "<results>/figures/tfidf.svg",
        "<results>/figures/tfidf.pdf",
    log:
        "<logs>/plot_tfidf.log",
    params:
        groups=list(PLAN.groups),
        many=compact("tfidf"),
        caveat=PLAN.caveat(),
        contrast=PLAN.contrast(),
        figures=config["figures"],
    script:
        "../../scripts/plot_tfidf.py"


rule plot_keyness:
    input:
        keyness="<results>/tables/keyness.csv",
        code=script_sources("plot_keyness.py"),
    output:
        report(
            "<results>/figures/keyness.png",
            caption="../report/keyness.rst",
            category="Figures",
            labels={"figure": "2 Distinctive terms"},
        ),
        "<results>/figures/keyness.svg",
        "<results>/figures/keyness.pdf",
    log:
        "<logs>/plot_keyness.log",
    params:
        groups=list(PLAN.groups),
        many=compact("keyness"),
        caveat=PLAN.caveat(),
        figures=config["figures"],
    script:
        "../../scripts/plot_keyness.py"


rule plot_ternary:
    input:
        ternary="<results>/tables/ternary.csv",
        code=script_sources("plot_ternary.py"),
    output:
        report(
            "<results>/figures/ternary.png",
            caption="../report/ternary.rst",
            category="Figures",
            labels={"figure": "4 Shared vocabulary"},
        ),
        "<results>/figures/ternary.svg",
        "<results>/figures/ternary.pdf",
    log:
        "<logs>/plot_ternary.log",
    params:
        groups=list(PLAN.groups),
        many=compact("ternary"),
        caveat=PLAN.caveat(),
        contrast=PLAN.contrast(),
        figures=config["figures"],
        min_expected=config["ternary"]["min_expected"],
    script:
        "../../scripts/plot_ternary.py"


rule plot_correspondence:
    input:
        correspondence="<results>/tables/correspondence.csv",
        code=script_sources("plot_correspondence.py"),
    output:
        report(
            "<results>/figures/correspondence.png",
            caption="../report/correspondence.rst",
            category="Figures",
            labels={"figure": "4 Map of groups and words"},
        ),
        "<results>/figures/correspondence.svg",
        "<results>/figures/correspondence.pdf",
    log:
        "<logs>/plot_correspondence.log",
    params:
        groups=list(PLAN.groups),
        many=compact("correspondence"),
        caveat=PLAN.caveat(),
        contrast=PLAN.contrast(),
    script:
        "../../scripts/plot_correspondence.py"


rule plot_topics:
    input:
        topics="<results>/tables/topics.csv",
        prevalence="<results>/tables/topic_prevalence.csv",
        code=script_sources("plot_topics.py"),
    output:
        report(
            "<results>/figures/topics.png",
            caption="../report/topics.rst",
            category="Figures",
            labels={"figure": "5 Topics by group"},
        ),
        "<results>/figures/topics.svg",
        "<results>/figures/topics.pdf",
    log:
        "<logs>/plot_topics.log",
    params:
        groups=list(PLAN.groups),
        many=compact("topics"),
        caveat=PLAN.caveat(),
        contrast=PLAN.contrast(),
        model=config["topics"]["models"][0],
    script:
        "../../scripts/plot_topics.py"


rule plot_course:
    input:
        course="<results>/tables/course.csv",
        code=script_sources("plot_course.py"),
    output:
        report(
            "<results>/figures/course.png",
            caption="../report/course.rst",
            category="Figures",
            labels={"figure": "6 How each text spends its length"},
        ),
        "<results>/figures/course.svg",
        "<results>/figures/course.pdf",
    log:
        "<logs>/plot_course.log",
    params:
        groups=list(PLAN.groups),
        many=compact("course"),
        caveat=PLAN.caveat(),
        contrast=PLAN.contrast(),
    script:
        "../../scripts/plot_course.py"
