"""The front story: a dozen findings at most, one idea each, in the order of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chengyan.story.finding import ROBUST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chengyan.story.finding import Finding

LONGEST = 12
# With more groups the story does not begin with a sentence on each.
EACH = 4


def with_lead(findings: Sequence[Finding], groups: Sequence[str]) -> list[Finding]:
    """The same findings, those of the front story numbered from 1.

    Parameters
    ----------
    findings : sequence of Finding
    groups : sequence of str

    Notes
    -----
    What is compared; what each group says first; where they differ most in what they speak of, how
    they speak, where they look and which word they say; which claims hold; what is not matched, and
    what would settle it. Robust findings come before fragile ones, and a group that has told its
    difference leaves the next to another.
    """
    places = {
        finding.id: place
        for place, finding in enumerate(list(_story(findings, groups))[:LONGEST], 1)
    }
    return [finding.at(lead=places.get(finding.id, 0)) for finding in findings]


def _story(findings: Sequence[Finding], groups: Sequence[str]) -> Iterator[Finding]:
    by_name = {finding.id: finding for finding in findings}

    def named(*names: str) -> Iterator[Finding]:
        found = [by_name[name] for name in names if name in by_name]
        yield from found[:1]

    few = len(groups) <= EACH
    yield from named("corpus", *(f.id for f in findings if f.id.startswith("text-")))
    if few:
        for group in groups:
            yield from named(f"voice-{group}", f"first-{group}")
    seen: set[tuple[str, ...]] = set()
    codes = list(_best(findings, ("code-",), 1 if few else 3, seen))
    yield from codes
    yield from _best(findings, ("device-",), 1 if few else 2, set())
    yield from _best(findings, ("part-",), 1, set())
    told = {code.more[:1] for code in codes}
    fresh = [f for f in findings if f.id.startswith("theme-") and f.more[:1] not in told]
    word = [f for f in _best(fresh, ("theme-",), 2, set()) if f.verdict == ROBUST]
    yield from word or named("shared-formulations", "common-words")
    yield from named("claims", "accuracy")
    yield from named("matching")
    yield from named("needs")


def _best(
    findings: Sequence[Finding], kinds: tuple[str, ...], number: int, seen: set[tuple[str, ...]]
) -> Iterator[Finding]:
    """The first of some kinds: those that compare, robust ones first, each of another group."""
    own = [f for f in findings if f.id.startswith(kinds) and f.more]
    own.sort(key=lambda finding: (finding.verdict != ROBUST, -finding.weight))
    fresh = []
    for finding in own:
        if finding.more[:1] not in seen:
            seen.add(finding.more[:1])
            fresh.append(finding)
    rest = [finding for finding in own if finding not in fresh]
    yield from (fresh + rest)[:number]
