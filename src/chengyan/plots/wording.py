"""How words are put together in figures: lists, sentences in a row, where lines may break."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chengyan.language import _, later, n_, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

# In Chinese a line breaks between characters, but not before what closes or after what opens.
OPENING, _CLOSING = "（《“‘【〔", "，。；：、！？）》”’】〕…％%·"
_PIECE = re.compile(rf"\s*[{OPENING}]*(?:——|……|[!-~×–−]+|\S)[{_CLOSING}]*")
# A number is not parted from its sign.
_WORD = re.compile(r"\s*\S+(?: %\S*)?")
# What coded samples are called (`chengyan.coded.said_of`).
CODINGS = (
    later("model-coded"), later("human-coded"), later("model-coded and human-coded"),
    later("none named"),
)  # fmt: skip


def joined(names: Iterable[object]) -> str:
    """Names one after another, as a list."""
    return _(", ").join(str(name) for name in names)


def clauses(told: Iterable[str]) -> str:
    """Clauses one after another, set apart more than names are."""
    return _("; ").join(told)


def phrases(told: Iterable[str]) -> str:
    """Phrases one after another, which may be lists of names themselves."""
    return ("，" if spoken() == "zh" else ", ").join(told)


def together(*sentences: str) -> str:
    """Sentences one after another, with a space between where the language has one; none empty."""
    space = "" if spoken() == "zh" else " "
    return space.join(sentence.strip() for sentence in sentences if sentence.strip())


def aside(name: object) -> str:
    """The English name of what has a Chinese one too: nothing where Chinese is spoken."""
    return "" if spoken() == "zh" else str(name)


def pieces(text: str) -> list[str]:
    """What a line may not be broken within, each with the space before it."""
    return (_PIECE if spoken() == "zh" else _WORD).findall(text)


def further_groups(number: int) -> str:
    """Say how many groups have no row: nothing where all have one."""
    if not number:
        return ""
    return n_(
        "{number} further group is in the table only. ",
        "{number} further groups are in the table only. ",
        number,
    )


def contrast_word(*, matched: bool) -> str:
    """How a title calls the groups."""
    return _("matched") if matched else _("unmatched")


def or_none(number: int) -> str:
    """A number within a sentence, none in a word where the language has it so."""
    return str(number) if number or spoken() == "zh" else "none"


def decimal(number: str) -> str:
    """A number below 1 without the zero before its point, which Chinese does not leave out."""
    return number if spoken() == "zh" else re.sub(r"^(-?)0\.", r"\1.", number)


def further_codes(number: int) -> str:
    """Say how many codes have no row: nothing where all have one."""
    if not number:
        return ""
    return n_(
        "{number} further code is in the table only. ",
        "{number} further codes are in the table only. ",
        number,
    )
