"""How pages write numbers, lists and Chinese: the functions and filters of their templates."""

import math
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePath
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from chengyan.genre import genre_name
from chengyan.han import HAN
from chengyan.language import spoken
from chengyan.report import wording
from chengyan.report.forms import form

HERE = Path(__file__).parent

_HAN = re.compile(f"([{HAN}]+)")


@cache
def environment() -> Environment:
    """The templates of this folder, with the functions and filters that they use."""
    templates = Environment(
        loader=FileSystemLoader([HERE / "templates", HERE]), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    templates.filters |= {
        "genre": lambda name: genre_name(str(name)),
        "zh": _mark_chinese,
        "whole": wording.whole,
        "fixed": wording.fixed,
        "percent": wording.percent,
        "full_percent": wording.full_percent,
        "per_cent": wording.per_cent,
        "listed": wording.listed,
        "file_name": lambda path: PurePath(path).name,
        "times": wording.times,
        "range_of": wording.range_of,
        "magnitude": _magnitude,
        "weight": lambda value: f"{value:g}",
        "word": wording.word,
        "words": lambda values: [wording.word(value) for value in values],
        "form": form,
        "commas": wording.commas,
        "quoted": wording.quoted,
    }
    templates.globals |= {
        "_": wording.tell,
        "n_": wording.tell_number,
        "said": wording.said,
        "span": wording.span,
        "share_span": wording.share_span,
        "and_more": wording.and_more,
        "reasons": wording.reasons,
        "href": href,
        "read_at": read_at,
        "table_at": table_at,
        "comma": wording.comma,
        "pause": wording.pause,
        "bracketed": wording.bracketed,
        "semicolon": wording.semicolon,
    }
    return templates


def href(page: str, language: str = "") -> str:
    """The file of a page in a language, by default that which is spoken."""
    language = language or spoken()
    return f"{page}.html" if language == "en" else f"{page}.{language}.html"


def read_at(**conditions: object) -> str:
    """Address of the reading view with these conditions; empty ones are left out."""
    return f"{href('read')}#{_hash(conditions)}"


def table_at(table: str, conditions: Mapping[str, object] | None = None) -> str:
    """Address of a table, or of the rows of it that meet conditions."""
    return f"{href('data')}#{_hash({'table': table, **(conditions or {})})}"


def _hash(conditions: Mapping[str, object]) -> str:
    return "&".join(
        f"{quote(name, safe='')}={quote(str(value), safe='')}"
        for name, value in conditions.items()
        if str(value)
    )


def _mark_chinese(value: object) -> Markup:
    """The value, escaped, on English pages each run of Han characters marked as Chinese.

    Nothing for NaN.
    """
    # A column of years with gaps was read as one of fractions.
    text = f"{value:g}" if isinstance(value, float) else str(value)
    text = "" if text == "nan" else text
    ready = isinstance(value, Markup)
    if spoken() == "zh" or (ready and "<" in text):
        return Markup(text) if ready else escape(text)  # noqa: S704, it was markup before
    parts = enumerate(_HAN.split(text))
    marked = Markup('<span lang="zh">{}</span>')
    told = (marked.format(part) if i % 2 else escape(part) for i, part in parts)
    if ready:
        told = (
            Markup(f'<span lang="zh">{part}</span>') if i % 2 else Markup(part)  # noqa: S704
            for i, part in enumerate(_HAN.split(text))
        )
    return Markup("").join(told)


def _magnitude(value: float) -> str:
    """A number to three digits."""
    return "–" if math.isnan(value) else f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
