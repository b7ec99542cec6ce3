"""Named places, projects and firms: what makes prose concrete."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from chengyan.checks.row import places
from chengyan.lexicon import Entry
from chengyan.rhetoric.span import Span
from chengyan.segment import Token

_PLACE = re.compile(
    r".{1,6}(?:区|县|镇|乡|村|街道|大街|胡同|湖|河|江|淀|山|岛|湾|泉|古城|新城|平原|港)"
)
# ASSUME jieba's places that name kinds of places.
_KINDS = frozenset(
    "城市 新区 城镇 山区 新城 古城 古镇 老城 老城区 城区 市区 郊区 园区 景区 "
    "社区 城中村 大城市 都市 大都市 特大城市 百强县 中心镇 重镇 小镇 县区 乡村 "
    "农村 山水 河湖 街区 片区 校区 库区 灾区 辖区 县城 中心城区 南部县 大县 "
    "大市 解放区 革命老区 老区 重点镇 省区 地区 江河 海岛 江湖 青山 商务区 黄金 "
    "宜居城市 美丽乡村".split()
)
_PROJECT = re.compile(
    r"(?:产业园|科技园|文化园|物流园|创业园|产业基地|实验室|研究院|研究所|医院|大学|学院|中学|小学|机场|高铁"
    r"|城际|铁路|高速|高速公路|地铁|号线|绿道|大桥|隧道|电站|水库|体育场|体育馆|图书馆|博物馆|美术馆|大剧院"
    r"|会展中心|创新中心|火车站|南站|北站|东站|西站|书院|旧址|项目|工程|故居|纪念馆|总部)$"
)
_FIRM = re.compile(
    r"(?:集团|公司|股份|制药|制药厂|药业|汽车|重工|电器|控股|能源|科技|银行|电信|移动|邮政|中船|中建)$"
)


def name_spans(
    row: int,
    tokens: Sequence[Token],
    entries: Mapping[str, Entry],
    own: Collection[str],
) -> Iterator[tuple[str, Span]]:
    """Names in a sentence, each with its device.

    Parameters
    ----------
    row : int
        The sentence's place among those of its text.
    tokens : sequence of Token
        Its words, formulations as one.
    entries : dict of str to Entry
        The formulations by term.
    own : collection of str
        Names of the group itself, which are no places below it.
    """
    for token in tokens:
        device = _device(token, entries, own)
        if device:
            yield device, Span(row, token.start, token.end)


def _device(token: Token, entries: Mapping[str, Entry], own: Collection[str]) -> str:
    """The device that a word is; empty if it is none."""
    text = token.text
    bare = text.removesuffix("市")
    if text in own or bare in own:
        return ""
    entry = entries.get(text)
    if entry is not None:
        return _of_entry(entry)
    if bare in places() or (
        token.pos == "ns" and text not in _KINDS and _PLACE.fullmatch(text) is not None
    ):
        return "named_place"
    if token.pos != "nt":
        return ""
    return "named_firm" if _FIRM.search(text) else "named_project" if _PROJECT.search(text) else ""


def _of_entry(entry: Entry) -> str:
    """The device of a name that the list of formulations has."""
    if entry.kind not in ("project", "institution", "place"):
        return ""
    if entry.level == "local" and _FIRM.search(entry.term):
        return "named_firm"
    if entry.level != "national" and _PROJECT.search(entry.term):
        return "named_project"
    return "named_place" if entry.kind == "place" else ""
