"""A text as detectors read it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from chengyan.formulations.entries import Formulation
from chengyan.matcher import Matcher
from chengyan.rhetoric.parallelism import find_parallelism
from chengyan.rhetoric.patterns import PatternFinder
from chengyan.rhetoric.scoring import Scorer
from chengyan.rhetoric.span import Instance
from chengyan.segment import Token


@dataclass(frozen=True)
class Tools:
    """What detectors work with, the same for all texts.

    Attributes
    ----------
    finder : PatternFinder
    cut, named : callable
        Cut a text into tokens that cover it: by the engine alone, and with formulations as one.
    entries : mapping of str to Formulation
        The formulations.
    matcher : Matcher
        Finds them.
    scorers : mapping of str to Scorer
        Weights of likeness, by device.
    """

    finder: PatternFinder
    cut: Callable[[str], list[Token]]
    named: Callable[[str], list[Token]]
    entries: Mapping[str, Formulation]
    matcher: Matcher
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
        return find_parallelism(self.sentences, self.tools.cut, self.tools.scorers["parallelism"])

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
