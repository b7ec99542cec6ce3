"""The workflow itself: it runs, runs no more than it must, and gives the same bytes each time."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
from tiny import CITIES, SMALL, TOPICS, write_corpus

KEYNESS = (
    "group,term,count,nested,other_count,per_10k,other_per_10k,g2,chi2,p,log_p,q,reference,pmi,log_ratio,"
    "lrc,log_odds,log_odds_z,dp_norm,ci_low,ci_high,loo_low,loo_high,left_out,contrast,confounds,occasion"
)
TABLES = {
    "corpus": "doc_id,group,city,title,genre,date,han_chars,tokens,types,paragraphs,sentences",
    "segmentation": "term,group,count,without_lexicon",
    "tfidf": "group,term,tfidf,rank",
    "keyness": KEYNESS,
    "keyness_pairs": KEYNESS,
    "similarity": (
        "group_a,group_b,measure,value,ci_low,ci_high,loo_low,loo_high,left_out,null_low,null_median,"
        "null_high,null_pairs,null_of,percentile,sample_tokens,contrast,confounds"
    ),
    "topic_models": "model,k,c_npmi,c_v,exclusivity,stability,chosen",
    "topics": "model,topic,label,rank,term,weight,frex",
    "topic_prevalence": "model,topic,label,group,share,ci_low,ci_high,loo_low,loo_high,left_out",
    "topic_verdicts": "model,topic,label,stability,null_stability,verdict,category",
    "topic_sentences": "model,topic,rank,doc_id,sentence,source_line,text",
    "topic_correlations": "model,topic,other,correlation,agreeing",
    "topic_map": "model,topic,x,y,prevalence",
    "sentences": "doc_id,group,paragraph,sentence,source_line,kind,section,text,primary,"
    "secondary,primary_cues",
    "quasi_sentences": "doc_id,group,paragraph,sentence,part,text,primary,secondary",
    "priorities": "method,unit,group,code,share,ci_low,ci_high,loo_low,loo_high,units,contrast",
    "priority_validation": "method,code,precision,recall,f1,support",
    "priority_confusion": "truth,predicted,count",
    "priority_coverage": "group,rests_on,sentences,share",
    "priority_ways": "way_a,way_b,code,units,agreement,kappa",
    "targets": "group,doc_id,paragraph,sentence,object,quantity,unit,modifier,horizon,kind",
    "rhetoric": "group,device,family,count,rate,unit,ci_low,ci_high,loo_low,loo_high,contrast",
    "rhetoric_instances": "device,instance,group,doc_id,paragraph,sentence,source_line,"
    "start,end,text",
    "rhetoric_validation": "sample,device,precision,recall,f1,support",
    "modality": "group,rung,addressee,count,share",
    "formulations": "formulation,kind,level,group,count,per_10k",
    "formulation_coverage": "group,level,share,loo_low,loo_high,contrast",
    "formulation_candidates": "candidate,kind_guess,count,suggestion",
    "reuse": "group_a,doc_a,sentence_a,group_b,doc_b,sentence_b,overlap,passage",
    "echo": "doc_id,sentence,echoed",
    "specifications": "specification,engine,lexicon,stopwords,unit,measure,headings,quotations,"
    "sections,length",
    "robustness": "claim,specification,estimate,ci_low,ci_high,loo_low,loo_high,agrees",
    "claims": "id,chapter,text_en,text_zh,groups,tables,effect,ci_low,ci_high,loo_low,loo_high,"
    "robust,contrast",
    "findings": "id,chapter,text_en,text_zh,groups,more,less,tables,rows,effect,robust,lead,"
    "sentences",
}


def digests(results: Path) -> dict[str, str]:
    """Digests of all tables and of the figures whose format is the same everywhere."""
    return {
        str(path.relative_to(results)): hashlib.sha256(path.read_bytes()).hexdigest()
        for pattern in (
            *("tables/*.csv", "topics/**/*.*", "figures/*.png", "figures/*.svg", "report/*.html"),
        )
        for path in sorted(results.glob(pattern))
    }


def ran(process: subprocess.CompletedProcess[str]) -> set[str]:
    """Names of the rules in the table of jobs that Snakemake prints."""
    output = process.stdout + process.stderr
    lines = output.partition("Job stats:")[2].splitlines()
    rows = (line.split() for line in lines if line.strip())
    return {row[0] for row in rows if len(row) == 2 and row[1].isdigit()} - {"total", "all"}


def test_raw_texts_become_tables_figures_and_a_report(finished, snakemake):
    results = finished / "results"
    for name, columns in TABLES.items():
        table = pd.read_csv(results / f"tables/{name}.csv")
        assert set(columns.split(",")) <= set(table.columns), name
        # The made-up texts count nothing.
        assert len(table) or name in ("targets", "reuse"), name
    for name in (
        *("corpus", "tfidf", "keyness", "ternary", "topics", "course", "effect", "xray"),
        *("orientation", "outlook", "plan", "prose", "similarity", "robustness", "specifications"),
        *("trial", "topic_map"),
        *("priorities", "agenda", "praise", "confusion", "ways", "promises"),
        *("rhetoric", "metaphors", "modality", "formulas", "echo"),
    ):
        for ending in ("png", "svg", "pdf"):
            assert (results / f"figures/{name}.{ending}").stat().st_size > 1000
    page = (results / "report/index.html").read_text(encoding="utf-8")
    assert "甲州" in page
    assert 'id="appendix"' not in page
    for name in ("read", "data", "words", "devices"):
        for ending in (".html", ".zh.html"):
            assert (results / f"report/{name}{ending}").stat().st_size > 1000
    for name in ("assets/font.woff", "download/tables.zip", "figures/keyness.svg"):
        assert (results / "report" / name).stat().st_size > 1000
    keyness = pd.read_csv(results / "tables/keyness.csv")
    assert list(dict.fromkeys(keyness["group"])) == ["甲州", "乙州", "丙州"]
    assert set(keyness["contrast"]) == {"unmatched"}
    assert not list(results.rglob("*.part"))


def test_claims_are_tested_and_those_on_other_groups_left_out(finished, snakemake):
    claims = pd.read_csv(finished / "results/tables/claims.csv").set_index("id")
    assert list(claims.index) == ["industry", "sentences"]
    assert claims["robust"].tolist() == ["robust", "fragile"]
    assert claims.loc["industry", "unused_terms"] == "矿山"
    assert claims.loc["industry", "specifications"] == 512
    report = snakemake(finished, "--report", "report.html")
    assert report.returncode == 0, report.stderr
    page = (finished / "report.html").read_text(encoding="utf-8")
    assert "1 of 3 name groups that this corpus does not have" in page


def test_without_claims_tables_are_headers_and_nothing_is_measured(finished, snakemake):
    names = ("specifications", "robustness", "choices", "claims")
    tables = [f"results/tables/{name}.csv" for name in names]
    process = snakemake(finished, *tables, config=("claims=[]",))
    assert process.returncode == 0, process.stderr
    assert "measure_claims" not in ran(process)
    for table in tables:
        assert pd.read_csv(finished / table).empty


def test_a_second_run_has_nothing_to_do_even_where_the_project_was_moved(finished, snakemake):
    before = digests(finished / "results")
    second = snakemake(finished)
    assert second.returncode == 0
    assert "Nothing to be done" in second.stderr + second.stdout
    assert digests(finished / "results") == before


def test_snakemake_makes_its_own_report_too(finished, snakemake):
    report = snakemake(finished, "--report", "report.html")
    assert report.returncode == 0, report.stderr
    page = (finished / "report.html").read_text(encoding="utf-8")
    for caption in ("corpus", "keyness", "ternary"):
        assert f"{caption}.png" in page
    assert "unmatched" in page


def test_bytes_do_not_hang_on_locale_time_zone_hash_seed_engine_or_processor(
    project, finished, snakemake
):
    other = snakemake(
        project,
        config=("engine=rjieba",),
        environment={
            "PYTHONHASHSEED": "1",
            "LC_ALL": "zh_CN.UTF-8",
            "TZ": "Asia/Shanghai",
            "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR",
        },
    )
    assert other.returncode == 0, other.stderr
    expected, found = digests(finished / "results"), digests(project / "results")
    # The report names the engine and nothing else that differs.
    for name in ("methods.html", "methods.zh.html", "words.html", "words.zh.html"):
        expected.pop(f"report/{name}"), found.pop(f"report/{name}")
    assert len(expected) >= 20
    assert found == expected


def test_an_edit_reruns_only_what_depends_on_it(finished, snakemake):
    def edit(file: str) -> set[str]:
        path = finished / file
        path.write_text(path.read_text(encoding="utf-8") + "\n# edited\n", encoding="utf-8")
        return ran(snakemake(finished, "-n"))

    assert edit("src/chengyan/plots/ternary.py") == {"plot_words", "report_analysis"}
    # Topics are one of three ways to measure priorities.
    judged = {
        *("judge_topics", "export_topics", "plot_topics"),
        *("measure_priorities", "plot_priorities"),
    }
    told = {"report_findings", "report_analysis"}
    assert edit("src/chengyan/course.py") == {"plot_words", *judged, *told}
    planned = edit("src/chengyan/tfidf.py")
    assert {"measure_tfidf", "plot_words"} < planned
    assert not {"collect_text", "segment_text", "count_terms", "compare_keyness"} & planned


def test_a_new_text_segments_that_text_alone(finished, snakemake):
    raw = (finished / "tiny/甲州.txt").read_bytes() + "这是新的一段话。".encode()
    (finished / "tiny/新.txt").write_bytes(raw)
    digest = hashlib.sha256(raw).hexdigest()
    with (finished / "tiny/documents.tsv").open("a", encoding="utf-8") as file:
        file.write(f"text-4\t甲州\t\t\t市长\treport\t\t2023\t新.txt\t{digest}\n")
    process = snakemake(finished, "results/tables/corpus.csv", "results/tables/keyness.csv")
    assert process.returncode == 0, process.stderr
    stats = (process.stdout + process.stderr).partition("Job stats:")[2]
    for rule in ("collect_text", "segment_text"):
        (line,) = {line for line in stats.splitlines() if line.startswith(rule + " ")}
        assert line.split()[1] == "1"
    corpus = pd.read_csv(finished / "results/tables/corpus.csv")
    assert list(corpus["doc_id"]) == ["text-1", "text-4", "text-2", "text-3"]


def test_a_figure_of_three_groups_does_not_outlive_them(finished, snakemake):
    ternary = finished / "results/figures/ternary.png"
    for question in ("-n", "--summary", "--lint"):
        snakemake(finished, question, config=("compare=genre",))
        assert ternary.exists(), question
    process = snakemake(finished, config=("compare=genre",))
    assert process.returncode == 0, process.stderr
    assert not list((finished / "results").glob("*/ternary.*"))


def test_what_echoes_a_reference_corpus_is_told(finished, snakemake):
    reference = write_corpus(finished / "national")
    reference.write_text(reference.read_text("utf-8").replace("text-", "national-"), "utf-8")
    config = ("tfidf={reference: national/documents.tsv}",)
    assert "echo_reference" not in (finished / "results/report/data.html").read_text("utf-8")
    assert snakemake(finished, "results/tables/echo_reference.csv", config=config).returncode == 0
    echo = pd.read_csv(finished / "results/tables/echo_reference.csv")
    assert (echo["echoed"] == echo["han_chars"]).mean() > 0.5


def test_many_groups_have_a_map_and_no_triangle_until_there_are_three(finished, snakemake):
    write_corpus(finished / "six", [*CITIES, "丁州", "戊州", "己州"])
    config = (
        "manifest=six/documents.tsv", TOPICS,
        "correspondence={min_count: 1}",
    )  # fmt: skip
    process = snakemake(finished, config=config, small=False)
    assert process.returncode == 0, process.stderr
    results = finished / "results"
    assert not list(results.glob("*/ternary.*"))
    assert (results / "figures/correspondence.png").stat().st_size > 1000
    points = pd.read_csv(results / "tables/correspondence.csv")
    assert points.loc[points["point"] == "group", "name"].nunique() == 6
    pairs = pd.read_csv(results / "tables/keyness_pairs.csv")
    assert (pairs["lrc"] != 0).all()
    page = (results / "report/index.html").read_text(encoding="utf-8")
    assert "Texts of 6 groups compared" in page
    assert "firm: against" not in page
    assert snakemake(finished, "results/tables/corpus.csv").returncode == 0
    assert not list(results.glob("*/correspondence.*"))


def test_matched_texts_are_the_headline_and_the_whole_corpus_an_appendix(finished, snakemake):
    manifest = finished / "tiny/documents.tsv"
    alone = manifest.read_text(encoding="utf-8")
    raw = (finished / "tiny/丙州.txt").read_bytes() + "这是报告里新的一段话。".encode()
    (finished / "tiny/新.txt").write_bytes(raw)
    digest = hashlib.sha256(raw).hexdigest()
    row = f"text-4\t丙州\t\t\t市长\treport\t\t2024-01\t新.txt\t{digest}\n"
    manifest.write_text(alone + row, encoding="utf-8")
    process = snakemake(finished)
    assert process.returncode == 0, process.stderr
    results = finished / "results"
    headline, whole = (
        pd.read_csv(results / part / "tables/corpus.csv") for part in ("", "appendix")
    )
    assert list(headline["doc_id"]) == ["text-1", "text-2", "text-4"]
    assert list(whole["doc_id"]) == ["text-1", "text-2", "text-3", "text-4"]
    for part, contrast in (("", {"matched"}), ("appendix", {"unmatched"})):
        keyness = pd.read_csv(results / part / "tables/keyness.csv")
        assert set(keyness["contrast"]) == contrast
        assert (results / part / "figures/keyness.svg").stat().st_size > 1000
    page = (results / "report/words.html").read_text(encoding="utf-8")
    assert 'id="appendix"' in page
    assert "against the others: matched" in page
    manifest.write_text(alone, encoding="utf-8")
    assert snakemake(finished, "results/tables/corpus.csv").returncode == 0
    assert not list((results / "appendix").rglob("*.csv"))


def test_another_analysis_runs_beside_this_one(project, snakemake):
    config = ("results=../elsewhere 别处", "compare=genre", "order=[speech, report]")
    keyness = project.parent / "elsewhere 别处/tables/keyness.csv"
    process = snakemake(project, "../elsewhere 别处/tables/keyness.csv", config=config)
    assert process.returncode == 0, process.stderr
    assert list(dict.fromkeys(pd.read_csv(keyness)["group"])) == ["speech", "report"]
    planned = ran(snakemake(project, "-n", config=config))
    assert "plot_words" in planned
    assert "measure_ternary" not in planned
    assert not (project / "results").exists()


def test_a_crash_leaves_its_traceback_in_the_log_and_the_run_resumes(finished, snakemake):
    project = finished
    module = project / "src/chengyan/tfidf.py"
    whole = module.read_text(encoding="utf-8")
    module.write_text(whole + '\nraise RuntimeError("on purpose")\n', encoding="utf-8")
    process = snakemake(project)
    assert process.returncode != 0
    log = (project / "results/logs/measure_tfidf.log").read_text(encoding="utf-8")
    assert "Traceback" in log
    assert "RuntimeError: on purpose" in log
    module.write_text(whole, encoding="utf-8")
    assert snakemake(project).returncode == 0


def start(project: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "snakemake", "--config", *SMALL],
        cwd=project,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def wait_for(condition, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def test_a_second_run_at_once_is_refused_and_a_killed_one_resumes_with_the_same_bytes(
    project, finished, snakemake
):
    process = start(project)
    try:
        wait_for(lambda: list((project / "results/work").rglob("*.parquet")))
        lock = project / "results/.lock"
        begun = lock.stat().st_mtime_ns
        second = snakemake(project)
        assert second.returncode != 0
        assert "another run is at work there" in second.stderr + second.stdout
        assert lock.stat().st_mtime_ns == begun
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    # On one core, where another hash seed and no locale reign.
    environment = {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"}
    resumed = snakemake(project, "--cores", "1", environment=environment)
    assert resumed.returncode == 0, resumed.stderr
    assert digests(project / "results") == digests(finished / "results")
