"""Charts of claims: how many ways to measure agree with each, and what they find."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from chengyan.language import _, n_
from chengyan.plots.style import NEUTRAL, is_matched, plain, records
from chengyan.report.charts.dots import Form, Mark, Row, dots
from chengyan.report.charts.finish import Spec, Tables, finished, given
from chengyan.report.charts.keyness import MULTIPLES
from chengyan.report.charts.piles import Pile, piles
from chengyan.report.charts.shares import sentence_gap
from chengyan.report.charts.words import (
    address,
    chinese,
    contrast,
    left_out,
    multiple,
    number,
    percent,
    span,
)

COLUMNS = (
    "id text_en text_zh kind of more effect loo_low loo_high left_out robust agreeing opposed "
    "specifications estimate_median estimate_p05 estimate_p95 contrast confounds"
)
NUMBERS = (
    *("effect", "agreeing", "opposed", "specifications", "estimate_median", "estimate_p05"),
    "estimate_p95",
)
VERDICTS = {"robust": NEUTRAL, "fragile": "#8a8a8a", "reversed": "#D55E00"}
SHAPES = {"robust": "circle", "fragile": "square", "reversed": "triangle-down"}
# Width of a pile: a twentieth of all specifications.
BINS = 20


def claims_of(tables: Tables) -> tuple[str, pd.DataFrame] | None:
    """The table of claims and its name: claims that were tested, by the share that agrees."""
    for name in ("claims", "findings"):
        table = tables.get(name)
        if table is not None and "agreeing" in table.columns:
            own = given(tables, name, COLUMNS)
            if own is None:
                continue
            own = own.assign(**{one: pd.to_numeric(own[one], errors="coerce") for one in NUMBERS})
            own = own.dropna(subset=["agreeing"])
            if len(own):
                return name, own.sort_values("agreeing", ascending=False, kind="stable")
    return None


def first_claims(tables: Tables, _groups: Sequence[str], config: Mapping[str, Any]) -> Spec | None:
    """Claims in piles by the share of specifications that agree, for the first screen."""
    found = claims_of(tables)
    if found is None:
        return None
    name, table = found
    place = [min(int(share * BINS), BINS - 1) for share in table["agreeing"]]
    shown = [
        Pile(
            key=plain(row.robust),
            at=(pile + 0.5) / BINS,
            told=_told(row),
            href=_address(name, row),
            filled=is_matched(plain(row.contrast)),
        )
        for row, pile in zip(records(table), place, strict=True)
    ]
    names = verdict_names()
    chart = piles(
        shown,
        colours={names[verdict]: colour for verdict, colour in _verdicts(table).items()},
        shapes={names[verdict]: SHAPES[verdict] for verdict in _verdicts(table)},
        keys=names,
        titles=_titles(),
        title=_("share of the ways to measure that agree"),
        line=float(config.get("robustness", {}).get("agree", 0.9)),
        description=n_("One claim that was tested", "{number} claims that were tested", len(table)),
    )
    robust = int((table["robust"].map(plain) == "robust").sum())
    unlike = int((~table["contrast"].map(plain).map(is_matched)).sum())
    note = [
        _("A mark is a claim; {some} of {all} are robust.", some=robust, all=len(table)),
        _("Hollow: unmatched ({some} of {all}).", some=unlike, all=len(table)),
    ]
    return finished(chart, table=name, note=sentence_gap().join(note))


def claims(tables: Tables, _groups: Sequence[str], _config: Mapping[str, Any]) -> Spec | None:
    """Each claim with what is reported and what other ways to measure find."""
    found = claims_of(tables)
    if found is None:
        return None
    name, table = found
    names = verdict_names()
    rows = [
        Row(
            _text(row),
            [
                Mark(
                    key=names.get(plain(row.robust), plain(row.robust)),
                    at=row.effect,
                    told=_told(row),
                    href=_address(name, row),
                    range=(row.loo_low, row.loo_high),
                    spread=(row.estimate_p05, row.estimate_p95),
                    filled=float(is_matched(plain(row.contrast))),
                )
            ],
            aside=percent(row.agreeing),
        )
        for row in records(table.dropna(subset=["effect"]))
    ]
    if not rows:
        return None
    form = Form(
        title=_("one side as a multiple of the other"),
        colours={names[verdict]: colour for verdict, colour in _verdicts(table).items()},
        titles=_titles(),
        label=MULTIPLES,
        scale={"zero": True, "nice": False, "padding": 8},
        zero=0,
        on_top=True,
    )
    note = [
        _("Mark: the way that is reported; pale bar: nine tenths of all ways to measure."),
        _("Thin line: range with one paragraph or text left out."),
        _("At the right: the share of the ways that agree. Hollow: unmatched."),
    ]
    description = n_("One claim that was tested", "{number} claims that were tested", len(rows))
    return finished(
        dots(rows, form, description=description), table=name, note=sentence_gap().join(note)
    )


def verdict_names() -> dict[str, str]:
    """Verdicts on claims in words."""
    return {"robust": _("robust"), "fragile": _("fragile"), "reversed": _("reversed")}


def _verdicts(table: pd.DataFrame) -> dict[str, str]:
    """Colours of the verdicts that occur."""
    there = set(table["robust"].map(plain))
    return {verdict: colour for verdict, colour in VERDICTS.items() if verdict in there}


def _text(row: Any) -> str:
    return plain(row.text_zh if chinese() and plain(row.text_zh) else row.text_en)


def _titles() -> dict[str, str]:
    return {
        "name": _("Claim"),
        "verdict": _("Verdict"),
        "agreeing": _("Agree"),
        "opposed": _("Say the opposite"),
        "value": _("Reported"),
        "range": _("Range"),
        "spread": _("Nine tenths of the ways"),
        "contrast": _("Contrast"),
    }


def _told(row: Any) -> dict[str, str]:
    effect = number(row.effect)
    return {
        "name": _text(row),
        "verdict": verdict_names().get(plain(row.robust), plain(row.robust)),
        "agreeing": _(
            "{share} of {n} ways", share=percent(row.agreeing), n=f"{row.specifications:,.0f}"
        ),
        "opposed": percent(row.opposed),
        "value": "" if effect is None else multiple(effect),
        "range": left_out(row, multiple),
        "spread": span(row.estimate_p05, row.estimate_p95, multiple),
        "contrast": contrast(row),
    }


def _address(table: str, row: Any) -> str:
    """Where a claim's sentences are, if one question asks for them; else its row of the table."""
    terms = [term for term in plain(row.of).split(";") if term]
    if len(terms) == 1 and plain(row.kind) in {"code", "device"}:
        return address("read", group=row.more, **{plain(row.kind): terms[0]})
    if len(terms) == 1 and plain(row.kind) == "terms":
        return address("read", q=terms[0], group=row.more)
    return address("data", table=table, id=row.id)
