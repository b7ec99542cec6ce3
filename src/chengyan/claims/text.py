"""The sentences that claims are measured on, with what the choices of a specification ask of them.

What stands in quotation marks, what opens and closes a text, which paragraph a sentence is of.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.han import count_han
from chengyan.tables import require_columns
from chengyan.units import opened_paragraph

COLUMNS = ("doc_id", "group", "paragraph", "sentence", "kind", "level", "orientation", "text")

# The innermost pair; a mark without its partner in the paragraph quotes nothing.
_QUOTED = re.compile(r"“[^“”]*”|「[^「」]*」|『[^『』]*』|《[^《》]*》|\"[^\"]*\"")
_ADDRESS = re.compile(
    "(?:、?(?:各位|全体|尊敬的|亲爱的)?(?:代表|委员|同志|朋友|同胞|乡亲|市民|女士|先生)们?)+"
    r"\s*[，,！!：:]"
)
_NOT_IN_QUOTES = " "

Flags = NDArray[np.bool_]
Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Passages:
    """Sentences in the order of the texts, one entry each in every array.

    Attributes
    ----------
    table : pandas.DataFrame
        The sentences' rows, index from 0.
    paragraph, text : array of int
        Numbers from 0 of the paragraph and the text that a sentence is of.
    heading, body : array of bool
        Whether it is a heading; whether it stands between opening and closing.
    quoted : dict of int to list of (int, int)
        Spans in quotation marks of the sentences that have any, by position.
    texts : dict of str to list of str
        Under the level of `quotations` (``in``, ``out``): the sentences' texts, with and without
        what stands in quotation marks.
    han : dict of str to array of int
        Their Han characters.
    """

    table: pd.DataFrame
    paragraph: Codes
    text: Codes
    heading: Flags
    body: Flags
    quoted: dict[int, list[tuple[int, int]]]
    texts: dict[str, list[str]]
    han: dict[str, Codes]

    @property
    def group(self) -> NDArray[np.object_]:
        """The group of each sentence."""
        return self.table["group"].to_numpy(dtype=object)


def passages(sentences: pd.DataFrame, kinds: Collection[str]) -> Passages:
    """Sentences of the kinds analysed, and headings, whose part in it is one of the choices.

    Parameters
    ----------
    sentences : pandas.DataFrame
        Columns doc_id, group, paragraph, sentence, kind, level, orientation, text; further ones are
        kept.
    kinds : collection of str
        Kinds of sentence that the config asks for.
    """
    require_columns(sentences, COLUMNS, "sentences")
    wanted = sentences["kind"].isin({*kinds, "heading"})
    table = sentences[wanted].reset_index(drop=True)
    # ASSUME a heading that stands alone belongs to the paragraph it opens, here as in all counts.
    opened = opened_paragraph(table)
    place = pd.MultiIndex.from_arrays([table["doc_id"], opened])
    quoted = _quoted(table)
    texts = [str(text) for text in table["text"]]
    bare = [_without(text, quoted.get(i, [])) for i, text in enumerate(texts)]
    return Passages(
        table,
        pd.factorize(place)[0].astype(np.int64),
        pd.factorize(table["doc_id"])[0].astype(np.int64),
        table["kind"].eq("heading").to_numpy(),
        _body(table.assign(opened=opened)),
        quoted,
        {"in": texts, "out": bare},
        {name: np.array([count_han(t) for t in found], np.int64) for name, found in
         (("in", texts), ("out", bare))},
    )  # fmt: skip


def with_devices(sentences: pd.DataFrame, instances: pd.DataFrame) -> pd.DataFrame:
    """Sentences with the devices that stand in them.

    Parameters
    ----------
    sentences : pandas.DataFrame
        doc_id, paragraph, sentence, text; in the order of the texts.
    instances : pandas.DataFrame
        ``rhetoric_instances.csv``: device, doc_id, sentence, start.

    Returns
    -------
    pandas.DataFrame
        `sentences` with devices and devices_unquoted: one entry an instance, separated by ``;``,
        the latter without those that begin in quotation marks.
    """
    table = sentences.reset_index(drop=True)
    quoted = _quoted(table)
    place = {
        key: row for row, key in enumerate(zip(table["doc_id"], table["sentence"], strict=True))
    }
    every: list[list[str]] = [[] for _ in range(len(table))]
    unquoted: list[list[str]] = [[] for _ in range(len(table))]
    for device, doc_id, sentence, start in zip(
        *(instances[name] for name in ("device", "doc_id", "sentence", "start")), strict=True
    ):
        row = place.get((doc_id, sentence))
        if row is not None:
            every[row].append(device)
            if not inside(row, quoted, int(start)):
                unquoted[row].append(device)
    return table.assign(
        devices=[";".join(own) for own in every],
        devices_unquoted=[";".join(own) for own in unquoted],
    )


def inside(place: int, quoted: Mapping[int, list[tuple[int, int]]], start: int) -> bool:
    """Whether an offset of a sentence lies in quotation marks."""
    return any(low <= start < high for low, high in quoted.get(place, ()))


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        # A blank, so that what stood on either side does not become a word.
        text = text[:start] + _NOT_IN_QUOTES + text[end:]
    return text


def _quoted(table: pd.DataFrame) -> dict[int, list[tuple[int, int]]]:
    """Spans in quotation marks; a quotation may run on over the sentences of a paragraph."""
    found: dict[int, list[tuple[int, int]]] = {}
    for _, part in table.groupby(["doc_id", "paragraph"], sort=False)["text"]:
        texts = [str(text) for text in part]
        ends = np.cumsum([len(text) for text in texts])
        for match in _QUOTED.finditer("".join(texts)):
            for place, text, end in zip(part.index, texts, ends.tolist(), strict=True):
                begin = end - len(text)
                low, high = max(match.start() - begin, 0), min(match.end() - begin, len(text))
                if low < high:
                    found.setdefault(int(place), []).append((low, high))
    return found


def _body(table: pd.DataFrame) -> Flags:
    """Which sentences stand neither in the opening nor in the closing of their text."""
    flags = np.ones(len(table), dtype=bool)
    for _, text in table.groupby("doc_id", sort=False):
        rows = text.index.to_numpy()
        kept = _body_of(text)
        # Of so short a text nothing would be left: it is body altogether.
        flags[rows] = kept if kept.any() else True
    return flags


def _body_of(text: pd.DataFrame) -> Flags:
    # ASSUME what stands before the first heading of level one opens a text, and from the last
    # paragraph of its last section that begins by addressing the audience (同志们！) it closes; of
    # a text without such headings the first paragraph opens and the last one closes.
    paragraph = text["opened"].to_numpy()
    heads = text.loc[text["kind"].eq("heading") & text["level"].eq(1), "paragraph"]
    if heads.empty:
        return np.asarray((paragraph > paragraph.min()) & (paragraph < paragraph.max()))
    kept = text["paragraph"].to_numpy() >= heads.min()
    firsts = text.drop_duplicates("opened")
    last = firsts[firsts["opened"] > heads.max()]
    addressed = [bool(_ADDRESS.match(str(first))) for first in last["text"]]
    if any(addressed):
        kept &= paragraph < last.loc[addressed, "opened"].max()
    return np.asarray(kept)
