"""The lexicon of a codebook: read and checked; `tests/unit/test_cues.py` is on finding."""

import pytest

from chengyan.cues import Finder
from chengyan.errors import LexiconError
from chengyan.priorities.cues import CodeCue, read_code_cues, unsuggested

CODES = ["ECOL", "PARTY", "LIVE"]
HEADER = "term\tclass\twhere\tweight\tsource\treason\n"


def write(folder, *rows):
    path = folder / "priorities.tsv"
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def found(text, *cues):
    return [(hit.word, hit.cue.code) for hit in Finder(cues).find(text)]


ECOLOGY = CodeCue("生态", "ECOL", "any", 2.0)


def test_a_lexicon_is_read(tmp_path):
    path = write(
        tmp_path,
        "生态\tECOL\tany\t2\tcodebook\tits word",
        "教育(?!局)\tLIVE\tsentence\t.5\tcodebook\ta hint",
        "教育\tPARTY\tsentence\t-1\tcodebook\tagainst",
        "教育\tLIVE\tsentence\t1\tcodebook\tfor",
        "教育局\t-\tany\t0\tcodebook\tan office",
    )
    cues = read_code_cues(path, CODES)
    assert cues == [
        CodeCue("生态", "ECOL", "any", 2.0, "codebook"),
        CodeCue("教育(?!局)", "LIVE", "sentence", 0.5, "codebook"),
        CodeCue("教育", "PARTY", "sentence", -1.0, "codebook"),
        CodeCue("教育", "LIVE", "sentence", 1.0, "codebook"),
        CodeCue("教育局", "-", "any", 0.0, "codebook"),
    ]
    assert unsuggested(cues, {"codebook"}) == []
    assert unsuggested(cues, {"sample"}) == cues


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "生态\tECO\tany\t2\t\tx",
            "class 'ECO' is not one of ECOL, PARTY, LIVE, -. Did you mean ECOL",
        ),
        ("生态\tECOL\ttext\t2\t\tx", "where 'text' is not one of any, sentence, heading"),
        ("生态\tECOL\tany\t0\t\tx", "weight '0' is no number other than 0"),
        ("生态\tECOL\tany\tzwei\t\tx", "weight 'zwei' is no number"),
        ("生(态\tECOL\tany\t2\t\tx", "term '生(态' is no pattern"),
        ("(生态)?\tECOL\tany\t2\t\tx", "term '(生态)?' matches nothing at all"),
        ("水\tECOL\tany\t2\t\tx", "term 水 stands in line 2 already"),
        ("生 态\tECOL\tany\t2\t\tx", "is empty or holds a blank"),
        ("生态\tECOL\tany\t2", "has 4 fields where the header has 6"),
    ],
)
def test_a_wrong_row_is_named_with_file_line_and_remedy(tmp_path, row, said):
    path = write(tmp_path, "水\tECOL\tany\t1\t\tx", row)
    with pytest.raises(LexiconError) as error:
        read_code_cues(path, CODES)
    assert str(error.value).startswith(f"{path}, line 3: ")
    assert said in str(error.value)


def test_a_silent_cue_silences_and_is_itself_no_evidence():
    silent = CodeCue("产业生态", "-", "any", 0.0)
    assert found("构建产业生态", ECOLOGY, silent) == [("产业生态", "-")]
