"""Lines that a fixed width cut, joined to paragraphs again."""

import re
from collections import Counter
from collections.abc import Sequence

from chengyan.han import HAN
from chengyan.kinds import SALUTATION, Line, numbered_heading
from chengyan.sentences import begins_closed, is_complete

_CJK = f"[{HAN}\u3000-\u303f\uff00-\uffef“”‘’—…·]"
_OPENS = re.compile("——|[●■◆○▲★•]")

# ASSUME lines are hard-wrapped if most are about as wide as the widest, up to 100 Han characters;
# beyond 60, where fewer lines of a paragraph are full, these must be as wide as one another.
_WRAPPED_LINES, _NARROWEST, _WIDEST, _FULL, _MOST = 12, 10, 100, 0.8, 0.6
_WIDE, _MANY = 60, 0.35
# ASSUME a width cuts blindly, so that marks stand inside lines and some sentences end there; in
# slogans and verse they end with the line or at one place in it. Shares of the full lines.
_MARKED, _ENDED, _PLACES = 0.3, 0.05, 2
_MARK, _END = (
    re.compile("[，。；、：！？,;:!?].*[^，。；、：！？,;:!?”’）)]"),
    re.compile("[。！？!?].*[^。！？!?”’）)]"),
)
# A first line is two characters shorter for its indent; one more does not fit for its punctuation.
_SLACK, _INDENTED = 3.0, 2
# ASSUME lines are cut at one number of characters if so many of the full ones have just that.
_EXACT = 0.6


def closes_up(before: str, after: str) -> bool:
    """Whether no blank belongs between two characters."""
    return bool(
        re.match(_CJK, before) or re.match(_CJK, after) or (before.isdigit() and after.isdigit())
    )


def wrap_width(lines: Sequence[Line]) -> float:
    """The width at which lines are cut; 0 where they are not."""
    if len(lines) < _WRAPPED_LINES:
        return 0
    widths = sorted(_width(line.text) for line in lines)
    wide = widths[int(0.9 * len(widths))]
    if not _NARROWEST <= wide <= _WIDEST:
        return 0
    least, share = (_FULL * wide, _MOST) if wide <= _WIDE else (wide - _SLACK - _INDENTED, _MANY)
    full = [line for line in lines if _width(line.text) >= least]
    cut = [line for line in full if not is_complete(line.text)]
    if len(full) < share * len(lines) or len(cut) < _MOST * len(full) or not _cut_blindly(full):
        return 0
    return sorted(_width(line.text) for line in full)[len(full) // 2]


def _cut_blindly(full: Sequence[Line]) -> bool:
    """Whether lines were cut wherever they had reached a width, not where something ends."""
    marked = sum(_MARK.search(line.text) is not None for line in full)
    ended = [found.start() for line in full if (found := _END.search(line.text))]
    blindly = len(set(ended)) >= _PLACES and len(ended) >= _ENDED * len(full)
    return blindly and marked >= _MARKED * len(full)


def indents_tell(lines: Sequence[Line]) -> bool:
    """Whether some lines are indented, and the others not, as the first ones of paragraphs."""
    return 0 < sum(line.indented for line in lines) <= _MOST * len(lines)


def unwrap(lines: Sequence[Line], width: float) -> list[Line]:
    """Join each line that the width cut to what it was cut from."""
    tells = indents_tell(lines)
    length = _exact_length(lines, width)
    joined: list[Line] = []
    last, full = 0.0, False
    for line in lines:
        before = joined[-1] if joined else None
        # Where it is known how many characters a line holds, a sentence that ends before is the
        # last of its paragraph.
        if before and not (length and is_complete(before.text)):
            full = last >= width - _SLACK
        if before and _continues(before, line, full, tells):
            joined[-1] = _joined(before, line)
            last, first = _width(line.text), False
        else:
            joined.append(line)
            last, first = _width(line.text) + _INDENTED, True
        full = len(line.text) + first * _INDENTED >= length
    return joined


def _exact_length(lines: Sequence[Line], width: float) -> int:
    """The number of characters at which lines are cut; 0 where it is not the same for most."""
    cut = [
        len(line.text)
        for line in lines
        if _width(line.text) >= width - _SLACK and not is_complete(line.text)
    ]
    (length, times), *_ = Counter(cut).most_common(1) or [(0, 0)]
    return length if times >= _EXACT * len(cut) else 0


def _continues(before: Line, line: Line, full: bool, told: bool) -> bool:
    """Whether a line goes on with the one before, which may have filled its width."""
    if not full or line.marks or before.marks:
        return False
    if begins_closed(line.text):
        return True
    if told and line.indented:
        return False
    numbered = numbered_heading(line.text)
    if is_complete(before.text):
        return not (numbered or _OPENS.match(line.text) or SALUTATION.match(line.text))
    # A count such as 1.5 or 二是 may begin a line in mid-sentence, 一、 and （一） do not.
    return not (numbered and numbered[0] <= 2 and line.text[0] != "第")


def _joined(before: Line, line: Line) -> Line:
    glue = "" if closes_up(before.text[-1:], line.text[:1]) else " "
    return before._replace(
        raw=before.raw + glue + line.raw,
        text=before.text + glue + line.text,
        starts=(*before.starts, (len(before.text) + len(glue), line.number)),
    )


def _width(text: str) -> float:
    """Width in Han characters: a letter or digit takes half."""
    return len(text) - 0.5 * len(text.encode("ascii", "ignore"))
