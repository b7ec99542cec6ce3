"""The zip around a Word file, opened with care, and the XML in it.

Runs inside the sandbox. Sizes are checked as declared before anything is unpacked, and again while
unpacking, since what is declared may be a lie.
"""

import codecs
import io
import posixpath
import zipfile
import zlib

from lxml import etree

from chengyan.errors import TextError
from chengyan.intake.extract import Limits, megabytes, refusal

# Names in a zip; loaded now, since nothing can be once the sandbox is locked.
codecs.lookup("cp437")

_ENTRIES = 10_000
# ASSUME text in XML shrinks to a twentieth, at most to a hundredth where it repeats itself.
_RATIO = 200
_SMALL = 10_000_000
_PICTURES = 10  # as many times the limit of XML as pictures may fill beside it
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# The strict variant of the standard has the same elements under other names.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
_OTHER_ZIPS = (
    ("xl/", "an Excel workbook (.xlsx)", "Save its sheet as .csv in UTF-8"),
    ("ppt/", "a PowerPoint file (.pptx)", "Save its text as .docx"),
    ("OFD.xml", "an OFD file", "Save it as PDF in the program it is for"),
    ("META-INF/container.xml", "an e-book (EPUB)", "Save its text as .docx or .txt"),
    ("content.xml", "an OpenDocument file (.odt)", "Save it as .docx"),
)


class Package:
    """The parts of a Word file.

    Raises
    ------
    TextError
        ``unsafe-file`` for a bomb, ``protected-file``, ``broken-file``, ``unknown-format`` for a
        zip that is no Word file.
    """

    def __init__(self, data: bytes, place: str, limits: Limits) -> None:
        self._place = place
        self._left = limits.unpacked
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise refusal("broken-file", place, f"is a damaged zip file ({error})") from None
        entries = self._zip.infolist()
        self.names = {entry.filename for entry in entries}
        self._refuse_bombs(entries, limits)
        if "[Content_Types].xml" not in self.names or not any(
            name.startswith("word/") for name in self.names
        ):
            raise self._other_zip()
        if any(entry.flag_bits & 1 for entry in entries):
            raise refusal("protected-file", place, "is encrypted with a password")

    def related(self, owner: str, kind: str) -> list[str]:
        """The parts inside the file that `owner` ("" for the file itself) relates to as `kind`."""
        folder, name = posixpath.split(owner)
        part = posixpath.join(folder, "_rels", f"{name}.rels")
        if part not in self.names:
            return []
        targets = [
            posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))[1:]
            for relation in self.xml(part).iter("{*}Relationship")
            if relation.get("Type", "").endswith(f"/{kind}")
            # What lies outside is never fetched.
            and relation.get("TargetMode") != "External"
        ]
        return [target for target in targets if target in self.names]

    def xml(self, part: str) -> etree._Element:
        """A part as an XML tree without entities, comments or instructions."""
        data = self._read(part)
        for strict, usual in _STRICT.items():
            data = data.replace(strict, usual)
        where = f"{self._place} ({part})"
        # In XML a < of the text is written otherwise, so this is a declaration; UTF-16 has NULs.
        if b"<!DOCTYPE" in data.replace(b"\0", b""):
            raise refusal("unsafe-file", where, "declares entities, as no word processor does")
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            tree = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise refusal("broken-file", where, f"is no whole XML ({error})") from None
        if tree.getroottree().docinfo.internalDTD is not None:
            raise refusal("unsafe-file", where, "declares entities, as no word processor does")
        return tree

    def _read(self, part: str) -> bytes:
        entry = self._zip.getinfo(part)
        if entry.compress_type not in _METHODS:
            raise refusal("broken-file", self._place, f"{part} is packed as no Word file is")
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise refusal("broken-file", self._place, f"{part} is damaged ({error})") from None
        self._left -= len(data)
        if self._left < 0:
            raise refusal("unsafe-file", self._place, f"{part} unpacks to more than any text")
        return data

    def _refuse_bombs(self, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
        if len(entries) > _ENTRIES:
            problem = f"holds {len(entries)} parts, more than {_ENTRIES}"
            raise refusal("unsafe-file", self._place, problem)
        xml = sum(
            entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))
        )
        total = sum(entry.file_size for entry in entries)
        if xml > limits.unpacked or total > _PICTURES * limits.unpacked:
            problem = f"unpacks to {megabytes(total)}, {megabytes(xml)} of it XML"
            raise refusal("unsafe-file", self._place, problem)
        for entry in entries:
            if entry.file_size > max(_SMALL, _RATIO * entry.compress_size):
                ratio = entry.file_size // max(entry.compress_size, 1)
                problem = f"{entry.filename} is packed to a {ratio}th of its size"
                raise refusal("unsafe-file", self._place, problem)

    def _other_zip(self) -> TextError:
        for name, what, remedy in _OTHER_ZIPS:
            if any(known.startswith(name) for known in self.names):
                return refusal("unknown-format", self._place, f"is {what}", remedy)
        remedy = "Unpack it and add the texts in it"
        return refusal("unknown-format", self._place, "is a zip archive", remedy)
