"""One place for what a character is turned into before anything else reads it.

Raw files keep what they hold; this is what their characters are taken for.
"""

import re
import unicodedata

from chengyan.han import HAN

# What no reader sees: controls, soft hyphens, zero-width and direction marks, variation selectors,
# tags.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc"
)
_TAGS = "\U000e0000-\U000e0fff"
# Letters, digits, percent sign and number sign of full width; Latin ligatures; radicals (which PDF
# files often have in place of the characters they look like) and compatibility ideographs.
_COMPATIBLE = (
    "\uff03\uff05\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\ufb00-\ufb06"
    "\u2e9f\u2ef3\u2f00-\u2fd5\uf900-\ufaff"
)
_COMPATIBLE_SUPPLEMENT = "\U0002f800-\U0002fa1f"
# Private-use places of GB 18030 that have had characters of their own since, and the ideographic
# space and the bullets that word processors leave there.
_PRIVATE = {
    0xE5E5: "\u3000",
    0xE7C7: "\u1e3f", 0xE7C8: "\u01f9",
    0xE78D: "，", 0xE78E: "、", 0xE78F: "。", 0xE790: "：", 0xE791: "；", 0xE792: "！",
    0xE793: "？", 0xE796: "…",
    0xE81E: "\u9fb4", 0xE826: "\u9fb5", 0xE82B: "\u9fb6", 0xE82C: "\u9fb7",
    0xE832: "\u9fb8", 0xE843: "\u9fb9", 0xE854: "\u9fba", 0xE864: "\u9fbb",
    0xF06C: "·", 0xF06E: "·", 0xF0A7: "·", 0xF0B7: "·", 0xF0D8: "·", 0xF0FC: "·",
}  # fmt: skip

# Punctuation of half width, as old terminals had it.
_HALF_WIDTH = {0xFF61: "。", 0xFF64: "、"}

_MAPPED = _PRIVATE | _HALF_WIDTH
# Most texts hold no character that is turned into another. Beyond the basic plane they are looked
# for in one range that spans both, in half the time that two take.
_CHANGED = re.compile(
    f"[{_INVISIBLE}{_COMPATIBLE}\uff0e{''.join(map(chr, _MAPPED))}\U0002f800-\U000e0fff]"
)
_DROPPED = re.compile(f"[{_INVISIBLE}{_TAGS}]")
_FOLDED = re.compile(f"[{_COMPATIBLE}{_COMPATIBLE_SUPPLEMENT}]+")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_POINT = re.compile(
    rf"(?:^|(?<=[\s.．]))[（(]?[一二三四五六七八九十]{{1,3}}[)）]?[.．]"
    rf"|(?P<stop>(?:(?<=[{HAN}”’）)》%％])|(?<=第\d))[.．](?=[{HAN}\d“‘”’（(《\s]|$))",
    re.MULTILINE,
)
# ASSUME points stand for full stops if there are some, and hardly any 。 beside them.
_LEAST_POINTS, _POINTS_PER_STOP = 5, 10
_WIDE_POINT = re.compile(r"(?<=\d)\uff0e(?=\d)")


def normalise(text: str) -> str:
    """Turn characters into those that word lists and segmentation know.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Invisible characters dropped; letters, digits, ％ and ＃ of full width, Latin ligatures,
        radicals and compatibility ideographs as the characters that Unicode has for them (NFKC);
        private-use characters of GB 18030 and of word processors' bullets as what they stand for;
        a full stop of full width between digits as a decimal point; ｡ and ､ as 。 and 、. Other
        punctuation, blanks, Roman and circled numbers and units (Ⅲ, ①, ㎡) stay as they are.

    Notes
    -----
    The number of Han characters may grow, since a radical is none and the character it becomes is
    one. Other private-use characters stay: `private_use` finds them.
    """
    if not _CHANGED.search(text):
        return text
    text = _DROPPED.sub("", text).translate(_MAPPED)
    text = _FOLDED.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)
    return _WIDE_POINT.sub(".", text)


def points_for_stops(text: str) -> bool:
    """Whether a text has points (. or ．) where full stops (。) should be."""
    least = max(_LEAST_POINTS, _POINTS_PER_STOP * (text.count("。") + text.count("｡")))
    # Most texts have too few points to look at what stands around them.
    if text.count(".") + text.count("．") < least:
        return False
    points = sum(match["stop"] is not None for match in _POINT.finditer(text))
    return points >= least


def points_to_stops(text: str) -> str:
    """Turn points behind Han characters into full stops, but for those of numbering (一.)."""
    return _POINT.sub(lambda match: "。" if match["stop"] else match[0], text)


def private_use(text: str) -> list[str]:
    """Private-use characters that `normalise` knows no character for."""
    return _PRIVATE_USE.findall(text.translate(_PRIVATE))
