"""Where chosen terms stand along the texts, and how evenly they are spread there."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate

import numpy as np
import pandas as pd

from chengyan.errors import TableError
from chengyan.han import count_han
from chengyan.nearest import nearest
from chengyan.tables import require_columns
from chengyan.units import opened_paragraph

COLUMNS = "term group doc_id paragraph sentence source_line start end form position".split()
FORMS = ("token", "nested", "phrase")
SENTENCES = ("doc_id", "group", "paragraph", "sentence", "kind", "source_line", "text")
TOKENS = ("doc_id", "sentence", "start", "end", "token", "pieces")


def positions(
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    terms: Sequence[str],
    kinds: Collection[str],
    *,
    missing_ok: bool = False,
) -> pd.DataFrame:
    """Every occurrence of some terms in the sentences that are analysed.

    Parameters
    ----------
    sentences : pandas.DataFrame
        doc_id, group, paragraph, sentence, kind, source_line, text, of all texts in order.
    tokens : pandas.DataFrame
        doc_id, sentence, start, end, token, pieces, of the same texts.
    terms : sequence of str
        Words, or strings of several words.
    kinds : collection of str
        Kinds of sentence that are analysed.
    missing_ok : bool
        Leave out terms that no text holds, rather than raise.

    Returns
    -------
    pandas.DataFrame
        One row an occurrence, terms as given, then in the order of the texts: term; group, doc_id,
        paragraph, sentence, source_line; start and end, in characters of the sentence; form,
        ``token`` where the term is a token itself, ``nested`` where it stands inside a longer one,
        ``phrase`` where it is made of several; position, the part of the text's analysed Han
        characters that stand before it, from 0 to 1.

    Raises
    ------
    TableError
        If a column, the tokens of a sentence, or any sentence of the kinds is missing; if `terms`
        is no list of different words, or no analysed sentence holds one of them.

    Notes
    -----
    Terms are found as strings, so that 京津冀 is found in 京津冀协同发展 too; occurrences of a term
    do not overlap. A string that the cut into words runs through (民生 in 人民｜生活) is no
    occurrence. Rows whose form is ``token`` are those that the counts of words have, but for stop
    words. `position` tells nothing of the length of a text.
    """
    require_columns(sentences, SENTENCES, "sentences")
    require_columns(tokens, TOKENS, "tokens")
    if isinstance(terms, str) or not all(terms) or len(set(terms)) < len(terms):
        raise TableError(
            "terms", f"{terms!r} is no list of different words", "Give each term once, in a list"
        )
    analysed = sentences[sentences["kind"].isin(list(kinds))].reset_index(drop=True)
    if analysed.empty:
        raise TableError(
            "sentences",
            f"none is of the kinds {', '.join(kinds)}",
            "Give the kinds of sentence that are analysed, such as body",
        )
    length = analysed["text"].map(count_han).astype(int)
    before = length.groupby(analysed["doc_id"]).cumsum() - length
    whole = length.groupby(analysed["doc_id"]).transform("sum").clip(lower=1)
    holding = analysed["text"].map(lambda text: any(term in text for term in terms)).astype(bool)
    held = analysed.loc[holding, ["doc_id", "sentence"]]
    cuts = _cuts(tokens, held)
    for doc_id, sentence in held.itertuples(index=False, name=None):
        if (doc_id, sentence) not in cuts:
            raise TableError(
                "tokens",
                f"text {doc_id}, sentence {sentence} has none",
                "Give the tokens of all sentences",
            )

    rows = []
    for term in terms:
        for i in np.flatnonzero(analysed["text"].str.contains(term, regex=False)):
            place = analysed.iloc[i]
            for start, end, form in _occurrences(
                place["text"], term, *cuts[place["doc_id"], place["sentence"]]
            ):
                passed = before[i] + count_han(place["text"][:start])
                where = tuple(place[name] for name in COLUMNS[1:6])
                rows.append((term, *where, start, end, form, passed / whole[i]))
    found = pd.DataFrame(rows, columns=COLUMNS)
    missing = [term for term in terms if term not in set(found["term"])]
    if missing and not missing_ok:
        near = nearest(missing[0], sorted({*tokens["token"]} - {missing[0]}))
        raise TableError(
            "terms",
            f"no analysed sentence holds {', '.join(missing)}",
            f"Did you mean {near}?" if near else "Leave them out",
        )
    return found


def spread(
    found: pd.DataFrame, sentences: pd.DataFrame, terms: Sequence[str], kinds: Collection[str]
) -> pd.DataFrame:
    """How often and how evenly each term stands in each text.

    Parameters
    ----------
    found : pandas.DataFrame
        The table of `positions`.
    sentences, terms, kinds
        As in `positions`.

    Returns
    -------
    pandas.DataFrame
        One row a term and text, also where the text lacks the term: term, group, doc_id; count and,
        of these, token, nested and phrase; per_10k_han, occurrences in 10,000 Han characters;
        paragraphs (that hold the term) and of_paragraphs; dp_norm (NaN where the text lacks the
        term, or has one paragraph).

    Notes
    -----
    dp_norm is that of `chengyan.dispersion.dispersion`, over the paragraphs of the text, as long as
    they have Han characters; a heading that stands alone counts with the paragraph it opens. It
    rises as a term gets rarer: compare terms of like count in one text, nothing else.
    """
    analysed = sentences[sentences["kind"].isin(list(kinds))]
    unit = opened_paragraph(analysed)
    size = analysed["text"].map(count_han).groupby([analysed["doc_id"], unit]).sum().clip(lower=1)
    keys = pd.MultiIndex.from_frame(analysed[["doc_id", "sentence"]])
    unit_of = pd.Series(unit.to_numpy(), index=keys)
    at = unit_of.reindex(pd.MultiIndex.from_frame(found[["doc_id", "sentence"]])).to_numpy()
    counts = found.groupby(["term", "doc_id", at]).size()
    forms = found.groupby(["term", "doc_id", "form"]).size()
    texts = analysed[["group", "doc_id"]].drop_duplicates()
    rows = []
    for term in terms:
        for group, doc_id in texts.itertuples(index=False):
            own, here = size.loc[doc_id], (term, doc_id)
            held = counts.loc[here] if here in counts else pd.Series(dtype=float)
            number, of_form = int(held.sum()), [int(forms.get((*here, f), 0)) for f in FORMS]
            rate, even = 1e4 * number / own.sum(), _dp_norm(held, own)
            rows.append((term, group, doc_id, number, *of_form, rate, len(held), len(own), even))
    columns = ["term", "group", "doc_id", "count", *FORMS]
    columns += ["per_10k_han", "paragraphs", "of_paragraphs", "dp_norm"]
    return pd.DataFrame(rows, columns=columns)


def _cuts(
    tokens: pd.DataFrame, places: pd.DataFrame
) -> dict[tuple[str, int], tuple[list[tuple[int, int]], set[int]]]:
    """For each sentence its tokens, and the edges of these and of the pieces of entries."""
    own = tokens.merge(places.drop_duplicates(), on=["doc_id", "sentence"])
    cuts: dict[tuple[str, int], tuple[list[tuple[int, int]], set[int]]] = {}
    for doc_id, sentence, start, end, token, joined in zip(
        *(own[name] for name in TOKENS), strict=True
    ):
        spans, edges = cuts.setdefault((doc_id, sentence), ([], set()))
        spans.append((start, end))
        edges.update((start, end))
        pieces = joined.split(";")
        if "".join(pieces) == token:
            edges.update(accumulate((len(piece) for piece in pieces), initial=start))
    return cuts


def _occurrences(
    text: str, term: str, spans: list[tuple[int, int]], edges: set[int]
) -> Iterator[tuple[int, int, str]]:
    """Start, end and form of each occurrence that the cut into words does not run through."""
    for match in re.finditer(re.escape(term), text):
        start, end = match.span()
        if (start, end) in spans:
            yield start, end, "token"
        elif any(first <= start and end <= last for first, last in spans):
            yield start, end, "nested"
        elif start in edges and end in edges:
            yield start, end, "phrase"


def _dp_norm(held: pd.Series, sizes: pd.Series) -> float:
    """Deviation of proportions of the counts of some units, against the sizes of all units."""
    parts = sizes / sizes.sum()
    if held.empty or len(parts) < 2:
        return float("nan")
    shared = np.minimum(held / held.sum(), parts.reindex(held.index)).sum()
    return float(max(1 - shared, 0) / (1 - parts.min()))
