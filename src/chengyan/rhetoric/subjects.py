"""Who acts: names that are the subject of a clause."""

import re
from collections.abc import Sequence

from chengyan.cues import Hit
from chengyan.rhetoric.patterns import DevicePattern

# A subject stands at the head of its clause, behind a phrase of time or place, or behind a word
# that opens a clause of its own.
_HEAD = re.compile(
    r"(?:^|[，。；：！？“]"
    r"|(?:初|年|年底|月|日|后|前|以来|时|下|来|上|期间|在于|可以说|现在|刚才|今年|去年)，?"
    r"|(?<![就也还不但于只])是|体现了?|得益于|源自|为)$"
)
# Then a predicate follows, not what makes the name part of a phrase: 党中央的关怀, 省委要求（下）.
_PART = re.compile(
    r"[的和与及、之等，。；：！？”》）]|$"
    r"|(?:坚强|统一)?(?:领导|决策|部署|指示|关怀|批示|工作要求|工作报告|满意|生活|获得感|期盼|期待|评价"
    r"|对美好|幸福感|安全感|生命|身体|利益|权益|财产|需求|热线|中心|服务中心|立场|书记|副|常委|组织部|机构)"
    r"|要求(?:[，。；、]|下|和|$)"
)


def acting(text: str, hits: Sequence[Hit[DevicePattern]]) -> list[Hit[DevicePattern]]:
    """Names that act: subjects at the head of a clause, with a predicate behind them.

    Parameters
    ----------
    text : str
        The sentence.
    hits : sequence of Hit
        Names found in it.
    """
    return [
        hit for hit in hits if _HEAD.search(text[: hit.start]) and not _PART.match(text[hit.end :])
    ]
