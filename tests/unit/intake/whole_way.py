"""The whole way of a file: added to a corpus, cleaned, cut by both engines, counted.

What does not hold on the way is an AssertionError; what a user is told is a ChengyanError.
"""

import io
import re
import zipfile
from functools import cache
from pathlib import Path

import pandas as pd
from lxml import etree

from chengyan.corpus import clean_document, read_text
from chengyan.counting import count_terms, countable
from chengyan.engines import ENGINES
from chengyan.errors import ChengyanError, DesignError
from chengyan.findings import KINDS
from chengyan.han import count_han, han_only
from chengyan.intake.add import Outcome, add_texts
from chengyan.intake.extract import Extract, Limits
from chengyan.intake.prepare import Source
from chengyan.intake.read import read_file
from chengyan.lexicon import read_formulations
from chengyan.manifest import Document, read_manifest
from chengyan.segment import Segmenter, token_table
from chengyan.tables import read_table, write_table

FORMULATIONS = Path(__file__).parents[3] / "lexicon/formulations.tsv"
KINDS_COUNTED = ("body", "heading")
# What is left out is told with its number of Han characters.
_LEFT_OUT = re.compile(r"\((\d+)\)")


@cache
def _segmenters() -> dict[str, Segmenter]:
    entries = list(read_formulations(FORMULATIONS))
    return {engine: Segmenter(engine, entries) for engine in ENGINES}


def go_through(path: Path, corpus: Path, limits: Limits, holds: str = "") -> list[str]:
    """What became of the texts in a file: ``analysed``, or the code with which one was refused.

    Parameters
    ----------
    path : path
    corpus : path
        An empty folder.
    limits : Limits
    holds : str
        The text in the file, where that is known.

    Raises
    ------
    ChengyanError
        If the file as a whole is refused.
    """
    extracts = read_file(path, limits=limits)
    assert extracts
    if holds:
        assert han_only("".join(extract.text for extract in extracts)) == han_only(holds)
    _nothing_lost_in_reading(path, extracts)
    manifest = corpus / "documents.tsv"
    outcomes = add_texts(manifest, [Source(path, {"city": "甲州"})])
    assert len(outcomes) == len(extracts)
    documents = {document.doc_id: document for document in read_manifest(manifest)}
    return [
        _analysed(documents[outcome.document.doc_id], outcome, extract)
        for outcome, extract in zip(outcomes, extracts, strict=True)
    ]


def _nothing_lost_in_reading(path: Path, extracts: list[Extract]) -> None:
    """A Word file has no text that is neither kept nor told of."""
    [first, *_] = extracts
    if first.format != "docx":
        return
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        tree = etree.fromstring(package.read("word/document.xml"))
    told = [d.message for d in first.doubts if d.code == "left-out"]
    left_out = sum(map(int, _LEFT_OUT.findall(" ".join(told))))
    assert count_han("".join(tree.itertext())) <= count_han(first.text) + left_out


def _analysed(document: Document, outcome: Outcome, extract: Extract) -> str:
    """Follow a text from its stored file to its counts."""
    raw = read_text(document)
    # The other script has other characters, but as many.
    if document.row["script"] == "converted":
        assert count_han(raw) == count_han(extract.text)
    else:
        assert han_only(raw) == han_only(extract.text)
    assert {finding.code for finding in outcome.findings} <= KINDS.keys()
    paragraphs, sentences = clean_document(document)
    lines = "".join(paragraph.text for paragraph in paragraphs)
    assert han_only("".join(sentence.text for sentence in sentences)) == han_only(lines)
    table = pd.DataFrame(sentences)
    table = _written_and_read(table.assign(doc_id=document.doc_id), document.base)
    cuts = {engine: token_table(table, one) for engine, one in _segmenters().items()}
    first, *others = cuts.values()
    for other in others:
        pd.testing.assert_frame_equal(other, first)
    by_sentence = first.groupby("sentence")["token"].agg("".join)
    texts = {sentence.sentence: sentence.text for sentence in sentences if sentence.text}
    assert by_sentence.to_dict() == texts
    tokens = first.assign(group="甲州")
    try:
        counts = count_terms(tokens, KINDS_COUNTED, ())
    except DesignError:
        # A text that is all title and byline, say.
        return "no word to count"
    assert counts.counts.sum() == countable(tokens, KINDS_COUNTED, ()).sum()
    return "analysed"


def _written_and_read(table: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """The table as the next stage finds it; what people read of it is the same."""
    working, shown = folder / "sentences.parquet", folder / "sentences.csv"
    write_table(table, working)
    write_table(table, shown)
    found = read_table(working)
    assert list(read_table(shown)["text"]) == list(found["text"]) == list(table["text"])
    return found


def assert_told(error: ChengyanError, path: Path) -> None:
    """A refusal names the file and is of a known kind; that cleaning lost a character is none."""
    assert path.name in error.place
    assert getattr(error, "code", "") in KINDS
    assert "cleaning keeps" not in error.problem
