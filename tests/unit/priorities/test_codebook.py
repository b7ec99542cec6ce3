"""Codebooks as data."""

from pathlib import Path

import pytest

from chengyan.errors import LexiconError
from chengyan.priorities.codebook import read_codebook
from chengyan.priorities.cues import read_code_cues

LEXICON = Path(__file__).parents[3] / "lexicon"
HEADER = "code\tzh\ten\tsphere\tcap\tcounted\tholds\texcludes\n"


def test_the_codebook_has_thirteen_policy_codes_and_three_of_the_occasion():
    codes = read_codebook(LEXICON / "codebook.tsv")
    assert [code.code for code in codes if code.counted] == (
        "ECON INNO OPEN REGION URBAN RURAL ECOL LIVE CULT SAFE EPID PARTY LOYAL".split()
    )
    assert [code.code for code in codes if not code.counted] == ["CONG", "HIST", "NONE"]
    assert {code.sphere for code in codes if code.counted} == {
        *("经济", "政治", "文化", "社会", "生态文明", "党建", "政治/社会"),
    }
    assert all(code.cap for code in codes if code.counted and code.code != "LOYAL")


def test_every_code_has_sixty_cues_and_some_speak_against_one():
    codes = [code.code for code in read_codebook(LEXICON / "codebook.tsv")]
    cues = read_code_cues(LEXICON / "priorities.tsv", codes)
    for code in codes:
        own = [cue for cue in cues if cue.code == code]
        assert sum(cue.weight > 0 for cue in own) >= 60, code
        assert any(cue.weight < 0 for cue in own), code


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["A\t甲\tone\t\t\tyes\t\t", "A\t乙\ttwo\t\t\tyes\t\t"], "line 3: code A stands in line 2"),
        (["A\t甲\tone\t\t\tmaybe\t\t"], "line 2: counted 'maybe' is not one of yes, no"),
        (["all\t全\tall\t\t\tyes\t\t"], "line 2: code all stands for something else"),
        (["A\t\tone\t\t\tyes\t\t"], "line 2: code A has no name in Chinese or English"),
        (["A\t甲\tone\t\t\tyes\t\t", "B\t乙\ttwo\t\t\tno\t\t"], "fewer than two counted codes"),
    ],
)
def test_a_wrong_codebook_is_refused(tmp_path, rows, said):
    path = tmp_path / "codebook.tsv"
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=said):
        read_codebook(path)
