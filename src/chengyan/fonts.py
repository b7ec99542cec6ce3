"""The typeface of every figure: Noto Sans SC, taken from a Python package, chosen by its file.

A system font is never used, so that a figure has the same letterforms on every machine. The
package holds the regular weight only: figures set emphasis by size and ink, not by weight.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from matplotlib.font_manager import fontManager, get_font

from chengyan.errors import ChengyanError

PACKAGE = "pylopdf-fonts-zh-cn"
MODULE = "pylopdf_fonts_zh_cn"
FILE = "NotoSansSC-Regular.otf"
# Where CJK marks and ideographs begin; what lies below, every system can show.
FIRST_EMBEDDED = 0x2E80


@cache
def font_file() -> Path:
    """Path of Noto Sans SC Regular within its package.

    Raises
    ------
    ChengyanError
        Where the package is not installed or lacks the font.
    """
    try:
        path = Path(str(files(MODULE) / FILE))
    except ModuleNotFoundError:
        raise ChengyanError(
            "font", f"the package {PACKAGE} is not installed", f"Install it: pip install {PACKAGE}"
        ) from None
    if not path.is_file():
        raise ChengyanError(
            "font",
            f"the package {PACKAGE} does not hold {FILE}",
            f"Install it anew: pip install --force-reinstall {PACKAGE}",
        )
    return path


@cache
def family() -> str:
    """Make the font known to matplotlib and give the family name to ask for.

    Other files of the same family name that matplotlib found on the system are set aside in
    this process: matplotlib would take whichever it met first.
    """
    path = str(font_file())
    fontManager.addfont(path)
    name = next(entry.name for entry in fontManager.ttflist if entry.fname == path)
    fontManager.ttflist[:] = [
        entry for entry in fontManager.ttflist if entry.name != name or entry.fname == path
    ]
    return name


def missing_glyphs(text: str | Iterable[str]) -> set[str]:
    """Characters of `text` that the font cannot draw; white space needs no glyph."""
    known = _characters()
    return {mark for part in text for mark in part if not mark.isspace() and ord(mark) not in known}


@cache
def _characters() -> frozenset[int]:
    return frozenset(get_font(str(font_file())).get_charmap())


def subset(text: str) -> bytes:
    """The font with no glyphs but those of the Han characters and full-width marks in `text`.

    Returns
    -------
    bytes
        A WOFF file, for a page that must show Chinese where the reader has no font for it.
    """
    from fontTools import subset as fonttools

    wanted = sorted({ord(mark) for mark in text if ord(mark) >= FIRST_EMBEDDED} & _characters())
    options = fonttools.Options(
        flavor="woff", layout_features=[], name_IDs=[1, 2], notdef_outline=True, hinting=False
    )
    options.recalc_timestamp = False
    with fonttools.load_font(str(font_file()), options, lazy=True) as font:
        maker = fonttools.Subsetter(options)
        maker.populate(unicodes=wanted)
        maker.subset(font)
        font.flavor = "woff"
        page = BytesIO()
        font.save(page, reorderTables=True)
    return page.getvalue()
