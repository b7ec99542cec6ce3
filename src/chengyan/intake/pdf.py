"""PDF files: their text layer, page by page, as the lines stand.

Runs inside the sandbox.
"""

import pypdfium2 as pdfium
from pypdfium2.raw import FPDF_ERR_PASSWORD

from chengyan.findings import Finding
from chengyan.intake import pdf_font
from chengyan.intake.extract import Extract, Limits, refusal, with_line_ends

pdf_font.install()

_PAGE_BREAK = "\n\f\n"
# What PDFium puts for a hyphen at the end of a line.
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\0": "\ufffd"})


def read_pdf(data: bytes, place: str, limits: Limits) -> Extract:
    r"""Read the text layer of a PDF; between two pages stands a line that is just ``\f``.

    Raises
    ------
    TextError
        ``protected-file``, ``broken-file``, ``too-large``, or ``scanned-pdf`` if no page has text.
    """
    try:
        document = pdfium.PdfDocument(data)
        number = len(document)
        if number > limits.pages:
            problem = f"says that it has {number} pages, more than {limits.pages}"
            raise refusal("too-large", place, problem)
        pages, scanned = [], []
        for i in range(number):
            page = document[i]
            text = page.get_textpage().get_text_range().translate(_HYPHENS)
            pages.append(with_line_ends(text).replace("\f", "\n").strip("\n"))
            # A page without text is a picture, or was left blank.
            if not text.strip() and next(iter(page.get_objects(max_depth=2)), None):
                scanned.append(i + 1)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == FPDF_ERR_PASSWORD:
            raise refusal("protected-file", place, "is encrypted with a password") from None
        raise refusal("broken-file", place, f"is a damaged PDF ({error})") from None
    if scanned and not any(map(str.strip, pages)):
        raise refusal("scanned-pdf", place, "no page has a text layer")
    return Extract(
        name="",
        text=with_line_ends(_PAGE_BREAK.join(pages)),
        format="pdf",
        doubts=tuple(_doubts(pages, scanned, place)),
    )


def _doubts(pages: list[str], scanned: list[int], place: str) -> list[Finding]:
    doubts = []
    if scanned:
        listed = ", ".join(map(str, scanned[:10])) + (" …" if len(scanned) > 10 else "")
        message = f"{len(scanned)} of {len(pages)} pages have no text layer: {listed}"
        doubts.append(Finding("scanned-pages", place, message))
    lost = [page for page, text in enumerate(pages, start=1) if "\ufffd" in text]
    if lost:
        total = sum(text.count("\ufffd") for text in pages)
        message = (
            f"{total} characters whose font does not say what they are, the first on this page"
        )
        doubts.append(Finding("replaced-characters", f"{place}, page {lost[0]}", message))
    return doubts
