"""The language that figures and pages speak: English as written in the code, or a catalog's.

Imports little, since scripts do before their log is open.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("en", "zh")
# A folder a language, with a catalog for each place where it is spoken.
LOCALE = Path(__file__).parent / "locale"

_spoken: ContextVar[str] = ContextVar("language", default="en")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak one of `LANGUAGES` inside the block.

    Raises
    ------
    ValueError
        If there is no such language.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> str:
    """The language that is spoken: ``en`` unless told otherwise."""
    return _spoken.get()


def _(message: str, **values: object) -> str:
    """The message in the language that is spoken, with values put in.

    What the catalog lacks stays English; a test holds the catalogs to the code.
    """
    return _filled(_found(message) or message, values)


def later(message: str) -> str:
    """Mark a message for the catalogs, which `_` speaks where it is shown."""
    return message


def n_(singular: str, plural: str, number: int, **values: object) -> str:
    """As `_`, by number; ``{number}`` is put in too. Chinese has one form."""
    found = _found(singular) or (singular if number == 1 else plural)
    return _filled(found, {"number": number, **values})


def _filled(text: str, values: dict[str, object]) -> str:
    return text.format(**values) if values else text


def _found(message: str) -> str:
    """The translation; empty where there is none."""
    language = _spoken.get()
    return "" if language == "en" else messages(language).get(message, "")


@cache
def messages(language: str) -> dict[str, str]:
    """The translations of a language, by English message."""
    from babel.messages.pofile import read_po

    found = {}
    for path in sorted((LOCALE / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                one = isinstance(message.id, str)
                key = message.id if one else message.id[0]
                told = message.string or ""
                text = told if isinstance(told, str) else told[0]
                if key and text:
                    found[str(key)] = text
    return found
