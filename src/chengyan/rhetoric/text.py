"""A text as detectors read it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from chengyan.cues import Hit
from chengyan.formulations.entries import Formulation
from chengyan.rhetoric.members import without_numbering
from chengyan.rhetoric.names import name_spans
from chengyan.rhetoric.parallelism import find_parallelism
from chengyan.rhetoric.patterns import DevicePattern, PatternFinder
from chengyan.rhetoric.reading import Members
from chengyan.rhetoric.scoring import Scorer
from chengyan.rhetoric.span import Instance, Span
from chengyan.segment import Segmenter, Token


@dataclass(frozen=True)
class Tools:
    """What detectors work with, the same for all texts.

    Attributes
    ----------
    finder : PatternFinder
    plain, named : Segmenter
        Cut a text into tokens that cover it: by the engine alone, and with formulations as one.
    entries : mapping of str to Formulation
        The formulations.
    scorers : mapping of str to Scorer
        Weights of likeness, by device.
    """

    finder: PatternFinder
    plain: Segmenter
    named: Segmenter
    entries: Mapping[str, Formulation]
    scorers: Mapping[str, Scorer]


@dataclass(frozen=True)
class Text:
    """One text.

    Attributes
    ----------
    sentences : pandas.DataFrame
        Its sentences in order: paragraph, sentence, kind, level, section, source_line, orientation,
        text; numbered from 0.
    targets : pandas.DataFrame
        Its rows of ``targets.csv``.
    own : collection of str
        Names of its group, and its province.
    tools : Tools
    """

    sentences: pd.DataFrame
    targets: pd.DataFrame
    own: Collection[str]
    tools: Tools

    @cached_property
    def parallel(self) -> list[Instance]:
        """Its runs of like members, which antithesis must not find again."""
        return find_parallelism(self.sentences, self.members, self.tools.scorers["parallelism"])

    @cached_property
    def members(self) -> Members:
        """What reads the members of its sentences."""
        items = [text[without_numbering(text) :] for text in self.texts]
        return Members(self.tools.plain.knowing([*self.texts, *items]))

    @cached_property
    def named(self) -> list[list[Token]]:
        """The tokens of each sentence, formulations as one."""
        return list(map(self.tools.named.knowing(self.texts), self.texts))

    @cached_property
    def names(self) -> list[tuple[str, Span]]:
        """Its names of places, projects and firms, each with its device."""
        return [
            name
            for row, tokens in enumerate(self.named)
            for name in name_spans(row, tokens, self.tools.entries, self.own)
        ]

    def found(self, device: str) -> list[list[Hit[DevicePattern]]]:
        """Where the patterns of a device stand in each sentence."""
        return self._found.get(device) or [[] for _ in self.texts]

    @cached_property
    def _found(self) -> dict[str, list[list[Hit[DevicePattern]]]]:
        return self.tools.finder.find(self.texts)

    @cached_property
    def texts(self) -> list[str]:
        """The sentences' texts."""
        return self.sentences["text"].tolist()

    @cached_property
    def places(self) -> list[tuple[object, ...]]:
        """Where each sentence stands: group, doc_id, paragraph, sentence, source_line."""
        columns = ("group", "doc_id", "paragraph", "sentence", "source_line")
        return list(zip(*(self.sentences[name] for name in columns), strict=True))

    @cached_property
    def orientations(self) -> list[str]:
        """What each sentence looks at; empty where nothing tells."""
        return self.sentences["orientation"].tolist()
