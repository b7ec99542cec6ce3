"""Relative clauses with 的 between a number and what it counts."""

import re
from collections.abc import Collection, Sequence

from chengyan.segment import Token

# What a clause that tells of what kind something is begins with: 具有核心竞争力的企业.
_RELATIVE = re.compile(
    r"(?:具有|具备|拥有|富有|影响|适合|面向|符合|涉及|带动|支撑|引领|关乎"
    r"|[有可能集以由为在与对最更较新不])"
)
# Classifiers of those that act: in 5家企业参与的项目 it is firms that are counted.
_OF_AGENTS = ("家", "名", "位", "人", "户", "所", "级", "大")
_SIZES = re.compile(r"总?投资|[年总]?(?:产值|营收|税收|收入|规模|面积|估值)|(?:主营)?营业|单体|年")


def without_relative(
    tokens: Sequence[Token], numbers: Collection[int], unit: str
) -> Sequence[Token]:
    """Tokens behind a relative clause: 具有竞争力的企业 is 企业, 书院的资源 stays.

    Parameters
    ----------
    tokens : sequence of Token
        Of what stands behind a number.
    numbers : collection of int
        Where further numbers begin in it.
    unit : str
        That of the number: 3个企业参与的项目 counts projects, 3家企业参与的项目 firms.
    """
    marks = [k for k, token in enumerate(tokens[:-1]) if token.text == "的"]
    if not marks:
        return tokens
    clause = tokens[: marks[0]]
    if not clause:
        return tokens[1:]
    told = any(number < tokens[marks[0]].start for number in numbers)
    sized = told and bool(_SIZES.match("".join(token.text for token in clause)))
    described = all(token.pos.startswith(("a", "d", "zg", "b")) for token in clause)
    acts = len(clause) > 1 and clause[0].pos.startswith("n") and clause[-1].pos == "v"
    acted_on = acts and bool(unit) and unit not in _OF_AGENTS
    quoted = len(clause) == 1 and clause[0].text[0] in "“‘"
    relative = quoted or sized or described or acted_on or bool(_RELATIVE.match(clause[0].text))
    return tokens[marks[0] + 1 :] if relative else tokens
