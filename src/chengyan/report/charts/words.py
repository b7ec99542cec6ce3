"""What charts say in words: numbers, ranges, contrasts, and links to the sentences."""

import math
from typing import Any
from urllib.parse import quote, urlencode

from chengyan.language import _, spoken
from chengyan.plots.style import is_matched, plain

# Marks of languages in the names of pages.
ENDINGS = {"en": "", "zh": ".zh"}
NAME = 12


def chinese() -> bool:
    """Whether Chinese is spoken."""
    return spoken() == "zh"


def address(page: str, **asked: object) -> str:
    """Link to a page of the report in the language that is spoken, with what is asked of it."""
    given = {name: plain(value) for name, value in asked.items() if plain(value)}
    return f"{page}{ENDINGS[spoken()]}.html#{urlencode(given, quote_via=quote)}"


def number(value: object) -> float | None:
    """A cell as a number short enough for a chart; nothing where it holds none."""
    try:
        told = float(str(value))
    except ValueError:
        return None
    return float(f"{told:.5g}") if math.isfinite(told) else None


def percent(share: float) -> str:
    """A share in per cent, with a decimal where it is small."""
    told = f"{100 * share:.1f}" if 0 < abs(share) < 0.1 else f"{100 * share:.0f}"
    return f"{told}%" if chinese() else f"{told} %"


def multiple(ratio: float) -> str:
    """A binary logarithm as the multiple that it stands for."""
    return f"×{2**ratio:.1f}" if ratio >= 0 else f"×1/{2**-ratio:.1f}"


def decimal(value: float) -> str:
    """A number of two decimals."""
    return f"{value:.2f}"


def cut(name: str) -> str:
    """As much of a name as a short line holds."""
    return name if len(name) <= NAME else name[: NAME - 1] + "…"


def span(low: object, high: object, form: Any) -> str:
    """Two ends as words; nothing where one is missing."""
    first, last = number(low), number(high)
    return "" if first is None or last is None else f"{form(first)} – {form(last)}"


def left_out(row: Any, form: Any) -> str:
    """The leave-one-out range of a row, with what is left out."""
    told = span(row.loo_low, row.loo_high, form)
    if not told:
        return ""
    if plain(getattr(row, "left_out", "")) == "text":
        return _("{range} (one text left out)", range=told)
    return _("{range} (one paragraph left out)", range=told)


def contrast(row: Any) -> str:
    """Whether a row compares like with like, and in what not."""
    if is_matched(plain(row.contrast)):
        return _("matched")
    unlike = [confound(name) for name in plain(getattr(row, "confounds", "")).split(";") if name]
    return _("unmatched: {unlike}", unlike=comma().join(unlike)) if unlike else _("unmatched")


def confound(name: str) -> str:
    """In what groups differ, in words."""
    return {
        "city": _("city"),
        "genre": _("genre"),
        "office": _("office"),
        "year": _("year"),
        "city unknown": _("city unknown"),
        "genre unknown": _("genre unknown"),
        "office unknown": _("office unknown"),
        "year unknown": _("year unknown"),
        "too few texts": _("too few texts"),
    }.get(name, name)


def comma() -> str:
    """What stands between the items of a list."""
    return "、" if chinese() else ", "


def label(zh: object, en: object) -> str:
    """The name beside marks: Chinese readers need no other."""
    return plain(zh) if chinese() and plain(zh) else both(zh, en)


def both(zh: object, en: object) -> str:
    """The names in both languages, that of the page first."""
    names = [plain(zh), plain(en)] if chinese() else [plain(en), plain(zh)]
    return " ".join(dict.fromkeys(name for name in names if name))
