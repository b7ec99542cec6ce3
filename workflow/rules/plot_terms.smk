"""Figures of words: what sets groups apart, what they share, where they stand; each from its tables.

Needs: results/tables. Gives: results/figures/<name>.{png,svg,pdf}.
"""


rule plot_keyness:
    input:
        keyness="<results>/{part}tables/keyness.csv",
        code=script_sources("plot_keyness.py"),
    output:
        report(
            "<results>/{part}figures/keyness.png",
            caption=caption("keyness"),
            category=titled("2 Words"),
            labels=labels("15 Distinctive terms"),
        ),
        "<results>/{part}figures/keyness.svg",
        "<results>/{part}figures/keyness.pdf",
    log:
        "<logs>/{part}plot_keyness.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        many=compact("keyness"),
        caveat=of_part(PLAN.caveat),
        figures=config["figures"],
    script:
        "../../scripts/plot_keyness.py"


rule plot_effect:
    input:
        keyness="<results>/{part}tables/keyness.csv",
        code=script_sources("plot_effect.py"),
    output:
        report(
            "<results>/{part}figures/effect.png",
            caption=caption("effect"),
            category=titled("2 Words"),
            labels=labels("16 All terms by rate and effect"),
        ),
        "<results>/{part}figures/effect.svg",
        "<results>/{part}figures/effect.pdf",
    log:
        "<logs>/{part}plot_effect.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        many=compact("effect"),
        caveat=of_part(PLAN.caveat),
        figures=config["figures"],
    script:
        "../../scripts/plot_effect.py"


rule plot_plan:
    input:
        keyness="<results>/{part}tables/keyness_parts.csv",
        code=script_sources("plot_plan.py"),
    output:
        report(
            "<results>/{part}figures/plan.png",
            caption=caption("plan"),
            category=titled("2 Words"),
            labels=labels("19 Plan against plan"),
        ),
        "<results>/{part}figures/plan.svg",
        "<results>/{part}figures/plan.pdf",
    log:
        "<logs>/{part}plot_plan.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        caveat=of_part(PLAN.caveat),
        figures=config["figures"],
        min_tokens=config["parts"]["min_tokens"],
    script:
        "../../scripts/plot_plan.py"


rule plot_tfidf:
    input:
        tfidf="<results>/{part}tables/tfidf.csv",
        code=script_sources("plot_tfidf.py"),
    output:
        report(
            "<results>/{part}figures/tfidf.png",
            caption=caption("tfidf"),
            category=titled("2 Words"),
            labels=labels("20 TF-IDF terms"),
        ),
        "<results>/{part}figures/tfidf.svg",
        "<results>/{part}figures/tfidf.pdf",
    log:
        "<logs>/{part}plot_tfidf.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        many=compact("tfidf"),
        caveat=of_part(PLAN.caveat),
        contrast=of_part(PLAN.contrast),
        figures=config["figures"],
    script:
        "../../scripts/plot_tfidf.py"


rule plot_ternary:
    input:
        ternary="<results>/{part}tables/ternary.csv",
        code=script_sources("plot_ternary.py"),
    output:
        report(
            "<results>/{part}figures/ternary.png",
            caption=caption("ternary"),
            category=titled("2 Words"),
            labels=labels("21 Shared vocabulary"),
        ),
        "<results>/{part}figures/ternary.svg",
        "<results>/{part}figures/ternary.pdf",
    log:
        "<logs>/{part}plot_ternary.log",
    params:
        language=config["language"],
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
            caption=caption("correspondence"),
            category=titled("2 Words"),
            labels=labels("21 Map of groups and words"),
        ),
        "<results>/{part}figures/correspondence.svg",
        "<results>/{part}figures/correspondence.pdf",
    log:
        "<logs>/{part}plot_correspondence.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        many=compact("correspondence"),
        caveat=of_part(PLAN.caveat),
        contrast=of_part(PLAN.contrast),
    script:
        "../../scripts/plot_correspondence.py"


rule plot_xray:
    input:
        positions="<results>/{part}tables/positions.csv",
        spread="<results>/{part}tables/spread.csv",
        course="<results>/{part}tables/course.csv",
        code=script_sources("plot_xray.py"),
    output:
        report(
            "<results>/{part}figures/xray.png",
            caption=caption("xray"),
            category=titled("2 Words"),
            labels=labels("22 Where terms stand"),
        ),
        "<results>/{part}figures/xray.svg",
        "<results>/{part}figures/xray.pdf",
    log:
        "<logs>/{part}plot_xray.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        many=compact("xray"),
        caveat=of_part(PLAN.caveat),
        contrast=of_part(PLAN.contrast),
    script:
        "../../scripts/plot_xray.py"
