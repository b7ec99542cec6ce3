"""The word lists as they are shipped."""

from pathlib import Path

import pytest

from chengyan.lexicon import read_formulations
from chengyan.segment import Segmenter
from chengyan.targets.objects import Objects
from chengyan.targets.words import NumberWords, read_number_words

LEXICON = Path(__file__).parents[3] / "lexicon"


@pytest.fixture(scope="session")
def words():
    entries = read_formulations(LEXICON / "formulations.tsv")
    return NumberWords(read_number_words(LEXICON / "numbers.tsv"), entries)


@pytest.fixture(scope="session")
def objects(words):
    return Objects(words, Segmenter().tokens)
