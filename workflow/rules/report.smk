"""The report: figures, tables and methods on one page.

Needs: results/tables, results/figures. Gives: results/report/index.html.
"""


rule report_analysis:
    input:
        figures=expand("<results>/figures/{name}.png", name=FIGURE_NAMES),
        tables=TABLES,
        captions=[str(ROOT / f"workflow/report/{name}.rst") for name in FIGURE_NAMES],
        code=script_sources("report_analysis.py"),
    output:
        "<results>/report/index.html",
    params:
        config=config,
        documents=PLAN.rows(),
    log:
        "<logs>/report_analysis.log",
    script:
        "../../scripts/report_analysis.py"
