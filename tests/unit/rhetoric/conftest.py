"""What the tests of rhetoric share: the shipped battery, and sentences made up for them."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from chengyan.formulations.entries import Formulation, read_entries
from chengyan.rhetoric.devices import Device, read_devices
from chengyan.rhetoric.patterns import (
    DevicePattern,
    PatternFinder,
    known_shorthands,
    read_patterns,
)
from chengyan.rhetoric.scoring import LEARNED, Scorer, read_scorers
from chengyan.segment import Segmenter
from chengyan.targets.table import targets
from chengyan.targets.words import NumberWords, read_number_words

LEXICON = Path(__file__).parents[3] / "lexicon"
Sentences = Callable[..., pd.DataFrame]


@pytest.fixture(scope="session")
def battery() -> list[Device]:
    """The shipped devices."""
    return read_devices(LEXICON / "rhetoric.tsv")


@pytest.fixture(scope="session")
def patterns(battery: list[Device]) -> list[DevicePattern]:
    """The shipped patterns."""
    return read_patterns(LEXICON / "rhetoric_patterns.tsv", [one.device for one in battery])


@pytest.fixture(scope="session")
def finder(patterns: list[DevicePattern], entries: list[Formulation]) -> PatternFinder:
    """The shipped patterns, to be searched for."""
    return PatternFinder([*patterns, *known_shorthands(entries)])


@pytest.fixture(scope="session")
def entries() -> list[Formulation]:
    """The shipped formulations."""
    return read_entries([LEXICON / "formulations.tsv"])


@pytest.fixture(scope="session")
def scorers() -> dict[str, Scorer]:
    """The shipped weights of likeness."""
    return read_scorers(LEXICON / "rhetoric_pairs.tsv", LEARNED)


@pytest.fixture(scope="session")
def cut() -> Callable:
    """Cuts by the engine alone."""
    return cache(Segmenter("jieba").tokens)


@pytest.fixture(scope="session")
def sentences_of() -> Sentences:
    """A function that makes a table of sentences, each a paragraph of its own unless told."""

    def make(*texts: str, doc_id: str = "a", group: str = "甲市", **columns: list) -> pd.DataFrame:
        number = range(1, len(texts) + 1)
        return pd.DataFrame(
            {
                "doc_id": doc_id,
                "group": group,
                "paragraph": number,
                "sentence": number,
                "kind": "body",
                "level": 0,
                "section": "",
                "source_line": number,
                "orientation": "",
                "text": list(texts),
                **columns,
            }
        )

    return make


@pytest.fixture(scope="session")
def numbers_of(entries: list[Formulation]) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """A function that finds the numbers in sentences, of every kind of sentence."""
    words = NumberWords(read_number_words(LEXICON / "numbers.tsv"), entries)

    def find(sentences: pd.DataFrame) -> pd.DataFrame:
        return targets(sentences, words, {}, kinds=set(sentences["kind"]))

    return find


@pytest.fixture(scope="session")
def found(
    battery: list[Device],
    finder: PatternFinder,
    entries: list[Formulation],
    scorers: dict[str, Scorer],
    sentences_of: Sentences,
    numbers_of: Callable[[pd.DataFrame], pd.DataFrame],
) -> Callable[..., list[str]]:
    """A function that gives the words of a sentence that are instances of a device."""
    from chengyan.rhetoric.detectors import DETECTORS
    from chengyan.rhetoric.text import Text, Tools

    ways = {one.device: one.found_by for one in battery}
    tools = Tools(
        finder,
        Segmenter("jieba"),
        Segmenter("jieba", entries),
        {entry.term: entry for entry in entries},
        scorers,
    )

    def find(device: str, words: str, orientation: str = "") -> list[str]:
        sentences = sentences_of(words, group="保定市", orientation=[orientation])
        text = Text(sentences, numbers_of(sentences), ("保定", "保定市", "河北"), tools)
        spans = [one for instance in DETECTORS[ways[device]](text, device) for one in instance]
        return [words[span.start : span.end] for span in spans]

    return find
