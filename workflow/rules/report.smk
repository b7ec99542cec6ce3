"""The report: a folder of pages in both languages with figures, texts, tables and what shows them.

Needs: results/tables, results/figures, raw texts, lexicon. Gives: results/report/.
"""


rule report_analysis:
    input:
        figures=expand("<results>/figures/{name}.{ending}", name=FIGURE_NAMES, ending=DRAWN),
        tables=WHOLE_TABLES + expand("<results>/tables/{name}.csv", name=TABLE_NAMES),
        appendix=expand(
            "<results>/{part}figures/{name}.{ending}",
            part=PARTS[1:],
            name=FIGURE_NAMES,
            ending=DRAWN,
        ),
        captions=captions(""),
        captions_zh=captions("zh"),
        texts=raw_texts(),
        codebook=[config["priorities"]["codebook"]],
        devices=[config["rhetoric"]["devices"]],
        counts=["<results>/work/corpus_counts.parquet"],
        read=named_files(config),
        citation=[beside(ROOT / "CITATION.cff")],
        page=report_sources(),
        code=script_sources("report_analysis.py"),
    output:
        directory("<results>/report"),
    log:
        "<logs>/report_analysis.log",
    params:
        config=config,
        documents=PLAN.rows(),
        told={
            "caveat": PLAN.caveats(),
            "coding": PLAN.coding,
            "rhetoric_coding": PLAN.rhetoric_coding,
        },
        whole={"documents": PLAN.rows(PLAN.whole), "caveat": PLAN.caveats(PLAN.whole)},
    script:
        "../../scripts/report_analysis.py"
