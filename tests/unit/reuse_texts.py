"""Lines, texts and tables of sentences, made by hand."""

import numpy as np
import pandas as pd

from chengyan.lexicon import Entry
from chengyan.reuse.lines import Line, Text

FORMULA = Entry("两个维护", "formulation", "national", 0)


def line(text):
    """A line of characters that are words by themselves; what stands in brackets is covered."""
    covered, kept = False, []
    for character in text:
        if character in "[]":
            covered = character == "["
        else:
            kept.append((ord(character), not covered))
    codes, free = zip(*kept, strict=True)
    places = np.arange(len(kept))
    return Line(np.array(codes), np.array(free), places, places)


def text(name, *lines):
    lines = [line(each) for each in lines]
    return Text(name, name, pd.DataFrame(index=range(len(lines))), lines, [[] for _ in lines])


def sentences(texts, kind="body"):
    """A table of sentences of {(group, doc_id): sentences}, two source lines a sentence."""
    rows = [
        (doc_id, group, i, i, kind, 2 * i, sentence)
        for (group, doc_id), own in texts.items()
        for i, sentence in enumerate(own, start=1)
    ]
    columns = ["doc_id", "group", "paragraph", "sentence", "kind", "source_line", "text"]
    return pd.DataFrame(rows, columns=columns)


def random_text(seed, number, length, alphabet=3000):
    """Sentences of random characters, in the order of Unicode's common ones."""
    codes = np.random.default_rng(seed).integers(0x4E00, 0x4E00 + alphabet, (number, length))
    return ["".join(map(chr, row)) + "。" for row in codes]
