"""Charts of parts of texts: fixed formulations, and where sentences look."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from chengyan.language import _
from chengyan.plots.style import plain
from chengyan.report.charts.dots import Mark, Row, dots
from chengyan.report.charts.finish import Spec, Tables, finished, given
from chengyan.report.charts.shares import reading, share_form, share_mark, share_rows, share_titles
from chengyan.report.charts.words import address

LEVELS = ("national", "provincial", "local", "own words")
LOOKS = ("past", "present", "future")


def formulations(tables: Tables, groups: Sequence[str], _config: Mapping[str, Any]) -> Spec | None:
    """The share of each text that fixed formulations cover, by their level."""
    table = given(
        tables,
        "formulation_coverage",
        "group level comparable share characters of_characters entries used ci_low ci_high "
        "loo_low loo_high left_out contrast",
        groups,
    )
    if table is None:
        return None
    names = {
        "national": _("National formulations"),
        "provincial": _("Provincial formulations"),
        "local": _("Local formulations"),
        "own words": _("Own words"),
    }
    comparable = table["comparable"].map(str) == "True"

    def mark(row: Any) -> Mark:
        used = "" if plain(row.used) == "" else f"{float(row.used):,.0f}"
        count = f"{row.characters:,.0f} / {row.of_characters:,.0f}"
        name = names.get(plain(row.level), plain(row.level))
        asked = {"table": "formulations", "group": row.group, "level": row.level}
        href = address("data", **asked) if used else address("read", group=row.group)
        return share_mark(row, value=row.share, name=name, count=count, href=href, check=used)

    rows: list[Row] = []
    for level in LEVELS:
        own = table[table["level"].map(plain) == level]
        older = _("{level} known before the first of the texts compared", level=names[level])
        for same, name in ((False, names[level]), (True, older)):
            rows += share_rows(
                own[comparable[own.index] == same], "level", [level], groups, value="share",
                name=partial(_same, name), mark=mark,
            )  # fmt: skip
    if not rows:
        return None
    titles = share_titles(_("Share of the characters"), _("Characters"))
    titles["check"] = _("Formulations used")
    form = share_form(groups, _("share of the text's characters"), titles)
    description = _("Share of the text in fixed formulations, by level")
    chart = dots(rows, form, description=description)
    return finished(chart, table="formulation_coverage", note=reading(groups))


def _same(name: str, _row: Any) -> str:
    return name


def orientation(tables: Tables, groups: Sequence[str], _config: Mapping[str, Any]) -> Spec | None:
    """The share of each text that looks back, at what is, and ahead."""
    table = given(
        tables,
        "parts",
        "aspect part group sentences han_chars share ci_low ci_high loo_low loo_high left_out "
        "contrast",
        groups,
    )
    if table is None:
        return None
    table = table[(table["aspect"] == "orientation") & table["part"].isin(LOOKS)]
    names = {
        "past": _("Looks back"),
        "present": _("Looks at what is"),
        "future": _("Looks ahead"),
    }

    def mark(row: Any) -> Mark:
        return share_mark(
            row,
            value=row.share,
            name=names[row.part],
            count=f"{row.sentences:,.0f}",
            href=address("read", group=row.group, looks=row.part),
        )

    rows = share_rows(
        table, "part", LOOKS, groups, value="share", mark=mark, name=lambda row: names[row.part]
    )
    if not rows:
        return None
    titles = share_titles(_("Share of the characters"), _("Sentences"))
    form = share_form(groups, _("share of the text's characters"), titles)
    chart = dots(rows, form, description=_("Share of the text by where it looks"))
    return finished(chart, table="parts", note=reading(groups))
