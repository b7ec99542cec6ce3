"""The lexicon of a codebook: read, checked, found in texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.errors import LexiconError
from chengyan.priorities.cues import CodeCue, Finder, read_code_cues, unsuggested

CODES = ["ECOL", "PARTY", "LIVE"]
HEADER = "term\tclass\twhere\tweight\tsource\treason\n"


def write(folder, *rows):
    path = folder / "priorities.tsv"
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def found(text, *cues):
    return [(hit.word, hit.cue.code) for hit in Finder(cues).find(text)]


ECOLOGY = CodeCue("生态", "ECOL", "any", 2.0)
POLITICS = CodeCue("政治生态", "PARTY", "any", 3.0)


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


def test_a_longer_cue_silences_what_stands_inside_it():
    assert found("优化政治生态", ECOLOGY, POLITICS) == [("政治生态", "PARTY")]
    assert found("政治生态好，生态也好", ECOLOGY, POLITICS) == [
        ("政治生态", "PARTY"),
        ("生态", "ECOL"),
    ]


def test_a_silent_cue_silences_and_is_itself_no_evidence():
    silent = CodeCue("产业生态", "-", "any", 0.0)
    assert found("构建产业生态", ECOLOGY, silent) == [("产业生态", "-")]


def test_cues_that_overlap_both_count():
    one, other = CodeCue("生态环", "ECOL", "any", 1.0), CodeCue("环境整治", "LIVE", "any", 1.0)
    assert found("生态环境整治", one, other) == [("生态环", "ECOL"), ("环境整治", "LIVE")]


def test_patterns_look_around_and_begin_with_the_text():
    year, road = CodeCue("^五年", "PARTY", "any", 1.0), CodeCue("路(?!线)", "LIVE", "any", 1.0)
    assert found("五年修路，五年路线", year, road) == [("五年", "PARTY"), ("路", "LIVE")]


@given(st.lists(st.text(alphabet="生态政治路线教育局年五 ，。", max_size=8), max_size=6))
def test_many_texts_are_searched_as_one_by_one(texts):
    cues = [
        *(ECOLOGY, POLITICS, CodeCue("^五年", "PARTY", "any", 1.0)),
        CodeCue("路(?!线)", "LIVE", "any", 1.0),
        CodeCue("教育(?=局|$)", "LIVE", "any", 1.0),
        CodeCue("[^，。]{2}局", "PARTY", "any", 1.0),
        CodeCue("生.{0,3}线$", "PARTY", "any", 1.0),
    ]
    finder = Finder(cues)
    together = finder.find_all(texts)
    assert together == [finder.find(text) for text in texts]
    for text, hits in zip(texts, together, strict=True):
        assert all(
            text[hit.start : hit.end].strip("，。 ") == hit.word.strip("，。 ") for hit in hits
        )


def test_a_word_at_the_end_of_a_text_ends_with_it():
    # 生态文明 has the same first character and is longer than what is left of the text.
    cues = [CodeCue(word, "ECOL", "any", 1.0) for word in ("生态", "生态文明")]
    cues.append(CodeCue("政治生态", "PARTY", "any", 1.0))
    finder = Finder(cues)
    assert [(hit.start, hit.end, hit.word) for hit in finder.find("建设生态")] == [(2, 4, "生态")]
    assert [hit.word for hit in finder.find("净化政治生态")] == ["政治生态"]
