"""From a draw to a coded sample by command: sheets, agreement, adjudication, one message each."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from chengyan.clean import clean
from chengyan.corpus import clean_document
from chengyan.han import count_han
from chengyan.manifest import read_manifest
from chengyan.priorities.codebook import read_codebook
from chengyan.priorities.samples import COLUMNS, in_corpus, read_samples
from chengyan.sampling import frame_of

CODEBOOK = Path(__file__).parents[3] / "lexicon/codebook.tsv"


@pytest.fixture
def coding(corpus):
    """The project, with the codebook that ships."""
    config = f"manifest: corpora/documents.tsv\npriorities: {{codebook: {CODEBOOK}}}\n"
    (corpus / "config.yaml").write_text(config, encoding="utf-8")
    return corpus


def rows_of(path):
    if path.suffix == ".xlsx":
        header, *rows = load_workbook(path)["coding"].iter_rows(values_only=True)
        return [dict(zip(header, row, strict=True)) for row in rows]
    text = path.read_text("utf-8-sig")
    delimiter = "\t" if path.suffix == ".tsv" else ","
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def fill(path, code, column="primary"):
    """Write a code, which may hang on the row's number, into each row of a CSV sheet."""
    rows = rows_of(path)
    for number, row in enumerate(rows):
        row[column] = code(number) if callable(code) else code
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def messages(err):
    return [line for line in err.splitlines() if line.startswith("chengyan: ")]


def test_a_draw_says_of_each_group_how_much_of_it_is_drawn(coding, run):
    code, out, err = run("sample", "coded/mine.xlsx", "--size", "唐山=8,邯郸=4")
    assert code == 0, err
    lines = [line.split("\t") for line in out.splitlines()]
    assert [fields[:3] for fields in lines] == [
        ["drawn", "唐山", "8"], ["drawn", "沧州", "0"], ["drawn", "邯郸", "4"]
    ]  # fmt: skip
    assert "12 sentences, 12 rows to code, in coded/mine-1.xlsx and coded/mine-2.xlsx." in err
    assert "`chengyan score coded/mine-1.xlsx coded/mine-2.xlsx`" in err
    one, other = (coding / f"coded/mine-{i}.xlsx" for i in (1, 2))
    assert one.read_bytes() == other.read_bytes()
    rows = rows_of(one)
    assert {row["primary"] for row in rows} == {None}
    groups = [row["stratum"] for row in rows]
    assert groups not in (sorted(groups), sorted(groups, reverse=True))
    for row in rows:
        _, sentences = clean((coding / f"corpora/{row['stratum']}/{row['doc_id']}.txt").read_text())
        assert sentences[row["sentence"] - 1].text == row["text"]
        assert count_han(row["text"]) >= 6


def test_the_same_seed_draws_the_same(coding, run):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        run("sample", f"{name}/mine.csv", "--size", "5", "--coders", "1", "--seed", seed)
    a, b, c = ((coding / f"{name}/mine.csv").read_bytes() for name in "abc")
    assert a == b
    assert a != c
    assert len(rows_of(coding / "a/mine.codebook.csv")) == 16


def test_columns_and_conditions_choose_what_is_drawn_from(coding, run):
    run("sample", "x.csv", "--by", "genre", "--where", "city=唐山", "--coders", "1", "--size", "4")
    rows = rows_of(coding / "x.csv")
    assert {(row["stratum"], row["doc_id"]) for row in rows} == {("report", "唐山-2024")}
    config = (coding / "config.yaml").read_text("utf-8") + "analysis: {kinds: [heading]}\n"
    (coding / "config.yaml").write_text(config + "order: [沧州]\n", encoding="utf-8")
    _, out, _ = run("sample", "y.csv", "--coders", "1", "--min-han", "0")
    assert [line.split("\t")[1] for line in out.splitlines()] == ["沧州", "唐山", "邯郸"]
    assert all(row["text"][0] in "一二（" for row in rows_of(coding / "y.csv"))


def test_one_coder_makes_a_coded_sample(coding, run):
    run("sample", "coded/mine.csv", "--size", "6", "--coders", "1")
    sheet = coding / "coded/mine.csv"
    fill(sheet, lambda row: ("民生福祉", " econ ", "ＣＵＬＴ")[row % 3])
    fill(sheet, "safe、法治平安 疫情防控", "secondary")
    code, out, err = run("score", sheet)
    assert (code, out) == (0, ""), err
    assert "18 sentences in " in err
    assert "priorities: {samples: [coded/priorities.tsv, coded/mine.tsv]}" in err
    rows = rows_of(coding / "coded/mine.tsv")
    assert tuple(rows[0]) == COLUMNS
    assert {row["primary"] for row in rows} == {"LIVE", "ECON", "CULT"}
    assert {(row["sample"], row["kind"], row["coder_b"]) for row in rows} == {("mine", "human", "")}
    assert [row["id"] for row in rows] == [f"{row['doc_id']}-s{row['sentence']}" for row in rows]
    # The workflow reads it, and finds each sentence in its text.
    codes = [code.code for code in read_codebook(CODEBOOK)]
    sample = read_samples([coding / "coded/mine.tsv"], codes)
    assert set(sample["secondary"]) == {"SAFE,EPID"}
    documents = read_manifest(coding / "corpora/documents.tsv")
    texts = frame_of((d.doc_id, "", clean_document(d)[1]) for d in documents)
    found = in_corpus(sample, texts)
    assert list(found["sentence"]) == [int(row["sentence"]) for row in rows]


def test_two_coders_an_adjudicator_and_the_config(coding, run):
    run("sample", "coded/mine.csv", "--size", "5", "--unit", "quasi_sentence")
    sheets = [coding / f"coded/mine-{i}.csv" for i in (1, 2)]
    fill(sheets[0], "LIVE")
    fill(sheets[1], lambda row: "ECON" if row < 3 else "LIVE")
    code, out, err = run("score", *sheets)
    assert code == 0, err
    fields = [line.split("\t") for line in out.splitlines()]
    # By hand: of 30 codes 27 are LIVE, so alpha = 1 - (3/15) / (2 * 27 * 3 / (30 * 29)).
    assert fields[0] == ["agreement", "sentence", "all", "15", "0.800", "-0.074", "0.000"]
    assert [row[2:4] for row in fields if row[0] == "disagreement"] == [["LIVE", "ECON"]] * 3
    assert "12 sentences in " in err
    assert "3 sentences left out, on which coders differ" in err
    assert len(rows_of(coding / "coded/mine.tsv")) == 12

    left = coding / "coded/mine.disagreements.csv"
    fill(left, lambda row: "安全" if row else "法治平安")
    code, _, err = run("score", *sheets, "--adjudicated", left)
    assert code == 1
    assert len(messages(err)) == 2
    assert "mine.disagreements.csv, row 3: primary '安全' is no code" in messages(err)[0]
    assert len(rows_of(coding / "coded/mine.tsv")) == 12

    fill(left, lambda row: "" if row else "法治平安")
    before = left.read_bytes()
    code, _, err = run("score", *sheets, "--adjudicated", left)
    assert code == 0, err
    assert "2 sentences left out" in err
    assert "codes stand in it and it is left as it is" in err
    assert left.read_bytes() == before

    fill(left, "SAFE")
    config = (
        (coding / "config.yaml").read_text("utf-8").replace("{", "{samples: [coded/mine.tsv], ")
    )
    (coding / "config.yaml").write_text(config, encoding="utf-8")
    code, _, err = run("score", *sheets, "--adjudicated", left, "--kind", "model")
    assert "15 sentences in " in err
    assert "config.yaml names this sample" in err
    rows = rows_of(coding / "coded/mine.tsv")
    assert [row["primary"] for row in rows].count("SAFE") == 3
    assert {row["kind"] for row in rows} == {"model"}


def test_a_workbook_comes_back(coding, run):
    run("sample", "coded/mine.xlsx", "--size", "3", "--coders", "1")
    path = coding / "coded/mine.xlsx"
    workbook = load_workbook(path)
    column = [cell.value for cell in workbook["coding"][1]].index("primary") + 1
    for row in range(2, 11):
        workbook["coding"].cell(row, column, "LIVE")
    workbook.save(path)
    assert run("score", path)[0] == 0
    assert len(rows_of(coding / "coded/mine.tsv")) == 9


@pytest.mark.parametrize("there", ["mine-2.csv", "mine.codebook.csv"])
def test_no_file_is_written_over(coding, run, there):
    (coding / there).write_text("a week of work", encoding="utf-8")
    code, out, err = run("sample", "mine.csv")
    assert (code, out) == (2, "")
    assert err == f"chengyan: {there}: is there already. Choose another name or move it away.\n"
    assert (coding / there).read_text("utf-8") == "a week of work"
    assert not (coding / "mine-1.csv").exists()


WRONG_DRAWS = {
    "another ending": (("sample", "x.ods"), "OUT x.ods: has another ending"),
    "an unknown group": (("sample", "x.csv", "--size", "唐三=3"), "Did you mean 唐山"),
    "too many": (("sample", "x.csv", "--size", "唐山=999"), "stratum 唐山: has "),
    "no number": (("sample", "x.csv", "--size", "few"), "--size few: 'few' is no whole number"),
    "an unknown column": (("sample", "x.csv", "--by", "citi"), "column citi"),
    "an unknown condition": (("sample", "x.csv", "--where", "town=x"), "--where town=x"),
    "a condition of no text": (("sample", "x.csv", "--where", "city=x"), "holds for no text"),
    "nothing so long": (("sample", "x.csv", "--min-han", "9999"), "have no sentence of 9999"),
}


@pytest.mark.parametrize(("arguments", "message"), WRONG_DRAWS.values(), ids=WRONG_DRAWS)
def test_a_draw_that_cannot_be(coding, run, arguments, message):
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    assert len(messages(err)) == 1
    assert message in err
    assert not list(coding.glob("x*"))


def test_a_text_that_cannot_be_read_is_not_passed_over(coding, run):
    (coding / "corpora/邯郸/邯郸-2024.txt").unlink()
    code, _, err = run("sample", "x.csv")
    assert code == 1
    assert "邯郸-2024.txt" in err
    assert not list(coding.glob("x*"))


def test_a_project_without_a_codebook(corpus, run):
    code, _, err = run("sample", "x.csv")
    assert code == 1
    assert "lexicon/codebook.tsv: there is no such word list" in err


def test_what_is_wrong_is_told_at_once_and_nothing_is_written(coding, run):
    run("sample", "mine.csv", "--size", "4")
    fill(coding / "mine-1.csv", "LIVE")
    fill(coding / "mine-2.csv", lambda row: {0: "?", 5: ""}.get(row, "LIVE"))
    code, out, err = run("score", "mine-1.csv", "mine-2.csv")
    assert (code, out) == (1, "")
    assert [message.split(":")[1] for message in messages(err)] == [
        " mine-2.csv, row 2",
        " mine-2.csv, row 7",
    ]
    assert not (coding / "coded").exists()


def test_one_mistake_in_all_rows_does_not_fill_the_screen(coding, run):
    run("sample", "mine.csv", "--size", "10", "--coders", "1")
    code, _, err = run("score", "mine.csv")
    assert code == 1
    assert len(messages(err)) == 21
    assert "and 10 more of such rows" in err


OTHER = 'id\tsample\tdoc_id\tsentence\tpart\ttext\nx\tcities\t唐山-2024\t3\t0\t"一、\n'


def test_a_sentence_that_another_sample_has_is_told(coding, run):
    (coding / "coded").mkdir()
    (coding / "coded/priorities.tsv").write_text(OTHER, encoding="utf-8")
    run("sample", "mine.csv", "--coders", "1", "--min-han", "0")
    fill(coding / "mine.csv", "LIVE")
    code, _, err = run("score", "mine.csv")
    assert code == 0
    assert (
        "1 sentence coded in coded/priorities.tsv too; of such the codes that people gave count"
        in err
    )


def test_scores_that_cannot_be(coding, run):
    for name, seed in (("a", 1), ("b", 2)):
        run("sample", f"{name}.csv", "--size", "4", "--coders", "1", "--seed", seed)
        fill(coding / f"{name}.csv", "LIVE")
    (coding / "coded").mkdir()
    (coding / "coded/priorities.tsv").write_text(OTHER, encoding="utf-8")
    cases = (
        (("a.csv", "./a.csv"), "named twice"),
        (("a.csv", "b.csv"), "b.csv: is of sample 'b', but a.csv of 'a'"),
        (("a.csv", "--out", "coded/priorities.tsv"), "holds the sample cities, not a"),
        (("a.csv", "--out", "a.xlsx"), "another ending than .tsv"),
        (("no.csv",), "no.csv: cannot be read"),
        (("a.csv", "--adjudicated", "no.csv"), "no.csv: cannot be read"),
    )
    before = sorted(coding.rglob("*"))
    for arguments, message in cases:
        code, out, err = run("score", *arguments)
        assert (code, out) == (1, "")
        assert len(messages(err)) == 1
        assert message in err
    assert sorted(coding.rglob("*")) == before
