"""Random samples of sentences for people to code, with how likely each was to be drawn."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from chengyan.errors import DesignError
from chengyan.randomness import generator_of


def draw(frame: pd.DataFrame, sizes: Mapping[str, int] | int, *, seed: int) -> pd.DataFrame:
    """Draw units at random from each stratum, without replacement.

    Parameters
    ----------
    frame : pandas.DataFrame
        All units that may be drawn, with a column `stratum`; its order is part of the draw.
    sizes : mapping of str to int, or int
        Units to draw of each stratum, or of every one.
    seed : int
        A stratum's draw hangs on it and on the stratum's name alone.

    Returns
    -------
    pandas.DataFrame
        The drawn rows in the order of `frame`, with `frame` (units of the stratum) and `inclusion`
        (the probability of being drawn, above 0 and at most 1).

    Raises
    ------
    DesignError
        If a stratum holds fewer units than are to be drawn.
    """
    drawn = []
    for stratum, units in frame.groupby("stratum", sort=False):
        size = sizes if isinstance(sizes, int) else sizes.get(str(stratum), 0)
        if size > len(units):
            raise DesignError(
                f"stratum {stratum}",
                f"has {len(units)} units, of which {size} were to be drawn",
                "Ask for fewer",
            )
        places = generator_of(seed, str(stratum)).choice(len(units), size, replace=False)
        drawn.append(
            units.iloc[np.sort(places)].assign(frame=len(units), inclusion=size / len(units))
        )
    return pd.concat(drawn) if drawn else frame.assign(frame=0, inclusion=0.0)
