"""Captions in Chinese: one for each in English, with the same facts, and sound as text."""

import re
from io import StringIO
from pathlib import Path

import pytest
from docutils.core import publish_doctree
from jinja2 import Environment

FOLDER = Path(__file__).parents[2] / "workflow/report"
ENGLISH = sorted(path.stem for path in FOLDER.glob("*.rst"))


def facts(path):
    """What a caption asks of config and parameters; a value may be told by another word."""
    return set(re.findall(r'snakemake\.[\w.]+(?:\["\w+"\])*', path.read_text("utf-8")))


def test_each_caption_has_its_chinese():
    assert sorted(path.stem for path in (FOLDER / "zh").glob("*.rst")) == ENGLISH


@pytest.mark.parametrize("name", ENGLISH)
def test_a_caption_asks_the_same_in_both_languages(name):
    chinese, english = facts(FOLDER / "zh" / f"{name}.rst"), facts(FOLDER / f"{name}.rst")
    assert chinese <= english
    # Chinese has one form for one and for many.
    assert english - chinese <= {f"snakemake.params.many.{name}"}


@pytest.mark.parametrize("name", ENGLISH)
def test_a_chinese_caption_is_sound_text(name):
    told = (FOLDER / "zh" / f"{name}.rst").read_text("utf-8")
    Environment(autoescape=True).parse(told)
    # What it asks is a word in any caption that is read.
    plain = re.sub(r"\{%.+?%\}", "", re.sub(r"\{\{.+?\}\}", "x", told))
    complaints = StringIO()
    tree = publish_doctree(
        plain, settings_overrides={"warning_stream": complaints, "report_level": 1}
    )
    assert complaints.getvalue() == ""
    assert "`" not in tree.astext()
    assert "。" in tree.astext()
