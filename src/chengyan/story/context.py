"""What every teller is given: tables, groups, lengths."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from chengyan.story.finding import by
from chengyan.story.values import Lengths

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd


@dataclass(frozen=True)
class Context:
    """Tables by name, and groups in their order.

    Attributes
    ----------
    tables : mapping of str to pandas.DataFrame
    groups : sequence of str
    """

    tables: Mapping[str, pd.DataFrame]
    groups: Sequence[str]

    @cached_property
    def lengths(self) -> Lengths:
        """How much text each group has, by what is left out."""
        return Lengths(self.tables, self.groups)

    @cached_property
    def codes(self) -> dict[str, dict[str, Any]]:
        """A row of each code, with its names."""
        return by(self.tables["priorities"], "code")

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """The sentences that are analysed, in their order."""
        echo = self.tables["echo"][["doc_id", "sentence", "han_chars"]]
        return self.tables["sentences"].merge(echo, on=["doc_id", "sentence"])
