"""What holds of instances whatever the texts."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chengyan.rhetoric.instances import instances
from chengyan.targets.table import COLUMNS as OF_TARGETS

PIECES = [
    *("我们要", "同志们", "坚决", "市委带领", "我们将全面推进", "力争", "走在全省前列", "，", "。"),
    *(
        "“双城记”",
        "“四个意识”",
        "护城河",
        "整治",
        "攻坚战",
        "要求",
        "白洋淀",
        "北京",
        "甲市",
        "三农",
    ),
    *("更加", "天更蓝、山更绿、水更清", "齐心协力", "！", "？", "一是", "9个县", "必须", "不得不"),
    *("习近平总书记强调", "省委", "人民群众", "将", "\n", "a", "　"),
]
SENTENCE = st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join)
LOOKS = st.sampled_from(["", "past", "present", "future"])
TEXT = st.lists(st.tuples(SENTENCE, LOOKS), min_size=1, max_size=4)
TEXTS = st.lists(TEXT, min_size=1, max_size=3)
# Each example searches all texts once or twice.
few = settings(max_examples=20)
NO_NUMBERS = pd.DataFrame(columns=list(OF_TARGETS))


@pytest.fixture(scope="module")
def find(battery, patterns, sentences_of, entries, scorers):
    """A function that finds the devices of texts, given by name."""
    known = [one for one in entries if one.term in ("四个意识", "雄安新区", "党中央")]

    some = [one for one in patterns if one.device not in ("idiom", "allusion", "metaphor_sport")]

    def found(texts):
        sentences = pd.concat(
            [
                sentences_of(
                    *(words for words, _ in text),
                    doc_id=name,
                    group=f"{name}市",
                    orientation=[looks for _, looks in text],
                )
                for name, text in texts.items()
            ],
            ignore_index=True,
        )
        return sentences, instances(sentences, NO_NUMBERS, battery, some, known, scorers)

    return found


def named(texts):
    return {f"t{number}": text for number, text in enumerate(texts)}


def rows(table, doc_id):
    return table[table["doc_id"] == doc_id].reset_index(drop=True)


@few
@given(texts=TEXTS)
def test_places_lie_inside_their_sentences(find, texts):
    sentences, table = find(named(texts))
    words = sentences.set_index(["doc_id", "sentence"])["text"]
    for row in table.itertuples(index=False):
        sentence = words[row.doc_id, row.sentence]
        assert 0 <= row.start < row.end <= len(sentence)
        assert sentence[row.start : row.end] == row.text


@few
@given(texts=st.lists(TEXT, min_size=2, max_size=3), gone=st.integers(0, 2))
def test_a_text_that_is_removed_changes_no_row_of_another(find, texts, gone):
    every = named(texts)
    kept = {name: text for name, text in every.items() if name != f"t{gone % len(texts)}"}
    _, whole = find(every)
    _, part = find(kept)
    for name in kept:
        pd.testing.assert_frame_equal(rows(whole, name), rows(part, name), check_dtype=False)


@few
@given(texts=TEXTS, order=st.randoms(use_true_random=False))
def test_texts_may_stand_in_any_order(find, texts, order):
    every = named(texts)
    names = list(every)
    order.shuffle(names)
    _, one = find(every)
    _, other = find({name: every[name] for name in names})
    for name in every:
        pd.testing.assert_frame_equal(rows(one, name), rows(other, name), check_dtype=False)


@few
@given(texts=TEXTS)
def test_instances_of_a_text_are_numbered_in_their_order(find, texts):
    _, table = find(named(texts))
    for _, own in table.groupby(["device", "doc_id"]):
        first = own.drop_duplicates("instance")
        assert first["instance"].tolist() == list(range(1, len(first) + 1))
        places = list(zip(first["sentence"], first["start"], first["end"], strict=True))
        assert places == sorted(places)
