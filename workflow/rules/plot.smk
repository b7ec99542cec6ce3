"""Figures, a rule a chapter: those that are drawn from the same tables, or from tables of one stage.

Needs: results/<part>tables, the codebook. Gives: results/<part>figures/<name>.{png,svg,pdf}.
"""


rule plot_texts:
    input:
        tables=[
            "<results>/{part}tables/corpus.csv",
            "<results>/{part}tables/parts.csv",
            "<results>/{part}tables/sentences.csv",
            "<results>/{part}tables/keyness_parts.csv",
            "<results>/{part}tables/targets.csv",
        ],
        code=script_sources("plot_texts.py"),
    output:
        drawn("corpus", titled("1 Corpus"), labels("01 The corpus at a glance")),
        drawn("orientation", titled("5 Rhetoric"), labels("17 Back, at what is, ahead")),
        drawn("outlook", titled("5 Rhetoric"), labels("18 Past to future along each text")),
        drawn("plan", titled("2 Words"), labels("19 Plan against plan")),
        drawn("promises", titled("6 Promises"), labels("09 Promises by the year they are due")),
    log:
        "<logs>/{part}plot_texts.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        contrast=of_part(PLAN.contrast),
        many=compact,
        caveat=of_part(PLAN.caveat),
        options={
            **config["figures"],
            "kinds": config["analysis"]["kinds"],
            "min_tokens": config["parts"]["min_tokens"],
        },
    script:
        "../../scripts/plot_texts.py"


rule plot_words:
    input:
        tables=[
            "<results>/{part}tables/keyness.csv",
            "<results>/{part}tables/tfidf.csv",
            *[f"<results>/{{part}}tables/{name}.csv" for name in MAP],
            "<results>/{part}tables/similarity.csv",
            "<results>/{part}tables/readability.csv",
        ],
        code=script_sources("plot_words.py"),
    output:
        drawn("keyness", titled("2 Words"), labels("15 Distinctive terms")),
        drawn("effect", titled("2 Words"), labels("16 All terms by rate and effect")),
        drawn("tfidf", titled("2 Words"), labels("20 TF-IDF terms")),
        drawn("ternary", titled("2 Words"), labels("21 Shared vocabulary")),
        drawn("correspondence", titled("2 Words"), labels("21 Map of groups and words")),
        drawn("similarity", titled("2 Words"), labels("23 How alike the texts are")),
        drawn("prose", titled("2 Words"), labels("24 Length of sentences")),
    log:
        "<logs>/{part}plot_words.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        contrast=of_part(PLAN.contrast),
        many=compact,
        caveat=of_part(PLAN.caveat),
        options={**config["figures"], "min_expected": config["ternary"]["min_expected"]},
    script:
        "../../scripts/plot_words.py"


rule plot_topics:
    input:
        tables=[
            "<results>/{part}tables/topic_models.csv",
            "<results>/{part}tables/topics.csv",
            "<results>/{part}tables/topic_prevalence.csv",
            "<results>/{part}tables/topic_verdicts.csv",
            "<results>/{part}tables/topic_map.csv",
            "<results>/{part}tables/course.csv",
            "<results>/{part}tables/positions.csv",
            "<results>/{part}tables/spread.csv",
        ],
        code=script_sources("plot_topics.py"),
    output:
        drawn("trial", titled("3 Topics"), labels("25 Topic models on trial")),
        drawn("topics", titled("3 Topics"), labels("26 Topics by group")),
        drawn("topic_map", titled("3 Topics"), labels("27 Map of topics")),
        drawn("course", titled("3 Topics"), labels("28 How each text spends its length")),
        drawn("xray", titled("2 Words"), labels("22 Where terms stand")),
    log:
        "<logs>/{part}plot_topics.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        contrast=of_part(PLAN.contrast),
        many=compact,
        caveat=of_part(PLAN.caveat),
        reference="a reference corpus" if config["tfidf"]["reference"] else "these texts themselves",
    script:
        "../../scripts/plot_topics.py"


rule plot_priorities:
    input:
        tables=[
            "<results>/{part}tables/priorities.csv",
            "<results>/{part}tables/priority_validation.csv",
            "<results>/{part}tables/quasi_sentences.csv",
            "<results>/{part}tables/sentences.csv",
            "<results>/{part}tables/priority_confusion.csv",
            "<results>/{part}tables/priority_ways.csv",
        ],
        codebook=config["priorities"]["codebook"],
        code=script_sources("plot_priorities.py"),
    output:
        drawn("priorities", titled("4 Priorities"), labels("04 Attention by code")),
        drawn("agenda", titled("4 Priorities"), labels("05 The agenda along each text")),
        drawn("praise", titled("4 Priorities"), labels("06 Praised and promised")),
        drawn("confusion", titled("4 Priorities"), labels("07 Where the instrument errs")),
        drawn("ways", titled("4 Priorities"), labels("08 Three ways compared")),
    log:
        "<logs>/{part}plot_priorities.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        contrast=of_part(PLAN.contrast),
        coding=titled(PLAN.coding),
        many=compact,
        caveat=of_part(PLAN.caveat),
    script:
        "../../scripts/plot_priorities.py"


rule plot_rhetoric:
    input:
        tables=[
            "<results>/{part}tables/rhetoric.csv",
            "<results>/{part}tables/rhetoric_validation.csv",
            "<results>/{part}tables/rhetoric_differences.csv",
            "<results>/{part}tables/rhetoric_instances.csv",
            "<results>/{part}tables/modality.csv",
            "<results>/{part}tables/formulation_coverage.csv",
            "<results>/{part}tables/reuse.csv",
            "<results>/{part}tables/echo.csv",
            "<results>/{part}tables/reuse_groups.csv",
        ],
        code=script_sources("plot_rhetoric.py"),
    output:
        drawn("rhetoric", titled("5 Rhetoric"), labels("10 How the texts speak")),
        drawn("metaphors", titled("5 Rhetoric"), labels("11 Metaphors by source")),
        drawn("modality", titled("5 Rhetoric"), labels("12 The ladder of obligation")),
        drawn("formulas", titled("5 Rhetoric"), labels("13 Fixed formulations")),
        drawn("echo", titled("5 Rhetoric"), labels("14 What texts share")),
    log:
        "<logs>/{part}plot_rhetoric.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        contrast=of_part(PLAN.contrast),
        coding=titled(PLAN.rhetoric_coding),
        many=compact,
        caveat=of_part(PLAN.caveat),
    script:
        "../../scripts/plot_rhetoric.py"


rule plot_claims:
    input:
        tables=[
            "<results>/{part}tables/claims.csv",
            "<results>/{part}tables/robustness.csv",
            "<results>/{part}tables/specifications.csv",
            "<results>/{part}tables/choices.csv",
        ],
        code=script_sources("plot_claims.py"),
    output:
        drawn(
            "robustness", titled("7 Robustness"), labels("02 Claims under every reasonable choice")
        ),
        drawn("specifications", titled("7 Robustness"), labels("03 Specification curve")),
    log:
        "<logs>/{part}plot_claims.log",
    params:
        language=config["language"],
        caveat=of_part(PLAN.caveat),
        agree=config["robustness"]["agree"],
    script:
        "../../scripts/plot_claims.py"
