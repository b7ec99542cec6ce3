"""One place for palette, type, sizes, the page and the way figures are saved.

Lengths are in inches, type sizes in points. A figure is one column of 7.1 inches (180 mm).
"""

import math
import warnings
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, wraps
from io import BytesIO
from pathlib import Path
from typing import Any, ParamSpec

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path
from matplotlib.ticker import MaxNLocator
from PIL import Image

from chengyan import fonts
from chengyan.errors import TextError
from chengyan.language import _, later, spoken
from chengyan.plots.layout import COLOURS
from chengyan.plots.wording import joined, pieces
from chengyan.whole import write_whole

# Okabe & Ito (2008), with yellow, the weakest on white, last.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000", "#F0E442")
MARKERS = ("o", "s", "D", "^", "v", "P", "X")
# Tol's muted set: no hue of it can be taken for a city of the palette beside it.
TOPICS = (
    "#332288", "#88CCEE", "#DDCC77", "#CC6677", "#44AA99",
    "#882255", "#999933", "#AA4499", "#117733",
)  # fmt: skip
INK, GREY, PALE, RULE = "#1a1a1a", "#666666", "#c4c4c4", "#e6e6e6"
# The one colour of groups that are too many to be told apart by theirs.
NEUTRAL, BAND = "#35627f", "#f6f6f6"
# One hue from much to little, told apart in grey too.
SHADES = ("#1f4e6e", "#5b8fb0", "#9fc3d9", "#d3e4ee", "#eef3f6")
WIDTH = 7.1
MARGIN = 0.1
INNER = WIDTH - 2 * MARGIN
TITLE, HEAD, BODY, SMALL = 10.5, 9.0, 8.0, 7.0
LEADING = 1.45 / 72
# A title that names more would be longer than the figure is wide.
NAMED = 4
UNMATCHED = later(
    "Unmatched: the texts differ in more than what is compared; what is seen may come from that."
)
MATCHED = later("Matched: but for what is compared, the texts agree in genre, office and year.")
FORMATS: dict[str, dict[str, Any]] = {
    "png": {"metadata": {"Software": None}},
    "svg": {"metadata": {"Date": None, "Creator": None}},
    "pdf": {"metadata": {"CreationDate": None, "Creator": None, "Producer": None}},
}
# Colours of a PNG: one byte a dot holds no more.
PNG_COLOURS = 256

P = ParamSpec("P")


@dataclass(frozen=True)
class Look:
    """How a group is drawn, in every figure the same."""

    colour: str
    marker: str

    def mark(self, *, filled: bool) -> dict[str, Any]:
        """Give the arguments of ``Axes.scatter`` for a filled or a hollow mark."""
        return {"facecolor": self.colour if filled else "white", "edgecolor": self.colour}


def looks(groups: Sequence[str]) -> dict[str, Look]:
    """Give each group a colour, in their order; beyond eight they return in another shape."""
    size = len(PALETTE)
    return {
        group: Look(PALETTE[i % size], MARKERS[i // size % len(MARKERS)])
        for i, group in enumerate(groups)
    }


def group_colours(groups: Sequence[str], other: str = NEUTRAL) -> dict[str, str]:
    """Give each group its colour, or all of them one where there are too many colours to tell."""
    if len(groups) > COLOURS:
        return dict.fromkeys(groups, other)
    return {group: look.colour for group, look in looks(groups).items()}


def on(colour: str) -> str:
    """Ink or white, whichever is read better on a colour."""
    red, green, blue = to_rgb(colour)
    return "white" if 0.299 * red + 0.587 * green + 0.114 * blue < 0.5 else INK


def is_matched(contrast: str) -> bool:
    """Whether a contrast may be drawn with filled marks."""
    return contrast == "matched"


def percent(share: float) -> str:
    """A share in per cent."""
    return _("{number} %", number=f"{share:.0%}"[:-1])


def contrast_note(contrast: str) -> str:
    """Give the sentence about matching that stands under a figure."""
    return _(MATCHED if is_matched(contrast) else UNMATCHED)


def left_out_phrase(left_out: Iterable[object]) -> str:
    """Say what is left out at a time: a paragraph or, where a group has several, a text."""
    kinds = {plain(kind) for kind in left_out}
    if kinds == {"text"}:
        return _("one text left out")
    if "text" in kinds:
        return _("one paragraph (or text) left out")
    return _("one paragraph left out")


def parameters() -> Any:
    """Matplotlib's settings for every figure."""
    return {
        "font.family": [fonts.family()],
        "font.size": BODY,
        "text.color": INK,
        "text.parse_math": False,
        "axes.labelsize": BODY,
        "axes.labelcolor": GREY,
        "axes.edgecolor": PALE,
        "axes.linewidth": 0.6,
        "axes.axisbelow": True,
        "axes.grid": False,
        "grid.color": RULE,
        "grid.linewidth": 0.6,
        "xtick.labelsize": SMALL,
        "ytick.labelsize": SMALL,
        "xtick.color": PALE,
        "ytick.color": PALE,
        "xtick.labelcolor": GREY,
        "ytick.labelcolor": INK,
        "xtick.major.width": 0.6,
        "ytick.major.width": 0.6,
        "hatch.linewidth": 0.5,
        "figure.dpi": 200,
        "savefig.dpi": 200,
        "savefig.facecolor": "white",
        "pdf.fonttype": 3,
        "svg.fonttype": "path",
        "svg.hashsalt": "chengyan",
    }


def styled(draw: Callable[P, Figure]) -> Callable[P, Figure]:
    """Let a figure be drawn under the house's settings, whatever the caller's are."""

    @wraps(draw)
    def inside(*args: P.args, **kwargs: P.kwargs) -> Figure:
        with matplotlib.rc_context():
            matplotlib.rcdefaults()
            matplotlib.rcParams.update(parameters())
            return draw(*args, **kwargs)

    return inside


def save(figure: Figure, stem: str | Path) -> list[Path]:
    """Write ``stem.png``, ``stem.svg`` and ``stem.pdf``, each whole or not at all.

    The same figure gives the same bytes in every run: no date, no random identifier.

    Raises
    ------
    TextError
        Where the font lacks a character of the figure.
    """
    pages = {}
    with matplotlib.rc_context(), warnings.catch_warnings():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(parameters())
        warnings.filterwarnings("error", message="Glyph .* missing")
        for ending, options in FORMATS.items():
            pages[Path(f"{stem}.{ending}")] = buffer = BytesIO()
            try:
                figure.savefig(buffer, format=ending, **options)
            except UserWarning as warning:
                raise _undrawable(str(stem), str(warning)) from None
            if ending == "png":
                pages[Path(f"{stem}.{ending}")] = _with_palette(buffer)
    for path, buffer in pages.items():
        write_whole(path, buffer.getvalue())
    return list(pages)


def _with_palette(png: BytesIO) -> BytesIO:
    """The picture in few colours: a third of the bytes, and no eye tells them apart."""
    picture = Image.open(png)
    fewer = picture.convert("RGB").quantize(
        PNG_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
    )
    made = BytesIO()
    fewer.save(made, format="png", dpi=picture.info["dpi"], optimize=True)
    return made


@lru_cache(maxsize=4096)
def text_width(text: str, size: float) -> float:
    """Width of one line of text, in inches.

    Raises
    ------
    TextError
        Where the font lacks a character of it.
    """
    if missing := fonts.missing_glyphs(text):
        raise _undrawable(text, ", ".join(sorted(missing)))
    prop = FontProperties(family=fonts.family(), size=size)
    return float(text_to_path.get_text_width_height_descent(text, prop, ismath=False)[0]) / 72


def _undrawable(place: str, character: str) -> TextError:
    return TextError(place, f"the font has no glyph for it: {character}", "Change that character")


def fit(text: str, size: float, width: float) -> str:
    """Cut the text to as much of its beginning as `width` inches hold, with an ellipsis."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip(" ·,、") + "…"


def wrap(text: str, size: float, width: float) -> list[str]:
    """Break text where its language may into lines that `width` inches hold, the last not short."""
    lines = _fill(text, size, width)
    # Chinese, which breaks anywhere, has even lines, and few words in a short one.
    least = 0.1 if spoken() == "zh" else 0.3
    for narrower in (_fill(text, size, width * part) for part in (0.95, 0.9, 0.85, 0.8, 0.75)):
        if len(lines) < 2 or text_width(lines[-1], size) > least * width:
            break
        if len(narrower) == len(lines):
            lines = narrower
    return lines


def _fill(text: str, size: float, width: float) -> list[str]:
    lines: list[str] = []
    for piece in pieces(" ".join(text.split())):
        if lines and text_width(lines[-1] + piece, size) <= width:
            lines[-1] += piece
        else:
            lines.append(fit(piece.strip(), size, width))
    return lines


def plain(value: object) -> str:
    """Write a table cell as a reader would: an empty one as nothing, whole numbers whole."""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def of_groups(table: pd.DataFrame, groups: Sequence[str]) -> pd.DataFrame:
    """Keep the rows of the named groups, their names as text."""
    table = table.assign(group=table["group"].map(plain))
    return table[table["group"].isin(list(groups))]


def spaced(label: object) -> str:
    """Set the words of a topic's label apart by spaces alone."""
    return " ".join(plain(label).replace("·", " ").split())


def some(names: Sequence[str]) -> str:
    """List the first few names, and say by an ellipsis that there are more."""
    told = joined(names[:NAMED])
    return _("{names} …", names=told) if len(names) > NAMED else told


def ticks(axes: Axes, number: int, form: Callable[[float], str]) -> None:
    """Set round values of the x axis, none beyond its ends, with a light grid."""
    low, high = axes.get_xlim()
    round_values = MaxNLocator(number, steps=[1, 2, 5, 10]).tick_values(low, high)
    values = [value for value in round_values if low <= value <= high]
    axes.set_xticks(values, [form(value) for value in values])
    axes.tick_params(axis="x", pad=2)
    axes.grid(axis="x")


def records(table: pd.DataFrame) -> Iterator[Any]:
    """Iterate over rows whose cells are attributes."""
    # As DataFrame.itertuples gives them, which makes a class anew for each table.
    columns = [column.tolist() for _name, column in table.items()]
    return map(_row_class(tuple(map(str, table.columns)))._make, zip(*columns, strict=True))


@cache
def _row_class(columns: tuple[str, ...]) -> Any:
    return namedtuple("Row", columns, rename=True)  # noqa: PYI024, the names are data
