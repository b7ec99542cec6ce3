"""Whether a topic stands: more stable than chance, and stable enough."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

VERDICTS = ("stands", "wobbles", "falls")

Array = NDArray[np.float64]


def verdicts(
    likeness: Array, null: Array, *, stands: float, wobbles: float, chance: float
) -> pd.DataFrame:
    """The verdict on each topic.

    Parameters
    ----------
    likeness : numpy.ndarray, resamples × topics
        As in `chengyan.topics.trial.Trial`.
    null : numpy.ndarray, shape (topics of shuffled texts,)
        Stability of the topics of the same model on texts whose words were shuffled.
    stands : float
        Least stability of a topic that stands.
    wobbles : float
        Least stability of a topic that does not fall.
    chance : float
        Share of the topics of shuffled texts, such as 0.95, that a topic must be more stable than
        so as not to fall.

    Returns
    -------
    pandas.DataFrame
        stability (mean over resamples), stability_low (its tenth percentile over resamples),
        null_stability (the quantile `chance` of `null`), verdict: ``falls`` where stability is not
        above chance or does not reach `wobbles`, ``stands`` where it reaches `stands`, else
        ``wobbles``.

    Notes
    -----
    Resamples that overlap make any model look stable: hence the comparison with fits to shuffled
    texts, whose resamples overlap as much.
    """
    stability = likeness.mean(axis=0)
    limit = float(np.quantile(null, chance))
    # Rounded, so that no verdict hangs on the last bit.
    found = stability.round(8)
    falls = (found <= round(limit, 8)) | (found < wobbles)
    verdict = np.where(falls, "falls", np.where(found >= stands, "stands", "wobbles"))
    low: Any = np.quantile(likeness, 0.1, axis=0)
    return pd.DataFrame(
        {
            "stability": stability,
            "stability_low": low,
            "null_stability": limit,
            "verdict": verdict.astype(object),
        }
    )
