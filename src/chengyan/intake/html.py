"""Web pages: the text that a reader of the page would see, a paragraph a line.

Runs inside the sandbox. Nothing is fetched, and no script is looked at.
"""

import re
from collections import Counter
from collections.abc import Iterable

from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.html_engine import Inscriptis
from inscriptis.model.config import ParserConfig
from lxml import etree
from lxml import html as lxml_html

from chengyan.findings import Finding
from chengyan.han import count_han
from chengyan.intake.encoding import decode
from chengyan.intake.extract import Extract, Limits, megabytes, refusal, with_line_ends

# What holds no text of the page at all.
_MACHINERY = (
    "script style template noscript iframe frame object embed applet svg canvas audio video rp rt "
    "input select textarea button datalist"
).split()
# What may hold text and is left out: a finding says how much.
_ASIDE = ("nav", "footer", "aside")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_BLOCKS = "p div ul ol dl h1 h2 h3 h4 h5 h6 blockquote pre section article br".split()
_FRAMES = "table caption thead tbody tfoot tr td th ul".split()
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)
# What a tree takes from a page but not from us.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NUMBER = re.compile(r"\d{1,6}", re.ASCII)
_LINES = re.compile(r"\n{3,}")


def read_html(data: bytes, place: str, limits: Limits) -> Extract:
    """Read a web page.

    Paragraphs become lines with blank ones between, ``<br>`` a new line, the rows of a table lines
    with tabs between the cells; a table that only places things is read as the blocks in it.

    Raises
    ------
    TextError
        ``too-large``, ``unknown-encoding``, or ``unsafe-file`` if the elements are nested so deep
        that no browser's page would be.
    """
    if len(data) > limits.unpacked:
        raise refusal(
            "too-large",
            place,
            f"has {megabytes(len(data))}, more than {megabytes(limits.unpacked)}",
        )
    decoded = decode(data, place, _declared(data))
    root = _parse(decoded.text, place)
    title = _title(root)
    left_out = _prune(root)
    _lay_out(root)
    _escape(root)
    text = Inscriptis(root, ParserConfig(css=CSS_PROFILES["strict"].copy())).get_text()
    lines = (line.strip(" ") for line in text.split("\n"))
    text = _LINES.sub("\n\n", "\n".join(lines)).strip("\n")
    doubts = decoded.doubts
    if left_out:
        parts = ", ".join(f"{name} ({han})" for name, han in left_out.items())
        message = f"left out, with Han characters each: {parts}"
        doubts += (Finding("left-out", place, message),)
    return Extract(
        name="",
        text=with_line_ends(text),
        format="html",
        encoding=decoded.encoding,
        metadata={"title": title} if title else {},
        doubts=doubts,
    )


def _declared(data: bytes) -> str:
    head = data[:4096]
    label = _CHARSET.search(head) or _XML_ENCODING.match(head)
    return label[1].decode("ascii", "replace") if label else ""


def _parse(text: str, place: str) -> lxml_html.HtmlElement:
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml_html.document_fromstring(_CONTROL.sub("", text).encode("utf-8"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise refusal("empty-text", place, "the page is empty") from None
    # Where the parser gives up, the rest of the page is lost.
    for entry in parser.error_log.filter_from_fatals():
        problem = f"cannot be read to its end ({entry.message})"
        raise refusal("unsafe-file", place, problem, "Copy its text into a .txt file")
    return root


def _title(root: lxml_html.HtmlElement) -> str:
    """The title that Chinese government sites give in a field of its own, else the window's."""
    named = root.xpath(
        "//meta[translate(@name, 'ARTICLE', 'article')='articletitle' or @name='ArticleTitle']"
        "/@content"
    )
    title = named[0] if named else root.findtext(".//title") or ""
    return " ".join(title.split())


def _prune(root: lxml_html.HtmlElement) -> dict[str, int]:
    """Take out what is no text of the page; give the Han characters of what might be."""
    left_out: Counter[str] = Counter()
    _drop(root.iter(*_MACHINERY))
    for name in _ASIDE:
        left_out[name] += _drop(root.iter(name))
    left_out["hidden elements"] += _drop(
        element
        for element in root.iter()
        if "hidden" in element.attrib or _HIDDEN.search(element.get("style", ""))
    )
    return {name: han for name, han in left_out.items() if han}


def _drop(elements: Iterable[lxml_html.HtmlElement]) -> int:
    """Drop elements, what follows them kept; the Han characters in them."""
    han = 0
    for element in list(elements):
        if element.getparent() is not None:
            han += count_han("".join(element.itertext()))
            element.drop_tree()
    return han


def _lay_out(root: lxml_html.HtmlElement) -> None:
    """Make of tables and lists what stands as lines without frames and bullets."""
    for table in root.iter("table"):
        if _is_data(table):
            for row in table.iter("tr"):
                cells = [" ".join(cell.text_content().split()) for cell in row.iterchildren()]
                tail = row.tail
                row.clear()
                row.tag, row.text, row.tail = "pre", _CONTROL.sub("", "\t".join(cells)), tail
    for element in root.iter():
        bullet = element.tag == "li" and element.getparent().tag != "ol"
        if bullet or element.tag in _FRAMES:
            element.tag = "div"
        elif element.tag == "ol" and len(element):
            start = element[0].get("value") or element.get("start", "")
            element[0].set("value", start if _NUMBER.fullmatch(start) else "1")
        # Colours and widths say nothing here, and a number of a list is but a small one.
        value = element.get("value", "")
        element.attrib.clear()
        if _NUMBER.fullmatch(value):
            element.set("value", value)


def _escape(root: lxml_html.HtmlElement) -> None:
    """Keep what stands on the page as it stands: inscriptis resolves entities once more."""
    for element in root.iter():
        element.text = element.text and element.text.replace("&", "&amp;")
        element.tail = element.tail and element.tail.replace("&", "&amp;")


def _is_data(table: lxml_html.HtmlElement) -> bool:
    """Whether a table holds cells to be read side by side, and does not just place the page."""
    rows = [list(row) for row in table.iter("tr")]
    if max(map(len, rows), default=0) < 2:
        return False
    return not any(
        sum(1 for _ in cell.iter(*_BLOCKS)) > 1 or cell.find(".//table") is not None
        for row in rows
        for cell in row
    )
