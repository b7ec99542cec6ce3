"""Figures of texts and groups as wholes, each from its tables.

Needs: results/tables. Gives: results/figures/<name>.{png,svg,pdf}.
"""


rule plot_corpus:
    input:
        corpus="<results>/{part}tables/corpus.csv",
        code=script_sources("plot_corpus.py"),
    output:
        report(
            "<results>/{part}figures/corpus.png",
            caption=caption("corpus"),
            category=titled("1 Corpus"),
            labels=labels("01 The corpus at a glance"),
        ),
        "<results>/{part}figures/corpus.svg",
        "<results>/{part}figures/corpus.pdf",
    log:
        "<logs>/{part}plot_corpus.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        many=compact("corpus"),
        caveat=of_part(PLAN.caveat),
    script:
        "../../scripts/plot_corpus.py"


rule plot_orientation:
    input:
        parts="<results>/{part}tables/parts.csv",
        code=script_sources("plot_orientation.py"),
    output:
        report(
            "<results>/{part}figures/orientation.png",
            caption=caption("orientation"),
            category=titled("5 Rhetoric"),
            labels=labels("17 Back, at what is, ahead"),
        ),
        "<results>/{part}figures/orientation.svg",
        "<results>/{part}figures/orientation.pdf",
    log:
        "<logs>/{part}plot_orientation.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        many=compact("orientation"),
        caveat=of_part(PLAN.caveat),
    script:
        "../../scripts/plot_orientation.py"


rule plot_outlook:
    input:
        sentences="<results>/{part}tables/sentences.csv",
        code=script_sources("plot_outlook.py"),
    output:
        report(
            "<results>/{part}figures/outlook.png",
            caption=caption("outlook"),
            category=titled("5 Rhetoric"),
            labels=labels("18 Past to future along each text"),
        ),
        "<results>/{part}figures/outlook.svg",
        "<results>/{part}figures/outlook.pdf",
    log:
        "<logs>/{part}plot_outlook.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        kinds=config["analysis"]["kinds"],
        contrast=of_part(PLAN.contrast),
        many=compact("outlook"),
        caveat=of_part(PLAN.caveat),
    script:
        "../../scripts/plot_outlook.py"


rule plot_similarity:
    input:
        similarity="<results>/{part}tables/similarity.csv",
        code=script_sources("plot_similarity.py"),
    output:
        report(
            "<results>/{part}figures/similarity.png",
            caption=caption("similarity"),
            category=titled("2 Words"),
            labels=labels("23 How alike the texts are"),
        ),
        "<results>/{part}figures/similarity.svg",
        "<results>/{part}figures/similarity.pdf",
    log:
        "<logs>/{part}plot_similarity.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        many=compact("similarity"),
        caveat=of_part(PLAN.caveat),
    script:
        "../../scripts/plot_similarity.py"


rule plot_prose:
    input:
        readability="<results>/{part}tables/readability.csv",
        code=script_sources("plot_prose.py"),
    output:
        report(
            "<results>/{part}figures/prose.png",
            caption=caption("prose"),
            category=titled("2 Words"),
            labels=labels("24 Length of sentences"),
        ),
        "<results>/{part}figures/prose.svg",
        "<results>/{part}figures/prose.pdf",
    log:
        "<logs>/{part}plot_prose.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        many=compact("prose"),
        caveat=of_part(PLAN.caveat),
        readability=config["readability"],
    script:
        "../../scripts/plot_prose.py"


rule plot_trial:
    input:
        models="<results>/{part}tables/topic_models.csv",
        code=script_sources("plot_trial.py"),
    output:
        report(
            "<results>/{part}figures/trial.png",
            caption=caption("trial"),
            category=titled("3 Topics"),
            labels=labels("25 Topic models on trial"),
        ),
        "<results>/{part}figures/trial.svg",
        "<results>/{part}figures/trial.pdf",
    log:
        "<logs>/{part}plot_trial.log",
    params:
        language=config["language"],
        reference="a reference corpus" if config["tfidf"]["reference"] else "these texts themselves",
        caveat=of_part(PLAN.caveat),
        many=compact("trial"),
    script:
        "../../scripts/plot_trial.py"


rule plot_topics:
    input:
        topics="<results>/{part}tables/topics.csv",
        prevalence="<results>/{part}tables/topic_prevalence.csv",
        verdicts="<results>/{part}tables/topic_verdicts.csv",
        models="<results>/{part}tables/topic_models.csv",
        code=script_sources("plot_topics.py"),
    output:
        report(
            "<results>/{part}figures/topics.png",
            caption=caption("topics"),
            category=titled("3 Topics"),
            labels=labels("26 Topics by group"),
        ),
        "<results>/{part}figures/topics.svg",
        "<results>/{part}figures/topics.pdf",
    log:
        "<logs>/{part}plot_topics.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        many=compact("topics"),
        caveat=of_part(PLAN.caveat),
        contrast=of_part(PLAN.contrast),
    script:
        "../../scripts/plot_topics.py"


rule plot_topic_map:
    input:
        topic_map="<results>/{part}tables/topic_map.csv",
        topics="<results>/{part}tables/topics.csv",
        models="<results>/{part}tables/topic_models.csv",
        code=script_sources("plot_topic_map.py"),
    output:
        report(
            "<results>/{part}figures/topic_map.png",
            caption=caption("topic_map"),
            category=titled("3 Topics"),
            labels=labels("27 Map of topics"),
        ),
        "<results>/{part}figures/topic_map.svg",
        "<results>/{part}figures/topic_map.pdf",
    log:
        "<logs>/{part}plot_topic_map.log",
    params:
        language=config["language"],
        caveat=of_part(PLAN.caveat),
        many=compact("topic_map"),
    script:
        "../../scripts/plot_topic_map.py"


rule plot_course:
    input:
        course="<results>/{part}tables/course.csv",
        code=script_sources("plot_course.py"),
    output:
        report(
            "<results>/{part}figures/course.png",
            caption=caption("course"),
            category=titled("3 Topics"),
            labels=labels("28 How each text spends its length"),
        ),
        "<results>/{part}figures/course.svg",
        "<results>/{part}figures/course.pdf",
    log:
        "<logs>/{part}plot_course.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        many=compact("course"),
        caveat=of_part(PLAN.caveat),
        contrast=of_part(PLAN.contrast),
    script:
        "../../scripts/plot_course.py"
