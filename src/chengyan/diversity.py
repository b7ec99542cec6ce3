"""How varied a vocabulary is, by measures that depend little on the length of a text."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from chengyan.errors import DesignError

# Draws of HD-D, and the share of types at which MTLD begins a new factor: those of their authors.
DRAWS = 42
THRESHOLD = 0.72


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
    # A token counts in each window that holds it and not the same word before it.
    last: dict[str, int] = {}
    end, types = len(tokens) - window, 0
    for i, token in enumerate(tokens):
        first = max(last.get(token, -1) + 1, i - window + 1)
        types += max(min(i, end) - first + 1, 0)
        last[token] = i
    return types / (window * (end + 1))


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
    The value of the package lexicalrichness. Below some 100 tokens it rests on one or two runs.

    References
    ----------
    McCarthy, P. M. & Jarvis, S. (2010). MTLD, vocd-D, and HD-D: a validation study of sophisticated
    approaches to lexical diversity assessment. Behavior Research Methods 42(2), 381-392.
    """
    _enough(tokens, 1, "MTLD")
    # Brings nltk and pyplot with it: 3 s and 200 MB, for those who ask for it.
    from lexicalrichness import LexicalRichness

    text = LexicalRichness(list(tokens), preprocessor=None, tokenizer=None)
    return float(text.mtld(threshold=threshold))


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
    from scipy.stats import hypergeom

    _enough(tokens, draws, "HD-D")
    frequencies, types = np.unique(list(Counter(tokens).values()), return_counts=True)
    lacking = hypergeom.pmf(0, len(tokens), frequencies, draws)
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
