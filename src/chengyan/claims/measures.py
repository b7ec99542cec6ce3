"""The catalogue of measures that a claim may name, each as numbers of sentences.

All but mattr are ratios: of each sentence a numerator and a denominator, whose sums over a group
give its value. What is measured elsewhere in the package is taken from there.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chengyan.claims.text import Passages
from chengyan.diversity import type_sum
from chengyan.han import count_han
from chengyan.prose import clauses

Array = NDArray[np.float64]

UNITS = {
    "terms": "per 10,000 words",
    "sentence_length": "Han characters a sentence, headings too",
    "clause_length": "Han characters a clause",
    "code": "share of Han characters with a counted code",
    "device": "share of sentences",
    "past": "share of Han characters",
    "present": "share of Han characters",
    "future": "share of Han characters",
    "numerals": "per 10,000 Han characters",
    "mattr": "types a token in windows of 100, whole text",
}
PER = {"terms": 10_000.0, "numerals": 10_000.0}

_DATE = r"(?:1[89]|20)\d\d\s*年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日"
# ASSUME dates are no numbers to argue with; 百万 and 千万 alone are more often words than numbers.
_FIGURE = re.compile(
    rf"(?P<date>{_DATE})|\d[\d,.]*\d|\d|百分之[一二三四五六七八九十百]+"
    "|[一二三四五六七八九十两几数][一二三四五六七八九十百千零〇两几多余]*[万亿]+"
)


@dataclass(frozen=True)
class Ratios:
    """Numerator and denominator of each sentence.

    Attributes
    ----------
    numerator, denominator : array, shape (sentences,)
    value, place : array
        The single values behind them, such as lengths of clauses, and the sentence of each.
    """

    numerator: Array
    denominator: Array
    value: Array
    place: NDArray[np.int64]


def ratios(
    subject: str, passages: Passages, quotations: str, names: Collection[str] = ()
) -> Ratios:
    """A measure's numbers for each sentence.

    Parameters
    ----------
    subject : str
        ``code``, ``device``, or a name of `chengyan.claims.claim.MEASURES` other than mattr.
    passages : Passages
    quotations : {"in", "out"}
        Whether what stands in quotation marks is measured.
    names : collection of str
        The codes or devices that are measured where the subject is one of these.
    """
    han, texts = passages.han[quotations].astype(float), passages.texts[quotations]
    if subject == "sentence_length":
        return _lengths(han, np.arange(len(han)))
    if subject == "clause_length":
        cut = [(i, count_han(part)) for i, text in enumerate(texts) for part in clauses([text])]
        lengths = np.array(cut or np.empty((0, 2)), dtype=np.int64)
        return _lengths(lengths[:, 1].astype(float), lengths[:, 0], len(han))
    if subject == "code":
        counted = passages.table["counted"].to_numpy(dtype=bool)
        own = passages.table["primary"].isin(list(names)).to_numpy()
        # In mean sentences, so that half an occurrence is half a sentence.
        length = han / max(han.mean(), 1.0) if len(han) else han
        return Ratios(length * own, length * counted, length * own, np.arange(len(han)))
    if subject == "device":
        wanted = set(names)
        listed = passages.table["devices" if quotations == "in" else "devices_unquoted"]
        found = np.array(
            [sum(name in wanted for name in str(own).split(";")) for own in listed], dtype=float
        )
        return Ratios(found, han, found, np.arange(len(han)))
    if subject == "numerals":
        found = np.array([count_figures(text) for text in texts], dtype=float)
    else:
        found = han * passages.table["orientation"].eq(subject).to_numpy()
    return Ratios(found, han, found, np.arange(len(han)))


def _lengths(length: Array, place: NDArray[np.int64], sentences: int = 0) -> Ratios:
    """Lengths of units that lie in sentences; one without a Han character is none."""
    kept, size = length > 0, sentences or len(length)
    length, place = length[kept], place[kept]
    total = np.bincount(place, weights=length, minlength=size)
    number = np.bincount(place, minlength=size).astype(np.float64)
    return Ratios(total.astype(np.float64), number, length, place)


def count_figures(text: str) -> int:
    """Figures in a text: with a digit, with 万 or 亿, or 百分之…; dates are none."""
    return sum(match["date"] is None for match in _FIGURE.finditer(text))


def mattr(codes: NDArray[np.int64], window: int) -> float:
    """Moving-average type-token ratio of tokens given as numbers of their types.

    Of fewer tokens than a window, the share of types among them; NaN of none.

    References
    ----------
    Covington, M. A. & McFall, J. D. (2010). Cutting the Gordian knot: the moving-average type-token
    ratio (MATTR). Journal of Quantitative Linguistics 17(2), 94-100.
    """
    window = min(window, len(codes))
    return type_sum(codes, window) / (window * (len(codes) - window + 1)) if window else np.nan
