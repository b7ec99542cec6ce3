"""PDF files: the text layer page by page, and a word where there is none."""

import matplotlib.pyplot as plt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_files import REPORT, TEXT, outcome, pdf, pdf_of_objects
from matplotlib.backends.backend_pdf import PdfPages

from chengyan.errors import TextError
from chengyan.fonts import family, font_file
from chengyan.han import han_only
from chengyan.intake import pdf_font
from chengyan.intake.extract import USUAL, Limits
from chengyan.intake.pdf import read_pdf


def read(data):
    return read_pdf(data, "a.pdf", Limits())


def refused(data, code, limits=USUAL):
    with pytest.raises(TextError) as error:
        read_pdf(data, "a.pdf", limits)
    assert error.value.code == code
    return error.value


def test_lines_as_the_page_shows_them():
    extract = read(pdf())
    assert (extract.text, extract.doubts, extract.encoding) == (REPORT, (), "")


def test_a_character_alone_in_a_font_that_the_file_lacks():
    assert read(pdf([["市"], ["。"]])).text == "市\n\f\n。\n"
    assert font_file().read_bytes() == pdf_font._FONT


def test_pages_are_parted_by_a_line_of_its_own():
    assert read(pdf([TEXT[:2], TEXT[2:]])).text.split("\n\f\n") == [
        "\n".join(TEXT[:2]),
        "\n".join(TEXT[2:]) + "\n",
    ]


@pytest.mark.parametrize("kind", [3, 42])
def test_embedded_fonts(tmp_path, kind):
    path = tmp_path / "a.pdf"
    with plt.rc_context({"pdf.fonttype": kind, "font.family": family()}), PdfPages(path) as pages:
        for _ in range(2):
            figure = plt.figure()
            for i, line in enumerate(TEXT):
                figure.text(0.05, 0.9 - 0.1 * i, line, fontsize=8)
            pages.savefig(figure)
            plt.close(figure)
    assert han_only(read(path.read_bytes()).text) == han_only(REPORT) * 2


def test_pages_without_text_layer():
    extract = read(pdf([TEXT, [], [], TEXT, []], picture=True))
    [doubt] = extract.doubts
    assert doubt.code == "scanned-pages"
    assert doubt.message == "3 of 5 pages have no text layer: 2, 3, 5"
    assert read(pdf([TEXT, []])).doubts == ()
    refused(pdf([[], []], picture=True), "scanned-pdf")
    assert not read(pdf([[]])).text.strip()


def test_an_encrypted_file():
    # The handler of 128-bit RC4, with keys that fit no password.
    key = "00" * 32
    trailer = f"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<{key}>/U<{key}>>>/ID[<00><00>]"
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"]
    refused(pdf_of_objects(objects, trailer), "protected-file")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_file_cut_short(share):
    data = pdf([TEXT] * 5)
    found = outcome(read, data[: int(len(data) * share)])
    assert found == "broken-file" or found.text


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", pdf()[:300], pdf()[::-1]])
def test_no_pdf_at_all(data):
    refused(data, "broken-file")


@pytest.mark.parametrize(
    "pages",
    [
        "<</Type/Pages/Kids[2 0 R]/Count 1>>",
        "<</Type/Pages/Kids[3 0 R]/Count 3>>",
        "<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 2000>>",
    ],
)
def test_page_trees_that_bite_their_tails(pages):
    objects = ["<</Type/Catalog/Pages 2 0 R>>", pages, "<</Type/Pages/Kids[2 0 R]/Count 9>>"]
    found = outcome(read, pdf_of_objects(objects))
    assert found == "broken-file" or not found.text.strip()


def test_a_file_that_says_it_has_very_many_pages():
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 2000000000>>"]
    found = outcome(read, pdf_of_objects(objects))
    assert found in {"broken-file", "too-large"} or not found.text.strip()
    refused(pdf([TEXT] * 3), "too-large", Limits(pages=2))


def test_a_font_that_does_not_say_its_characters():
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 840]/Contents 4 0 R"
            "/Resources<</Font<</F 5 0 R/G 7 0 R>>>>>>"
        ),
        "",
        "<</Type/Font/Subtype/Type0/BaseFont/None/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
        (
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/None/CIDToGIDMap/Identity"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>"
        ),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    stream = "BT /F 10 Tf 40 800 Td <00010002> Tj /G 10 Tf (abc) Tj ET"
    objects[3] = f"<</Length {len(stream)}>>stream\n{stream}\nendstream"
    extract = read(pdf_of_objects(objects))
    assert "abc" in extract.text
    assert "\0" not in extract.text


LINES = st.lists(
    st.text(st.sampled_from("市发展一二（）。，abc"), min_size=1), min_size=1, max_size=9
)


@given(st.lists(LINES, min_size=1, max_size=3))
def test_nothing_is_lost(pages):
    written = "".join(map("".join, pages))
    assert han_only(read(pdf(pages)).text) == han_only(written)
