"""The folder of the report: whole or not at all, with a font for every character in it."""

from io import BytesIO

import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from chengyan.errors import ChengyanError
from chengyan.report import site as module
from chengyan.report.figures import (
    FIGURES,
    checked_pictures,
    figure_files,
    figures_of,
    size_of,
)
from chengyan.report.site import Drawings, site
from chengyan.report.streams import Material, charts_of
from chengyan.report.told import wanted_of


def png(mode="RGB", size=(90, 60)):
    file = BytesIO()
    Image.effect_mandelbrot(size, (-3, -2.5, 2, 2.5), 60).convert(mode).save(file, "PNG")
    return file.getvalue()


PICTURE = png("P")
DRAWINGS = Drawings({"corpus": {"png": PICTURE, "svg": b"<svg/>"}}, {"en": {}}, {}, "", "")


@pytest.fixture
def files(monkeypatch):
    findings = pd.DataFrame({"rows": ["keyness: term=文化"]})
    material = Material([], {"findings": findings}, {}, [], [], {})
    monkeypatch.setattr(module, "checked", lambda tables: tables)
    charts = [("data/chart-corpus.en.js", "图".encode())]
    monkeypatch.setattr(module.streams, "chart_files", lambda _: iter(charts))
    monkeypatch.setattr(module, "pages", lambda *_, charts: [("index.html", "页".encode())])
    asked = []

    def beside(_, wanted):
        asked.append(wanted)
        yield "data/text-0.js", "文".encode()
        yield "assets/vega.js", "車".encode()

    monkeypatch.setattr(module.streams, "beside", beside)
    made = dict(site(material, {}, DRAWINGS, [("download/run.json", b"{}")]))
    assert asked == [wanted_of(findings)]
    return made


def test_everything_is_in_the_folder(files):
    assert {
        *("index.html", "data/text-0.js", "data/chart-corpus.en.js", "download/run.json"),
        *("figures/corpus.png", "figures/corpus.svg"),
        *(f"assets/{name}" for name in ("style.css", "app.js", "core.js", "read.js", "font.woff")),
    } <= set(files)


def test_one_font_holds_every_character_of_pages_and_data(files):
    with TTFont(BytesIO(files["assets/font.woff"])) as font:
        known = set(font.getBestCmap())
    assert {ord(mark) for mark in "页图文"} <= known
    assert ord("車") not in known, "what draws charts says nothing"


def test_charts_take_the_place_of_their_figures():
    files = [(f"data/chart-{name}.en.js", b"") for name in ("first_words", "claims", "effect")]
    assert charts_of([*files, ("assets/vega.js", b"")]) == {
        "robustness": "claims",
        "effect": "effect",
    }


def test_figures_that_no_page_shows_are_left_out():
    own = {"png": PICTURE}
    assert dict(figure_files({"corpus": own, "draft": own})) == {"figures/corpus.png": PICTURE}


def test_a_figure_keeps_its_size_and_loses_weight():
    before = png()
    ((_path, after),) = figure_files({"corpus": {"png": before}})
    assert len(after) < len(before)
    assert size_of(after) == {"width": 90, "height": 60}


@pytest.mark.parametrize("broken", [b"", b"no picture", PICTURE[:-400], PICTURE[:20], b"GIF89a"])
def test_a_broken_picture_is_named(broken):
    with pytest.raises(ChengyanError, match=r"^figures/corpus\.png: is no whole picture"):
        checked_pictures({"corpus": {"png": broken}})
    checked_pictures({"draft": {"png": broken}, "corpus": {"png": PICTURE}})


def test_a_broken_drawing_is_named():
    with pytest.raises(ChengyanError, match=r"^figures/corpus\.svg: is no drawing"):
        checked_pictures({"corpus": {"png": PICTURE, "svg": b""}})


def test_a_caption_that_is_missing_is_named():
    drawn = {name: {"png": PICTURE} for name in FIGURES}
    coders = {"priorities": "model-coded", "rhetoric": "model-coded"}
    with pytest.raises(ChengyanError, match="caption corpus: is missing"):
        figures_of(drawn, {"en": {}, "zh": {}}, {}, {"en": "", "zh": ""}, coders, [1, 1])
