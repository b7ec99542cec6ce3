"""Tables that say what the corpus is: texts, sentences, what the lexicon did."""

from collections.abc import Callable, Collection, Mapping, Sequence

import pandas as pd

from chengyan.han import count_han, is_worded
from chengyan.lexicon import Cue, Entry
from chengyan.orientation import orient
from chengyan.themes import themes

METADATA = ("city", "title", "author", "office", "genre", "occasion", "date")


def corpus_table(
    paragraphs: pd.DataFrame,
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    documents: Sequence[Mapping[str, str]],
    kinds: Collection[str],
) -> pd.DataFrame:
    """One row a text: what is known of it and how large it is.

    Parameters
    ----------
    paragraphs, sentences, tokens : pandas.DataFrame
        Of all texts, with doc_id and kind.
    documents : sequence of mapping
        Manifest rows with `group` added, in the order wanted.
    kinds : collection of str
        Kinds of sentence that are analysed.

    Returns
    -------
    pandas.DataFrame
        doc_id, group, the manifest's metadata, han_chars (of the whole raw text),
        analysed_han_chars, tokens and types (words and numbers in analysed sentences, punctuation
        and blanks left out, stop words kept), paragraphs (of kind body), sentences (analysed),
        sections (headings of level 1).
    """
    analysed = sentences[sentences["kind"].isin(list(kinds))]
    worded = tokens[tokens["kind"].isin(list(kinds)) & tokens["token"].map(is_worded).astype(bool)]
    rows = []
    for document in documents:
        doc_id = document["doc_id"]
        own_paragraphs = paragraphs[paragraphs["doc_id"] == doc_id]
        own_sentences = analysed[analysed["doc_id"] == doc_id]
        own_tokens = worded.loc[worded["doc_id"] == doc_id, "token"]
        rows.append(
            {
                "doc_id": doc_id,
                "group": document["group"],
                **{name: document.get(name, "") for name in METADATA},
                "han_chars": sum(map(count_han, own_paragraphs["text"])),
                "analysed_han_chars": sum(map(count_han, own_sentences["text"])),
                "tokens": len(own_tokens),
                "types": own_tokens.nunique(),
                "paragraphs": (own_paragraphs["kind"] == "body").sum(),
                "sentences": len(own_sentences),
                "sections": (
                    (own_sentences["kind"] == "heading") & (own_sentences["level"] == 1)
                ).sum(),
            }
        )
    return pd.DataFrame(rows)


def told_sentences(
    sentences: pd.DataFrame,
    documents: Sequence[Mapping[str, str]],
    orientation: Sequence[Cue],
    sections: Sequence[Cue],
) -> pd.DataFrame:
    """Sentences with their orientation and theme, and what tells them.

    Parameters
    ----------
    sentences : pandas.DataFrame
        Of all texts, in their order; columns of :class:`chengyan.clean.Sentence` with doc_id.
    documents : sequence of mapping
        Manifest rows, for the dates.
    orientation, sections : sequence of Cue
        The word lists of :mod:`chengyan.orientation` and :mod:`chengyan.themes`; none tell nothing.

    Returns
    -------
    pandas.DataFrame
        orientation, orientation_cues, theme and theme_cues stand before text.
    """
    dates = {document["doc_id"]: document.get("date", "") for document in documents}
    told = (orient(sentences, orientation, dates), themes(sentences, sections, dates))
    place = list(sentences.columns).index("text")
    return pd.concat([sentences.iloc[:, :place], *told, sentences.iloc[:, place:]], axis=1)


def segmentation_table(
    tokens: pd.DataFrame,
    entries: Sequence[Entry],
    groups: Sequence[str],
    cut_alone: Callable[[str], Sequence[str]],
) -> pd.DataFrame:
    """What the lexicon did: its entries that occur, and how the engine alone would have cut them.

    Returns
    -------
    pandas.DataFrame
        term, group, count (all occurrences), as_token, nested (inside a longer entry),
        without_lexicon (the engine's pieces, separated by ``;``), kind, level; sorted by term and
        group.
    """
    found = tokens[tokens["by"] == "lexicon"]
    as_token = found.groupby(["token", "group"], sort=False).size()
    inside = found.assign(term=found["nested"].str.split(";")).explode("term")
    nested = inside[inside["term"] != ""].groupby(["term", "group"], sort=False).size()
    by_term = {entry.term: entry for entry in entries}
    rows = []
    for term, group in sorted(
        set(as_token.index) | set(nested.index), key=lambda pair: (pair[0], groups.index(pair[1]))
    ):
        whole = int(as_token.get((term, group), 0))
        within = int(nested.get((term, group), 0))
        rows.append(
            {
                "term": term,
                "group": group,
                "count": whole + within,
                "as_token": whole,
                "nested": within,
                "without_lexicon": ";".join(cut_alone(term)),
                "kind": by_term[term].kind,
                "level": by_term[term].level,
            }
        )
    columns = "term group count as_token nested without_lexicon kind level".split()
    return pd.DataFrame(rows, columns=columns)
