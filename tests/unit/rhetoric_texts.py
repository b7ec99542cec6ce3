"""What tests of devices of form share: cut texts, the shipped weights, sentences as a frame."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import pandas as pd
from hypothesis import strategies as st

from chengyan.rhetoric.reading import Members
from chengyan.rhetoric.scoring import read_scorers
from chengyan.segment import Segmenter

WEIGHTS = Path(__file__).parents[2] / "lexicon/rhetoric_pairs.tsv"


@cache
def scorers():
    """The shipped weights."""
    return read_scorers(WEIGHTS, ("parallelism", "antithesis"))


@cache
def _tokens():
    return cache(Segmenter("jieba").tokens)


def cut(text):
    """Tokens of a text, cut once."""
    return _tokens()(text)


members = Members(cut)


def frame(*texts, paragraphs=None, heading=""):
    """Sentences of one document; texts that begin with `heading` are headings of one level."""
    kinds = ["heading" if heading and text.startswith(heading) else "body" for text in texts]
    return pd.DataFrame(
        {
            "paragraph": paragraphs or [1] * len(texts),
            "sentence": range(len(texts)),
            "kind": kinds,
            "level": [2 if kind == "heading" else 0 for kind in kinds],
            "section": "",
            "text": [text.removeprefix(heading) for text in texts],
        }
    )


def found(sentences, instances):
    """The texts of instances."""
    return [tuple(sentences["text"][s.row][s.start : s.end] for s in i) for i in instances]


def sound(sentences, instances):
    """Spans lie within their texts, none is empty, none overlaps another of its sentence."""
    spans = sorted(span for instance in instances for span in instance)
    for span in spans:
        assert 0 <= span.start < span.end <= len(sentences["text"][span.row])
    for one, other in pairwise(spans):
        assert one.row != other.row or one.end <= other.start
    assert list(instances) == sorted(instances)


# Sentences put together from what detectors look at: words, marks, quotation marks, numbers.
PIECES = (
    *("坚持", "改革", "更加", "公平", "人民", "至上", "要", "的", "等", "三", "把", "发展"),
    *("、", "，", "；", "：", "“", "”", "——", "（一）", "12%", "GDP", "不忘初心", "一是"),
)
TEXTS = st.lists(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join), min_size=1, max_size=6
)
