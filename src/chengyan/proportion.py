"""The exact interval of a proportion."""

from scipy.special import betaincinv


def clopper_pearson(successes: float, trials: int, level: float = 0.95) -> tuple[float, float]:
    """Clopper and Pearson's interval; the whole range where there was no trial.

    Parameters
    ----------
    successes : float
        A mean over repeats need not be whole.
    trials : int
    level : float

    Raises
    ------
    ValueError
        If there are more successes than trials, or fewer than none.

    References
    ----------
    Clopper, C. J., & Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated in
    the case of the binomial. Biometrika 26, 404-413.
    """
    if not 0 <= successes <= trials:
        raise ValueError(successes, trials)
    tail = (1 - level) / 2
    low = betaincinv(successes, trials - successes + 1, tail) if successes else 0.0
    high = betaincinv(successes + 1, trials - successes, 1 - tail) if successes < trials else 1.0
    return float(low), float(high)
