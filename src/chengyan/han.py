"""What counts as a Han character here, in one place."""

import re

# Unified ideographs with their extensions, compatibility ideographs, 〇 and the iteration mark 々.
HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"

_HAN = re.compile(f"[{HAN}]")


def han_only(text: str) -> str:
    """The Han characters of `text` in their order, everything else left out."""
    return "".join(_HAN.findall(text))


def count_han(text: str) -> int:
    """The length of `text` in Han characters, the unit of length in all tables."""
    return len(_HAN.findall(text))
