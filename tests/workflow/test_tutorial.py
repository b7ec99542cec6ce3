"""The tutorial, followed to the letter: on made-up texts, and on real ones where they are there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from reports import report
from tiny import CITIES, copy_project, write_corpus

ROOT = Path(__file__).parents[2]
BESIDE = ROOT.parent / "shared/corpora/city_gwr_2024"
REPORTS = Path(os.environ.get("CHENGYAN_TEXTS", BESIDE))
TUTORIAL = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CORPUS = "results/tables/corpus.csv"
QUESTION = (
    "snakemake results-mine/figures/{robustness,specifications}.png "
    "--configfile mine.yaml --config results=results-mine"
)
MADE_UP = ("秦皇岛", "邯郸", "邢台", "沧州")


# The trial of topics takes minutes for so many texts, and is tested elsewhere.
QUICK = {
    "models: [nmf, lda, gibbs]": "models: [nmf]",
    "k: [4, 8, 12, 16]": "k: [4]",
    "resamples: 10": "resamples: 3",
    "shuffles: 5": "shuffles: 1",
    "max_share: 0.3": "max_share: 1",
}


def set_keys(project, changes):
    path = project / "config.yaml"
    config = path.read_text("utf-8")
    for before, after in changes.items():
        assert config.count(before) == 1, before
        config = config.replace(before, after)
    path.write_text(config, encoding="utf-8")


def steps():
    """Commands of each box, with the lines that stand below it."""
    boxes = []
    for kind, content in _BLOCK.findall(TUTORIAL):
        if kind == "sh":
            boxes.append((content.splitlines(), []))
        else:
            boxes[-1][1].extend(line for line in content.splitlines() if line != "…")
    return boxes


def follow(project, command):
    """Run a line as a user's shell would, the environment activated."""
    paths = [str(Path(sys.executable).parent), os.environ["PATH"]]
    process = subprocess.run(
        ["bash", "-c", command],
        cwd=project,
        env=os.environ | {"PATH": os.pathsep.join(paths), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=1500,
        check=False,
    )
    assert process.returncode == 0, f"{command}\n{process.stdout}"
    return process.stdout


def test_the_tutorial_has_its_boxes():
    commands = [command for box, _ in steps() for command in box]
    assert len(commands) > 12
    assert {command.split()[0] for command in commands} == {
        "make",
        "source",
        "chengyan",
        "snakemake",
    }


@pytest.mark.slow
def test_on_made_up_texts(tmp_path):
    project = copy_project(tmp_path / "tutorial")
    shutil.rmtree(project / "corpora")
    write_corpus(project / "corpora")
    set_keys(project, QUICK | {"k: [4]": "k: [3]", "min_paragraphs: 2": "min_paragraphs: 1"})
    for folder, cities in (("reports", MADE_UP), ("later", ("长沙",))):
        (project / folder).mkdir()
        for city in cities:
            (project / folder / f"{city}.txt").write_text(report(city), encoding="utf-8")
    # What the page says of its own texts, said of these.
    translated = {
        "make": f"snakemake {CORPUS} results/figures/ternary.png",
        "source .venv/bin/activate": "true",
        # Asked of the real texts, below.
        QUESTION: "true",
        "chengyan remove baoding-2021 langfang-2022 shijiazhuang-2021": (
            "chengyan remove text-1 text-2 text-3"
        ),
        "chengyan kwic 首都 --where city=廊坊 --width 8": (
            f"chengyan kwic 必须 --where city={next(iter(CITIES))}"
        ),
        "snakemake --config compare=genre results=results-genre": (
            "snakemake results-genre/figures/keyness.png results-genre/figures/topics.png "
            "--config compare=genre results=results-genre"
        ),
    }
    commands = [command for box, _ in steps() for command in box]
    assert set(translated) <= set(commands)
    # Of the runs one makes all there is; the others, what shows that they are another.
    runs = iter(["snakemake", f"snakemake {CORPUS} results/figures/correspondence.png"])
    whole = "".join(
        follow(project, next(runs) if command == "snakemake" else translated.get(command, command))
        for command in commands
    )
    assert next(runs, None) is None
    assert "4 texts added; no findings." in whole
    assert "0 texts added, 4 there already" in whole
    assert "Texts: 4 of 7 texts cleaned and segmented, 3 reused." in whole
    assert "Texts: 1 of 8 texts cleaned and segmented, 7 reused." in whole
    assert "The whole corpus is matched" in whole
    groups = pd.read_csv(project / "results/tables/corpus.csv")["group"]
    assert len(groups) == 8
    for name in ("keyness", "tfidf", "correspondence", "topics", "course", "corpus"):
        assert (project / f"results/figures/{name}.png").stat().st_size > 1000
    assert not (project / "results/figures/ternary.png").exists()
    assert (project / "results-genre/figures/topics.png").stat().st_size > 1000


@pytest.mark.slow
def test_the_question_of_ones_own_has_the_answer_that_the_page_gives(tmp_path):
    project = copy_project(tmp_path / "question")
    question = re.search(r"^```yaml\n(.*?)^```", TUTORIAL, re.MULTILINE | re.DOTALL)
    (project / "mine.yaml").write_text(question[1], encoding="utf-8")
    assert [QUESTION] in [commands for commands, _ in steps()]
    follow(project, QUESTION)
    tables = [pd.read_csv(path) for path in (project / "results-mine/tables").glob("*.csv")]
    claims = next(table for table in tables if "agreeing" in table)
    assert list(claims["id"]) == ["ecology_words"]
    assert list(claims["robust"]) == ["robust"]
    assert list(claims["agreeing"]) == [1]
    ways = claims["specifications"].iloc[0]
    assert f"in all {ways} reasonable ways" in " ".join(TUTORIAL.split())


@pytest.mark.skipif(not REPORTS.is_dir(), reason=f"{REPORTS} is not there")
def test_real_reports_give_the_printed_output(tmp_path):
    project = copy_project(tmp_path / "tutorial")
    set_keys(project, QUICK)
    for folder in ("reports", "later"):
        (project / folder).mkdir()
    for path in REPORTS.glob("*.txt"):
        shutil.copy2(path, project / ("later" if path.stem == "长沙" else "reports") / path.name)
    for commands, printed in steps():
        # What runs for minutes is followed on made-up texts.
        quick = [command for command in commands if command.startswith("chengyan")]
        said = "".join(follow(project, command) for command in quick).splitlines()
        for line in printed:
            if not line.startswith(("Texts:", "Figures:")):
                assert line.strip() in {one.strip() for one in said}, f"{line}\n{said}"
