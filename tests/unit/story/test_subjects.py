"""What each says of a subject alone, sentences that begin alike, pledges one by one."""

from story_tables import CITIES, published

from chengyan.story.context import Context
from chengyan.story.finding import FRAGILE
from chengyan.story.openings import findings as openings
from chengyan.story.pledges import findings as pledges
from chengyan.story.promises import findings as promises
from chengyan.story.rows import rows_of
from chengyan.story.subjects import findings as subjects


def context(**changed):
    return Context(published() | changed, CITIES)


def by_id(told):
    return {finding.id: finding for finding in told}


def test_a_word_of_a_subject_is_in_no_statement_of_the_others_on_it():
    parts = published()["quasi_sentences"]
    found = by_id(subjects(context()))
    assert "石家庄 alone says 新一代电子信息 (2)" in found["subject-ECON"].text_en
    own = parts[parts["counted"] & (parts["primary"] == "ECON")]
    having = own[own["text"].str.contains("新一代电子信息")]
    assert set(having["group"]) == {"石家庄"}
    assert len(having) == 2
    assert {finding.verdict for finding in found.values()} == {FRAGILE}


def test_once_another_says_it_too_it_is_not_told():
    parts = published()["quasi_sentences"].copy()
    first = parts.index[parts["counted"] & (parts["primary"] == "ECON")][0]
    parts.loc[first, "text"] += "新一代电子信息"
    assert parts.loc[first, "group"] == "保定"
    told = by_id(subjects(context(quasi_sentences=parts)))["subject-ECON"]
    assert "新一代电子信息" not in told.text_en


def test_a_word_that_is_said_of_every_subject_tells_nothing_of_one():
    told = by_id(subjects(context()))["subject-ECON"].text_en
    parts = published()["quasi_sentences"]
    own = parts[(parts["group"] == "保定") & parts["counted"]]
    often = own["text"].str.contains("全面")
    assert (often & (own["primary"] == "ECON")).sum() >= 2
    assert "全面" not in told


def test_sentences_that_begin_alike_are_counted_without_their_numbers():
    (told,) = openings(context())
    assert "廊坊 走在全省前列，我们一定要… (4)" in told.text_en
    assert "坚定不移加强… (6)" in told.text_en
    assert "石家庄 none" in told.text_en
    assert told.sentences == "group=保定&q=坚定不移加强"
    (rows,) = rows_of(told, published()).values()
    assert rows["text"].str.contains("走在全省前列，我们一定要").sum() == 4


def test_no_beginning_that_is_shared_is_no_finding():
    sentences = published()["sentences"].copy()
    sentences["text"] = [chr(0x4E00 + n) + text for n, text in enumerate(sentences["text"])]
    assert list(openings(context(sentences=sentences))) == []


def test_pledges_are_told_with_their_years():
    told = by_id(pledges(context()))["pledges-保定"]
    assert told.text_en.startswith(
        "In numbers 保定 pledges, among others: GDP 5000亿元 (2025); GDP 万亿 (2030);"
    )
    assert "GDP超过5000亿元（2025年）" in told.text_zh
    targets = published()["targets"]
    none = context(targets=targets[targets["kind"] != "pledged"])
    assert not any(name.startswith("pledges") for name in by_id(pledges(none)))


def test_years_long_past_are_those_of_the_text_itself():
    told = by_id(promises(context()))["long-past"]
    assert "石家庄 1947 (1), 1953 (1), 1968 (1), 1975 (1)" in told.text_en
    corpus = published()["corpus"].assign(date="1980")
    found = by_id(promises(context(corpus=corpus)))
    assert "1975" not in found["long-past"].text_en
