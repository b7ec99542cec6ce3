"""Whether the words of a topic stand together in texts."""

import warnings
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

MEASURES = ("c_npmi", "c_v")


def coherence(
    topics: Sequence[Sequence[str]], texts: Sequence[Sequence[str]], measure: str
) -> NDArray[np.float64]:
    """Coherence of each topic, counted in the windows of texts.

    Parameters
    ----------
    topics : sequence of sequences of str
        The words of each topic; of one length.
    texts : sequence of sequences of str
        The words of each text in their order.
    measure : {"c_npmi", "c_v"}
        ``c_npmi``: normalised pointwise mutual information of pairs in windows of 10 words, -1 to
        1; ``c_v``: the cosine of vectors of such values in windows of 110.

    Returns
    -------
    numpy.ndarray, shape (topics,)
        NaN for a topic of which no two words are in the texts.

    Notes
    -----
    On a hundred paragraphs a pair of words meets a few times by chance: such values are noise, and
    no model should be chosen by them alone. Values compare only over the same texts, and topics
    with words of the same number. gensim's CoherenceModel, one process.

    References
    ----------
    Röder, M., Both, A., & Hinneburg, A. (2015). Exploring the space of topic coherence measures.
    WSDM.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from gensim.corpora import Dictionary
        from gensim.models import CoherenceModel

    known = Dictionary([sorted({word for text in texts for word in text})])
    found = np.full(len(topics), np.nan)
    # gensim has no answer for words that it never saw: they are taken for words without company.
    inside = [[word for word in words if word in known.token2id] for words in topics]
    fit = [i for i, words in enumerate(inside) if len(words) > 1]
    if not fit:
        return found
    model = CoherenceModel(
        topics=[inside[i] for i in fit],
        texts=texts,
        dictionary=known,
        coherence=measure,
        topn=max(len(inside[i]) for i in fit),
        processes=1,
    )
    with warnings.catch_warnings(), np.errstate(divide="ignore", invalid="ignore"):
        warnings.simplefilter("ignore")
        values = model.get_coherence_per_topic()
    found[fit] = values
    # ASSUME a word that the texts lack keeps company with none: its pairs count as 0.
    for i in fit:
        pairs, all_pairs = (n * (n - 1) for n in (len(inside[i]), len(topics[i])))
        found[i] *= pairs / all_pairs
    return found
