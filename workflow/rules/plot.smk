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


rule plot_robustness:
    input:
        findings="<results>/{part}tables/findings.csv",
        robustness="<results>/{part}tables/robustness.csv",
        code=script_sources("plot_robustness.py"),
    output:
        report(
            "<results>/{part}figures/robustness.png",
            caption="../report/robustness.rst",
            category="Figures",
            labels={"figure": "7 Claims under every reasonable choice"},
        ),
        "<results>/{part}figures/robustness.svg",
        "<results>/{part}figures/robustness.pdf",
    log:
        "<logs>/{part}plot_robustness.log",
    params:
        many=compact("robustness"),
        caveat=of_part(PLAN.caveat),
    script:
        "../../scripts/plot_robustness.py"


rule plot_specifications:
    input:
        findings="<results>/{part}tables/findings.csv",
        robustness="<results>/{part}tables/robustness.csv",
        specifications="<results>/{part}tables/specifications.csv",
        choices="<results>/{part}tables/choices.csv",
        code=script_sources("plot_specifications.py"),
    output:
        report(
            "<results>/{part}figures/specifications.png",
            caption="../report/specifications.rst",
            category="Figures",
            labels={"figure": "8 The claim most in doubt"},
        ),
        "<results>/{part}figures/specifications.svg",
        "<results>/{part}figures/specifications.pdf",
    log:
        "<logs>/{part}plot_specifications.log",
    params:
        many=compact("specifications"),
        caveat=of_part(PLAN.caveat),
        agree=config["robustness"]["agree"],
    script:
        "../../scripts/plot_specifications.py"
