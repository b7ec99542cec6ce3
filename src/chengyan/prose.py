"""How long sentences and clauses are, and how common the words."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.contrast import verdicts
from chengyan.errors import DesignError
from chengyan.han import count_han, has_han
from chengyan.leave_one_out import left_out_of, unit_codes
from chengyan.tables import require_columns

Array = NDArray[Any]
Range = tuple[float, float, float]

COLUMNS = [
    *("group", "measure", "value", "unit", "cases"),
    *("ci_low", "ci_high", "loo_low", "loo_high", "left_out", "contrast", "confounds"),
]
QUANTILES = {"p10": 0.1, "p25": 0.25, "median": 0.5, "p75": 0.75, "p90": 0.9}
HAN, CLAUSES, SHARE = "Han characters", "clauses", "share"

# ASSUME a clause is what stands between commas, semicolons, colons and dashes. The enumeration
# comma 、 sets words of a list apart (GB/T 15834-2011), not clauses.
_PAUSE = re.compile(r"[，；：;]|[,:](?!\d)|——|。|！|？|!|\?|…+")


def sentence_length(sentences: Iterable[str]) -> float:
    """Mean length of sentences in Han characters.

    Parameters
    ----------
    sentences : iterable of str
        Those without a Han character are none.

    Returns
    -------
    float

    Raises
    ------
    DesignError
        If no sentence holds a Han character.
    """
    return float(np.mean(han_lengths(sentences)))


def clause_length(sentences: Iterable[str]) -> float:
    """Mean length in Han characters of what stands between commas, semicolons and colons.

    Parameters
    ----------
    sentences : iterable of str

    Returns
    -------
    float

    Raises
    ------
    DesignError
        If no sentence holds a Han character.
    """
    return float(np.mean(han_lengths(clauses(sentences))))


def clauses(sentences: Iterable[str]) -> list[str]:
    """Cut sentences into what stands between pauses, each with a Han character at the least."""
    return [part for text in sentences for part in _PAUSE.split(text) if count_han(part)]


def han_lengths(texts: Iterable[str]) -> NDArray[np.int64]:
    """Han characters of each text that holds any.

    Raises
    ------
    DesignError
        If none does.
    """
    lengths = np.array([length for text in texts if (length := count_han(text))], np.int64)
    if not lengths.size:
        raise DesignError("sentences", "none holds a Han character", "Give Chinese text")
    return lengths


def prose_table(
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    documents: Sequence[Mapping[str, str]],
    *,
    kinds: Collection[str],
    common: Collection[str],
    long_sentence: int,
    compare: str,
    min_texts: int = 1,
) -> pd.DataFrame:
    """How long the sentences, clauses and words of each group are, and how common its words.

    Parameters
    ----------
    sentences : pandas.DataFrame
        Columns doc_id, group, paragraph, kind, text.
    tokens : pandas.DataFrame
        Columns doc_id, group, paragraph, kind, token, pieces.
    documents : sequence of mapping
        Manifest rows with `group`, in the order of the groups.
    kinds : collection of str
        Kinds of sentence that are analysed; of these, headings are left out.
    common : collection of str
        Words that are not rare.
    long_sentence : int
        Han characters beyond which a sentence is called long.
    compare, min_texts
        As in :func:`chengyan.contrast.between`.

    Returns
    -------
    pandas.DataFrame
        Groups in order, a row for each measure: sentence_length (mean) and its p10, p25, median,
        p75 and p90, long_sentences, clause_length, clauses_per_sentence, word_length, rare_words,
        four_character_words. Columns: group; measure; value (empty where there is nothing to
        measure); unit; cases (sentences, clauses or words that it rests on); ci_low, ci_high
        (empty: no interval has been shown to cover); loo_low, loo_high (with one unit at a time
        left out) and left_out; contrast and confounds.

    Raises
    ------
    TableError
        If a column is missing.

    Notes
    -----
    Words are those that the engine cuts without the lexicon, so that a longer lexicon does not make
    words longer and rarer, and hold a Han character. No measure is a measure of how hard a text is
    to read: what we know of difficulty comes from textbooks, and no formula has been tried on such
    prose. Means of sentence length hang on single long lists; the median does not.

    References
    ----------
    Sung, Y.-T., Chang, T.-H., Lin, W.-C., Hsieh, K.-S. & Chang, K.-E. (2016). CRIE: an automated
    analyzer for Chinese texts. Behavior Research Methods 48(4), 1238-1251.
    """
    require_columns(sentences, ["doc_id", "group", "paragraph", "kind", "text"], "sentences")
    require_columns(tokens, ["doc_id", "group", "paragraph", "kind", "token", "pieces"], "tokens")
    # ASSUME a heading is no sentence: it names, and says nothing of how sentences are built.
    running = set(kinds) - {"heading"}
    texts = sentences[sentences["kind"].isin(running)]
    texts = texts[texts["text"].map(has_han).astype(bool)]
    words = _words(tokens[tokens["kind"].isin(running)])
    places = pd.concat(
        [part[["group", "doc_id", "paragraph"]] for part in (texts, words)], ignore_index=True
    ).rename(columns={"paragraph": "unit"})
    codes = unit_codes(places)
    texts, words = texts.assign(code=codes[: len(texts)]), words.assign(code=codes[len(texts) :])
    contrasts = verdicts(documents, compare=compare, min_texts=min_texts)
    left_out = dict.fromkeys(contrasts, "paragraph") | left_out_of(places)
    rows = []
    for group, verdict in contrasts.items():
        measured = _measures(
            texts[texts["group"] == group], words[words["group"] == group], common, long_sentence
        )
        for name, (unit, cases, (value, low, high)) in measured.items():
            rows.append(
                {
                    "group": group,
                    "measure": name,
                    "value": value,
                    "unit": unit,
                    "cases": cases,
                    "ci_low": np.nan,
                    "ci_high": np.nan,
                    "loo_low": low,
                    "loo_high": high,
                    "left_out": left_out[group],
                    "contrast": verdict.contrast,
                    "confounds": verdict.confounds,
                }
            )
    return pd.DataFrame(rows, columns=COLUMNS)


def _words(tokens: pd.DataFrame) -> pd.DataFrame:
    """Words as the engine cuts them alone, those with a Han character."""
    cut = tokens["pieces"].where(tokens["pieces"] != "", tokens["token"])
    words = tokens.assign(word=cut.str.split(";")).explode("word", ignore_index=True)
    return words[words["word"].map(has_han).astype(bool)]


def _measures(
    texts: pd.DataFrame, words: pd.DataFrame, common: Collection[str], long_sentence: int
) -> dict[str, tuple[str, int, Range]]:
    """Unit, cases, and value with its range, of each measure of a group."""
    lengths = texts["text"].map(count_han).to_numpy(np.int64)
    cut = [[count_han(clause) for clause in clauses([text])] for text in texts["text"]]
    clause_lengths = np.array([length for each in cut for length in each], np.int64)
    number = np.array([len(each) for each in cut], np.int64)
    codes = texts["code"].to_numpy(np.int64)
    word_lengths = words["word"].map(count_han).to_numpy(np.int64)
    rare = ~words["word"].isin(common).to_numpy(bool)
    of_words = words["code"].to_numpy(np.int64)
    return {
        "sentence_length": (HAN, len(lengths), _mean(lengths, codes)),
        **{
            f"sentence_length_{name}": (HAN, len(lengths), _quantile(lengths, codes, share))
            for name, share in QUANTILES.items()
        },
        "long_sentences": (SHARE, len(lengths), _mean(lengths > long_sentence, codes)),
        "clause_length": (HAN, len(clause_lengths), _mean(clause_lengths, codes.repeat(number))),
        "clauses_per_sentence": (CLAUSES, len(lengths), _mean(number, codes)),
        "word_length": (HAN, len(words), _mean(word_lengths, of_words)),
        "rare_words": (SHARE, len(words), _mean(rare, of_words)),
        "four_character_words": (SHARE, len(words), _mean(word_lengths == 4, of_words)),
    }


def _mean(values: Array, codes: Array) -> Range:
    """The mean, and its range with one unit at a time left out."""
    if not len(values):
        return np.nan, np.nan, np.nan
    value = float(values.mean())
    unit = pd.factorize(codes)[0]
    cases = len(values) - np.bincount(unit)
    left = (values.sum() - np.bincount(unit, weights=values))[cases > 0] / cases[cases > 0]
    # Of a single unit nothing is left.
    return value, *((float(left.min()), float(left.max())) if len(left) else (np.nan, np.nan))


def _quantile(lengths: Array, codes: Array, share: float) -> Range:
    """A quantile, and its range with one unit at a time left out."""
    if not len(lengths):
        return np.nan, np.nan, np.nan
    value, units = float(np.quantile(lengths, share)), np.unique(codes)
    # Of a single unit nothing is left.
    if len(units) < 2:
        return value, np.nan, np.nan
    left = [np.quantile(lengths[codes != unit], share) for unit in units]
    return value, float(min(left)), float(max(left))
