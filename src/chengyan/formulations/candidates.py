"""Candidates for the lexicon that the texts themselves suggest, for a user to accept."""

import math
import re
from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from chengyan.formulations.entries import Formulation
from chengyan.formulations.ngrams import LONGEST, repeated_strings
from chengyan.formulations.uses import SENTENCE_KINDS, analysed_sentences
from chengyan.han import count_han, is_worded
from chengyan.lexicon import Entry
from chengyan.matcher import Matcher

COLUMNS = [
    *("candidate", "kind_guess", "count", "alone", "groups", "paragraphs", "npmi"),
    *("left_entropy", "right_entropy", "quoted", "holds", "sentences", "suggestion"),
]
# ASSUME a string holds together where its npmi is half of what is possible, and stands freely where
# what is beside it varies as much as two neighbours of one frequency. By looking at three texts.
LEAST_NPMI, LEAST_ENTROPY = 0.5, math.log(2)
# Function words of one character that neither begin nor end a formulation, as 以 and 为 may.
PARTICLES = frozenset("的了和与及在是等上中让把被")

_QUOTED = re.compile(r"“([^“”。；！？\s]{3,24})”")
_NUMERAL = re.compile(r"[一二三四五六七八九十百千两双\d]")
# ASSUME the last characters tell what a thing is; a user sees the guess before it counts.
_ENDINGS = {
    "institution": "委员会|办公室|政府|法院|检察院|大学|学院|医院|公司|协会",
    "project": "工程|行动|计划|项目|园区|示范区|试验区|开发区|基地|平台|高速|铁路|专项|试点",
    "place": "[^社城]区|县|[^城]市|镇|村|路|街|河|湖|山",
}


def candidate_table(
    sentences: pd.DataFrame,
    entries: Sequence[Formulation],
    documents: Sequence[Mapping[str, str]],
    *,
    stopwords: Collection[str] = (),
    min_count: int = 3,
    min_npmi: float = LEAST_NPMI,
    min_entropy: float = LEAST_ENTROPY,
    sentence_kinds: Collection[str] = SENTENCE_KINDS,
) -> pd.DataFrame:
    """Strings that come again, or stand in quotation marks, and are not in the lexicon.

    Parameters
    ----------
    sentences, entries, documents, sentence_kinds
        As of :func:`chengyan.formulations.table.formulation_table`.
    stopwords : collection of str
        No repeated string begins or ends with one of two characters or more, or with a particle.
    min_count : int
        Occurrences of a repeated string; what stands in quotation marks needs one.
    min_npmi, min_entropy : float
        What a repeated string must have, the entropy on either side; see
        :func:`chengyan.formulations.ngrams.repeated_strings`.

    Returns
    -------
    pandas.DataFrame
        Those most often quoted first, then those most often alone. candidate; kind_guess; count;
        alone (times that it stands neither inside a longer candidate nor inside or across an
        entry); groups and paragraphs that hold it (groups separated by ``;``); npmi, left_entropy,
        right_entropy (empty below `min_count` or beyond 4 to 16 Han characters); quoted (times
        between quotation marks); holds (entries in it); sentences (``doc_id:sentence``); suggestion
        (a row of lexicon/formulations.tsv, its fields separated by tabs).

    Raises
    ------
    TableError
        If a column is missing, or a text has no row among the documents.
    DesignError
        If `min_count` is below 2.

    Notes
    -----
    A candidate that nowhere stands alone is left out: it is a piece of longer ones or of entries.
    Nothing is added to the lexicon. Most repeated strings are free combinations (扎实推进), and
    kind and level are guesses. The longer a text, the more comes again.
    """
    analysed = analysed_sentences(sentences, documents, sentence_kinds)
    texts = analysed["text"].tolist()
    stats = repeated_strings(texts, min_count=min_count).set_index("term")
    firm = stats[
        (stats["npmi"] >= min_npmi)
        & (stats[["left_entropy", "right_entropy"]].min(axis=1) >= min_entropy)
    ]
    edges = tuple(sorted(PARTICLES | {word for word in stopwords if len(word) > 1}))
    repeated = [term for term in firm.index if not (term.startswith(edges) or term.endswith(edges))]
    listed = {entry.term for entry in entries}
    terms = {*repeated, *_in_quotes(texts)} - listed
    found = _occurrences(analysed, sorted(terms), Matcher(entries))
    if found.empty:
        return pd.DataFrame(columns=COLUMNS)
    order = {document["group"]: i for i, document in reversed(list(enumerate(documents)))}
    table = found.groupby("candidate").agg(
        count=("row", "size"),
        alone=("alone", "sum"),
        groups=("group", lambda names: ";".join(sorted(set(names), key=order.__getitem__))),
        paragraphs=("paragraph", "nunique"),
        quoted=("quoted", "sum"),
        sentences=("place", lambda places: ";".join(dict.fromkeys(places))),
    )
    table = table.join(stats[["npmi", "left_entropy", "right_entropy"]]).reset_index()
    matcher = Matcher(entries)
    held = [matcher.longest(matcher.all_matches(term)) for term in table["candidate"]]
    table["holds"] = [";".join(match.entry.term for match in matches) for matches in held]
    table["kind_guess"] = table["candidate"].map(guess_kind)
    table["suggestion"] = [
        "\t".join(
            [term, kind, "national" if ";" in groups else "local", "", "", _reason(count, groups)]
        )
        for term, kind, groups, count in zip(
            *(table[name] for name in ("candidate", "kind_guess", "groups", "count")), strict=True
        )
    ]
    table["length"] = table["candidate"].str.len()
    return table.sort_values(
        ["quoted", "alone", "length", "candidate"],
        ascending=[False, False, False, True],
        ignore_index=True,
    )[COLUMNS]


def _reason(count: int, groups: str) -> str:
    return f"accepted candidate: {count} in {groups.replace(';', ', ')}"


def guess_kind(term: str) -> str:
    """The kind of entry that a string looks like, by its first character and its last ones."""
    for kind, endings in _ENDINGS.items():
        if re.search(rf"(?:{endings})$", term):
            return kind
    short = count_han(term) <= 6 and "、" not in term
    return "numbered_shorthand" if short and _NUMERAL.match(term) else "formulation"


def _in_quotes(texts: Sequence[str]) -> list[str]:
    quoted = {term for text in texts for term in _QUOTED.findall(text)}
    # What a reader could not paste into the lexicon is no candidate.
    return [
        term
        for term in sorted(quoted)
        if is_worded(term)
        and count_han(term) <= LONGEST
        and ";" not in term
        and term[0].isalnum()
        and term[-1].isalnum()
    ]


def _occurrences(analysed: pd.DataFrame, terms: Sequence[str], lexicon: Matcher) -> pd.DataFrame:
    """Where the terms stand that are somewhere inside neither an entry nor a longer one of them."""
    matcher = Matcher([Entry(term, "formulation", "local", 0) for term in terms])
    rows = []
    places = analysed[["doc_id", "group", "unit", "sentence", "text"]].itertuples(index=False)
    for number, (doc_id, group, unit, sentence, text) in enumerate(places):
        matches = matcher.all_matches(text)
        if not matches:
            continue
        entries = lexicon.longest(lexicon.all_matches(text))
        for match in matches:
            start, end = match.start, match.end
            taken = any(
                entry.start < edge < entry.end for entry in entries for edge in (start, end)
            )
            quoted = text[max(start - 1, 0) : start] == "“" and text[end : end + 1] == "”"
            where = (number, group, f"{doc_id}:{unit}", f"{doc_id}:{sentence}", start, end)
            rows.append((*where, match.entry.term, taken, quoted))
    columns = "row group paragraph place start end candidate taken quoted".split()
    found = pd.DataFrame(rows, columns=columns)
    free = found.loc[~found["taken"].astype(bool), "candidate"].unique()
    found = found[found["candidate"].isin(free)].sort_values(
        ["row", "start", "end"], ascending=[True, True, False], kind="stable"
    )
    reached = found.groupby("row")["end"].transform(lambda ends: ends.cummax().shift(fill_value=-1))
    found["alone"] = ~found["taken"].astype(bool) & (found["end"] > reached)
    return found[found["candidate"].isin(found.loc[found["alone"], "candidate"].unique())]
