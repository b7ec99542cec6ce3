"""One font for every PDF that names a font and does not hold it.

PDFium drops a character that stands alone if it cannot measure it, so without a font text would be
lost; with the fonts of the system it would depend on the machine what is read.
"""

import ctypes
from importlib.resources import files
from typing import Any

from pypdfium2 import raw

# As `chengyan.fonts`, which would load matplotlib.
_FONT = (files("pylopdf_fonts_zh_cn") / "NotoSansSC-Regular.otf").read_bytes()
_HANDLE = 1


def _copy_font(_this: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
    """Give the size of the font, and the font itself where there is room; single tables never."""
    if table:
        return 0
    if size >= len(_FONT):
        ctypes.memmove(buffer, _FONT, len(_FONT))
    return len(_FONT)


_CALLS = {
    "MapFont": lambda *_: _HANDLE,
    "GetFontData": _copy_font,
    "EnumFonts": lambda *_: None,
    "DeleteFont": lambda *_: None,
    "Release": lambda *_: None,
}
_TYPES = dict(raw.FPDF_SYSFONTINFO._fields_)
# Lives as long as the process: PDFium keeps a pointer to it.
_INFO = raw.FPDF_SYSFONTINFO(version=1, **{n: _TYPES[n](call) for n, call in _CALLS.items()})


def install() -> None:
    """Have PDFium take this font, and none of the system, for what a file does not hold."""
    raw.FPDF_SetSystemFontInfo(ctypes.byref(_INFO))
