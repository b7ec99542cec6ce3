"""The typeface: there, chosen by its file, complete for what the figures say."""

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from matplotlib.font_manager import FontProperties, findfont, fontManager

from chengyan import fonts
from chengyan.errors import ChengyanError


@pytest.fixture
def fresh():
    """Forget what earlier tests looked up, before and after."""
    caches = (fonts.font_file, fonts.family)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


def test_the_family_leads_to_the_file_of_the_package():
    assert fonts.family() == "Noto Sans SC"
    for weight in ("regular", "bold"):
        found = findfont(
            FontProperties(family=fonts.family(), weight=weight), fallback_to_default=False
        )
        assert found == str(fonts.font_file())


def test_another_file_of_the_same_family_is_set_aside(fresh):
    fonts.family()
    intruder = next(entry for entry in fontManager.ttflist if entry.name == "DejaVu Sans")
    fontManager.ttflist.insert(0, type(intruder)(fname=intruder.fname, name="Noto Sans SC"))
    fonts.family.cache_clear()
    fonts.family()
    assert {e.fname for e in fontManager.ttflist if e.name == "Noto Sans SC"} == {
        str(fonts.font_file())
    }


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("保定廊坊石家庄，“十四五”、放管服。", set()),
        ("TF-IDF × 1/4 – 25 % … −1", set()),
        ("a b\tc\n\u3000", set()),
        ("好\U0001f600", {"\U0001f600"}),
        (["城", "\ue000"], {"\ue000"}),
        ("", set()),
    ],
)
def test_missing_glyphs(text, missing):
    assert fonts.missing_glyphs(text) == missing


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [("MODULE", "no_such_package", "is not installed"), ("FILE", "none.otf", "does not hold")],
)
def test_a_package_that_is_not_there_is_named(fresh, monkeypatch, name, value, problem):
    monkeypatch.setattr(fonts, name, value)
    with pytest.raises(ChengyanError, match=problem) as caught:
        fonts.family()
    assert "pylopdf-fonts-zh-cn" in str(caught.value)
    assert caught.value.remedy.startswith("Install it")


def test_a_subset_holds_the_han_characters_of_a_text_and_little_else():
    first = fonts.subset("保定、廊坊 and 石家庄")
    assert first == fonts.subset("石家庄保定、廊坊")
    with TTFont(BytesIO(first)) as font:
        assert set(font.getBestCmap()) == set(map(ord, "保定、廊坊石家庄"))
    assert len(first) < 10_000
