"""The report: figures, tables and methods on one page, all instances of rhetoric on another.

Needs: results/tables, results/figures, lexicon/rhetoric.tsv. Gives: results/report/{index,rhetoric}.html.
"""


rule report_analysis:
    input:
        figures=expand("<results>/figures/{name}.png", name=FIGURE_NAMES),
        tables=WHOLE_TABLES + expand("<results>/tables/{name}.csv", name=TABLE_NAMES),
        appendix=expand("<results>/{part}figures/{name}.png", part=PARTS[1:], name=FIGURE_NAMES),
        captions=[beside(ROOT / f"workflow/report/{name}.rst") for name in FIGURE_NAMES],
        devices=[config["rhetoric"]["devices"]],
        page=[
            beside(path)
            for path in sorted((ROOT / "src/chengyan/report").rglob("*"))
            if path.suffix in (".j2", ".css")
        ],
        code=script_sources("report_analysis.py"),
    output:
        report="<results>/report/index.html",
        rhetoric="<results>/report/rhetoric.html",
    log:
        "<logs>/report_analysis.log",
    params:
        config=config,
        documents=PLAN.rows(),
        caveat=PLAN.caveat(),
        coding=PLAN.coding,
        rhetoric_coding=PLAN.rhetoric_coding,
        whole=PLAN.rows(PLAN.whole),
        whole_caveat=PLAN.caveat(PLAN.whole),
    script:
        "../../scripts/report_analysis.py"
