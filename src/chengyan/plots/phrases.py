"""Phrases that many figures share, in the language that is spoken."""

from chengyan.language import _, n_


def contrast_word(*, matched: bool) -> str:
    """How a title calls the groups."""
    return _("matched") if matched else _("unmatched")


def or_none(number: int) -> str:
    """A number within a sentence, zero in words where the language has it so."""
    return str(number) if number else _("none")


def further_groups(number: int) -> str:
    """Say how many groups the figure has no room for; nothing where it shows all."""
    if not number:
        return ""
    return n_(
        "{number} further group is in the table only. ",
        "{number} further groups are in the table only. ",
        number,
    )
