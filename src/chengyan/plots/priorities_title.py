"""What a figure of priorities says in its title."""

import math
from typing import Any

import numpy as np
import pandas as pd

from chengyan.language import _, n_
from chengyan.plots.codes import full_name, in_points, names
from chengyan.plots.style import TITLE, fit, percent, plain, records
from chengyan.plots.wording import together


def title_of(rows: pd.DataFrame, mended: pd.DataFrame, err: float) -> str:
    """Say which code differs most between groups, and whether that is more than error."""
    policy = rows[rows["counted"]].dropna(subset=["share"])
    if policy.empty:
        return _("No statement on policy is found")
    told = names(policy)
    if len({*policy["group"]}) == 1:
        return _ofone_of(policy, told)
    policy = policy.sort_values(["share", "group"], kind="stable")
    spans = policy.groupby("code", sort=False)["share"].agg(lambda own: own.max() - own.min())
    widest = spans.sort_values(ascending=False, kind="stable").index[0]
    least, most = records(policy[policy["code"] == widest].iloc[[0, -1]])
    differ = int((spans > err).sum())
    ends = _("{least}, {most}", least=_end(least), most=_end(most))
    if _meet(least, most, mended):
        ends = _("{ends}, but their lines overlap", ends=ends)
    name = full_name(*told[widest])
    if math.isnan(err):
        return _(
            "{code} differs most: {ends}; how far the instrument errs is not known",
            code=name,
            ends=ends,
        )
    values = {"points": in_points(err), "of": len(spans), "code": name, "ends": ends}
    if not differ:
        found = _(
            "No code differs by more than the instrument may err over all codes ({points}); most "
            "does {code}: {ends}",
            **values,
        )
    else:
        found = n_(
            "One code of {of} differs by more than the instrument may err over all codes "
            "({points}), {code}: {ends}",
            "{number} of {of} codes differ by more than the instrument may err over all codes "
            "({points}), most {code}: {ends}",
            differ,
            **values,
        )
    leading = policy.groupby("group", sort=False)["code"].last().unique()
    if len(leading) > 1:
        return found
    return together(_("{code} leads everywhere.", code=fit(told[leading[0]][0], TITLE, 1.2)), found)


def _ofone_of(policy: pd.DataFrame, told: dict[str, tuple[str, str]]) -> str:
    """Say what the only group gives the largest shares to."""
    first, *rest = records(policy.sort_values("share", ascending=False, kind="stable").head(2))
    said = _(
        "{group} gives the largest share of its statements on policy to {code}, {share}",
        group=fit(plain(first.group), TITLE, 1.6),
        code=full_name(*told[first.code]),
        share=percent(first.share),
    )
    for row in rest:
        second, share = fit(row.zh, TITLE, 1.2), percent(row.share)
        return _("{said}, then {code} ({share})", said=said, code=second, share=share)
    return said


def _end(row: Any) -> str:
    group = fit(plain(row.group), TITLE, 1.2)
    return _("{group} {share}", group=group, share=percent(row.share))


def _meet(least: Any, most: Any, mended: pd.DataFrame) -> bool:
    """Whether the lines of two shares, ranges and intervals together, meet."""
    reach = []
    for row, side, pick in ((least, "high", np.nanmax), (most, "low", np.nanmin)):
        other = one_of(mended, row.group, row.code)
        interval = math.nan if other is None else getattr(other, f"ci_{side}")
        reach.append(float(pick([row.share, getattr(row, f"loo_{side}"), interval])))
    return reach[0] >= reach[1]


def one_of(rows: pd.DataFrame, group: str, code: str) -> Any:
    """The row of a group and a code, or nothing."""
    found = rows[(rows["group"] == group) & (rows["code"] == code)].dropna(subset=["share"])
    return next(records(found), None)
