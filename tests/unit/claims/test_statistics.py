"""Values of groups without one unit: what a fresh count of what is left gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chengyan.claims.measures import mattr
from chengyan.claims.statistics import Layout, Median, Ratio, Variety

# Paragraphs 0-2 are of group 0 and three texts, 3-5 of group 1 and one text.
GROUP = np.array([0, 0, 0, 1, 1, 1])
TEXT = np.array([0, 0, 1, 2, 2, 2])


@st.composite
def corpora(draw):
    """A layout with numerators and denominators of its sentences, and a choice of paragraphs."""
    paragraph = np.array(sorted([*range(6), *draw(st.lists(st.integers(0, 5), max_size=8))]))
    size = len(paragraph)
    bottom = np.array(draw(st.lists(st.integers(0, 9), min_size=size, max_size=size)))
    top = np.array([draw(st.integers(0, int(n))) for n in bottom])
    kept = np.array(draw(st.lists(st.booleans(), min_size=6, max_size=6)))
    kept[[0, 3]] = True
    layout = Layout(paragraph, GROUP, TEXT, 2, np.array([True, False]))
    return layout, top, bottom, kept


def removals(layout, kept, unit):
    """For each unit of the choice its group and the sentences that are left without it."""
    here = kept[layout.paragraph]
    labels = np.arange(len(here)) if unit == "sentence" else layout.unit(unit)[layout.paragraph]
    groups = layout.group[layout.paragraph]
    return [
        (int(groups[here & (labels == label)][0]), here & (labels != label))
        for label in np.unique(labels[here])
    ]


def ratio_of(layout, top, bottom, left, group, each):
    own = left & (layout.group[layout.paragraph] == group)
    if each == "sum":
        return top[own].sum() / bottom[own].sum() if bottom[own].sum() else np.nan
    rates = []
    for n in range(6):
        part = own & (layout.paragraph == n)
        if bottom[part].sum():
            rates.append(top[part].sum() / bottom[part].sum())
    return np.mean(rates) if rates else np.nan


def same(found, expected):
    got = zip(found.group.tolist(), found.rate.tolist(), found.size.tolist(), strict=True)
    assert rounded(got) == rounded(expected)


def rounded(rows):
    """Rows in order, whatever the last digits of their values are."""
    return sorted((g, -1.0 if np.isnan(r) else round(float(r), 9), float(s)) for g, r, s in rows)


@pytest.mark.parametrize("each", ["sum", "paragraph"])
@pytest.mark.parametrize("unit", ["paragraph", "sentence", "text"])
@settings(max_examples=40)
@given(corpora())
def test_a_ratio_without_a_unit_is_that_of_what_is_left(each, unit, corpus):
    layout, top, bottom, kept = corpus
    statistic = Ratio(layout, top, bottom, each)
    rates, sizes = statistic.values(kept[None])
    here = kept[layout.paragraph]
    for g in (0, 1):
        np.testing.assert_allclose(rates[0, g], ratio_of(layout, top, bottom, here, g, each))
        assert sizes[0, g] == bottom[here & (layout.group[layout.paragraph] == g)].sum()
    expected = []
    for g, left in removals(layout, kept, unit):
        own = left & (layout.group[layout.paragraph] == g)
        rate = ratio_of(layout, top, bottom, left, g, each)
        expected.append((g, rate, float(bottom[own].sum())))
    same(statistic.without(kept, unit), expected)


@pytest.mark.parametrize("unit", ["paragraph", "sentence", "text"])
@settings(max_examples=40)
@given(corpora())
def test_a_median_without_a_unit_is_that_of_what_is_left(unit, corpus):
    layout, top, _, kept = corpus
    place = np.arange(len(top))
    statistic = Median(layout, top.astype(float), place)
    middle, _ = statistic.values(kept[None])
    here = kept[layout.paragraph]
    groups = layout.group[layout.paragraph]
    for g in (0, 1):
        assert middle[0, g] == np.median(top[here & (groups == g)])
    expected = []
    for g, left in removals(layout, kept, unit):
        own = top[left & (groups == g)]
        expected.append((g, float(np.median(own)) if len(own) else np.nan, float(len(own))))
    same(statistic.without(kept, unit), expected)


@pytest.mark.parametrize("unit", ["paragraph", "text"])
@pytest.mark.parametrize("window", [2, 5, 60])
def test_mattr_without_a_unit_is_that_of_what_is_left(unit, window):
    random = np.random.default_rng(3)
    paragraph = np.sort(random.integers(0, 6, 80))
    codes = random.integers(0, 15, 80)
    layout = Layout(paragraph, GROUP, TEXT, 2, np.array([True, False]))
    statistic = Variety(layout, codes, paragraph, window)
    for kept in (np.ones(6, dtype=bool), np.array([1, 0, 1, 1, 1, 0], dtype=bool)):
        groups = GROUP[paragraph]
        expected = [
            (g, mattr(codes[left & (groups == g)], window), float((left & (groups == g)).sum()))
            for g, left in removals(layout, kept, unit)
        ]
        same(statistic.without(kept, unit), expected)
        here = kept[paragraph]
        values, sizes = statistic.values(kept[None])
        assert values[0, 1] == mattr(codes[here & (groups == 1)], window)
        assert sizes[0].sum() == here.sum()


def test_units_are_texts_where_a_group_has_several():
    layout = Layout(np.arange(6), GROUP, TEXT, 2, np.array([True, False]))
    assert layout.unit("paragraph").tolist() == [0, 1, 2, 3, 4, 5]
    assert layout.unit("text").tolist() == [6, 6, 7, 3, 4, 5]
