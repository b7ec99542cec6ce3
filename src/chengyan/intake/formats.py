"""What a file is, by its content first and its name second."""

import json
import re

from chengyan.intake.extract import refusal

BY_SUFFIX = {
    "": "txt",
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
}

_AS_DOCX = "Open it in Word, WPS or LibreOffice and save it as .docx"
_AS_CSV = "Save its sheet as .csv in UTF-8"
_UNPACK = "Unpack it and add the texts in it"
_OCR = "Run character recognition (OCR) on it, and proof-read the result"

# Where the bytes stand, what they say, what to do.
_FOREIGN: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"{\\rtf", "a rich text file (RTF)", _AS_DOCX),
    (0, b"Rar!", "a RAR archive", _UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (0, b"\x1f\x8b", "a gzip archive", _UNPACK),
    (0, b"BZh", "a bzip2 archive", _UNPACK),
    (0, b"\xfd7zXZ", "an xz archive", _UNPACK),
    (0, b"\x89PNG", "a picture (PNG)", _OCR),
    (0, b"\xff\xd8\xff", "a picture (JPEG)", _OCR),
    (0, b"GIF8", "a picture (GIF)", _OCR),
    (0, b"II*\0", "a picture (TIFF)", _OCR),
    (0, b"MM\0*", "a picture (TIFF)", _OCR),
    (0, b"AT&TFORM", "a scanned book (DjVu)", _OCR),
    (8, b"WEBP", "a picture (WebP)", _OCR),
    (4, b"ftyp", "a picture or a film", ""),
    (0, b"CAJ", "a CAJ file of CNKI", "Save it as PDF in CAJViewer"),
    (0, b"\x7fELF", "a program", ""),
    (0, b"MZ\x90", "a program", ""),
    (0, b"\xcf\xfa\xed\xfe", "a program", ""),
    (0, b"\xca\xfe\xba\xbe", "a program", ""),
    (0, b"#!", "a program", ""),
    (0, b"PAR1", "a Parquet table", "Save it as .csv in UTF-8"),
    (0, b"SQLite format 3", "a database (SQLite)", "Save its table as .csv in UTF-8"),
    (0, b"MIME-Version:", "a web archive (MHTML)", "Save the page as .html"),
    (0, b"From: <Saved by", "a web archive (MHTML)", "Save the page as .html"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in an OLE file, which is what Office wrote before 2007 and wraps secrets in.
_IN_OLE = (
    ("Workbook", "an old Excel file (.xls)", _AS_CSV),
    ("PowerPoint Document", "an old PowerPoint file (.ppt)", _AS_DOCX),
    ("WordDocument", "an old Word or WPS file (.doc, .wps)", _AS_DOCX),
)

# A byte order mark, XML declaration and comments may come first.
_HTML = re.compile(
    rb"(?>\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?>\s|<\?xml[^>]*>|<!--(?:(?!-->).)*-->)*+"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|script)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<\?xml\b")
_TAG = re.compile(rb"<[a-zA-Z!/][^<>]*>")
_HEAD = 4096
# ASSUME an ending of Latin letters names a format; others, as in 第1.2稿, are part of the name.
_NAMES_A_FORMAT = re.compile(r"\.[a-z][a-z0-9]{0,7}")


def format_of(data: bytes, suffix: str, place: str) -> str:
    """What to read a file as: txt, md, html, docx, pdf, csv or jsonl.

    Parameters
    ----------
    data : bytes
        The whole file.
    suffix : str
        The ending of its name, in small letters with the dot; may be empty.
    place : str
        The file, for messages.

    Raises
    ------
    TextError
        ``unknown-format``, ``protected-file``, or ``broken-file`` if the content is not what the
        name says.
    """
    # Without NUL, so that UTF-16 shows as well.
    head = data[:_HEAD].replace(b"\0", b"")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    # Whether it is a Word file or another zip is for its reader to say.
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    if _HTML.match(head):
        return "html"
    _refuse_foreign(data, place)
    if _XML.match(head):
        raise refusal("unknown-format", place, "is XML of a kind not known here")
    named = BY_SUFFIX.get(suffix, "")
    if not named and _NAMES_A_FORMAT.fullmatch(suffix):
        remedy = f"Save it in one of {', '.join(sorted(filter(None, BY_SUFFIX)))}"
        raise refusal("unknown-format", place, f"{suffix} files cannot be read", remedy)
    if named in ("docx", "pdf"):
        raise refusal("broken-file", place, f"is named {suffix} but is no such file")
    if named == "html" and not _TAG.search(head):
        return "txt"
    if not suffix and _is_json_object(head.partition(b"\n")[0]):
        return "jsonl"
    return named or "txt"


def _refuse_foreign(data: bytes, place: str) -> None:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise refusal("protected-file", place, "is encrypted with a password")
        for stream, what, remedy in _IN_OLE:
            if stream.encode("utf-16-le") in data:
                raise refusal("unknown-format", place, f"is {what}", remedy)
        raise refusal("unknown-format", place, "is a file of an old Office program", _AS_DOCX)
    for offset, magic, what, remedy in _FOREIGN:
        if data.startswith(magic, offset):
            raise refusal("unknown-format", place, f"is {what}", remedy)


def _is_json_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
