"""Numerals in digits and characters: what they are worth, and that writing undoes reading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.targets.numbers import (
    PART_OF,
    RATIO,
    numerals,
    part_of,
    read_numeral,
    write_numeral,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0), ("591", 591), ("1,200", 1200), ("12,345,678", 12_345_678), ("99.7", 99.7),
        ("8272.61亿", 827_261_000_000), ("101.59万亿", 101_590_000_000_000), ("3万亿", 3 * 10**12),
        ("5千万", 50_000_000), ("10多万", 100_000), ("1500余", 1500), ("1.5万余", 15_000),
        ("零", 0), ("两", 2), ("十", 10), ("十五", 15), ("二十", 20), ("一百零五", 105),
        ("两百", 200), ("三百五", 350), ("三百五十", 350), ("三万五", 35_000), ("一千零三", 1003),
        ("一万零三十", 10_030), ("一亿零五万", 100_050_000), ("二〇二一", 2021), ("三点五", 3.5),
        ("十二点五亿", 1_250_000_000), ("万", 10_000), ("千亿", 10**11), ("百万", 10**6),
        ("数十", 10), ("几百", 100), ("数千万", 10**7), ("十几", 10), ("百余", 100), ("十来", 10),
    ],
)  # fmt: skip
def test_numerals_are_read(text, value):
    assert read_numeral(text) == pytest.approx(value)


@pytest.mark.parametrize(
    "text", ["", "一二", "三四五", "二千百", "十十", "点五", "个", "百百", "五百三百"]
)
def test_what_is_no_numeral_or_could_be_two_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        read_numeral(text)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"), (8, "八"), (10, "十"), (19, "十九"), (20, "二十"), (110, "一百一十"),
        (1003, "一千零三"), (10_000, "一万"), (10_010, "一万零一十"), (20_300, "二万零三百"),
        (100_000, "十万"), (10**8, "一亿"), (100_001_234, "一亿零一千二百三十四"),
        (10**12, "一万亿"), (10**12 + 5 * 10**8, "一万零五亿"),
    ],
)  # fmt: skip
def test_numbers_are_written(number, text):
    assert write_numeral(number) == text


@given(st.integers(0, 2**53))
def test_what_is_written_is_read_again(number):
    assert read_numeral(write_numeral(number)) == number


@given(st.integers(1, 10**6), st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8)]))
def test_digits_are_multiplied_by_their_scale(number, scale):
    written, factor = scale
    assert read_numeral(f"{number}{written}") == number * factor
    assert read_numeral(f"{number:,}{written}") == number * factor


@given(st.text("零〇一二两三四五六七八九十百千万亿点数几多余0123456789.,个年", max_size=12))
def test_a_text_is_read_without_overlap_and_each_numeral_as_it_stands(text):
    end = 0
    for number in numerals(text):
        assert number.start >= end
        assert text[number.start : number.end] == number.text
        assert number.value == read_numeral(number.text)
        end = number.end


@pytest.mark.parametrize("number", [-1, 2**53 + 1])
def test_numbers_that_cannot_be_written_are_refused(number):
    with pytest.raises(ValueError, match=str(abs(number))):
        write_numeral(number)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("百分之三", 3, "%"), ("百分之四十五", 45, "%"), ("百分之99.5", 99.5, "%"),
        ("千分之五", 5, "‰"), ("三分之一", 0.3333, ""), ("四分之三", 0.75, ""),
    ],
)  # fmt: skip
def test_fractions(text, value, unit):
    match = PART_OF.fullmatch(text)
    assert match
    assert part_of(match) == (value, unit)


def test_a_unit_that_begins_with_a_scale_is_left_to_the_unit():
    found = numerals("装机5万千瓦，航道3百分点，10万千升")
    assert [number.text for number in found] == ["5万", "3", "10万"]


@pytest.mark.parametrize(
    ("text", "found"),
    [("由2.5:1", ["2.5:1"]), ("2.2∶1", ["2.2∶1"]), ("8:30", []), ("12:42:46", []), ("1/3", [])],
)
def test_ratios_are_told_from_times(text, found):
    assert [match[0] for match in RATIO.finditer(text)] == found
