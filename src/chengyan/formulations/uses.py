"""Every use of a formulation in the analysed sentences."""

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from chengyan.errors import TableError
from chengyan.formulations.entries import KINDS, Formulation
from chengyan.matcher import Match, Matcher
from chengyan.tables import require_columns
from chengyan.units import opened_paragraph

SENTENCE_KINDS = ("heading", "body")
NEEDED = ["doc_id", "group", "paragraph", "sentence", "kind", "text"]
COLUMNS = ["row", "doc_id", "group", "unit", "sentence", "start", "end", "term", "inside"]


def analysed_sentences(
    sentences: pd.DataFrame,
    documents: Sequence[Mapping[str, str]],
    sentence_kinds: Collection[str] = SENTENCE_KINDS,
) -> pd.DataFrame:
    """The sentences that are analysed, numbered from 0, with the paragraph they count with.

    Parameters
    ----------
    sentences : pandas.DataFrame
        Columns doc_id, group, paragraph, sentence, kind, text, in the order of the text.
    documents : sequence of mapping
        Rows of the manifest, with doc_id and group.
    sentence_kinds : collection of str

    Returns
    -------
    pandas.DataFrame
        With a column `unit`, the paragraph, of a lone heading the one that it opens.

    Raises
    ------
    TableError
        If a column is missing, or a text has no row among the documents.
    """
    require_columns(sentences, NEEDED, "sentences")
    told = {document["doc_id"] for document in documents}
    if lacking := sorted(set(sentences["doc_id"]) - told):
        raise TableError("documents", f"lacks the text {lacking[0]}", "Give the row of every text")
    analysed = sentences[sentences["kind"].isin(list(sentence_kinds))].reset_index(drop=True)
    return analysed.assign(unit=opened_paragraph(analysed))


def find_uses(
    analysed: pd.DataFrame, entries: Sequence[Formulation], kinds: Collection[str] = KINDS
) -> pd.DataFrame:
    """Every use of an entry of `kinds`, in the order of the text.

    Parameters
    ----------
    analysed : pandas.DataFrame
        As `analysed_sentences` gives them.
    entries : sequence of Formulation
        The whole lexicon, those of other kinds too.
    kinds : collection of str
        Kinds of entry that are formulations.

    Returns
    -------
    pandas.DataFrame
        row (of `analysed`), doc_id, group, unit, sentence, start, end (characters in the sentence),
        term, inside (the longer formulation in which it stands; else empty).

    Notes
    -----
    All entries compete, and of overlapping ones the longest wins, as in segmentation. What stands
    inside a longer formulation is a use as well, with that one under `inside`: who says
    碳达峰、碳中和 says 碳达峰. Inside a name or an idiom (乡村振兴 in 乡村振兴局), across the edge
    of a longer entry, and inside an entry that is there to keep it out, nothing is used. Uses that
    are inside no other neither overlap nor count a character twice.
    """
    matcher = Matcher(entries)
    wanted = {entry.term for entry in entries if entry.is_of(kinds)}
    rows = []
    places = analysed[["doc_id", "group", "unit", "sentence", "text"]].itertuples(index=False)
    for number, (doc_id, group, unit, sentence, text) in enumerate(places):
        for match, inside in _uses(matcher, text, wanted):
            where = (number, doc_id, group, unit, sentence, match.start, match.end)
            rows.append((*where, match.entry.term, inside))
    return pd.DataFrame(rows, columns=COLUMNS)


def _uses(matcher: Matcher, text: str, wanted: Collection[str]) -> list[tuple[Match, str]]:
    matches = matcher.all_matches(text)
    chosen = [match for match in matcher.longest(matches) if match.entry.term in wanted]
    found = [(match, "") for match in chosen]
    for match in matches:
        for whole in chosen:
            inside = whole.start <= match.start and match.end <= whole.end and match != whole
            if inside and match.entry.term in wanted:
                found.append((match, whole.entry.term))
    return sorted(found, key=lambda use: (use[0].start, -use[0].end))
