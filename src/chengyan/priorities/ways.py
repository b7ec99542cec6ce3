"""Three ways to measure priorities held against one another: codebook, seeded topics, free topics.

A way shares out what each unit says among the counted codes. The codebook's instrument reads
quasi-sentences; a seeded topic model is told words of the codes; an unsupervised one is told
nothing, and its topics are named afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.cues import Finder
from chengyan.han import count_han
from chengyan.priorities.codebook import Code
from chengyan.priorities.cues import CodeCue
from chengyan.priorities.seeded import Seeded
from chengyan.tables import require_columns

Array = NDArray[np.float64]

# ASSUME a topic is of no code if less than a twentieth of its words speaks for any one. Of words
# that speak for some code, which are a fifth of all here, each of thirteen would have a sixtieth.
LEAST_SPOKEN = 0.05
# ASSUME a unit is on no code if less than half of it goes to the counted ones.
LEAST_COUNTED = 0.5


@dataclass(frozen=True)
class Way:
    """What each unit gives to each counted code, by one way to measure.

    Attributes
    ----------
    name, unit : str
        `method` and `unit` of ``priorities.csv``.
    codes : tuple of str
        The counted codes, in the order of the codebook; the same for all ways compared.
    mass : numpy.ndarray, units × codes
        In characters or tokens; NaN for a code that the way knows nothing of.
    rest : numpy.ndarray, shape (units,)
        What each unit gives to no counted code.
    fits : numpy.ndarray, fits × units × codes
        `mass` by each fit of a model; once, where there is none.
    """

    name: str
    unit: str
    codes: tuple[str, ...]
    mass: Array
    rest: Array
    fits: Array

    @property
    def known(self) -> NDArray[np.bool_]:
        """Which codes the way can find at all."""
        unknown: NDArray[np.bool_] = np.all(np.isnan(self.mass), axis=0)
        return ~unknown

    def leading(self) -> NDArray[np.intp]:
        """The code that each unit gives most to, of equal ones the first.

        -1 where the unit is empty, or less than `LEAST_COUNTED` of it goes to the counted codes.
        """
        # Rounded, so that no unit hangs on the last bit.
        mass = np.nan_to_num(self.mass).round(8)
        counted = mass.sum(axis=1)
        named = (counted > 0) & (counted >= LEAST_COUNTED * (counted + self.rest.round(8)))
        return np.where(named, mass.argmax(axis=1), -1)


def topic_codes(
    words: Array, terms: NDArray[Any], cues: Sequence[CodeCue], codes: Sequence[Code]
) -> pd.DataFrame:
    """The counted code that most of a topic's weight on known words speaks for.

    Parameters
    ----------
    words : numpy.ndarray, topics × terms
        Rows sum to 1.
    terms : numpy.ndarray of str
    cues : sequence of CodeCue
        The lexicon of the codebook; those for headings alone are left aside. A term is read as a
        sentence is: a cue inside a longer one is silent, and weights add up.
    codes : sequence of Code
        The codebook.

    Returns
    -------
    pandas.DataFrame
        category (empty where no code has `LEAST_SPOKEN` of the topic's weight), category_share (of
        the topic's weight on known terms; NaN without any), category_covered (share of the topic's
        weight on terms that speak for some code). Two topics may be of one code. The last two are a
        description, no test: the name of a topic of which the lexicon knows a tenth says little of
        it.
    """
    names = [code.code for code in codes if code.counted]
    by_code = words @ _code_parts(terms, cues, names).T
    covered, most = by_code.sum(axis=1), by_code.max(axis=1)
    named = zip(by_code.round(10).argmax(axis=1), most.round(10), strict=True)
    return pd.DataFrame(
        {
            "category": [names[code] if part >= LEAST_SPOKEN else "" for code, part in named],
            "category_share": np.divide(
                most, covered, out=np.full_like(covered, np.nan), where=covered > 0
            ),
            "category_covered": covered.clip(max=1),
        }
    )


def _code_parts(terms: NDArray[Any], cues: Sequence[CodeCue], names: Sequence[str]) -> Array:
    """How far each term speaks for each code, codes × terms; a term's parts sum to 1 or 0."""
    finder = Finder(cue for cue in cues if cue.where != "heading")
    row_of = {name: row for row, name in enumerate(names)}
    found = np.zeros((len(names), len(terms)))
    for column, hits in enumerate(finder.find_all([str(term) for term in terms])):
        for hit in hits:
            if hit.cue.code in row_of:
                found[row_of[hit.cue.code], column] += hit.cue.weight
    found = found.clip(min=0)
    totals = found.sum(axis=0)
    split: Array = np.divide(found, totals, out=np.zeros_like(found), where=totals > 0)
    return split


def codebook_way(quasi_sentences: pd.DataFrame, units: pd.DataFrame, codes: Sequence[Code]) -> Way:
    """What the codebook's instrument finds in the units of the topic models.

    Parameters
    ----------
    quasi_sentences : pandas.DataFrame
        doc_id, sentence, primary, text. Those that stand in no unit, since no word of their
        sentence counts, are left out.
    units : pandas.DataFrame
        doc_id, sentence, last_sentence: runs of sentences.
    codes : sequence of Code

    Returns
    -------
    Way
        In Han characters.

    Raises
    ------
    TableError
        If a column is missing.
    """
    require_columns(quasi_sentences, ["doc_id", "sentence", "primary", "text"], "quasi_sentences")
    names = tuple(code.code for code in codes if code.counted)
    unit_of = {
        (doc_id, sentence): unit
        for unit, (doc_id, first, last) in enumerate(
            zip(*(units[name] for name in ("doc_id", "sentence", "last_sentence")), strict=True)
        )
        for sentence in range(first, last + 1)
    }
    mass, rest = np.zeros((len(units), len(names))), np.zeros(len(units))
    columns = ("doc_id", "sentence", "primary", "text")
    for doc_id, sentence, primary, text in zip(
        *(quasi_sentences[name] for name in columns), strict=True
    ):
        unit = unit_of.get((doc_id, sentence))
        if unit is None:
            continue
        if primary in names:
            mass[unit, names.index(primary)] += count_han(text)
        else:
            rest[unit] += count_han(text)
    return Way("codebook", "characters", names, mass, rest, mass[None])


def seeded_way(model: Seeded) -> Way:
    """What a seeded topic model finds, mean over its fits; the background is of no code."""
    tokens = model.tokens.mean(axis=0)
    fits = model.tokens[:, :, :-1]
    return Way("seeded", "tokens", model.codes, tokens[:, :-1], np.nan_to_num(tokens[:, -1]), fits)


def topics_way(tokens: Array, categories: Sequence[str], codes: Sequence[Code]) -> Way:
    """What the topics of an unsupervised model find, each taken for the code it is nearest to.

    Parameters
    ----------
    tokens : numpy.ndarray, draws × units × topics
        As in `chengyan.topics.trial.Trial`: the model of all units, which gives the shares, then
        those of resamples, which give their range.
    categories : sequence of str
        The code of each topic, as `topic_codes` gives it; one without is of none.
    codes : sequence of Code

    Returns
    -------
    Way
        A model of few topics knows few codes: of the others nothing is known.
    """
    names = tuple(code.code for code in codes if code.counted)
    fits = np.full((*tokens.shape[:2], len(names)), np.nan)
    for place, name in enumerate(names):
        own = [topic for topic, category in enumerate(categories) if category == name]
        if own:
            fits[:, :, place] = tokens[:, :, own].sum(axis=2)
    rest = tokens[0].sum(axis=1) - np.nansum(fits[0], axis=1)
    return Way("topics", "tokens", names, fits[0], rest, fits)


def way_shares(way: Way, groups: pd.Series) -> pd.DataFrame:
    """The share of each code in what a group gives to the counted codes.

    Parameters
    ----------
    way : Way
    groups : pandas.Series of str, shape (units,)

    Returns
    -------
    pandas.DataFrame
        method, unit, group, code, share (NaN for a code that the way knows nothing of, and of a
        group that gives nothing to any), share_low, share_high (range over the fits of a model; no
        interval for what the group's texts say, and NaN where there is one fit).
    """
    names = list(dict.fromkeys(groups))
    shares = of_groups(way.mass, groups)
    drawn = np.array([of_groups(fit, groups) for fit in way.fits])
    low, high = drawn.min(axis=0), drawn.max(axis=0)
    if len(drawn) == 1:
        low, high = np.full_like(low, np.nan), np.full_like(high, np.nan)
    return pd.DataFrame(
        {
            "method": way.name,
            "unit": way.unit,
            "group": np.repeat(names, len(way.codes)),
            "code": np.tile(way.codes, len(names)),
            "share": shares.ravel(),
            "share_low": low.ravel(),
            "share_high": high.ravel(),
        }
    )


def parts(mass: Array) -> Array:
    """Each row's parts of its sum; NaN where that is 0, and for what is not known."""
    totals = np.nansum(mass, axis=-1, keepdims=True)
    shares: Array = np.divide(mass, totals, out=np.full_like(mass, np.nan), where=totals > 0)
    return shares


def of_groups(mass: Array, groups: pd.Series) -> Array:
    """Shares of codes by group, in order of appearance: groups × codes."""
    names = groups.to_numpy()
    return parts(np.array([mass[names == name].sum(axis=0) for name in dict.fromkeys(names)]))
