"""Word files: the text in the order in which it stands, a paragraph a line.

Runs inside the sandbox. Read from the XML itself: python-docx unpacks the whole file first, and
knows neither text boxes nor tracked changes nor numbers.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from chengyan.findings import Finding
from chengyan.han import count_han
from chengyan.intake.extract import Extract, Limits, refusal, with_line_ends
from chengyan.intake.numbering import Numbering
from chengyan.intake.package import Package, W

_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def _w(*names: str) -> frozenset[str]:
    return frozenset(f"{{{W}}}{name}" for name in names)


[_P], [_TABLE], [_ROW], [_CELL] = _w("p"), _w("tbl"), _w("tr"), _w("tc")
[_RUN], [_BOX], [_CHUNK] = _w("r"), _w("txbxContent"), _w("altChunk")
_ALTERNATIVE = f"{{{_MC}}}AlternateContent"
_TEXT = _w("t") | {f"{{{_MATH}}}t"}
_SIGNS = {
    **dict.fromkeys(_w("br", "cr"), "\n"),
    **dict.fromkeys(_w("tab", "ptab"), "\t"),
    **dict.fromkeys(_w("noBreakHyphen"), "-"),
}
_DELETED = _w("del", "moveFrom")
# Properties, and the readings (pinyin) above characters.
_SKIPPED = _w("pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr", "sdtPr", "rt", "rubyPr")

_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-3])", re.IGNORECASE)
_BESIDE = {
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header": "headers",
    "footer": "footers",
}


def read_docx(data: bytes, place: str, limits: Limits) -> Extract:
    """Read a Word file.

    Tracked insertions are kept and deletions left out, headings of the first three levels get
    ``#`` before them, rows of tables are lines with tabs between the cells, text boxes follow the
    paragraph that holds them, and numbers that the word processor makes are written out where the
    file says how.

    Raises
    ------
    TextError
        As `chengyan.intake.package.Package`, and ``broken-file`` if there is no document in it.
    """
    package = Package(data, place, limits)
    mains = package.related("", "officeDocument")
    if not mains:
        raise refusal("broken-file", place, "holds no document")
    main = mains[0]
    trees = {
        kind: [package.xml(part) for part in package.related(main, kind)]
        for kind in ("styles", "numbering", *_BESIDE)
    }
    numbering = Numbering(next(iter(trees["numbering"]), None))
    reader = _Reader(_Styles.of(next(iter(trees["styles"]), None)), numbering)
    lines = reader.blocks(package.xml(main))
    for kind, name in _BESIDE.items():
        for tree in trees[kind]:
            reader.left_out[name] += _han(tree)
    title = _title(package)
    return Extract(
        name="",
        text=with_line_ends("\n".join(lines)),
        format="docx",
        metadata={"title": title} if title else {},
        doubts=tuple(reader.doubts(place)),
    )


def _title(package: Package) -> str:
    for part in package.related("", "core-properties"):
        return " ".join(str(package.xml(part).findtext("{*}title") or "").split())
    return ""


def _han(tree: etree._Element) -> int:
    """The Han characters in a tree."""
    return sum(count_han(element.text or "") for element in tree.iter(*_TEXT, *_w("delText")))


@dataclass(frozen=True)
class _Styles:
    """What paragraph styles say of headings and numbers, what they inherit included."""

    names: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, etree._Element] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: etree._Element | None) -> "_Styles":
        styles = cls()
        for style in tree.iter(*_w("style")) if tree is not None else ():
            key = style.get(f"{{{W}}}styleId", "")
            styles.names[key] = _value(style.find(f"{{{W}}}name"))
            styles.parents[key] = _value(style.find(f"{{{W}}}basedOn"))
            number = style.find(f"{{{W}}}pPr/{{{W}}}numPr")
            if number is not None:
                styles.numbers[key] = number
        return styles

    def heading(self, key: str) -> int:
        """The level of heading, from 1 to 3; 0 for anything else."""
        for style in self._line(key):
            match = _HEADING.fullmatch(self.names.get(style, style).strip())
            if match:
                return int(match[1])
        return 0

    def number(self, key: str) -> tuple[str, etree._Element | None]:
        """The style from which the number comes, and its properties."""
        found = (style for style in self._line(key) if style in self.numbers)
        style = next(found, "")
        return style, self.numbers.get(style)

    def _line(self, key: str) -> list[str]:
        """The style and what it is based on; a circle ends it."""
        line: list[str] = []
        while key and key not in line:
            line.append(key)
            key = self.parents.get(key, "")
        return line


class _Reader:
    """Goes through a document once and gathers its lines, and what is left out."""

    def __init__(self, styles: _Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._boxes: list[etree._Element] = []
        self._unnumbered: list[str] = []
        self.left_out: Counter[str] = Counter()

    def blocks(self, container: etree._Element) -> list[str]:
        """The lines of the paragraphs and tables in an element."""
        lines: list[str] = []
        for child in container:
            if child.tag == _P:
                lines += self._paragraph(child)
            elif child.tag == _TABLE:
                lines += self._table(child)
            elif child.tag == _ALTERNATIVE:
                lines += self.blocks(_chosen(child))
            elif child.tag == _CHUNK:
                self.left_out["embedded documents"] += 1
            elif not self._is_left_out(child):
                lines += self.blocks(child)
        return lines

    def doubts(self, place: str) -> list[Finding]:
        """What there is to say of the document when it has been read."""
        doubts = []
        left_out = [f"{name} ({han})" for name, han in self.left_out.items() if han]
        if left_out:
            message = f"left out, with Han characters each: {', '.join(left_out)}"
            doubts.append(Finding("left-out", place, message))
        if self._unnumbered:
            number, first = len(self._unnumbered), self._unnumbered[0][:20]
            message = f"{number} paragraphs lack the number before them, the first is {first}"
            doubts.append(Finding("automatic-numbers", place, message))
        return doubts

    def _paragraph(self, paragraph: etree._Element) -> list[str]:
        outer, self._boxes = self._boxes, []
        text = self._inline(paragraph)
        boxes, self._boxes = self._boxes, outer
        style = _value(paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle"))
        label = self._label(paragraph, style)
        if text.strip():
            level = self._styles.heading(style)
            text = ("#" * level + " " if level else "") + (label or "") + text
            if label is None:
                self._unnumbered.append(text.strip())
        return [*text.split("\n"), *(line for box in boxes for line in self.blocks(box))]

    def _label(self, paragraph: etree._Element, style: str) -> str | None:
        """The number before the paragraph; None if there is one that cannot be made out."""
        origin, properties = self._styles.number(style)
        own = paragraph.find(f"{{{W}}}pPr/{{{W}}}numPr")
        number, depth = "0", 0
        if properties is not None:
            number = _value(properties.find(f"{{{W}}}numId")) or "0"
            given = _value(properties.find(f"{{{W}}}ilvl"))
            depth = (
                int(given) if _is_level(given) else self._numbering.level_of_style(number, origin)
            )
        if own is not None:
            number = _value(own.find(f"{{{W}}}numId")) or number
            given = _value(own.find(f"{{{W}}}ilvl"))
            depth = int(given) if _is_level(given) else depth
        return self._numbering.label(number, depth)

    def _inline(self, element: etree._Element) -> str:
        """The text in a paragraph; text boxes are put by for later."""
        parts = []
        for child in element:
            if child.tag in _TEXT:
                parts.append(child.text or "")
            elif child.tag in _SIGNS:
                parts.append(_SIGNS[child.tag])
            elif child.tag == _BOX:
                self._boxes.append(child)
            elif child.tag == _ALTERNATIVE:
                parts.append(self._inline(_chosen(child)))
            elif not self._is_left_out(child):
                parts.append(self._inline(child))
        return "".join(parts)

    def _table(self, table: etree._Element) -> list[str]:
        lines: list[str] = []
        for row in _within(table, _ROW):
            if row.find(f"{{{W}}}trPr/{{{W}}}del") is not None:
                self.left_out["deleted text"] += _han(row)
                continue
            cells = [
                [line.strip() for line in self.blocks(cell) if line.strip()]
                for cell in _within(row, _CELL)
            ]
            # A lone cell is a frame around text.
            lines += cells[0] if len(cells) == 1 else ["\t".join(map(" ".join, cells))]
        return lines

    def _is_left_out(self, element: etree._Element) -> bool:
        """Whether an element is no part of the text; what is lost so is counted."""
        if element.tag in _SKIPPED:
            return True
        if element.tag in _DELETED:
            self.left_out["deleted text"] += _han(element)
            return True
        hidden = element.find(f"{{{W}}}rPr/{{{W}}}vanish") if element.tag == _RUN else None
        if hidden is not None and _value(hidden) not in ("0", "false", "off"):
            self.left_out["hidden text"] += _han(element)
            return True
        return False


def _within(element: etree._Element, tag: str) -> list[etree._Element]:
    """The nearest descendants of a kind, through content controls and the like."""
    found = []
    for child in element:
        if child.tag == tag:
            found.append(child)
        elif child.tag not in _SKIPPED | {_P, _TABLE}:
            found += _within(child, tag)
    return found


def _chosen(alternative: etree._Element) -> etree._Element:
    """Of two versions of the same, the newer, unless only the older has text."""
    versions = list(alternative)
    with_text = (version for version in versions if next(version.iter(*_TEXT), None) is not None)
    return next(with_text, versions[0] if versions else alternative)


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{{{W}}}val", "")


def _is_level(text: str) -> bool:
    return len(text) == 1 and text in "012345678"
