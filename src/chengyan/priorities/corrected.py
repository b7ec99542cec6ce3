"""Shares corrected for the instrument's errors: which units were coded, and what follows."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from chengyan.coded import said_of
from chengyan.han import count_han
from chengyan.leave_one_out import left_out_of
from chengyan.priorities.codebook import Code
from chengyan.priorities.correction import corrected_shares
from chengyan.priorities.shares import COLUMNS
from chengyan.sampling import LEAST_HAN

# The units that a correction is made for; of the others too few are coded.
UNITS = {"quasi_sentences": "one", "characters": "han"}


def corrected(
    parts: pd.DataFrame,
    predicted: pd.Series,
    samples: pd.DataFrame,
    codebook: Sequence[Code],
    groups: Sequence[str],
) -> pd.DataFrame:
    """Corrected shares, in the columns of `chengyan.priorities.shares.shares`.

    Parameters
    ----------
    parts : pandas.DataFrame
        doc_id, group, paragraph, sentence, part, text: quasi-sentences in the order of the texts.
    predicted : pandas.Series of str
        Their codes by instruments that have not seen them, as
        `chengyan.priorities.crossfit.cross_coded` gives them.
    samples : pandas.DataFrame
        As `chengyan.priorities.samples.in_corpus` gives it.
    codebook : sequence of Code
    groups : sequence of str

    Returns
    -------
    pandas.DataFrame
        method ``codebook_corrected``, or ``coded`` of a group whose every unit is coded; with coded
        (units coded) and coding (``model-coded`` or ``human-coded``, of the group; empty where
        nothing was coded that counts); of a group that both have coded, what people coded counts.
        units is empty: the corrected denominator is no count.

    Notes
    -----
    A group is left as it is where its texts now have more sentences than the sample was drawn from.
    """
    codes = [code.code for code in codebook]
    counted = [code.code for code in codebook if code.counted]
    units = coded_units(parts, predicted, samples)
    whole = (units["true"] != "").groupby(units["group"]).all()
    left_out = left_out_of(parts)
    about = {code.code: code for code in codebook}
    tables = []
    for unit, weight in UNITS.items():
        table = corrected_shares(units.assign(weight=units[weight]), codes, counted)
        table["unit"] = unit
        table["units"] = np.nan
        tables.append(table)
    table = pd.concat(tables, ignore_index=True)
    table["method"] = np.where(table["group"].map(whole), "coded", "codebook_corrected")
    for name in ("zh", "en", "sphere", "cap", "counted"):
        table[name] = [getattr(about[code], name) for code in table["code"]]
    table["left_out"] = table["group"].map(left_out).fillna("")
    table["coding"] = table["group"].map(units.groupby("group", sort=False)["coding"].max())
    table = table.assign(loo_low=np.nan, loo_high=np.nan, first=np.nan)
    order = {group: i for i, group in enumerate(groups)}
    table["place"] = table["group"].map(order)
    table = table.sort_values(["unit", "place"], key=_place, kind="stable", ignore_index=True)
    ordered: pd.DataFrame = table[[*COLUMNS, "coded", "coding"]]
    return ordered


def coded_units(parts: pd.DataFrame, predicted: pd.Series, samples: pd.DataFrame) -> pd.DataFrame:
    """Quasi-sentences with their code by hand, where they have one, and how likely that was.

    Parameters
    ----------
    parts, predicted, samples
        As in `corrected`.

    Returns
    -------
    pandas.DataFrame
        group, doc_id, paragraph, sentence, predicted; true (empty where it was not coded; a
        sentence of several parts that was coded only as a whole counts as not coded); inclusion
        (of its sentence; 0 where it could not be drawn); one (1) and han (Han characters), the
        weights; coding (empty where nothing of the group is coded).
    """
    table = parts[["group", "doc_id", "paragraph", "sentence", "part"]].reset_index(drop=True)
    table["predicted"] = predicted.to_numpy()
    table["one"], table["han"] = 1.0, parts["text"].map(count_han).to_numpy(dtype=float)
    table["true"], table["inclusion"], table["coding"] = "", 0.0, ""
    length = table.groupby(["doc_id", "sentence"])["han"].transform("sum")
    several = table.duplicated(["doc_id", "sentence"], keep=False)
    group_of = dict(zip(table["doc_id"], table["group"], strict=True))
    for group, own in samples.groupby(samples["doc_id"].map(group_of), sort=False):
        by_people = own[own["kind"] == "human"]
        kept = by_people if len(by_people) else own
        here = table["group"] == group
        # Parts that nobody coded by themselves could not be drawn as units.
        has_parts = bool((kept["part"] > 0).any())
        drawable = here & (length >= LEAST_HAN) & (has_parts | ~several)
        stratum = table["doc_id"].where(table["doc_id"].isin(kept["stratum"]), str(group))
        design = kept.groupby("stratum")[["inclusion", "frame"]].first()
        if _has_grown(table[drawable], stratum[drawable], design["frame"]):
            continue
        table.loc[here, "coding"] = said_of(kept["kind"])
        chance = stratum[drawable].map(design["inclusion"]).fillna(0.0)
        table.loc[drawable, "inclusion"] = chance
        given = kept.set_index(["doc_id", "sentence", "part"])["primary"].to_dict()
        table.loc[here, "true"] = [
            given.get((doc_id, sentence, part if many else 0), "")
            for doc_id, sentence, part, many in zip(
                *(table.loc[here, name] for name in ("doc_id", "sentence", "part")),
                several[here],
                strict=True,
            )
        ]
        # What was coded could be drawn, however short it is.
        own_chance = kept.groupby(["doc_id", "sentence"])["inclusion"].first()
        keys = pd.MultiIndex.from_frame(table[["doc_id", "sentence"]])
        coded = here & (table["true"] != "") & (table["inclusion"] == 0)
        table.loc[coded, "inclusion"] = own_chance.reindex(keys[coded]).to_numpy()
    return table


def _has_grown(units: pd.DataFrame, stratum: pd.Series, frame: pd.Series) -> bool:
    """Whether a stratum has more sentences now than the sample was drawn from.

    ASSUME a tenth more are sentences cut otherwise; beyond, texts came after the draw, and how
    likely their sentences were to be drawn is not known.
    """
    sentences = units.assign(stratum=stratum).drop_duplicates(["doc_id", "sentence"])
    now = sentences["stratum"].value_counts()
    return bool((now > 1.1 * frame.reindex(now.index)).any())


def _place(column: pd.Series) -> pd.Series:
    """Units in their own order."""
    return column.map(list(UNITS).index) if column.name == "unit" else column
