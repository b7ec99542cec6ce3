"""Small files of every format, made by hand so that each byte of them is known."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from hypothesis import strategies as st

from chengyan.errors import TextError

TEXT = (
    "各位代表：",
    "现在，我代表市人民政府向大会报告工作，请予审议，并请各位政协委员提出意见。",
    "一、过去五年的工作",
    "面对风高浪急的国际环境，我们坚持稳中求进，国民经济和社会发展取得新成就。",
)
REPORT = "\n".join(TEXT) + "\n"

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMES = (
    f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    f'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="{_OFFICE}"'
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def html(paragraphs: Sequence[str] = TEXT, head: str = "") -> str:
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def w_p(text: str, properties: str = "") -> str:
    """A paragraph of a Word file."""
    properties = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def w_part(name: str, content: str) -> str:
    return f"{_DECLARATION}<w:{name} {_NAMES}>{content}</w:{name}>"


def docx(body: str | None = None, **parts: str) -> bytes:
    """A Word file: the inside of its body, and that of further parts (styles, numbering …)."""
    if body is None:
        body = "".join(map(w_p, TEXT))
    return packed(word_parts(w_part("document", f"<w:body>{body}</w:body>"), **parts))


def word_parts(document: str, **parts: str) -> dict[str, str]:
    roots = {"header": "hdr", "footer": "ftr"}
    related = "".join(
        f'<Relationship Id="r{i}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for i, name in enumerate(parts)
    )
    further = {
        f"word/{name}.xml": w_part(roots.get(name, name), content)
        for name, content in parts.items()
    }
    return {
        "[Content_Types].xml": f"{_DECLARATION}<Types/>",
        "_rels/.rels": _relationships(
            f'<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": _relationships(related),
        "word/document.xml": document,
        **further,
    }


def _relationships(inside: str) -> str:
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}">{inside}</Relationships>'


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def pdf(pages: Sequence[Sequence[str]] = (TEXT,), *, picture: bool = False) -> bytes:
    """A PDF with the font that every old Chinese PDF names and none embeds.

    With `picture` a page without lines gets a black box, which stands for a scan.
    """
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "",
        (
            "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H"
            "/DescendantFonts[4 0 R]>>"
        ),
        (
            "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>"
        ),
    ]
    kids = []
    for lines in pages:
        shown = "".join(
            f"BT /F 10 Tf 40 {800 - 14 * i} Td <{line.encode('utf-16-be').hex()}> Tj ET\n"
            for i, line in enumerate(lines)
        )
        stream = shown or ("0 0 500 800 re f" if picture else "")
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 840]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {len(objects) + 2} 0 R>>"
        )
        kids.append(f"{len(objects)} 0 R")
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    return pdf_of_objects(objects)


def pdf_of_objects(objects: Sequence[str], trailer: str = "") -> bytes:
    out = b"%PDF-1.5\n"
    offsets = []
    for i, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{i} 0 obj{content}endobj\n".encode("ascii")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    out += (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R{trailer}>>\n"
        f"startxref\n{len(out)}\n%%EOF\n"
    ).encode("ascii")
    return out


def table(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue()


def jsonl(records: Sequence[object]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def samples() -> dict[str, bytes]:
    """A valid file of each format by its ending, what other tests spoil."""
    return {
        ".txt": REPORT.encode("utf-8"),
        ".md": REPORT.encode("gb18030"),
        ".html": html(head='<meta charset="utf-8"><title>报告</title>').encode("utf-8"),
        ".docx": docx(styles='<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'),
        ".pdf": pdf(),
        ".csv": table([["id", "text"], ["a", REPORT], ["b", TEXT[1]]]).encode("utf-8"),
        ".jsonl": jsonl([{"id": "a", "text": REPORT, "n": [1]}]).encode("utf-8"),
    }


def outcome(read: Callable[..., Any], *args: Any, **options: Any) -> Any:
    """What a reader gives, or the code with which it refuses."""
    try:
        return read(*args, **options)
    except TextError as error:
        return error.code


# What stands in files and in no textbook: controls, marks without width, private use, characters
# beyond the first plane, radicals, line ends of other systems, numbering, phrases of web pages.
_MARKS = (
    "\t\f\v\x00\x1a\x7f\x85\u00a0\u00ad\u200b\u200f\u2028\u2029\u202e\u3000\u3164\ue5e5\uf0b7\ufeff\ufffc"
    "𠮷𰻞〇々⼈⺟\uf9d0\U0002f800é́🇨🇳①Ⅲ㎡％＃｡､〖」”’）》#|<>&=+-*_.·…—"
)
_LINES = (
    *("\r", "\r\n", "\n\n\n", "- 3 -", "第3页", "一、", "（二）", "第一条", "……", "——", "。。"),
    *(
        "&#x4e2d;",
        "&nbsp;",
        "http://x.cn/?q=1",
        "2024年1—6月",
        "1．5",
        "３.７％",
        "A+B",
        "C#",
        "a_b",
    ),
    *("打印", "责任编辑："),
)
_ODD = st.one_of(
    st.sampled_from(_MARKS),
    st.sampled_from(_LINES),
    st.text(alphabet=st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), max_size=40),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8),
)


@st.composite
def odd_text(draw: st.DrawFn) -> str:
    """A report with odd characters and lines at any place of it, some of them many times."""
    text = REPORT
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(_ODD) * draw(st.sampled_from([1, 1, 1, 2, 50])) + text[at:]
    return text


@st.composite
def odd(draw: st.DrawFn) -> tuple[str, bytes, str]:
    """The ending and bytes of a whole file of any format, and the odd text that it holds."""
    text = draw(odd_text())
    suffix = draw(st.sampled_from([".txt", ".txt", ".md", ".html", ".docx", ".csv", ".jsonl"]))
    if suffix == ".html":
        page = html(text.split("\n"), '<meta charset="utf-8">')
        return suffix, page.encode("utf-8"), text
    if suffix == ".docx":
        # XML takes no control characters, and a word processor writes none.
        lines = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text).split("\n")
        return suffix, docx("".join(map(w_p, lines))), text
    if suffix == ".csv":
        return suffix, table([["id", "text"], ["a", text]]).encode("utf-8"), text
    if suffix == ".jsonl":
        return suffix, jsonl([{"id": "a", "text": text}]).encode("utf-8"), text
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5", "gbk"]))
    data = text.encode(encoding, "replace")
    return suffix, data, data.decode(encoding)


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[str, bytes]:
    """The ending and bytes of a file that is no longer what it was, or never was anything."""
    suffix, data = draw(st.sampled_from(list(samples().items())))
    if suffix == ".docx" and draw(st.booleans()):
        # Damage inside the zip, which a damaged zip would only hide.
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        name = draw(st.sampled_from(sorted(parts)))
        return suffix, packed({**parts, name: _mutated(draw, parts[name])})
    if draw(st.integers(0, 9)) == 0:
        return suffix, draw(st.binary(max_size=200))
    return suffix, _mutated(draw, data)


def any_file() -> st.SearchStrategy[tuple[str, bytes, str]]:
    """Ending, bytes and, where it is known, the text of a spoiled or an odd file."""
    return st.one_of(spoiled().map(lambda file: (*file, "")), odd())


def _mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes with some of them flipped, cut, repeated or replaced by others of their kind."""
    for _ in range(draw(st.integers(1, 4))):
        first = draw(st.integers(0, len(data)))
        last = min(len(data), first + draw(st.integers(0, 64)))
        change = draw(st.sampled_from(["flip", "cut", "splice", "repeat", "end"]))
        if change == "flip" and first < len(data):
            flipped = data[first] ^ draw(st.integers(1, 255))
            data = data[:first] + bytes([flipped]) + data[first + 1 :]
        elif change == "cut":
            data = data[:first] + data[last:]
        elif change == "splice":
            data = data[:first] + draw(st.binary(max_size=16)) + data[last:]
        elif change == "repeat":
            data = data[:last] + data[first:last] * draw(st.integers(1, 300)) + data[last:]
        else:
            data = data[:first]
    return data
