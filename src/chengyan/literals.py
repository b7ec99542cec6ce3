"""What a line must hold for a pattern to stand in it, as far as the pattern tells."""

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

# ASSUME: so many alternatives are looked for at the most.
MOST = 64
_ITEM = re.compile(
    r"\\(?P<escape>.)"
    r"|\[(?P<set>\^?\]?(?:\\.|[^\]\\])*)\]"
    r"|(?P<open>\((?!\?)|\(\?(?:[:=!]|<[=!]))"
    r"|(?P<close>\))"
    r"|(?P<or>\|)"
    r"|(?P<times>[*+?]|\{(?:\d+(?:,\d*)?|,\d*)\})[?+]?"
    r"|(?P<edge>[\^$])"
    r"|(?P<any>\.)"
    r"|(?P<plain>[^(\[])",
    re.DOTALL,
)


class _Part(NamedTuple):
    """Part of a pattern.

    Attributes
    ----------
    all : frozenset of str or None
        All that it can match; None where that is not known, or too much.
    some : frozenset of str
        Of these, one stands in each line that it matches; empty where none is known.
    """

    all: frozenset[str] | None
    some: frozenset[str]


_NOTHING = frozenset[str]()
_EDGE, _UNKNOWN = _Part(frozenset([""]), _NOTHING), _Part(None, _NOTHING)


def literals(pattern: str) -> frozenset[str]:
    """Strings of which a line holds one at least if the pattern matches in it.

    Parameters
    ----------
    pattern : str
        That of a regular expression without flags that change what characters stand for.

    Returns
    -------
    frozenset of str
        Empty if none are known: each line has to be searched.

    References
    ----------
    Cox, R. (2012). Regular expression matching with a trigram index.
    https://swtch.com/~rsc/regexp/regexp4.html
    """
    items = list(_ITEM.finditer(pattern))
    if sum(len(item[0]) for item in items) < len(pattern) or any(map(_is_strange, items)):
        return _NOTHING
    return _any_of(iter(items)).some


def _is_strange(item: re.Match[str]) -> bool:
    """Whether an escape stands for something other than a character, a class or an edge."""
    escaped = item["escape"] or ""
    return escaped.isalnum() and escaped not in "dDwWsSbBAZ"


def _any_of(items: Iterator[re.Match[str]]) -> _Part:
    """Alternatives, to the end of their group."""
    parts = []
    end = "|"
    while end == "|":
        part, end = _sequence(items)
        parts.append(part)
    every = [part.all for part in parts if part.all is not None]
    known = [part.some for part in parts if part.some]
    return _part(
        frozenset().union(*every) if len(every) == len(parts) else None,
        frozenset().union(*known) if len(known) == len(parts) else _NOTHING,
    )


def _sequence(items: Iterator[re.Match[str]]) -> tuple[_Part, str]:
    """What follows one another, to the end of an alternative, and what ends it."""
    parts: list[_Part] = []
    end = ""
    for item in items:
        if item["close"] or item["or"]:
            end = item[0]
            break
        if item["times"]:
            parts.append(_repeated(parts.pop(), item["times"]))
        else:
            parts.append(_group(item["open"], items) if item["open"] else _single(item))
    runs = [part.some for part in parts]
    joined = frozenset([""])
    whole = True
    for part in parts:
        longer = _joined(joined, part.all)
        if longer is None:
            whole = False
            runs.append(joined)
            longer = part.all or frozenset([""])
        joined = longer
    runs.append(joined)
    known = [run for run in runs if run and "" not in run]
    best = max(
        known, key=lambda run: (min(map(len, run)), -len(run), sorted(run)), default=_NOTHING
    )
    return _Part(joined if whole else None, best), end


def _joined(heads: frozenset[str] | None, tails: frozenset[str] | None) -> frozenset[str] | None:
    """Each of some strings followed by each of others; None where these are too many."""
    if heads is None or tails is None or len(heads) * len(tails) > MOST:
        return None
    return frozenset(map("".join, product(heads, tails)))


def _part(every: frozenset[str] | None, some: frozenset[str]) -> _Part:
    """A part, without what is too much."""
    return _Part(
        every if every and len(every) <= MOST else None, some if len(some) <= MOST else _NOTHING
    )


def _repeated(part: _Part, times: str) -> _Part:
    """A part as often as a quantifier says."""
    if times == "?" and part.all is not None:
        return _part(part.all | {""}, _NOTHING)
    optional = times[0] in "*?" or re.match(r"\{0*[,}]", times)
    return _Part(None, _NOTHING if optional else part.some)


def _group(opened: str, items: Iterator[re.Match[str]]) -> _Part:
    """A group, or what must or must not stand beside the match, which is in the same line."""
    part = _any_of(items)
    if opened in ("(", "(?:"):
        return part
    return _Part(_EDGE.all, _NOTHING if opened.endswith("!") else part.some)


def _single(item: re.Match[str]) -> _Part:
    """A character, a class of characters or an edge."""
    if item["edge"] or (item["escape"] or "") in {*"bBAZ"}:
        return _EDGE
    characters = item["plain"] or item["escape"] or item["set"] or ""
    listed = not item["set"] or not (characters[0] == "^" or {*"\\-"} & {*characters})
    if item["any"] or not listed or (item["escape"] or "").isalnum():
        return _UNKNOWN
    return _part(frozenset(characters), frozenset(characters))
