"""Figures of priorities and pledges, each from its tables.

Needs: results/tables, the codebook. Gives: results/figures/<name>.{png,svg,pdf}.
"""


rule plot_priorities:
    input:
        priorities="<results>/{part}tables/priorities.csv",
        validation="<results>/{part}tables/priority_validation.csv",
        code=script_sources("plot_priorities.py"),
    output:
        report(
            "<results>/{part}figures/priorities.png",
            caption=caption("priorities"),
            category=titled("Figures"),
            labels=labels("04 Attention by code"),
        ),
        "<results>/{part}figures/priorities.svg",
        "<results>/{part}figures/priorities.pdf",
    log:
        "<logs>/{part}plot_priorities.log",
    params:
        language=config["language"],
        coding=titled(PLAN.coding),
        groups=list(PLAN.groups),
        many=compact("priorities"),
        caveat=of_part(PLAN.caveat),
    script:
        "../../scripts/plot_priorities.py"


rule plot_agenda:
    input:
        quasi_sentences="<results>/{part}tables/quasi_sentences.csv",
        sentences="<results>/{part}tables/sentences.csv",
        validation="<results>/{part}tables/priority_validation.csv",
        codebook=config["priorities"]["codebook"],
        code=script_sources("plot_agenda.py"),
    output:
        report(
            "<results>/{part}figures/agenda.png",
            caption=caption("agenda"),
            category=titled("Figures"),
            labels=labels("05 The agenda along each text"),
        ),
        "<results>/{part}figures/agenda.svg",
        "<results>/{part}figures/agenda.pdf",
    log:
        "<logs>/{part}plot_agenda.log",
    params:
        language=config["language"],
        coding=titled(PLAN.coding),
        groups=list(PLAN.groups),
        contrast=of_part(PLAN.contrast),
        many=compact("agenda"),
        caveat=of_part(PLAN.caveat),
    script:
        "../../scripts/plot_agenda.py"


rule plot_praise:
    input:
        priorities="<results>/{part}tables/priorities.csv",
        validation="<results>/{part}tables/priority_validation.csv",
        code=script_sources("plot_praise.py"),
    output:
        report(
            "<results>/{part}figures/praise.png",
            caption=caption("praise"),
            category=titled("Figures"),
            labels=labels("06 Praised and promised"),
        ),
        "<results>/{part}figures/praise.svg",
        "<results>/{part}figures/praise.pdf",
    log:
        "<logs>/{part}plot_praise.log",
    params:
        language=config["language"],
        coding=titled(PLAN.coding),
        groups=list(PLAN.groups),
        many=compact("praise"),
        caveat=of_part(PLAN.caveat),
    script:
        "../../scripts/plot_praise.py"


rule plot_promises:
    input:
        targets="<results>/{part}tables/targets.csv",
        code=script_sources("plot_promises.py"),
    output:
        report(
            "<results>/{part}figures/promises.png",
            caption=caption("promises"),
            category=titled("Figures"),
            labels=labels("09 Promises by the year they are due"),
        ),
        "<results>/{part}figures/promises.svg",
        "<results>/{part}figures/promises.pdf",
    log:
        "<logs>/{part}plot_promises.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        contrast=of_part(PLAN.contrast),
        many=compact("promises"),
        caveat=of_part(PLAN.caveat),
    script:
        "../../scripts/plot_promises.py"


rule plot_confusion:
    input:
        confusion="<results>/{part}tables/priority_confusion.csv",
        validation="<results>/{part}tables/priority_validation.csv",
        codebook=config["priorities"]["codebook"],
        code=script_sources("plot_confusion.py"),
    output:
        report(
            "<results>/{part}figures/confusion.png",
            caption=caption("confusion"),
            category=titled("Figures"),
            labels=labels("07 Where the instrument errs"),
        ),
        "<results>/{part}figures/confusion.svg",
        "<results>/{part}figures/confusion.pdf",
    log:
        "<logs>/{part}plot_confusion.log",
    params:
        language=config["language"],
        coding=titled(PLAN.coding),
        many=compact("confusion"),
        caveat=of_part(PLAN.caveat),
    script:
        "../../scripts/plot_confusion.py"


rule plot_ways:
    input:
        priorities="<results>/{part}tables/priorities.csv",
        ways="<results>/{part}tables/priority_ways.csv",
        codebook=config["priorities"]["codebook"],
        code=script_sources("plot_ways.py"),
    output:
        report(
            "<results>/{part}figures/ways.png",
            caption=caption("ways"),
            category=titled("Figures"),
            labels=labels("08 Three ways compared"),
        ),
        "<results>/{part}figures/ways.svg",
        "<results>/{part}figures/ways.pdf",
    log:
        "<logs>/{part}plot_ways.log",
    params:
        language=config["language"],
        groups=list(PLAN.groups),
        contrast=of_part(PLAN.contrast),
        many=compact("ways"),
        caveat=of_part(PLAN.caveat),
    script:
        "../../scripts/plot_ways.py"
