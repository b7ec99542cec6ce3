"""Noun phrases beside a number: where they begin and end, by word lists and parts of speech."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from chengyan.segment import Token
from chengyan.targets.relative import without_relative
from chengyan.targets.words import MODIFIERS, NumberWords

Cut = Callable[[str], Sequence[Token]]

STOPS = "，。；：！？、,;!?…—（）()《》“”‘’\n "
_NOUNS = ("n", "j", "l", "i", "x", "s", "eng", "vn", "an", "b", "z", "g")
# Prepositions, adverbs, numerals, pronouns and particles end a noun phrase.
_ENDS = ("p", "d", "r", "u", "y", "e", "o", "c", "m", "q")
_LEADING = ("d", "c", "u", "r", "y", "zg")
_JOINING = ("和", "与", "及", "或")
_PLACES = ("中", "上", "里", "内", "方面")
_SUFFIXES = ("性", "式", "率", "量", "额", "值", "数", "度", "点", "区", "类")
# Ranks from which on something counts (省级以上园区), and what work is called (品质提升项目).
_RANKS = ("级", "硕士", "博士", "规模", "限额")
_WORKS = ("项目", "工程", "行动", "计划", "任务", "活动", "政策", "措施", "举措", "方案")
QUOTATION = re.compile(r"[“‘《][^“”‘’《》]{1,12}[”’》]")
_RATIO = re.compile(r"比重|比例|份额|贡献率|的比|占比")
_TRADE = re.compile(rf"{_RATIO.pattern}|进出口|出口|投资|贸易")
_SHARE = re.compile(r"占(?:比|地|有|用|道)|占.*(?:比重|比例|份额|的比)")
# Ends of names of measures, which verbs may be part of: 生产覆盖率.
_MEASURES = re.compile(r"[率量额值数]$|比重|面积|能力|里程|规模|收入|指数|强度|水平|时间|时长|总额")
# A quotation that counts on its own account: 5个方面“24条要求”.
_OWN_NUMBER = re.compile(r"[“‘](?:\d+|[一二两三四五六七八九十]+)[个大项条]")
_COMPLEMENTS = ("向", "到", "至", "入", "进", "于", "出")
# ASSUME what is said to be done so many times is told in so many characters at the most.
_LONGEST_DEED = 10


class NounPhrases:
    """Finds noun phrases beside numbers.

    Parameters
    ----------
    words : NumberWords
    cut : callable
        Cuts a stretch of text into tokens, such as :meth:`chengyan.segment.Segmenter.tokens`.
    """

    def __init__(self, words: NumberWords, cut: Cut) -> None:
        self._words = words
        self._cut = cut

    def tokens(self, stretch: str) -> list[Token]:
        """Tokens of a stretch, noun phrases of the word list and quotations whole."""
        tokens: list[Token] = []
        done = 0
        whole = [(match.start, match.end) for match in self._words.nouns(stretch)]
        quoted = [match.span() for match in QUOTATION.finditer(stretch)]
        for start, end in sorted([*whole, *quoted], key=lambda span: (span[0], -span[1])):
            if start < done:
                continue
            tokens += [_moved(token, done) for token in self._cut(stretch[done:start])]
            tokens.append(Token(stretch[start:end], start, end, "n", "lexicon"))
            done = end
        return tokens + [_moved(token, done) for token in self._cut(stretch[done:])]

    def behind(
        self, stretch: str, inside: Mapping[int, int | None], *, unit: str, forced: bool
    ) -> str:
        """The noun phrase that a stretch begins with.

        Parameters
        ----------
        stretch : str
            What stands behind a number, to the end of the clause.
        inside : mapping of int to int or None
            Where further numbers begin in it; where each ends, if it only tells of what kind the
            noun behind it is (5个千亿级产业集群), else None.
        unit : str
            That of the number.
        forced : bool
            Whether something must be counted here (两级, 两大), so that a verb makes part of it.
        """
        taken: list[Token] = []
        tokens = without_relative(self.tokens(stretch), inside, unit)
        if unit == "大" and self._is_short_name(tokens):
            return tokens[0].text
        skip = 0
        for k, token in enumerate(tokens):
            if token.start < skip:
                continue
            within = [at for at in inside if token.start <= at < token.end]
            if taken and _OWN_NUMBER.match(token.text):
                break
            if within:
                skip = inside[within[0]] or 0
                if within[0] != token.start or not skip:
                    break
                taken.append(Token(stretch[token.start : skip], token.start, skip, "n", "engine"))
                continue
            first = forced and not taken and not self._is_no_noun(token.text, counted=bool(unit))
            if not first and not self._goes_on(token, tokens[k + 1 :], taken, inside):
                break
            taken.append(token)
        if not taken:
            return ""
        phrase = stretch[taken[0].start : taken[-1].end].rstrip("和与及的等").lstrip("等")
        return phrase[1:-1] if QUOTATION.fullmatch(phrase) else self._without_tail(phrase)

    def work(self, stretch: str) -> str:
        """The verbal noun that is all of a stretch: 开展5项合作."""
        tokens = self.tokens(stretch)
        nominal = len(tokens) == 1 and (
            tokens[0].pos == "vn" or self._words.has("nominal", tokens[0].text)
        )
        return tokens[0].text if nominal else ""

    def deed(self, stretch: str) -> str:
        """What was done so many times, if a stretch begins with a verb: 3次登上榜首."""
        tokens = self.tokens(stretch)
        done = len(tokens) > 1 and tokens[0].pos == "v" and len(stretch) <= _LONGEST_DEED
        return stretch if done and not self._words.has("nominal", tokens[0].text) else ""

    def without_frame(self, stretch: str) -> str:
        """A stretch without 全市 and the like at its head."""
        tokens = self.tokens(stretch)
        while tokens and self._words.has("frame", tokens[0].text):
            tokens.pop(0)
        return stretch[tokens[0].start :] if tokens else ""

    def before(self, stretch: str) -> str:
        """The noun phrase that a stretch ends with, what leads up to it left off."""
        stretch = stretch.rstrip("的")
        # 占全省83% is told of what stands before 占.
        if (share := stretch.rfind("占")) >= 0 and not _SHARE.match(stretch, share):
            stretch = stretch[:share]
        tokens = self.tokens(stretch)
        while tokens and self._only_leads(tokens[-1]):
            tokens.pop()
        taken: list[Token] = []
        for k in range(len(tokens) - 1, -1, -1):
            if not self._leads_up(tokens, k, taken):
                break
            taken.insert(0, tokens[k])
        # 甲、乙等重点企业 tells of 重点企业.
        listed = [k for k, token in enumerate(taken[:-1]) if token.text == "等"]
        taken = taken[listed[-1] + 1 :] if listed else taken
        while taken and self._is_frame(taken):
            taken.pop(0)
        if not taken or (len(taken) == 1 and taken[0].pos == "v" and self._is_action(taken[0])):
            return ""
        phrase = stretch[taken[0].start : taken[-1].end].strip("、-—–~～")
        return phrase[1:-1] if QUOTATION.fullmatch(phrase) else phrase

    def subject(self, clause: str) -> str:
        """The noun phrase before the predicate of a clause."""
        taken: list[Token] = []
        for token in self.tokens(clause):
            word = token.text
            if self._words.begins_predicate(word) or token.pos.startswith(("d", "p", "v")):
                if taken or self._words.has("verb", word):
                    break
            elif taken or not self._words.has("frame", word):
                taken.append(token)
        return clause[taken[0].start : taken[-1].end].strip(STOPS) if taken else ""

    def last_verb(self, stretch: str) -> str:
        """The last word of a stretch, unless it tells nothing: 脱贫 of 累计脱贫."""
        tokens = self.tokens(stretch)
        return tokens[-1].text if tokens and not self._words.has("frame", tokens[-1].text) else ""

    def _goes_on(
        self,
        token: Token,
        rest: Sequence[Token],
        taken: Sequence[Token],
        inside: Collection[int],
    ) -> bool:
        """Whether a token is still part of the noun phrase behind a number."""
        word, words = token.text, self._words
        if rest and self._begins_verb(token, rest[0], taken):
            return False
        if words.has("head", word) or token.by == "lexicon":
            return True
        noun_next = self._noun_follows(rest)
        if word in {"以上", "及以上"} and taken and taken[-1].text.endswith(_RANKS):
            return noun_next
        after_head = bool(taken) and words.has("head", taken[-1].text)
        if word in _JOINING:
            plain = bool(taken) and not taken[-1].pos.startswith(("n", "x", "l", "j"))
            goes_on = bool(taken) and noun_next and not inside and (word == "或" or plain)
        elif words.begins_predicate(word):
            verbs_only = bool(taken) and all(earlier.pos == "v" for earlier in taken)
            of_work = bool(taken) and bool(rest) and rest[0].text in _WORKS
            nominal = token.pos == "vn" or words.has("nominal", word) or verbs_only or of_work
            goes_on = nominal and noun_next and not after_head
        elif word[0] in STOPS or word == "的":
            goes_on = False
        elif token.pos.startswith("v") and token.pos != "vn":
            goes_on = noun_next and (not after_head or rest[0].text in _WORKS)
        elif (token.pos == "r" and not taken and len(word) > 1) or (token.pos == "i" and taken):
            goes_on = noun_next
        elif token.pos == "m" and rest and (rest[0].pos == "eng" or word == "多"):
            goes_on = True
        else:
            goes_on = not token.pos.startswith(_ENDS)
        return goes_on

    def _begins_verb(self, token: Token, following: Token, taken: Sequence[Token]) -> bool:
        """Whether a token that the engine takes for no verb begins one: 奔向, 迁入."""
        if len(token.text) == 1 and following.text in _COMPLEMENTS:
            return True
        # What the engine does not know at all, between a whole noun and a verb.
        whole = taken and (taken[-1].by == "lexicon" or self._words.has("head", taken[-1].text))
        return bool(whole) and token.pos == "x" and following.pos.startswith("v")

    def _noun_follows(self, rest: Sequence[Token]) -> bool:
        """Whether a noun comes next, or a chain of verbs that make one with a noun like 项目."""
        words = self._words
        for k, token in enumerate(rest[:3]):
            if words.has("head", token.text):
                return True
            if not k and token.pos.startswith(_NOUNS) and not words.begins_predicate(token.text):
                return True
            if not token.pos.startswith("v"):
                return False
        return False

    def _is_no_noun(self, word: str, *, counted: bool) -> bool:
        """Whether a word cannot begin what a number counts, classifier or not."""
        words = self._words
        changes = words.at(MODIFIERS, word, 0) is not None or words.begins_predicate(word)
        return word == "的" or (changes and not counted)

    def _is_short_name(self, tokens: Sequence[Token]) -> bool:
        """Whether 大 and one character make a name within a longer one: 八大厂工业遗产."""
        if len(tokens) < 2 or len(tokens[0].text) > 1:
            return False
        return self._words.has("head", tokens[0].text) and tokens[1].pos.startswith(_NOUNS)

    def _without_tail(self, phrase: str) -> str:
        """The counted noun without the verbal noun behind it: 民生工程 of 民生工程建设."""
        for tail in self._words.terms("tail"):
            if phrase.endswith(tail) and len(phrase) - len(tail) >= 2:
                return phrase[: -len(tail)]
        return phrase

    def _only_leads(self, token: Token) -> bool:
        """Whether a token at the end of a stretch is no part of what is counted: 已获批38个."""
        leads = token.pos.startswith(("v", "p")) and self._words.has("frame", token.text)
        return self._is_action(token) or token.text in _PLACES or token.pos == "d" or leads

    def _is_action(self, token: Token) -> bool:
        """Whether a verb only says what was done."""
        words = self._words
        nominal = words.has("head", token.text) or words.has("nominal", token.text)
        return words.has("verb", token.text) and not nominal

    def _is_frame(self, taken: Sequence[Token]) -> bool:
        """Whether the first token is no part of the phrase: 全市, an adverb, a preposition."""
        first = taken[0]
        if first.text == "对":
            return len(taken) < 3
        return (
            self._words.has("frame", first.text)
            or first.text in _PLACES
            or first.pos == "p"
            or (first.pos.startswith(_LEADING) and len(taken) > 1)
        )

    def _leads_up(self, tokens: Sequence[Token], k: int, taken: Sequence[Token]) -> bool:
        """Whether a token is still part of the noun phrase before a number."""
        word, words = tokens[k].text, self._words
        behind = "".join(token.text for token in [tokens[k], *taken])
        if word in {"的", "占", "对"}:
            return bool((_TRADE if word == "对" else _RATIO).search(behind))
        if word in STOPS and word != "、":
            return False
        if not words.has("verb", word) or (taken and taken[0].text in _SUFFIXES):
            verbal = tokens[k].pos.startswith(("v", "d", "p", "r"))
            return not (verbal and words.has("frame", word)) or word == "比"
        if not taken:
            return True
        earlier = [words.has("verb", token.text) for token in tokens[:k]]
        if not earlier or not words.has("nominal", word) or words.has("frame", tokens[k - 1].text):
            return False
        if earlier[-1]:
            # 新增孵化空间, but 新建改造供水管网.
            return len(taken) == 1
        of_noun = tokens[k - 1].pos.startswith((*_NOUNS, "v"))
        return of_noun and (len(taken) == 1 or any(earlier) or bool(_MEASURES.search(behind)))


def _moved(token: Token, by: int) -> Token:
    return Token(token.text, token.start + by, token.end + by, token.pos, token.by)
