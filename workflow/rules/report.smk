"""The report: figures, tables and methods on one page.

Needs: results/tables, results/figures. Gives: results/report/index.html.
"""


rule report_analysis:
    input:
        figures=expand("<results>/figures/{name}.png", name=FIGURE_NAMES),
        tables=WHOLE_TABLES + expand("<results>/tables/{name}.csv", name=TABLE_NAMES),
        appendix=expand("<results>/{part}figures/{name}.png", part=PARTS[1:], name=FIGURE_NAMES),
        captions=[beside(ROOT / f"workflow/report/{name}.rst") for name in FIGURE_NAMES],
        page=[
            beside(path)
            for path in sorted((ROOT / "src/chengyan/report").rglob("*"))
            if path.suffix in (".j2", ".css")
        ],
        code=script_sources("report_analysis.py"),
    output:
        "<results>/report/index.html",
    log:
        "<logs>/report_analysis.log",
    params:
        config=config,
        documents=PLAN.rows(),
        caveat=PLAN.caveat(),
        coding=PLAN.coding,
        whole=PLAN.rows(PLAN.whole),
        whole_caveat=PLAN.caveat(PLAN.whole),
    script:
        "../../scripts/report_analysis.py"
