"""Whether a claim of rank tells what was achieved, or what is aimed at."""

import re

ACHIEVED, AIMED = "achieved", "aimed"
_CLAUSE = re.compile(r"[，。；：！？]")
_AIM = re.compile(
    r"力争|争创|争当|争取|争做|努力|奋力|力求|打造|建设|建成|创建|要|将|必须|目标|确保|走在|当|作|成为|树|迈向|塑造|瞄准|勇|冲刺|早日|加快|推动|实现"
)
_DONE = re.compile(
    r"位居|位列|居|(?<![前系])列|排名|荣获|获|入选|跻身|名列|连续|达到|保持|已|了|被评|第[一二三四五六七八九十\d]+位"
)


def aim_of(text: str, start: int, orientation: str) -> str:
    """Achieved or aimed: by the clause of the claim, else by what the sentence looks at.

    Parameters
    ----------
    text : str
        The sentence.
    start : int
        Where the claim begins.
    orientation : str
        Of the sentence: past, present, future or empty.

    Notes
    -----
    A claim in a sentence that looks ahead is an aim unless its clause tells a place already held.
    """
    before = _CLAUSE.split(text[:start])[-1]
    clause = before + _CLAUSE.split(text[start:])[0]
    done, aimed = bool(_DONE.search(clause)), bool(_AIM.search(before))
    if orientation == "future":
        return ACHIEVED if done and not aimed and "连续" in clause else AIMED
    if orientation == "past":
        return ACHIEVED
    return AIMED if aimed and not done else ACHIEVED
