"""The published run, as pages of docs/ speak of it."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from chengyan.tables import read_table

GALLERY = Path(__file__).parents[2] / "docs/gallery"
# Claims stood under another name in runs before that of the story.
_EARLIER = {"claims": "findings"}
_FIGURE = re.compile(r"^## (.+)\n\n!\[.*?\]\((\w+)\.png\)", re.MULTILINE)


def figures() -> dict[str, str]:
    """Titles of the published figures by name, in their order."""
    page = (GALLERY / "README.md").read_text(encoding="utf-8")
    return {name: title for title, name in _FIGURE.findall(page)}


def table_file(name: str) -> Path | None:
    """The file of a published table, if there is one."""
    for candidate in filter(None, (name, _EARLIER.get(name))):
        for ending in (".csv", ".csv.gz"):
            path = GALLERY / "tables" / f"{candidate}{ending}"
            if path.is_file():
                return path
    return None


def published(name: str) -> pd.DataFrame:
    """A published table, to be changed at will."""
    return _read(name).copy()


@cache
def _read(name: str) -> pd.DataFrame:
    path = table_file(name)
    if path is None:
        raise FileNotFoundError(name)
    return read_table(path)


def percent(share: Any) -> str:
    """As `12 %`, with a decimal below one per cent."""
    return f"{share:.{int(0 < share < 0.01)}%}".replace("%", " %")


def rate(value: float) -> str:
    """As `332` or `8.3`."""
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}"


def times(log_ratio: float) -> str:
    """A binary logarithm as the factor that it stands for."""
    return f"{2**log_ratio:.1f}"


def listed(parts: list[str]) -> str:
    """As `a, b and c`."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
