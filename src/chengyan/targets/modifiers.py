"""What bounds, softens or changes a number: words before and behind it."""

import re
from collections.abc import Sequence

from chengyan.targets.expression import Expression
from chengyan.targets.numbers import numerals
from chengyan.targets.words import DECLINE, GROWTH, LEVEL, MODIFIERS, NumberWords

# How a number is meant: how much there is, by how much it changes, how fast it grows.
LEVEL_OF, CHANGE, GROWTH_RATE = "level", "change", "growth_rate"
# A short word that only stands for itself behind some characters: 过 is none in 通过.
_NOT_BEHIND = {
    "过": "通经不度走渡历越胜",
    "上": "以线向晚网马加路会身天地海之",
    "超": "反高赶",
    "破": "",
    "增": "新",
    "减": "递加",
    "降": "空霜",
    "达": "抵直发到传表雷东西南北",
    "满": "圆充美丰",
    "共": "公总一中",
    "约": "节合公预制签大",
    "近": "附邻靠亲",
    "数": "指总分人户件系倍度常系",
    "仅": "不",
    "翻": "推",
    "均": "人年户月日平",
}
# A bound that a verb parts from its number: 至少对接一家央企.
_AT_LEAST = re.compile(r"(至少|最多|不少于|不超过)[^，。；：、\d]{1,6}$")
# What a clause may open with and mean its first number: 力争GDP达到1万亿.
_AIM = re.compile(r"(?:^|[，。；：！？])(力争|争取|确保)([^，。；：！？、]*)$")
# What a rate is compared with is none of its own: 高于贷款平均增速3个百分点.
_RATES = ("增速", "增幅", "降幅")
_COMPARED = re.compile(r"(?:[高低快慢优好]于|高出|[比较])[^，。；：、]*$")
_NOUN = re.compile(r"(?!以|左右|至|到|和|多|余)[\u4e00-\u9fff]")
_ROUND = re.compile(r"[数几]?[十百千万亿]")


def modifiers_before(text: str, start: int, words: NumberWords) -> tuple[int, list[str]]:
    """Where the modifiers that lead up to a place begin, and which they are, in their order."""
    at, found = start, list[str]()
    while at > 0:
        word = words.before((*MODIFIERS, "silent"), text, at)
        if word is None or not _stands(word.term, text, at - len(word.term), start):
            break
        at -= len(word.term)
        if word.label != "silent":
            found.insert(0, word.term)
    return at, found


def modifiers_behind(text: str, end: int, words: NumberWords) -> tuple[int, list[str]]:
    """Where the modifiers behind a place end, and which they are."""
    word = words.at(("after",), text, end)
    return (end + len(word.term), [word.term]) if word else (end, [])


def modifier(
    text: str, expression: Expression, words: NumberWords, times: Sequence[tuple[int, int]] = ()
) -> str:
    """The modifiers of an expression in the order of the text, separated by ``;``.

    Parameters
    ----------
    text : str
    expression : Expression
    words : NumberWords
    times : sequence of (int, int)
        Phrases of time: what stands before one is no modifier of the duration in it (达到近20年).
    """
    own_time = [s for s, e in times if s <= expression.start and expression.end <= e]
    text_before = text[own_time[0] :] if own_time else text
    shift = len(text) - len(text_before)
    at, before = modifiers_before(text_before, expression.start - shift, words)
    if not before and not own_time:
        # 增长到2020年的5935亿元: the time stands between.
        beside = [s for s, e in times if text[e:at] in {"", "的"} and e <= at]
        if beside:
            _, before = modifiers_before(text, beside[-1], words)
    compared = bool(_COMPARED.search(text[:at]))
    for name in list(before):
        if compared and name.endswith(_RATES):
            before.remove(name)
        compared |= bool(_COMPARED.search(name))
    if _counts_things(text, expression):
        before = [name for name in before if not _changes(name, words)]
    if not before and (least := _AT_LEAST.search(text[: expression.start])):
        before = [least[1]]
    aim = _AIM.search(text[:at])
    if aim and before and aim[1] not in before and not numerals(aim[2]):
        before.insert(0, aim[1])
    _, behind = modifiers_behind(text, expression.end, words)
    vague = [character for character in expression.vague if character in "多余来"]
    return ";".join([*before, *vague, *behind])


def measure(expression: Expression, modifiers: str, words: NumberWords) -> str:
    """How a number is meant, told from its modifiers: level, change or growth_rate.

    Parameters
    ----------
    expression : Expression
    modifiers : str
        As `modifier` gives them.
    words : NumberWords
    """
    if expression.unit_class == "fixed" and expression.unit_normal == "倍":
        return GROWTH_RATE
    named = modifiers.split(";")
    if any(words.has(LEVEL, name) for name in named):
        return LEVEL_OF
    if any(_changes(name, words) for name in named):
        return GROWTH_RATE if expression.unit_normal in {"%", "倍", "‰"} else CHANGE
    return LEVEL_OF


def inherited(
    text: str, found: Sequence[Expression], modifiers: Sequence[str], words: NumberWords
) -> list[str]:
    """Modifiers with those that a number takes over from the one that it is listed with.

    分别增长6.5%左右、7.5%左右: both grow.
    """
    whole = list(modifiers)
    for i in range(1, len(found)):
        start, own = modifiers_before(text, found[i].start, words)
        end, _ = modifiers_behind(text, found[i - 1].end, words)
        # 分别达到25万头、22万只: the units may differ.
        shared = "分别" in text[max(found[i - 1].start - 6, 0) : found[i - 1].start]
        same = shared or found[i].unit_normal == found[i - 1].unit_normal
        if own or not same or not re.fullmatch(r"[、和与]|[-—–~～至到]*", text[end:start]):
            continue
        _, before = modifiers_before(text, found[i - 1].start, words)
        before = before or _leading(whole[i - 1], words)
        whole[i] = ";".join([*before, *filter(None, [whole[i]])])
    return whole


def _leading(modifiers: str, words: NumberWords) -> list[str]:
    """Those of the modifiers that stand before a number."""
    named = [name for name in modifiers.split(";") if name]
    return [name for name in named if any(words.has(label, name) for label in MODIFIERS)]


def _counts_things(text: str, expression: Expression) -> bool:
    """Whether a noun follows a classifier, so that the verb before speaks of it: 提升七大行动."""
    return expression.unit_class == "classifier" and bool(_NOUN.match(text, expression.end))


def _changes(name: str, words: NumberWords) -> bool:
    return words.has(GROWTH, name) or words.has(DECLINE, name)


def _stands(term: str, text: str, at: int, number: int) -> bool:
    """Whether a short modifier is a word of its own."""
    if term in {"上", "数"} and not _ROUND.match(text, number):
        return False
    return not (at and text[at - 1] in _NOT_BEHIND.get(term, ""))
