"""Messages of code and templates, as catalogs must have them."""

import io
import re
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

KEYWORDS = {"_": None, "tell": None, "n_": (1, 2), "tell_number": (1, 2)}
_TEMPLATE = {"trimmed": "false", "silent": "false", "extensions": ""}


def messages_of(paths: list[Path]) -> dict[str, tuple[str, ...]]:
    """Every message by its first form, with all its forms."""
    found: dict[str, tuple[str, ...]] = {}
    for path in paths:
        file = io.BytesIO(path.read_bytes())
        if path.suffix == ".py":
            each = ((m[1]) for m in extract("python", file, KEYWORDS))
        else:
            each = (m[2] for m in babel_extract(file, list(KEYWORDS), [], _TEMPLATE))
        for message in each:
            forms = (message,) if isinstance(message, str) else tuple(f for f in message if f)
            if forms:
                found.setdefault(forms[0], forms)
    return found


def catalog_of(path: Path) -> dict[str, str]:
    """The Chinese of each message."""
    with path.open("rb") as file:
        catalog = read_po(file, locale="zh")
    told = {}
    for message in catalog:
        if message.id:
            one = isinstance(message.id, str)
            key = message.id if one else message.id[0]
            told[key] = message.string if isinstance(message.string, str) else message.string[0]
    return told


def placeholders(text: str) -> set[str]:
    """Names in braces."""
    return set(re.findall(r"\{(\w+)\}", text))
