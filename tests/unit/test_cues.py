"""Words and patterns of lexicons, found in texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.cues import Finder, TextCue, checked
from chengyan.errors import LexiconError

WORDS = ["生态", "政治生态", "教育局长"]
PATTERNS = ["^五年", "路(?!线)", "教育(?=局|$)", "[^，。]{2}局", "生.{0,3}线$"]
TEXTS = st.lists(st.text(alphabet="生态政治路线教育局长年五 ，。\n", max_size=8), max_size=6)


def found(text, *patterns):
    hits = Finder([TextCue(pattern) for pattern in patterns]).find(text)
    return [(hit.word, hit.start, hit.end) for hit in hits]


def test_a_longer_cue_silences_what_stands_inside_it():
    assert found("优化政治生态", *WORDS) == [("政治生态", 2, 6)]
    assert found("政治生态好，生态也好", *WORDS) == [("政治生态", 0, 4), ("生态", 6, 8)]


def test_cues_that_overlap_both_count():
    assert found("生态环境整治", "生态环", "环境整治") == [("生态环", 0, 3), ("环境整治", 2, 6)]


def test_of_patterns_with_one_place_all_count_in_the_order_of_their_rank():
    hits = Finder([TextCue("生态"), TextCue("生[态物]")]).find("生态")
    assert [hit.cue.pattern for hit in hits] == ["生[态物]", "生态"]


def test_patterns_look_around_and_begin_with_the_text():
    assert found("五年修路，五年路线", "^五年", "路(?!线)") == [("五年", 0, 2), ("路", 3, 4)]


def test_a_word_at_the_end_ends_with_the_text_though_longer_ones_begin_alike():
    assert found("人民群众", "人民群众", "广大人民", "人民代表大会") == [("人民群众", 0, 4)]


def test_a_word_at_the_end_is_silenced_by_a_longer_one_though_longer_ones_begin_alike():
    assert found("优化政治生态", "政治生态", "生态", "生态环境") == [("政治生态", 2, 6)]


def test_edges_are_left_off_the_word_and_not_off_the_place():
    assert found("好，路。", "，路[。！]") == [("路", 1, 4)]
    assert found("好！", "！") == [("！", 1, 2)]


def test_a_pattern_does_not_run_over_the_end_of_a_text():
    hits = Finder([TextCue("政[^，]*好"), TextCue("治.好")]).find_all(["政治", "生好"])
    assert hits == [[], []]


def test_matches_of_nothing_are_no_matches():
    assert found("路线", "线|(?=路)") == [("线", 1, 2)]


def test_no_cues_and_no_texts_find_nothing():
    assert Finder([]).find("路线") == []
    assert Finder([TextCue("路"), TextCue("路(?!线)")]).find_all([]) == []


@given(TEXTS)
def test_many_texts_are_searched_as_one_by_one(texts):
    finder = Finder([TextCue(pattern) for pattern in (*WORDS, *PATTERNS)])
    together = finder.find_all(texts)
    assert together == [finder.find(text) for text in texts]


@given(TEXTS)
def test_places_lie_in_the_text_and_hold_the_word(texts):
    finder = Finder([TextCue(pattern) for pattern in (*WORDS, *PATTERNS)])
    for text, hits in zip(texts, finder.find_all(texts), strict=True):
        for hit in hits:
            assert 0 <= hit.start < hit.end <= len(text)
            inside = text[hit.start : hit.end].replace("\n", " ")
            assert inside.strip("，。 ") == hit.word.strip("，。 ")


@given(TEXTS)
def test_no_place_lies_within_another(texts):
    finder = Finder([TextCue(pattern) for pattern in (*WORDS, *PATTERNS)])
    for hits in finder.find_all(texts):
        spans = {(hit.start, hit.end) for hit in hits}
        assert not [
            (one, other)
            for one in spans
            for other in spans
            if one != other and one[0] <= other[0] and other[1] <= one[1]
        ]


@pytest.mark.parametrize(
    ("pattern", "said", "remedy"),
    [
        ("生(态", "term '生(态' is no pattern", "put a backslash before signs"),
        ("(生态)?", "term '(生态)?' matches nothing at all", "Write what it shall find"),
    ],
)
def test_a_pattern_that_cannot_be_searched_for_is_refused(pattern, said, remedy):
    with pytest.raises(LexiconError) as error:
        checked(TextCue(pattern), "words.tsv, line 7")
    assert str(error.value).startswith("words.tsv, line 7: ")
    assert said in str(error.value)
    assert remedy in str(error.value)


def test_a_sound_pattern_is_given_back():
    cue = TextCue("路(?!线)")
    assert checked(cue, "words.tsv, line 7") is cue
