"""Who is told what must be done: the speaker with his hearers, an assembly, or others."""

import re

_CLAUSE = re.compile(r"[。；！？]")
_US = re.compile(r"我们|我市|咱们|全党")
_ASSEMBLY = re.compile(r"同志们|各位代表|让我们|希望(?:你们|大家|各位|同志们)")


def addressee(text: str, start: int, end: int) -> str:
    """``us``, ``assembly`` or ``others``.

    Parameters
    ----------
    text : str
        The sentence.
    start, end : int
        Where the word of obligation stands.

    Notes
    -----
    一定要 is said to an assembly; 要 with 我们 before it in its clause binds speaker and
    hearers; 要 to subordinates stands without them, mostly without a subject. What the word leaves
    open (a report's 要 may be heard by all) is not decided by it.
    """
    before = _CLAUSE.split(text[:start])[-1]
    if text[start:end].startswith("一定要") or _ASSEMBLY.search(text):
        return "assembly"
    return "us" if _US.search(before) else "others"
