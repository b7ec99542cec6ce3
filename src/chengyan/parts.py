"""Like parts of unlike texts: what each group gives them, and what sets the groups apart there."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from chengyan.compare import REST_COLUMNS, keyness_tables
from chengyan.contrast import against_rest
from chengyan.counting import count_terms, countable, nested_counts
from chengyan.han import count_han
from chengyan.lexicon import ORIENTATIONS, THEMES
from chengyan.tables import require_columns
from chengyan.units import opened_paragraph

# What sentences are told apart by, with their parts in the order of tables.
ASPECTS = {"orientation": ORIENTATIONS, "theme": THEMES}
# The part of sentences that an aspect tells nothing of.
UNTOLD = "untold"
PARTS_COLUMNS = [
    *("aspect", "part", "group", "sentences", "han_chars", "share", "tokens", "paragraphs"),
    *("ci_low", "ci_high", "loo_low", "loo_high", "left_out", "contrast", "confounds"),
    "compared",
]
KEYNESS_COLUMNS = ["aspect", "part", *REST_COLUMNS]


def parts_table(
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    documents: Sequence[Mapping[str, str]],
    *,
    kinds: Collection[str],
    stopwords: Collection[str],
    compare: str,
    min_texts: int = 1,
    min_tokens: int = 300,
) -> pd.DataFrame:
    """How much of each group looks back or ahead, and is on each theme.

    Parameters
    ----------
    sentences : pandas.DataFrame
        doc_id, group, paragraph, sentence, kind, text, orientation, theme.
    tokens : pandas.DataFrame
        doc_id, group, paragraph, sentence, kind, token, in the order of the texts.
    documents : sequence of mapping
        Manifest rows with `group`, in the order of the groups.
    kinds : collection of str
        Kinds of sentence that are analysed.
    stopwords : collection of str
        Tokens that do not count.
    compare, min_texts
        As in :func:`chengyan.compare.keyness_tables`.
    min_tokens : int
        Counted tokens that a group must have in a part to be compared there.

    Returns
    -------
    pandas.DataFrame
        aspect (``orientation`` or ``theme``); part (its value, ``untold`` where it is empty);
        group; sentences; han_chars; share (of the group's analysed Han characters, 0 to 1; the
        parts of an aspect sum to 1); tokens (counted ones); paragraphs (of running text, that hold
        counted tokens);
        ci_low, ci_high (empty: no interval of such shares has been shown to cover); loo_low,
        loo_high (range of the share when one unit of the group at a time is left out) and left_out
        (``text`` where the group has several, else ``paragraph``); contrast and confounds;
        compared, whether the group enters `keyness_of_parts` there: it has `min_tokens` in two
        paragraphs at least (or in two texts, where texts are left out), as has another group. A row
        for every group and every part that some group has.

    Notes
    -----
    A share is right as far as orientation and theme are: docs/methods.md tells how often they agree
    with a coder. The range shows whether it hangs on one unit; it is no confidence interval.
    """
    require_columns(sentences, ["doc_id", "paragraph", *ASPECTS], "sentences")
    by_group: dict[str, list[Mapping[str, str]]] = {}
    for document in documents:
        by_group.setdefault(document["group"], []).append(document)
    analysed = sentences[sentences["kind"].isin(list(kinds))]
    analysed = analysed.assign(han=[count_han(text) for text in analysed["text"]])
    counted = tokens[countable(tokens, kinds, stopwords)]
    verdicts = {
        g: against_rest(by_group, g, compare=compare, min_texts=min_texts) for g in by_group
    }
    texts = counted.groupby("group", sort=False)["doc_id"].nunique()
    left_out = {g: "text" if texts.get(g, 0) > 1 else "paragraph" for g in by_group}
    rows = []
    for aspect, own_sentences, own_tokens in _by_aspect(analysed, counted):
        present = set(own_sentences["part"])
        for part in [name for name in (*ASPECTS[aspect], UNTOLD) if name in present]:
            within = own_tokens[own_tokens["part"] == part]
            sizes = _sizes(within, min_tokens)
            comparable = sum(enough for _, _, enough in sizes.values())
            for group in by_group:
                its = own_sentences[own_sentences["group"] == group]
                of_part = its["part"] == part
                unit = its["doc_id"] if left_out[group] == "text" else its["unit"]
                low, high = _share_without_one(its["han"], of_part, unit)
                number, paragraphs, enough = sizes.get(group, (0, 0, False))
                han, whole = its.loc[of_part, "han"].sum(), its["han"].sum()
                row = {
                    "aspect": aspect,
                    "part": part,
                    "group": group,
                    "sentences": of_part.sum(),
                    "han_chars": han,
                    "share": han / whole if whole else np.nan,
                    "tokens": number,
                    "paragraphs": paragraphs,
                    "loo_low": low,
                    "loo_high": high,
                    "left_out": left_out[group],
                    "contrast": verdicts[group].contrast,
                    "confounds": verdicts[group].confounds,
                    "compared": enough and part != UNTOLD and comparable > 1,
                }
                rows.append(row)
    return pd.DataFrame(rows, columns=PARTS_COLUMNS)


def keyness_of_parts(
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    documents: Sequence[Mapping[str, str]],
    parts: pd.DataFrame,
    *,
    kinds: Collection[str],
    stopwords: Collection[str],
    compare: str,
    min_texts: int = 1,
    terms: int = 100,
    options: Mapping[str, Any],
) -> pd.DataFrame:
    """Keyness of each group against the others, a part of the texts at a time.

    Parameters
    ----------
    sentences, tokens, documents, kinds, stopwords, compare, min_texts
        As in `parts_table`.
    parts : pandas.DataFrame
        Its result, which says which groups are compared in which part.
    terms : int
        Terms of each group and part to keep, those of the largest log_odds_z on either side of 0,
        beside those whose lrc is not 0.
    options : mapping
        reference, prior and alpha0, as in :func:`chengyan.keyness.keyness`.

    Returns
    -------
    pandas.DataFrame
        aspect, part and the columns of :func:`chengyan.compare.keyness_tables` against the rest,
        over the tokens of that part alone: rates are per 10,000 tokens of the part.

    Notes
    -----
    The groups are set against those that have enough of that part; they need not be the same from
    one part to the next, so compare a term's effects within a part. It is like against like as to
    orientation or theme; genre, office and year stay as they are (contrast, confounds).
    """
    analysed = sentences[sentences["kind"].isin(list(kinds))]
    counted = tokens[tokens["kind"].isin(list(kinds))]
    tables = []
    for aspect, _, own_tokens in _by_aspect(analysed, counted):
        entering = parts[(parts["aspect"] == aspect) & parts["compared"].astype(bool)]
        for part in dict.fromkeys(entering["part"]):
            groups = set(entering.loc[entering["part"] == part, "group"])
            within = own_tokens[(own_tokens["part"] == part) & own_tokens["group"].isin(groups)]
            table, _ = keyness_tables(
                count_terms(within, kinds, stopwords),
                nested_counts(within, kinds),
                [document for document in documents if document["group"] in groups],
                compare=compare,
                min_texts=min_texts,
                **options,
                pairs_too=False,
            )
            table = _worth_reading(table, terms)
            table.insert(0, "aspect", aspect)
            table.insert(1, "part", part)
            tables.append(table)
    if not tables:
        return pd.DataFrame(columns=KEYNESS_COLUMNS)
    return pd.concat(tables, ignore_index=True)


def _by_aspect(
    sentences: pd.DataFrame, tokens: pd.DataFrame
) -> Iterator[tuple[str, pd.DataFrame, pd.DataFrame]]:
    """Sentences and tokens with a column `part`, for each aspect."""
    keys = ["doc_id", "sentence"]
    # A heading that stands alone is left out with the paragraph it opens, as in all counts.
    opened = opened_paragraph(sentences)
    unit = sentences["doc_id"].astype(str) + " " + opened.astype(str)
    for aspect in ASPECTS:
        told = sentences.assign(part=sentences[aspect].replace("", UNTOLD), unit=unit)
        yield aspect, told, tokens.merge(told[[*keys, "part"]], on=keys, how="inner")


def _sizes(counted: pd.DataFrame, min_tokens: int) -> dict[Any, tuple[int, int, bool]]:
    """Tokens and paragraphs of each group, and whether they are enough to compare."""
    if counted.empty:
        return {}
    running = counted[counted["kind"] != "heading"]
    held = running.drop_duplicates(["doc_id", "paragraph"])["group"]
    units = held.value_counts().reindex(counted["group"].unique(), fill_value=0).to_dict()
    tokens = counted["group"].value_counts().to_dict()
    return {
        group: (number, units[group], number >= min_tokens and units[group] > 1)
        for group, number in tokens.items()
    }


def _share_without_one(han: pd.Series, of_part: pd.Series, unit: pd.Series) -> tuple[float, float]:
    """Range of the share of a part when one unit at a time is left out."""
    place, names = pd.factorize(unit)
    if len(names) < 2:
        return np.nan, np.nan
    whole = np.bincount(place, han, len(names))
    own = np.bincount(place, han.where(of_part, 0), len(names))
    shares = (own.sum() - own) / (whole.sum() - whole)
    return float(shares.min()), float(shares.max())


def _worth_reading(table: pd.DataFrame, terms: int) -> pd.DataFrame:
    """The terms of a group that somebody reads: those that are firm, and the most distinctive."""
    firm = table["lrc"] != 0
    named = table[(table["count"] > 0) | firm]
    rank = named["log_odds_z"].abs().groupby(named["group"], sort=False)
    return named[(rank.rank(ascending=False, method="first") <= terms) | firm.loc[named.index]]
