"""What a number counts or measures, in the sentence's own words."""

import re
from collections.abc import Sequence

from chengyan.targets.expression import Expression
from chengyan.targets.modifiers import modifiers_before, modifiers_behind
from chengyan.targets.nouns import QUOTATION, STOPS, Cut, NounPhrases
from chengyan.targets.subjects import COMPARISON, first_of_list, shared_before, subject_of
from chengyan.targets.words import NumberWords

# What durations measure.
TIME = "时间"
_TIMES = ("分钟", "小时", "天", "月")
_CLAUSE_EDGES = "，。；：！？,;!?…—（）()\n"
_EDGE_BEHIND = re.compile(r"[，。；：！？、,;!?…—（）()”’》\n]")
_ASIDE = re.compile(r"（[^（）]{1,12}）$")
_DAYS = re.compile(r"天数$")
_MEASURED = re.compile(r"投资|产值|收入|营收|税收|资产|规模|面积|余额|金额|价格|率$|量$|额$|值$")
_OCCASION = re.compile(
    r"^(?:今年|明年|去年)?(?:是|正值|恰逢|适逢|迎来|喜迎|庆祝|纪念|值|在|举办|组织开展庆祝|办好|立足)+"
)
# Units that may tell of what kind a counted thing is: 10亿元以上项目.
_ADJECTIVAL = ("元", "美元", "级", "吨级", "亩", "千伏", "千瓦", "岁")
# Classifiers that always stand before what they count.
_BEFORE_NOUNS = ("大", "级")
# ASSUME what a number is about is told no more clauses before it.
_CLAUSES_BACK = 3

Span = tuple[int, int]


class Objects:
    """Finds what the numbers of a sentence count.

    Parameters
    ----------
    words : NumberWords
    cut : callable
        Cuts a stretch of text into tokens, such as :meth:`chengyan.segment.Segmenter.tokens`.
    """

    def __init__(self, words: NumberWords, cut: Cut) -> None:
        self._words = words
        self._phrases = NounPhrases(words, cut)

    def of(self, text: str, found: Sequence[Expression], times: Sequence[Span]) -> list[str]:
        """The object of each expression of a sentence.

        Parameters
        ----------
        text : str
        found : sequence of Expression
            In the order of the text.
        times : sequence of (int, int)
            Where phrases of time stand: they are no part of an object.

        Returns
        -------
        list of str
            时间 for durations. Else the noun phrase behind a number with a classifier, or before
            one with a measure; where a clause has neither, that of the number before. A relative
            clause with 的, 全市 and verbs that lead up to the phrase are left off.
        """
        objects: list[str] = []
        for i in range(len(found)):
            objects.append(self._one(text, found, i, times, objects))
        return objects

    def _one(
        self,
        text: str,
        found: Sequence[Expression],
        i: int,
        times: Sequence[Span],
        known: Sequence[str],
    ) -> str:
        own = found[i]
        if own.unit_class == "duration" or own.unit_normal in _TIMES:
            # 优良天数达到240天 counts days, and tells no time.
            start, end, _ = self._clause(text, own)
            days = _DAYS.search(COMPARISON.sub("", text[start:end]))
            return self._before(text, found, i, times) if days else TIME
        if own.unit_class == "medal":
            return text[own.end - 1 : own.end]
        counted = self._words.at(("bare",), text, own.start + len(own.number))
        if own.unit_class == "bare" and counted and len(counted.term) == 1:
            return counted.term
        if measure := self._shared(text, found, i, times):
            return measure
        before = self._before(text, found, i, times)
        if own.unit_normal == "周年":
            return before
        if before and own.unit_class in {"unit", ""} and not self._joins(text, own, before):
            return before
        return (
            self._behind(text, found, i)
            or before
            or self._inherited(text, found, i, known)
            or self._phrases.last_verb(text[slice(*self._clause(text, own)[:2])])
        )

    def _joins(self, text: str, own: Expression, before: str) -> bool:
        """Whether a noun belongs to the measure before it: 2亿元资金, 亿元以上项目, but not 6%."""
        end, behind = modifiers_behind(text, own.end, self._words)
        if own.unit_normal == "%" or text.startswith("的", end):
            return False
        return not behind or not _MEASURED.search(before)

    def _behind(self, text: str, found: Sequence[Expression], i: int) -> str:
        """The noun phrase that follows."""
        if found[i].unit_class == "fixed" and found[i].unit_normal == "倍":
            return ""
        own = _last_of_list(text, found, i)
        start, _ = modifiers_behind(text, own.end, self._words)
        start += text.startswith("的", start)
        end = _phrase_limit(text, start)
        inside: dict[int, int | None] = {}
        for other in found:
            if start <= other.start < end:
                ends, _ = modifiers_behind(text, other.end, self._words)
                kind = (
                    (other.unit_class == "unit" or not other.unit)
                    and ends < len(text)
                    and text[ends] not in STOPS
                )
                inside[other.start - start] = ends - start if kind else None
        before, _ = modifiers_before(text, own.start, self._words)
        done = self._words.before(("verb",), text, before) is not None
        times = found[i].unit == "次" and not done and not inside
        deed = self._phrases.deed(text[start:end]) if times else ""
        return (
            deed
            or self._phrases.behind(
                text[start:end],
                inside,
                unit=own.unit,
                forced=own.unit in _BEFORE_NOUNS or own.unit_class == "",
            )
            or (self._phrases.work(text[start:end]) if done and own.unit else "")
        )

    def _clause(self, text: str, own: Expression) -> tuple[int, int, bool]:
        """The clause before a number and its modifiers, and whether subjects share it.

        An opening quotation mark is left off.
        """
        end, _ = modifiers_before(text, own.start, self._words)
        while end and text[end - 1] in "“‘《":
            end -= 1
        if aside := _ASIDE.search(text[:end]):
            end = aside.start()
        end, shared = shared_before(text, end, own.start, self._words)
        return _clause_start(text, end, shared=shared), end, shared

    def _shared(self, text: str, found: Sequence[Expression], i: int, times: Sequence[Span]) -> str:
        """What a number measures whose predicate several subjects share."""
        first = first_of_list(text, found, i, self._words)
        start, end, shared = self._clause(text, found[first])
        if not shared:
            return ""
        start = max([start, *(ends for begins, ends in times if start <= begins and ends <= end)])
        subjects = self._phrases.without_frame(COMPARISON.sub("", text[start:end]))
        return subject_of(subjects, text, found, i, self._words)

    def _before(self, text: str, found: Sequence[Expression], i: int, times: Sequence[Span]) -> str:
        """The noun phrase that leads up to a number and its modifiers."""
        own = found[i]
        start, end, _ = self._clause(text, own)
        for time_start, time_end in times:
            if start <= time_start < end and text[time_end:end].strip("的"):
                start = time_end
            elif start < time_start < end <= time_end + 1:
                # 总产量连续十年稳定在, 生产总值从1978年的27亿元: the time stands between.
                end, _ = modifiers_before(text, time_start, self._words)
        for other in found[:i]:
            if start <= other.start < end and not self._tells_kind(text, other, own, end):
                start = min(modifiers_behind(text, other.end, self._words)[0], end)
        if own.unit_normal == "周年":
            return _OCCASION.sub("", text[start:end])
        return self._phrases.before(COMPARISON.sub("", text[start:end]))

    def _tells_kind(self, text: str, other: Expression, own: Expression, end: int) -> bool:
        """Whether a number is part of what another counts: 十亿元以上项目不少于5个."""
        behind, _ = modifiers_behind(text, other.end, self._words)
        return (
            other.unit_class == "unit"
            and other.unit_normal in _ADJECTIVAL
            and own.unit_class != "unit"
            and behind < end
            and text[behind] not in STOPS
        )

    def _inherited(
        self, text: str, found: Sequence[Expression], i: int, known: Sequence[str]
    ) -> str:
        """The object of the number before, or what the clause before is about."""
        end = found[i].start
        start = _clause_start(text, end, shared=False)
        for back in range(_CLAUSES_BACK):
            if back:
                end, start = start - 1, _clause_start(text, max(start - 1, 0), shared=False)
            if end < 0 or (back and text[end] in "。；！？"):
                break
            held = [
                known[j]
                for j in range(i)
                if start <= found[j].start < end and known[j] not in {"", TIME}
            ]
            subject = self._phrases.subject(text[start:end]) if back and not held else ""
            if held or subject:
                return held[-1] if held else subject
        return next((known[j] for j in range(i - 1, -1, -1) if known[j] not in {"", TIME}), "")


def _last_of_list(text: str, found: Sequence[Expression], i: int) -> Expression:
    """The last of numbers that are listed before one noun: 千亿级、百亿级开发区, 15至20家企业."""
    while i + 1 < len(found):
        between = text[found[i].end : found[i + 1].start]
        same = found[i].unit_normal == found[i + 1].unit_normal
        if not (same and re.fullmatch(r"[-—–~～至到、和或]*", between)):
            break
        i += 1
    return found[i]


def _phrase_limit(text: str, start: int) -> int:
    """Where punctuation ends the clause, quotation marks in pairs left aside."""
    at = start
    while at < len(text):
        if quoted := QUOTATION.match(text, at):
            at = quoted.end()
        elif _EDGE_BEHIND.match(text, at):
            return at
        else:
            at += 1
    return at


def _clause_start(text: str, end: int, *, shared: bool) -> int:
    """Where the clause that ends at a place begins; of shared predicates beyond 、."""
    for at in range(end - 1, -1, -1):
        if text[at] in _CLAUSE_EDGES or (text[at] == "、" and not shared):
            return at + 1
    return 0
