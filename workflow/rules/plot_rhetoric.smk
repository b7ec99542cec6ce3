"""Figures of rhetoric, each from its tables.

Needs: results/tables. Gives: results/figures/<name>.{png,svg,pdf}.
"""


rule plot_rhetoric:
    input:
        rhetoric="<results>/{part}tables/rhetoric.csv",
        validation="<results>/{part}tables/rhetoric_validation.csv",
        differences="<results>/{part}tables/rhetoric_differences.csv",
        code=script_sources("plot_rhetoric.py"),
    output:
        report(
            "<results>/{part}figures/rhetoric.png",
            caption=caption("rhetoric"),
            category=titled("5 Rhetoric"),
            labels=labels("10 How the texts speak"),
        ),
        "<results>/{part}figures/rhetoric.svg",
        "<results>/{part}figures/rhetoric.pdf",
    log:
        "<logs>/{part}plot_rhetoric.log",
    params:
        language=config["language"],
        coding=titled(PLAN.rhetoric_coding),
        groups=list(PLAN.groups),
        many=compact("rhetoric"),
        caveat=of_part(PLAN.caveat),
    script:
        "../../scripts/plot_rhetoric.py"


rule plot_metaphors:
    input:
        rhetoric="<results>/{part}tables/rhetoric.csv",
        validation="<results>/{part}tables/rhetoric_validation.csv",
        differences="<results>/{part}tables/rhetoric_differences.csv",
        instances="<results>/{part}tables/rhetoric_instances.csv",
        code=script_sources("plot_metaphors.py"),
    output:
        report(
            "<results>/{part}figures/metaphors.png",
            caption=caption("metaphors"),
            category=titled("5 Rhetoric"),
            labels=labels("11 Metaphors by source"),
        ),
        "<results>/{part}figures/metaphors.svg",
        "<results>/{part}figures/metaphors.pdf",
    log:
        "<logs>/{part}plot_metaphors.log",
    params:
        language=config["language"],
        coding=titled(PLAN.rhetoric_coding),
        groups=list(PLAN.groups),
        many=compact("metaphors"),
        caveat=of_part(PLAN.caveat),
    script:
        "../../scripts/plot_metaphors.py"


rule plot_modality:
    input:
        modality="<results>/{part}tables/modality.csv",
        rhetoric="<results>/{part}tables/rhetoric.csv",
        validation="<results>/{part}tables/rhetoric_validation.csv",
        differences="<results>/{part}tables/rhetoric_differences.csv",
        code=script_sources("plot_modality.py"),
    output:
        report(
            "<results>/{part}figures/modality.png",
            caption=caption("modality"),
            category=titled("5 Rhetoric"),
            labels=labels("12 The ladder of obligation"),
        ),
        "<results>/{part}figures/modality.svg",
        "<results>/{part}figures/modality.pdf",
    log:
        "<logs>/{part}plot_modality.log",
    params:
        language=config["language"],
        coding=titled(PLAN.rhetoric_coding),
        groups=list(PLAN.groups),
        many=compact("modality"),
        caveat=of_part(PLAN.caveat),
    script:
        "../../scripts/plot_modality.py"


rule plot_formulas:
    input:
        coverage="<results>/{part}tables/formulation_coverage.csv",
        code=script_sources("plot_formulas.py"),
    output:
        report(
            "<results>/{part}figures/formulas.png",
            caption=caption("formulas"),
            category=titled("5 Rhetoric"),
            labels=labels("13 Fixed formulations"),
        ),
        "<results>/{part}figures/formulas.svg",
        "<results>/{part}figures/formulas.pdf",
    log:
        "<logs>/{part}plot_formulas.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        many=compact("formulas"),
        caveat=of_part(PLAN.caveat),
    script:
        "../../scripts/plot_formulas.py"


rule plot_echo:
    input:
        reuse="<results>/{part}tables/reuse.csv",
        echo="<results>/{part}tables/echo.csv",
        between="<results>/{part}tables/reuse_groups.csv",
        code=script_sources("plot_echo.py"),
    output:
        report(
            "<results>/{part}figures/echo.png",
            caption=caption("echo"),
            category=titled("5 Rhetoric"),
            labels=labels("14 What texts share"),
        ),
        "<results>/{part}figures/echo.svg",
        "<results>/{part}figures/echo.pdf",
    log:
        "<logs>/{part}plot_echo.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        contrast=of_part(PLAN.contrast),
        many=compact("echo"),
        caveat=of_part(PLAN.caveat),
    script:
        "../../scripts/plot_echo.py"
