"""What every figure must be: its texts whole, inside the page, apart from one another, legible."""

import itertools

import pytest
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from chengyan.fonts import missing_glyphs
from chengyan.plots import style

PAGE_HEIGHT = 9.9


def texts(figure):
    """The texts that are seen, with the boxes they take up."""
    figure.canvas.draw()
    shown = [
        text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()
    ]
    return [(text.get_text(), text.get_window_extent()) for text in shown]


def words_of(figure):
    return " ".join(text for text, _ in texts(figure))


def title_of(figure):
    """The lines of the title."""
    return " ".join(t.get_text() for t in figure.texts if t.get_size() == style.TITLE)


def check(figure):
    seen = texts(figure)
    page = figure.bbox
    assert missing_glyphs(text.replace("\n", "") for text, _ in seen) == set()
    for text, box in seen:
        assert page.x0 <= box.x0 < box.x1 <= page.x1, text
        assert page.y0 <= box.y0 < box.y1 <= page.y1, text
    for (one, here), (other, there) in itertools.combinations(seen, 2):
        # A line's box holds room for accents and descenders, which these texts do not fill.
        shared = Bbox.intersection(here, there)
        line = here.height / (1 + one.count("\n"))
        assert shared is None or min(shared.width, shared.height) < 0.15 * line, (one, other)
    assert figure.get_size_inches()[0] == pytest.approx(7.1)
    assert figure.get_size_inches()[1] < PAGE_HEIGHT
    assert min(text.get_size() for text in figure.findobj(Text) if text.get_text()) >= style.SMALL
