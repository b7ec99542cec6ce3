"""How the page writes numbers, lists and Chinese: the filters of its templates."""

import math
import re
from collections.abc import Sequence
from pathlib import Path, PurePath

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from chengyan.han import HAN
from chengyan.report.facts import Row

HERE = Path(__file__).parent

_HAN = re.compile(f"([{HAN}]+)")


def environment() -> Environment:
    """The templates of this folder, with the filters that they use."""
    templates = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    templates.filters |= {
        "zh": _mark_chinese,
        "whole": lambda value: _fixed(value, 0),
        "fixed": _fixed,
        "percent": lambda value: _fixed(100 * value, 0) + " %",
        "full_percent": _full_percent,
        "listed": _listed,
        "file_name": lambda path: PurePath(path).name,
        "times": _times,
        "range_of": _range_of,
        "magnitude": _magnitude,
        "weight": lambda value: f"{value:g}",
    }
    return templates


def _mark_chinese(value: object) -> Markup:
    """The value, escaped, each run of Han characters marked as Chinese; nothing for NaN."""
    # A column of years with gaps was read as one of fractions.
    text = f"{value:g}" if isinstance(value, float) else str(value)
    parts = enumerate(_HAN.split("" if text == "nan" else text))
    marked = Markup('<span lang="zh">{}</span>')
    return Markup("").join(marked.format(part) if i % 2 else part for i, part in parts)


def _fixed(value: float, digits: int = 2) -> str:
    """A number with a true minus sign; a dash where there is none."""
    return "–" if math.isnan(value) else f"{value:,.{digits}f}".replace("-", "−")


def _full_percent(share: float) -> str:
    """A share in per cent, rounded down, so that what is not all is not 100."""
    return "–" if math.isnan(share) else f"{int(100 * share + 1e-9)} %"


def _times(effect: float) -> str:
    """A binary logarithm as the factor it stands for."""
    if math.isnan(effect):
        return "–"
    # Three digits where two would not tell a small difference from none.
    return f"×{2**effect:.3g}" if abs(effect) < 0.2 or effect > 6 else f"×{2**effect:.2g}"


def _range_of(row: Row) -> str:
    """The interval of an effect, where it has one, else its leave-one-out range."""
    low, high = ("ci_low", "ci_high") if not math.isnan(row["ci_low"]) else ("loo_low", "loo_high")
    interval = "95 % interval " if low == "ci_low" else ""
    return f"{interval}{_times(row[low])} to {_times(row[high])}"


def _magnitude(value: float) -> str:
    """A number to three digits."""
    return "–" if math.isnan(value) else f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _listed(parts: Sequence[object]) -> str:
    """The parts as a reader says them: a, b and c."""
    *most, last = map(str, parts) if parts else [""]
    return f"{', '.join(most)} and {last}" if most else last
