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
            labels={"figure": "8 Specification curve"},
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


rule plot_plan:
    input:
        keyness="<results>/{part}tables/keyness_parts.csv",
        code=script_sources("plot_plan.py"),
    output:
        report(
            "<results>/{part}figures/plan.png",
            caption="../report/plan.rst",
            category="Figures",
            labels={"figure": "8 Plan against plan"},
        ),
        "<results>/{part}figures/plan.svg",
        "<results>/{part}figures/plan.pdf",
    log:
        "<logs>/{part}plot_plan.log",
    params:
        groups=list(PLAN.groups),
        caveat=of_part(PLAN.caveat),
        figures=config["figures"],
        min_tokens=config["parts"]["min_tokens"],
    script:
        "../../scripts/plot_plan.py"


rule plot_orientation:
    input:
        parts="<results>/{part}tables/parts.csv",
        code=script_sources("plot_orientation.py"),
    output:
        report(
            "<results>/{part}figures/orientation.png",
            caption="../report/orientation.rst",
            category="Figures",
            labels={"figure": "7 Back, at what is, ahead"},
        ),
        "<results>/{part}figures/orientation.svg",
        "<results>/{part}figures/orientation.pdf",
    log:
        "<logs>/{part}plot_orientation.log",
    params:
        groups=list(PLAN.groups),
        many=compact("orientation"),
        caveat=of_part(PLAN.caveat),
    script:
        "../../scripts/plot_orientation.py"


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


rule plot_effect:
    input:
        keyness="<results>/{part}tables/keyness.csv",
        code=script_sources("plot_effect.py"),
    output:
        report(
            "<results>/{part}figures/effect.png",
            caption="../report/effect.rst",
            category="Figures",
            labels={"figure": "7 All terms by rate and effect"},
        ),
        "<results>/{part}figures/effect.svg",
        "<results>/{part}figures/effect.pdf",
    log:
        "<logs>/{part}plot_effect.log",
    params:
        groups=list(PLAN.groups),
        many=compact("effect"),
        caveat=of_part(PLAN.caveat),
        figures=config["figures"],
    script:
        "../../scripts/plot_effect.py"


rule plot_xray:
    input:
        positions="<results>/{part}tables/positions.csv",
        spread="<results>/{part}tables/spread.csv",
        course="<results>/{part}tables/course.csv",
        code=script_sources("plot_xray.py"),
    output:
        report(
            "<results>/{part}figures/xray.png",
            caption="../report/xray.rst",
            category="Figures",
            labels={"figure": "8 Where terms stand"},
        ),
        "<results>/{part}figures/xray.svg",
        "<results>/{part}figures/xray.pdf",
    log:
        "<logs>/{part}plot_xray.log",
    params:
        groups=list(PLAN.groups),
        many=compact("xray"),
        caveat=of_part(PLAN.caveat),
        contrast=of_part(PLAN.contrast),
    script:
        "../../scripts/plot_xray.py"


rule plot_prose:
    input:
        readability="<results>/{part}tables/readability.csv",
        code=script_sources("plot_prose.py"),
    output:
        report(
            "<results>/{part}figures/prose.png",
            caption="../report/prose.rst",
            category="Figures",
            labels={"figure": "7 Length of sentences"},
        ),
        "<results>/{part}figures/prose.svg",
        "<results>/{part}figures/prose.pdf",
    log:
        "<logs>/{part}plot_prose.log",
    params:
        groups=list(PLAN.groups),
        many=compact("prose"),
        caveat=of_part(PLAN.caveat),
        readability=config["readability"],
    script:
        "../../scripts/plot_prose.py"
