"""Figures of the claims, each from its tables.

Needs: results/tables. Gives: results/figures/<name>.{png,svg,pdf}.
"""


rule plot_robustness:
    input:
        claims="<results>/{part}tables/claims.csv",
        robustness="<results>/{part}tables/robustness.csv",
        code=script_sources("plot_robustness.py"),
    output:
        report(
            "<results>/{part}figures/robustness.png",
            caption="../report/robustness.rst",
            category="Figures",
            labels={"figure": "02 Claims under every reasonable choice"},
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
        claims="<results>/{part}tables/claims.csv",
        robustness="<results>/{part}tables/robustness.csv",
        specifications="<results>/{part}tables/specifications.csv",
        choices="<results>/{part}tables/choices.csv",
        code=script_sources("plot_specifications.py"),
    output:
        report(
            "<results>/{part}figures/specifications.png",
            caption="../report/specifications.rst",
            category="Figures",
            labels={"figure": "03 Specification curve"},
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
