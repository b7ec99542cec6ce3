"""Charts of topics: what share of each group's text they take."""

from collections.abc import Mapping, Sequence
from typing import Any

from chengyan.language import _, n_
from chengyan.plots.style import plain, records
from chengyan.plots.verdicts import VOICES, judged
from chengyan.report.charts.dots import Mark, Row, dots
from chengyan.report.charts.finish import Spec, Tables, finished, given
from chengyan.report.charts.shares import (
    reading,
    sentence_gap,
    share_form,
    share_mark,
    share_rows,
    share_titles,
)
from chengyan.report.charts.words import address, decimal


def topics(tables: Tables, groups: Sequence[str], _config: Mapping[str, Any]) -> Spec | None:
    """The share of each topic of the chosen models, by verdict."""
    shares = given(
        tables,
        "topic_prevalence",
        "model topic label verdict group share ci_low ci_high loo_low loo_high left_out units "
        "contrast",
        groups,
    )
    verdicts = given(tables, "topic_verdicts", "model topic label prevalence verdict stability")
    models = given(tables, "topic_models", "model chosen")
    if shares is None or verdicts is None or models is None:
        return None
    chosen = models.loc[models["chosen"].map(str) == "True", "model"]
    names = {
        "stands": _("stands"),
        "wobbles": _("wobbles"),
        "falls": _("falls"),
    }
    stability = {(row.model, row.topic): decimal(float(row.stability)) for row in records(verdicts)}

    def verdict(row: Any) -> str:
        return names.get(plain(row.verdict), plain(row.verdict))

    def mark(row: Any) -> Mark:
        found = stability.get((row.model, row.topic), "–")
        return share_mark(
            row,
            value=row.share,
            name=f"{row.topic} {plain(row.label)}",
            count=f"{row.units:,.0f}",
            href=address("read", topic=f"{row.model}-{row.topic}", group=row.group),
            check=_("{verdict}, stability {stability}", verdict=verdict(row), stability=found),
        )

    rows: list[Row] = []
    for model in dict.fromkeys(map(str, chosen)):
        own = shares[shares["model"] == model]
        order = list(judged(verdicts[verdicts["model"] == model])["topic"])
        below = share_rows(
            own, "topic", order, groups, value="share", mark=mark, aside=verdict,
            name=lambda row: f"{row.topic} {plain(row.label)}",
        )  # fmt: skip
        if below:
            heading = _(
                "{topics} by {voice}",
                topics=n_("One topic", "{number} topics", len(order)),
                voice=VOICES.get(model, model),
            )
            rows += [Row(heading), *below]
    if not rows:
        return None
    titles = share_titles(_("Share of the text"), _("Paragraphs"))
    titles["check"] = _("Verdict")
    form = share_form(groups, _("share of the text in the model"), titles, on_top=True)
    note = _(
        "A topic stands if refits on resampled texts find it again; one that falls may be chance."
    )
    chart = dots(rows, form, description=_("Share of the text by topic"))
    return finished(chart, table="topic_prevalence", note=note + sentence_gap() + reading(groups))
