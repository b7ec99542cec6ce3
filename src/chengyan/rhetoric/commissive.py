"""Promises: 将 before what the speaker or the city will do."""

import re
from collections.abc import Callable, Sequence

from chengyan.cues import Hit
from chengyan.rhetoric.patterns import DevicePattern
from chengyan.segment import Token

_PREDICATE = ("v", "d", "p", "a", "i", "l")
_OWN = re.compile(r"我们|我市")
_ADVERBS = frozenset(
    "全面 大力 深入 加快 继续 进一步 坚持 着力 全力 重点 积极 切实 努力 认真 持续 坚定 陆续 "
    "集中 统筹 力争 建成 新建 实施 完成 启动 开展 以 在 把 对 从 为".split()
)
# ASSUME these do not act for the city: what they will do is a forecast.
_OTHERS = re.compile(
    r"(?:全球|世界|国际|国家|我国|形势|经济|疫情|挑战|困难|趋势|竞争|时代|中央|省委|省政府|历史|[它其他她])"
    r"[^，。；]{0,10}$"
)


def committing(
    text: str, hits: Sequence[Hit[DevicePattern]], cut: Callable[[str], list[Token]]
) -> list[Hit[DevicePattern]]:
    """Those of the hits (将, 会) that stand before an act of the city's own.

    Where 将 takes an object forward (将机遇转化为动能) a noun follows, and it promises nothing.
    """
    return [hit for hit in hits if _commits(text, hit, cut)]


def _commits(text: str, hit: Hit[DevicePattern], cut: Callable[[str], list[Token]]) -> bool:
    rest = text[hit.end :]
    clause = re.split(r"[，。；：！？]", text[: hit.start])[-1]
    if not rest or (_OTHERS.search(clause) and not _OWN.search(clause)):
        return False
    first = cut(rest)[0]
    return first.text in _ADVERBS or first.pos.startswith(_PREDICATE)
