"""Claims: differences that were expected before anything was measured, read and checked.

Imports the standard library alone, since it is read while the workflow is planned.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chengyan.errors import ConfigError
from chengyan.han import has_letter
from chengyan.nearest import nearest, similarity

LENGTHS = ("sentence_length", "clause_length")
ORIENTATIONS = ("past", "present", "future")
MEASURES = (*LENGTHS, *ORIENTATIONS, "numerals", "mattr")

# ASSUME so alike, two names are meant to be one; 石家庄 and 张家口 are not.
_ALIKE = 0.75


@dataclass(frozen=True)
class Claim:
    """That some groups have more of something than others, by a smallest effect of interest.

    Attributes
    ----------
    id, text_en, text_zh : str
    kind : {"terms", "code", "device", "measure"}
    of : tuple of str
        Terms, codes of the codebook or devices that are counted together, or the name of one of
        `MEASURES`.
    more, less : tuple of str
        The groups of either side, each weighing the same.
    min_effect : float
        In binary logarithms of the quotient.
    """

    id: str
    text_en: str
    text_zh: str
    kind: str
    of: tuple[str, ...]
    more: tuple[str, ...]
    less: tuple[str, ...]
    min_effect: float

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of both sides."""
        return self.more + self.less

    @property
    def subject(self) -> str:
        """What is measured: ``terms``, ``code``, ``device`` or the name of a measure."""
        return self.of[0] if self.kind == "measure" else self.kind


def claim_of(row: Mapping[str, Any]) -> Claim:
    """A claim from its row of the config."""
    lists = {name: tuple(row[name]) for name in ("of", "more", "less")}
    return Claim(**{**row, **lists})


def read_claims(
    rows: Sequence[Mapping[str, Any]],
    groups: Collection[str],
    *,
    oriented: bool = True,
    codes: Collection[str] = (),
    devices: Collection[str] = (),
) -> tuple[list[Claim], list[Claim]]:
    """Check the claims of a config, and tell those apart that cannot be tested.

    Parameters
    ----------
    rows : sequence of mappings
        ``claims`` of the config, as its schema has them.
    groups : collection of str
        The groups of the corpus.
    oriented : bool
        Whether there is a word list that tells the orientation of sentences.
    codes : collection of str
        The counted codes of the codebook.
    devices : collection of str
        The devices of the battery.

    Returns
    -------
    tested, left_out : list of Claim
        Both in the order of the config; left out are those on groups that the corpus does not
        have, on an orientation that nothing tells, and on codes or devices of another codebook or
        battery.

    Raises
    ------
    ConfigError
        If two claims have one id, a group stands on both sides, a measure is none of `MEASURES` or
        not alone, only some codes or devices of a claim are known ones, a term holds
        nothing that is counted, or the name of a group seems misspelt.
    """
    claims = [claim_of(row) for row in rows]
    for claim_id, number in Counter(claim.id for claim in claims).items():
        if number > 1:
            raise ConfigError(
                _place(claim_id),
                f"{number} claims have this id",
                "Give each an id of its own",
            )
    named = Counter(group for claim in claims for group in set(claim.groups))
    for claim in claims:
        _check_sides(claim)
        _check_measure(claim)
        _check_letters(claim)
        _check_names(claim, "code", codes, "the counted codes")
        _check_names(claim, "device", devices, "the devices")
        for group in claim.groups:
            if group not in groups:
                _check_spelling(claim, group, groups, named)
    known = set(groups)
    tested = [
        claim
        for claim in claims
        if known.issuperset(claim.groups)
        and (oriented or claim.subject not in ORIENTATIONS)
        and (claim.kind != "code" or set(codes).issuperset(claim.of))
        and (claim.kind != "device" or set(devices).issuperset(claim.of))
    ]
    return tested, [claim for claim in claims if claim not in tested]


def _check_sides(claim: Claim) -> None:
    both = [group for group in claim.more if group in claim.less]
    if both:
        raise ConfigError(
            _place(claim.id),
            f"group {both[0]} stands in `more` and in `less`",
            "Leave it on one side",
        )


def _check_measure(claim: Claim) -> None:
    if claim.kind != "measure":
        return
    if len(claim.of) > 1:
        raise ConfigError(
            _place(claim.id, "of"),
            f"names {len(claim.of)} measures ({', '.join(claim.of)})",
            "Name one, and write another claim for each other",
        )
    if claim.of[0] not in MEASURES:
        near = nearest(claim.of[0], MEASURES)
        raise ConfigError(
            _place(claim.id, "of"),
            f"{claim.of[0]!r} is none of the measures {', '.join(MEASURES)}",
            f"Did you mean {near}?" if near else "Choose one of these, or set `kind` to terms",
        )


def _check_letters(claim: Claim) -> None:
    for term in claim.of if claim.kind == "terms" else ():
        if not has_letter(term):
            raise ConfigError(
                _place(claim.id, "of"),
                f"{term!r} is no word: numbers and punctuation are not counted",
                "Leave it out",
            )


def _check_names(claim: Claim, kind: str, known: Collection[str], said: str) -> None:
    """Refuse a claim some of whose codes or devices are known; with none, it is of another set."""
    unknown = [name for name in claim.of if name not in known]
    if claim.kind != kind or not 0 < len(unknown) < len(claim.of):
        return
    near = nearest(unknown[0], known)
    raise ConfigError(
        _place(claim.id, "of"),
        f"{unknown[0]!r} is none of {said} {', '.join(known)}",
        f"Did you mean {near}?" if near else "Choose one of these",
    )


def _check_spelling(
    claim: Claim, group: str, groups: Collection[str], named: Mapping[str, int]
) -> None:
    """Refuse a name that was probably meant to be that of a group there is.

    Names of cities are so short that two true ones (廊坊, 潍坊) are as near as a name and its
    misspelling. A near name is taken for one if it contains the other or is very like it, if other
    claims have the other spelling, or if it stands in this claim alone beside groups that there
    are. Names with digits, such as years, are never.
    """
    near = nearest(group, groups)
    if not near or any(character.isdigit() for character in group + near):
        return
    others = [other for other in claim.groups if other != group]
    if (
        similarity(group, near) >= _ALIKE
        or group in near
        or near in group
        or (named[group] == 1 and (named.get(near, 0) > 0 or set(others) <= set(groups)))
    ):
        side = "more" if group in claim.more else "less"
        raise ConfigError(
            _place(claim.id, side),
            f"there is no group {group} in this corpus",
            f"Did you mean {near}? If not, remove the claim",
        )


def unused_terms(claim: Claim, texts: Iterable[str]) -> list[str]:
    """Terms of a claim that stand in none of the texts, not even inside other words."""
    if claim.kind != "terms":
        return []
    missing = list(claim.of)
    for text in texts:
        missing = [term for term in missing if term not in text]
        if not missing:
            break
    return missing


def check_terms(claims: Iterable[Claim], texts: Sequence[str]) -> None:
    """Raise ConfigError for a claim none of whose terms stands in any text: nothing can be said."""
    for claim in claims:
        if claim.kind == "terms" and len(unused_terms(claim, texts)) == len(claim.of):
            raise ConfigError(
                _place(claim.id, "of"),
                f"none of its terms stands in any text analysed ({', '.join(claim.of)})",
                "Mend the terms or remove the claim",
            )


def _place(*path: str) -> str:
    return f"config key `{'.'.join(('claims', *path))}`"
