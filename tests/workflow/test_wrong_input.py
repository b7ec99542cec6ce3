"""What a user may get wrong: one message that says where and what to do, and nothing written."""

import hashlib
from functools import partial
from pathlib import Path

import pytest
from tiny import CLAIMS


def edit_manifest(project: Path, old: str, new: str) -> None:
    manifest = project / "tiny/documents.tsv"
    content = manifest.read_text(encoding="utf-8")
    assert old in content
    manifest.write_text(content.replace(old, new), encoding="utf-8")


def missing_file(project: Path) -> None:
    (project / "tiny/乙州.txt").unlink()


def changed_file(project: Path) -> None:
    (project / "tiny/乙州.txt").write_text("改了。", encoding="utf-8")


def no_han(project: Path) -> None:
    text = project / "tiny/乙州.txt"
    old = hashlib.sha256(text.read_bytes()).hexdigest()
    text.write_bytes(b"Latin only.\n")
    edit_manifest(project, old, hashlib.sha256(b"Latin only.\n").hexdigest())


def one_paragraph(project: Path) -> None:
    text = project / "tiny/乙州.txt"
    old = hashlib.sha256(text.read_bytes()).hexdigest()
    text.write_text("只有一段。", encoding="utf-8")
    edit_manifest(project, old, hashlib.sha256(text.read_bytes()).hexdigest())


def nothing(project: Path) -> None:
    pass


def broken_yaml(project: Path) -> None:
    config = project / "config.yaml"
    config.write_text(config.read_text(encoding="utf-8") + "\ntopics: {k: 5\n", encoding="utf-8")


def empty_config(project: Path) -> None:
    (project / "config.yaml").write_text("", encoding="utf-8")


def insert_line(file: str, line: str, project: Path) -> None:
    """Put a line behind the header."""
    path = project / file
    head, rest = path.read_text(encoding="utf-8").split("\n", maxsplit=1)
    path.write_text(f"{head}\n{line}\n{rest}", encoding="utf-8")


def results_is_a_file(project: Path) -> None:
    (project / "taken").write_text("", encoding="utf-8")


CASES = [
    pytest.param(broken_yaml, (), ["config.yaml, line "], id="broken YAML"),
    pytest.param(empty_config, (), ["config.yaml", "no keys"], id="empty config"),
    pytest.param(results_is_a_file, ("results=taken",), ["taken", "`results`"], id="a file"),
    pytest.param(nothing, ("results=.",), ["`results`", "'.'"], id="results the project"),
    pytest.param(nothing, ("results=a{b}c",), ["`results`", "a{b}c"], id="results with braces"),
    pytest.param(nothing, ("topics={seed: 99999999999}",), ["`topics.seed`"], id="seed too large"),
    pytest.param(
        nothing, ("tfidf={reference: no.tsv}",), ["no.tsv", "`tfidf.reference`"], id="no reference"
    ),
    pytest.param(missing_file, (), ["documents.tsv, line 3", "乙州.txt"], id="missing file"),
    pytest.param(changed_file, (), ["documents.tsv, line 3", "sha256"], id="wrong sha256"),
    pytest.param(
        lambda project: edit_manifest(project, "text-2", "text-1"),
        (),
        ["documents.tsv, line 3", "doc_id text-1", "line 2"],
        id="doc_id twice",
    ),
    pytest.param(nothing, ("compare=genr",), ["column genr", "genre"], id="unknown column"),
    pytest.param(no_han, (), ["乙州.txt", "no Han character"], id="no Han character"),
    pytest.param(one_paragraph, (), ["group 乙州", "1 paragraph"], id="one paragraph"),
    pytest.param(nothing, ("engin=jieba",), ["`engin`", "`engine`"], id="mistyped key"),
    pytest.param(
        nothing, ("topics={sed: 1}",), ["`topics.sed`", "`topics.seed`"], id="mistyped inner key"
    ),
    pytest.param(nothing, ("engine=jeiba",), ["`engine`", "jieba"], id="mistyped value"),
    pytest.param(nothing, ("topics={k: 99}",), ["`topics.k`", "99"], id="too many topics"),
    pytest.param(nothing, ("topics={k: few}",), ["`topics.k.0`", "few"], id="a word for a number"),
    pytest.param(nothing, ("order=[丁州]",), ["`order`", "丁州"], id="unknown group in order"),
    pytest.param(nothing, ("manifest=no.tsv",), ["no.tsv", "no such manifest"], id="no manifest"),
    pytest.param(
        nothing,
        ("lexicon={formulations: no.tsv}",),
        ["no.tsv", "no such word list"],
        id="no word list",
    ),
    pytest.param(
        lambda project: (project / "bad.tsv").write_text(
            "term\tkind\tlevel\tfirst_use\n三农\tslogan\tnational\t\n", encoding="utf-8"
        ),
        ("lexicon={formulations: bad.tsv}",),
        ["bad.tsv, line 2", "kind 'slogan'"],
        id="unknown kind in the lexicon",
    ),
    pytest.param(
        lambda project: (project / "bad.tsv").write_text(
            "term\tclass\twhere\tweight\treason\n过去\tpsat\theading\t1\t\n", encoding="utf-8"
        ),
        ("lexicon={orientation: bad.tsv}",),
        ["bad.tsv, line 2", "class 'psat'", "past?"],
        id="unknown class of a cue",
    ),
    pytest.param(
        nothing,
        (CLAIMS.replace("more: [乙州]", "more: [乙洲]"),),
        ["`claims.sentences.more`", "乙洲", "Did you mean 乙州?"],
        id="misspelt group of a claim",
    ),
    pytest.param(
        nothing,
        (CLAIMS.replace("[工业, 园区, 矿山]", "[矿山, 煤炭]"),),
        ["`claims.industry.of`", "none of its terms", "矿山, 煤炭"],
        id="terms of a claim that stand nowhere",
    ),
    pytest.param(
        nothing,
        (CLAIMS.replace("min_effect: 0.2", "min_effect: none"),),
        ["`claims.sentences.min_effect`", "'none'"],
        id="wrong value of a claim",
    ),
]

# The file of a codebook, a line put behind its first ones, and what is said of it.
CODEBOOK = [
    (
        "lexicon/priorities.tsv",
        "产能\tECOM\tany\t2\tme\tx",
        ["line 2", "'ECOM'", "Did you mean ECON?"],
    ),
    ("lexicon/priorities.tsv", "产(能\tECON\tany\t2\tme\tx", ["line 2", "is no pattern"]),
    ("lexicon/rhetoric_patterns.tsv", "we\t\t我(们\tfind\tme\tx", ["line 2", "is no pattern"]),
    ("lexicon/rhetoric_patterns.tsv", "wee\t\t咱\tfind\tme\tx", ["line 2", "'wee'", "mean we?"]),
    (
        "lexicon/rhetoric.tsv",
        "irony\t反语\tIrony\tform\tcore\tpatterns" + 7 * "\t",
        ["line 2", "device 'irony' has no definition", "Say what it is"],
    ),
    ("lexicon/codebook.tsv", "ECON\t又一\tAgain\t\t\tyes\t\t", ["line 3", "stands in line 2"]),
]
CASES += [
    pytest.param(partial(insert_line, file, line), (), [file, *said], id=f"{file} {said[-1]}")
    for file, line, said in CODEBOOK
]
CASES.append(
    pytest.param(
        nothing,
        (CLAIMS.replace("kind: terms, of: [工业, 园区, 矿山]", "kind: code, of: [ECON, ECOM]"),),
        ["`claims.industry.of`", "'ECOM'", "Did you mean ECON?"],
        id="unknown code of a claim",
    )
)


@pytest.mark.parametrize(("spoil", "config", "expected"), CASES)
def test_each_mistake_gets_one_message_and_nothing_is_written(
    project, snakemake, spoil, config, expected
):
    spoil(project)
    process = snakemake(project, config=config)
    output = process.stdout + process.stderr
    assert process.returncode != 0
    messages = [line for line in output.splitlines() if line.startswith("chengyan: ")]
    assert len(messages) == 1, output
    for part in expected:
        assert part in messages[0]
    assert "Traceback" not in output
    assert not list((project / "results").rglob("*.csv"))
    assert not list((project / "results").rglob("*.parquet"))


def words_without_count(project: Path) -> None:
    spoiled = "的了在和。\n\n与及其。\n"
    text = project / "tiny/乙州.txt"
    old = hashlib.sha256(text.read_bytes()).hexdigest()
    text.write_text(spoiled, encoding="utf-8")
    edit_manifest(project, old, hashlib.sha256(text.read_bytes()).hexdigest())


def test_what_shows_only_later_is_said_last(project, snakemake):
    words_without_count(project)
    process = snakemake(project)
    assert process.returncode != 0
    said = [line for line in process.stdout.splitlines() if line.startswith("chengyan: ")]
    remedy = "Add texts to it or shorten the list of stop words."
    assert said == [f"chengyan: group 乙州: holds no word to count. {remedy}"]


def test_a_coded_sentence_that_its_text_lacks_is_named_with_its_line(project, snakemake):
    sample = project / "coded/priorities.tsv"
    head, first, *_ = sample.read_text(encoding="utf-8").splitlines()
    row = dict(zip(head.split("\t"), first.split("\t"), strict=True)) | {"doc_id": "text-1"}
    sample.write_text(f"{head}\n" + "\t".join(row.values()) + "\n", encoding="utf-8")
    process = snakemake(project, "results/tables/sentences.csv")
    assert process.returncode != 0
    said = [line for line in process.stdout.splitlines() if line.startswith("chengyan: ")]
    assert len(said) == 1
    assert said[0].startswith("chengyan: coded/priorities.tsv, line 2: text-1 has no such sentence")
    assert not (project / "results/tables/sentences.csv").exists()
