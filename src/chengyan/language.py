"""The language that figures and pages speak: English as written in the code, or a catalog's."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

LANGUAGES = ("en", "zh")
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

    What the catalog lacks stays English: `missing` tells, and a test asks.
    """
    return _filled(_found(message) or message, values)


def n_(singular: str, plural: str, number: int, **values: object) -> str:
    """As `_`, by number; ``{number}`` is put in too. Chinese has one form."""
    found = _found(singular) or (singular if number == 1 else plural)
    return _filled(found, {"number": number, **values})


def _filled(text: str, values: dict[str, object]) -> str:
    return text.format(**values) if values else text


def _found(message: str) -> str:
    """The translation; empty where there is none."""
    language = _spoken.get()
    if language == "en":
        return ""
    found = catalog(language).get(message)
    if found is None:
        return ""
    text = found.string
    return text if isinstance(text, str) else text[0]


@cache
def catalog(language: str) -> Catalog:
    """The messages of a language."""
    with (LOCALE / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)
