"""How varied a vocabulary is, by measures that depend little on the length of a text."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.contrast import verdicts
from chengyan.errors import DesignError
from chengyan.han import has_letter
from chengyan.leave_one_out import left_out_of, unit_codes
from chengyan.units import opened_paragraph

# Draws of HD-D, and the share of types at which MTLD begins a new factor: those of their authors.
DRAWS = 42
THRESHOLD = 0.72

# ASSUME a run of MTLD is some 220 words long in this prose: in 保定's report its mean over samples
# of 100 words is 150, of 200 words 204, from 400 words on 216 to 236. HD-D asks for more than it
# draws.
LEAST_MTLD, LEAST_HDD = 400, 100

COLUMNS = [
    *("group", "measure", "value", "unit", "tokens", "samples", "sample_tokens"),
    *("ci_low", "ci_high", "loo_low", "loo_high", "left_out", "contrast", "confounds", "reason"),
]

Sample = tuple[list[str], NDArray[np.int64]]


def diversity_table(
    tokens: pd.DataFrame,
    documents: Sequence[Mapping[str, str]],
    *,
    kinds: Collection[str],
    compare: str,
    min_texts: int = 1,
    window: int = 100,
) -> pd.DataFrame:
    """Diversity of each group's vocabulary, on samples of one size.

    Parameters
    ----------
    tokens : pandas.DataFrame
        Columns doc_id, group, paragraph, kind, token, in the order of the text.
    documents : sequence of mapping
        Manifest rows with `group`, in the order of the groups.
    kinds : collection of str
        Kinds of sentence that are analysed.
    compare, min_texts
        As in :func:`chengyan.contrast.between`.
    window : int
        Tokens a window of MATTR.

    Returns
    -------
    pandas.DataFrame
        Groups in order, a row for each of `mattr`, `mtld` and `hdd`. Columns: group; measure; value
        (the mean over the group's samples); unit; tokens (of the group); samples; sample_tokens (in
        each); ci_low, ci_high (empty: no interval has been shown to cover); loo_low, loo_high (of
        the value when one unit at a time is left out of the samples that hold it) and left_out;
        contrast and confounds; reason (why value is empty).

    Notes
    -----
    Words count, function words too, numbers and punctuation do not. A sample is as long as the
    smallest group; a longer group has as many as cover it, at even distances. A measure whose least
    number of tokens (`window`, `LEAST_MTLD`, `LEAST_HDD`) no sample has is left empty. Words that
    the lexicon joins are one token, so that values must not be compared with those of other
    lexicons.
    """
    measures: dict[str, tuple[int, str, Callable[[list[str]], float]]] = {
        "mattr": (window, "types a token", lambda text: mattr(text, window)),
        "mtld": (LEAST_MTLD, "tokens", mtld),
        "hdd": (LEAST_HDD, "types a token", hdd),
    }
    contrasts = verdicts(documents, compare=compare, min_texts=min_texts)
    analysed = tokens[tokens["kind"].isin(list(kinds))]
    analysed = analysed.assign(unit=opened_paragraph(analysed))
    # ASSUME function words stay: how a text runs is in them too. Numbers are data, not vocabulary.
    words = analysed[analysed["token"].map(has_letter).astype(bool)]
    words = words.assign(code=unit_codes(words))
    left_out = dict.fromkeys(contrasts, "paragraph") | left_out_of(words)
    sizes = {group: int((words["group"] == group).sum()) for group in contrasts}
    size = min(sizes.values())
    smallest = min(sizes, key=lambda group: sizes[group])
    short = f"samples of {size} tokens, as many as {smallest} has, are shorter than"
    rows = []
    for group, verdict in contrasts.items():
        own = words[words["group"] == group]
        samples = _samples(own["token"].tolist(), own["code"].to_numpy(np.int64), size)
        for name, (least, unit, measure) in measures.items():
            value = low = high = np.nan
            if size >= least:
                value, low, high = _measured(samples, least, measure)
            rows.append(
                {
                    "group": group,
                    "measure": name,
                    "value": value,
                    "unit": unit,
                    "tokens": sizes[group],
                    "samples": len(samples),
                    "sample_tokens": size,
                    "ci_low": np.nan,
                    "ci_high": np.nan,
                    "loo_low": low,
                    "loo_high": high,
                    "left_out": left_out[group],
                    "contrast": verdict.contrast,
                    "confounds": verdict.confounds,
                    "reason": "" if size >= least else f"{short} {least}",
                }
            )
    return pd.DataFrame(rows, columns=COLUMNS)


def _samples(tokens: list[str], codes: NDArray[np.int64], size: int) -> list[Sample]:
    """As many stretches of `size` tokens as cover the text, at even distances."""
    if not size:
        return []
    number = -(-len(tokens) // size)
    starts = [round(i * (len(tokens) - size) / max(number - 1, 1)) for i in range(number)]
    return [(tokens[start : start + size], codes[start : start + size]) for start in starts]


def _measured(
    samples: list[Sample], least: int, measure: Callable[[list[str]], float]
) -> tuple[float, float, float]:
    """The mean over samples, and its range with one unit at a time left out."""
    values = np.array([measure(text) for text, _ in samples])
    changed: dict[int, dict[int, float]] = {}
    for i, (text, codes) in enumerate(samples):
        for code in np.unique(codes).tolist():
            rest = [token for token, kept in zip(text, codes != code, strict=True) if kept]
            # What is too short to be measured without the unit leaves the mean to the others.
            value = measure(rest) if len(rest) >= least else np.nan
            changed.setdefault(code, {})[i] = value
    means = []
    for without in changed.values():
        each = values.copy()
        each[list(without)] = list(without.values())
        if not np.isnan(each).all():
            means.append(float(np.nanmean(each)))
    # Of a single unit nothing is left.
    several = len(changed) > 1 and means
    value = float(values.mean())
    # A sample over two texts changes whichever is left out; a range holds its value all the same.
    return value, *((min(value, *means), max(value, *means)) if several else (np.nan, np.nan))


def mattr(tokens: Sequence[str], window: int) -> float:
    """Moving-average type-token ratio: the mean share of types in all windows of so many tokens.

    Parameters
    ----------
    tokens : sequence of str
        Running text.
    window : int
        Tokens a window.

    Returns
    -------
    float
        From 1 / window, one word over and over, to 1, no word twice in a window.

    Raises
    ------
    DesignError
        If `window` is below 1 or there are fewer tokens.

    Notes
    -----
    Its expectation does not depend on length, but values of different windows must not be compared.

    References
    ----------
    Covington, M. A. & McFall, J. D. (2010). Cutting the Gordian knot: the moving-average type-token
    ratio (MATTR). Journal of Quantitative Linguistics 17(2), 94-100.
    """
    _enough(tokens, window, "MATTR")
    codes = pd.factorize(np.asarray(tokens, dtype=object))[0]
    return type_sum(codes, window) / (window * (len(tokens) - window + 1))


def type_sum(codes: NDArray[np.int64], window: int) -> int:
    """Types in all windows of so many tokens, added up; 0 where there are fewer tokens."""
    n = len(codes)
    if n < window:
        return 0
    # A token counts in each window that holds it and not the same word before it.
    order = np.argsort(codes, kind="stable")
    before = np.full(n, -1)
    same = codes[order[1:]] == codes[order[:-1]]
    before[order[1:][same]] = order[:-1][same]
    place = np.arange(n)
    first = np.maximum(before + 1, place - window + 1)
    return int(np.maximum(np.minimum(place, n - window) - first + 1, 0).sum())


def mtld(tokens: Sequence[str], threshold: float = THRESHOLD) -> float:
    """Measure of textual lexical diversity: mean length of runs that keep so high a share of types.

    Parameters
    ----------
    tokens : sequence of str
        Running text.
    threshold : float
        Share of types at which a run ends.

    Returns
    -------
    float
        In tokens; the mean of reading forwards and backwards.

    Raises
    ------
    DesignError
        If there are no tokens.

    Notes
    -----
    The value of the package lexicalrichness, which is slow to import. Below some 100 tokens it
    rests on one or two runs.

    References
    ----------
    McCarthy, P. M. & Jarvis, S. (2010). MTLD, vocd-D, and HD-D: a validation study of sophisticated
    approaches to lexical diversity assessment. Behavior Research Methods 42(2), 381-392.
    """
    _enough(tokens, 1, "MTLD")
    lengths = [len(tokens) / _runs(text, threshold) for text in (tokens, tokens[::-1])]
    return sum(lengths) / 2


def _runs(tokens: Sequence[str], threshold: float) -> float:
    """How many runs a text is, of the last so much as its share of types has gone down."""
    runs, length, share, types = 0.0, 0, 1.0, set()
    for token in tokens:
        length += 1
        types.add(token)
        share = len(types) / length
        if share <= threshold:
            runs, length, share, types = runs + 1, 0, 1.0, set()
    # A text without a word twice is one run.
    return runs + (1 - share) / (1 - threshold) or 1.0


def hdd(tokens: Sequence[str], draws: int = DRAWS) -> float:
    """HD-D: the share of types to expect among so many tokens drawn without replacement.

    Parameters
    ----------
    tokens : sequence of str
        In any order.
    draws : int

    Returns
    -------
    float
        From 1 / draws, one word, to 1, no word twice.

    Raises
    ------
    DesignError
        If `draws` is below 1 or there are fewer tokens.

    Notes
    -----
    The value of the package lexicalrichness, which asks scipy anew for each type: this asks once
    for each frequency.

    References
    ----------
    McCarthy, P. M. & Jarvis, S. (2007). vocd: a theoretical and empirical evaluation. Language
    Testing 24(4), 459-488.
    """
    _enough(tokens, draws, "HD-D")
    frequencies, types = np.unique(list(Counter(tokens).values()), return_counts=True)
    # A word of frequency f is missed f times: the first time with (N - draws) / N, and so on.
    others = len(tokens) - np.arange(frequencies[-1])
    lacking = np.cumprod(np.maximum(others - draws, 0) / others)[frequencies - 1]
    return float(types @ (1 - lacking)) / draws


def yule_k(tokens: Sequence[str]) -> float:
    """Yule's characteristic K: 10,000 times the chance that two tokens are of one type, nearly.

    Parameters
    ----------
    tokens : sequence of str
        In any order.

    Returns
    -------
    float
        0 where no word stands twice. A higher K is a vocabulary less varied.

    Raises
    ------
    DesignError
        If there are no tokens.

    Notes
    -----
    K = 10,000 (sum f^2 - N) / N^2 over the frequencies f of the types among N tokens. It goes by
    the commonest words, of which function words are most.

    References
    ----------
    Yule, G. U. (1944). The Statistical Study of Literary Vocabulary. Cambridge University Press.
    Tweedie, F. J. & Baayen, R. H. (1998). How variable may a constant be? Measures of lexical
    richness in perspective. Computers and the Humanities 32(5), 323-352.
    """
    _enough(tokens, 1, "Yule's K")
    squares = sum(count * count for count in Counter(tokens).values())
    return 10_000 * (squares - len(tokens)) / len(tokens) ** 2


def _enough(tokens: Sequence[str], least: int, measure: str) -> None:
    if least < 1:
        raise DesignError(measure, f"asks for {least} tokens", "Ask for 1 at the least")
    if len(tokens) < least:
        raise DesignError(
            measure,
            f"takes {least} tokens at the least, and there are {len(tokens)}",
            "Give a longer text or ask for fewer",
        )
