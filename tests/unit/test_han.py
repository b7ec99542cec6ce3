"""What counts as a Han character, and as more than punctuation."""

import pytest

from chengyan.han import count_han, han_only, has_han, has_letter, is_worded


@pytest.mark.parametrize(
    ("text", "han"),
    [
        ("", ""),
        ("2010 年", "年"),
        ("“中国”，GDP！", "中国"),
        ("〇々", "〇々"),  # the zero and the iteration mark
        (
            "㐀𠀀\U00031350龥龦﨎",
            "㐀𠀀\U00031350龥龦﨎",
        ),  # extensions A, B, H, the late ones, compatibility
        ("々、。·—…（）ＡＢ１", "々"),
        ("のハングル한글", ""),
    ],
)
def test_han(text, han):
    assert han_only(text) == han
    assert count_han(text) == len(han)
    assert has_han(text) is bool(han)


@pytest.mark.parametrize(
    ("text", "letter", "worded"),
    [
        ("国", True, True),
        ("\U0002ebf0", True, True),  # extension I: no letter to Python's older Unicode tables
        ("〇", True, True),
        ("GDP", True, True),
        ("PM2.5", True, True),
        ("2021", False, True),
        ("１０", False, True),
        ("8.5%", False, True),
        ("_", False, False),
        ("——", False, False),
        ("", False, False),
    ],
)
def test_letters_and_words(text, letter, worded):
    assert has_letter(text) is letter
    assert is_worded(text) is worded
