"""The words that set each group's plan apart from the others' plans."""

import pandas as pd
from matplotlib.figure import Figure

from chengyan.language import _
from chengyan.plots import keyness
from chengyan.plots.page import Page, about
from chengyan.plots.style import of_groups, some, styled
from chengyan.tables import require_columns


def draw(
    keyness_parts: pd.DataFrame, groups: list[str], *, top: int = 12, min_tokens: int = 300
) -> Figure:
    """Draw what sets apart the sentences of each group that look ahead, as a forest.

    Parameters
    ----------
    keyness_parts : pandas.DataFrame
        The table ``keyness_parts.csv``.
    groups : list of str
        Values compared, in the order that gives them their colours.
    top : int
        Words a group, fewer where the page is full.
    min_tokens : int
        Words that look ahead which a group had to have to be compared.

    Returns
    -------
    matplotlib.figure.Figure
        As of :func:`chengyan.plots.keyness.draw`, of the groups that were compared; a line that
        says so where there are fewer than two.

    Raises
    ------
    TableError
        Where a column is missing.
    """
    require_columns(keyness_parts, ("aspect", "part", *keyness.COLUMNS), "keyness_parts")
    told = (keyness_parts["aspect"] == "orientation") & (keyness_parts["part"] == "future")
    rows = of_groups(keyness_parts[told], groups)
    compared = set(rows["group"])
    missing = [group for group in groups if group not in compared]
    if len(compared) < 2:
        return _nothing(min_tokens)
    note = _(
        "Only sentences that look ahead are counted; words that tell them (要, 将, 必须) say how a "
        "plan is worded."
    )
    if missing:
        note += _(
            " Left out, with fewer than {number} such words: {groups}.",
            number=min_tokens, groups=some(missing),
        )  # fmt: skip
    with about(_("Plan against plan"), note):
        return keyness.draw(rows, [group for group in groups if group in compared], top=top)


@styled
def _nothing(min_tokens: int) -> Figure:
    title = _(
        "Plan against plan: no two groups have {number} words that look ahead", number=min_tokens
    )
    return Page(0.3, title=title).figure
