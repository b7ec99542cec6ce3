"""Who is thanked, as far as the sentence names it."""

import re

_CLAUSE = re.compile(r"[，。；：！？]")
# 向前, 方向 and 走向 name nobody; 对 does before 表示 only.
_TOWARDS = re.compile(
    r"(?<![方走迈转趋偏导志投奔])向(?![前上下好善往着心])|(?<![针面相])对(?=.*(?:表示|致以)$)"
)
_OFFER = re.compile(r"(?:(?:再次|一并|谨|深情地?)*(?:表示|致以|道一声|说一声|献上))$")
_BEHIND = re.compile(r"(?:衷心)?(?:感谢|谢谢)([^，。；：！？]+)")


def thanked(text: str, start: int, end: int) -> str:
    """Those who are thanked, separated by ``;``; empty where the sentence does not say.

    Parameters
    ----------
    text : str
        The sentence.
    start, end : int
        Where the words of thanks stand.

    Notes
    -----
    They stand before the words of thanks, each behind 向 (向全体代表表示感谢), or right behind
    them (感谢各位代表). A pronoun is left as it is: whom 他们 means is not looked for.
    """
    words = text[start:end]
    offer = next((verb for verb in ("表示", "致以") if words.startswith(verb)), "")
    named = []
    for clause in _CLAUSE.split(text[:start] + offer):
        _, *receivers = _TOWARDS.split(clause)
        named += [_OFFER.sub("", receiver).strip(" 、") for receiver in receivers]
    behind = _BEHIND.match(text, start)
    if behind and not any(named):
        named = [behind[1]]
    return ";".join(name for name in named if name)
