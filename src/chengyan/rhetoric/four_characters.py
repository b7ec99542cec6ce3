"""Runs of four-character phrases: two or more side by side."""

import pandas as pd

from chengyan.rhetoric.members import Chain, Member
from chengyan.rhetoric.reading import Members
from chengyan.rhetoric.span import Instance, apart, stretch

FOUR = 4
# ASSUME: two make a run (the codebook's number).
LEAST = 2
# ASSUME: so much of a run must say or judge something; lists of terms do not.
SAYING = 0.4


def find_four_character_runs(sentences: pd.DataFrame, members: Members) -> list[Instance]:
    """Runs of four-character phrases in one document.

    Parameters
    ----------
    sentences : pandas.DataFrame
        Headings and sentences of the body in their order; column ``text``.
    members : Members
        Reads the sentences.

    Returns
    -------
    list of tuple of Span
        Instances in the order of the text, of one stretch each; none overlaps another.
    """
    found: list[Instance] = []
    for row, text in enumerate(sentences["text"]):
        own = [(run, chain) for chain in members.chains(text) for run in _runs(chain)]
        tokens = members.tokens(text) if own else []
        terms = {token.start for token in tokens if token.pos in ("vn", "an")}
        runs = []
        for run, chain in own:
            listed = any(word.text == "等" for m in chain.members for word in m.words)
            if _says(run, terms, listed=listed):
                runs.append(run)
        for start, end in apart([(len(run), run[0].start, run[-1].end) for run in runs]):
            found.append((stretch(text, row, start, end, "members"),))
    return found


def _runs(chain: Chain) -> list[tuple[Member, ...]]:
    """Successive members of four characters; 、 may join the end of one, or what 的 follows."""
    near = chain.mark == "、"
    runs: list[tuple[Member, ...]] = []
    run: list[Member] = []
    for member in chain.members:
        if _is_four(member):
            run.append(member)
            continue
        head, tail = _of_four(member, last=False), _of_four(member, last=True)
        if near and run and head and (head.shape == "i" or _then_de(member, head)):
            run.append(head)
        runs.append(tuple(run))
        run = [tail] if near and tail else []
        if head and tail and member.length == 2 * FOUR and head.shape == "i":
            runs.append((head, tail))
    return [run for run in (*runs, tuple(run)) if len(run) >= LEAST]


def _of_four(member: Member, *, last: bool) -> Member | None:
    """The first or last words of a member that make four characters."""
    length, number = 0, len(member.words)
    for i, word in enumerate(reversed(member.words) if last else member.words, start=1):
        length += word.length
        if length >= FOUR or i == number:
            break
    if length != FOUR or i == number:
        return None
    part = member.from_word(number - i) if last else member.up_to(i)
    return part if _is_four(part) else None


def _is_four(member: Member) -> bool:
    """Whether it is of four characters that nothing parts, a quotation mark for one."""
    return member.length == FOUR == member.end - member.start


def _then_de(member: Member, head: Member) -> bool:
    """Whether 的 follows the head of a member."""
    return member.words[len(head.words)].text == "的"


def _says(run: tuple[Member, ...], terms: set[int], *, listed: bool) -> bool:
    """Whether a run is more than a list of terms."""
    if listed and not all("i" in member.shape for member in run):
        return False
    return sum(_saying(member, terms) for member in run) >= SAYING * len(run)


def _saying(member: Member, terms: set[int]) -> bool:
    """Whether a phrase is an idiom, or holds a verb or adjective that is no part of a term."""
    if "i" in member.shape:
        return True
    return any(w.pos in "vad" and w.start not in terms for w in member.words)
