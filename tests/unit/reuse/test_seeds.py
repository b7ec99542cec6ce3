"""Which lines are candidates."""

from reuse_texts import text

from chengyan.reuse.seeds import FREQUENT, candidates


def found(a, b):
    return [pair for *_, pairs in candidates([text("甲", *a), text("乙", *b)], [(0, 1)])
            for pair in pairs]  # fmt: skip


def test_two_strings_of_four_make_a_candidate_and_one_does_not():
    assert found(["甲乙丙丁戊天"], ["地甲乙丙丁戊"]) == [(0, 0)]
    assert found(["甲乙丙丁天戊己庚辛"], ["甲乙丙丁地戊己庚辛"]) == [(0, 0)]
    assert found(["甲乙丙丁天"], ["甲乙丙丁地"]) == []


def test_formulas_are_no_seeds():
    assert found(["[甲乙丙丁戊己]"], ["[甲乙丙丁戊己]"]) == []
    assert found(["天[甲乙丙丁戊]己"], ["天[甲乙丙丁戊]己"]) == [(0, 0)]


def test_what_very_many_lines_have_is_no_seed():
    common = "甲乙丙丁戊己"
    half = FREQUENT // 2
    assert len(found([common] * half, [common] * half)) == half * half
    assert found([common] * (half + 1), [common] * half) == []
    rare = [common] * (half + 1) + [f"{common}庚辛壬"]
    assert found(rare, [common] * half + ["己庚辛壬癸己庚辛壬子", f"天{common}庚辛壬"]) == [
        (half + 1, half + 1)
    ]


def test_pairs_come_by_text_and_lines_are_in_order():
    texts = [text("甲", "天地人口手", "甲乙丙丁戊"), text("乙", "甲乙丙丁戊"), text("丙"),
             text("丁", "短", "甲乙丙丁戊", "天地人口手")]  # fmt: skip
    wanted = [(0, 1), (0, 2), (0, 3), (1, 3)]
    assert list(candidates(texts, wanted)) == [
        (0, 1, [(1, 0)]),
        (0, 2, []),
        (0, 3, [(0, 2), (1, 1)]),
        (1, 3, [(0, 1)]),
    ]
