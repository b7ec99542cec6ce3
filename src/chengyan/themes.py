"""What the section of a sentence is on, told from its headings."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from chengyan.contrast import value_of
from chengyan.lexicon import Cue
from chengyan.outline import Outline
from chengyan.tables import require_columns

# ASSUME an address opens the close of a text within so large a last part of its sentences, and not
# before.
LAST = 0.05


def themes(sentences: pd.DataFrame, cues: Sequence[Cue], dates: Mapping[str, str]) -> pd.DataFrame:
    """The theme of each sentence: that of the nearest heading above it whose words tell one.

    Parameters
    ----------
    sentences : pandas.DataFrame
        doc_id, paragraph, kind, level, text; in the order of the texts.
    cues : sequence of Cue
        As :func:`chengyan.lexicon.read_cues` reads them, of the word list `sections`.
    dates : mapping of str to str
        The manifest's date of each doc_id.

    Returns
    -------
    pandas.DataFrame
        The index of `sentences`; theme: one of :data:`chengyan.lexicon.THEMES`, or empty where no
        heading tells; theme_cues: the words of the heading that tell, separated by ``;``. What
        stands above the first heading of a text is its ``opening``, what follows the last address
        near its end its ``closing``.

    Raises
    ------
    TableError
        If a column is missing.

    Notes
    -----
    Of themes that a heading names with the same weight the first named one counts. Texts without
    headings have no themes but the close: they cannot be compared by theme.
    """
    require_columns(sentences, ["doc_id", "paragraph", "kind", "level", "text"], "sentences")
    table = pd.DataFrame("", sentences.index, ["theme", "theme_cues"], dtype=object)
    told = sentences["kind"].isin(["heading", "body"]).to_numpy()
    for doc_id, places in sentences[told].groupby("doc_id", sort=False).indices.items():
        rows = np.flatnonzero(told)[places]
        year = int(value_of({"date": dates.get(str(doc_id), "")}, "year") or 0)
        found = _of_text(sentences.iloc[rows], cues, year)
        table.iloc[rows] = np.array(found, dtype=object)
    return table


def _of_text(text: pd.DataFrame, cues: Sequence[Cue], year: int) -> list[tuple[str, str]]:
    """Theme and words of each sentence of one text."""
    outline: Outline[tuple[str, str]] = Outline()
    headed = bool((text["kind"] == "heading").any())
    opening, closing = headed, _closing(list(text["text"]), cues, year)
    runs_on = text.duplicated("paragraph", keep=False).to_numpy()
    found: list[tuple[str, str]] = []
    for i, (kind, level, paragraph, words) in enumerate(
        zip(*(text[name] for name in ("kind", "level", "paragraph", "text")), strict=True)
    ):
        outline.come_to(paragraph)
        if kind == "heading":
            outline.enter(level, _told(words, cues, year), paragraph if runs_on[i] else None)
            opening = False
        if closing is not None and i >= closing[0]:
            found.append(("closing", closing[1]))
        elif opening:
            found.append(("opening", ""))
        else:
            telling = [told for told in outline.above() if told[0]]
            found.append(telling[-1] if telling else ("", ""))
    return found


def _told(heading: str, cues: Sequence[Cue], year: int) -> tuple[str, str]:
    """The theme that a heading names, and by which words."""
    weights: dict[str, float] = {}
    first: dict[str, int] = {}
    words: dict[str, list[str]] = {}
    for cue in cues:
        match = cue.compiled(year).search(heading) if cue.where == "heading" else None
        if match:
            weights[cue.label] = weights.get(cue.label, 0.0) + cue.weight
            first[cue.label] = min(first.get(cue.label, match.start()), match.start())
            words.setdefault(cue.label, []).append(match[0])
    if not weights:
        return "", ""
    theme = min(weights, key=lambda name: (-weights[name], first[name], name))
    return theme, ";".join(words[theme])


def _closing(texts: list[str], cues: Sequence[Cue], year: int) -> tuple[int, str] | None:
    """Where the close begins, and by which words: the last address of the last sentences."""
    for i in range(len(texts) - 1, int(len(texts) * (1 - LAST)) - 1, -1):
        for cue in cues:
            match = cue.compiled(year).search(texts[i]) if cue.where == "sentence" else None
            if match and cue.label == "closing":
                return i, match[0].rstrip("，！：")
    return None
