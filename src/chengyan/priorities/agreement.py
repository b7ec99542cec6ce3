"""How far coders agree, and the one code that comes of it."""

from collections.abc import Mapping, Sequence
from string import ascii_lowercase

import pandas as pd

from chengyan.priorities.coding import UNIT
from chengyan.priorities.samples import COLUMNS

_DECISION = ["primary", "secondary"]


def decide(
    codings: Sequence[pd.DataFrame], adjudicated: Mapping[str, tuple[str, str]]
) -> pd.DataFrame:
    """One code for each unit, where there is one.

    Parameters
    ----------
    codings : sequence of pandas.DataFrame
        One a coder, of the same units, as `chengyan.priorities.filled.examine` gives it.
    adjudicated : mapping of str to (str, str)
        Primary and secondary codes by id, which stand whatever the coders say.

    Returns
    -------
    pandas.DataFrame
        The index is the id: coder_a, coder_b and so on (primary codes as given); primary,
        secondary: as adjudicated, else the primary code that all coders gave with the secondary
        ones that all gave, else empty.
    """
    by_id = [coding.set_index("id") for coding in codings]
    table = pd.DataFrame(
        {
            f"coder_{letter}": coding["primary"].reindex(by_id[0].index)
            for letter, coding in zip(ascii_lowercase[: len(by_id)], by_id, strict=True)
        }
    )
    chosen = {}
    for name, *given in table.itertuples():
        chosen[name] = adjudicated.get(name, ("", ""))
        if not chosen[name][0] and len(set(given)) == 1:
            # ASSUME of secondary codes those count that nobody left out.
            first, *others = (str(coding.loc[name, "secondary"]).split(",") for coding in by_id)
            shared = [code for code in first if all(code in other for other in others)]
            chosen[name] = given[0], ",".join(shared)
    return table.join(pd.DataFrame.from_dict(chosen, orient="index", columns=_DECISION))


def coders_of(decided: pd.DataFrame) -> list[str]:
    """The columns of the coders."""
    return [str(name) for name in decided if str(name).startswith("coder_")]


def coded_table(
    decided: pd.DataFrame, coding: pd.DataFrame, units: pd.DataFrame, kind: str
) -> tuple[pd.DataFrame, int]:
    """The coded sample, in the order of the texts.

    Parameters
    ----------
    decided : pandas.DataFrame
        As `decide` gives it.
    coding : pandas.DataFrame
        One coder's, for how the units were drawn.
    units : pandas.DataFrame
        As `chengyan.priorities.coding.units_of` gives it, for all sentences of the texts.
    kind : str
        ``human`` or ``model``.

    Returns
    -------
    coded, left_out : pandas.DataFrame, int
        The columns of `chengyan.priorities.samples.COLUMNS` (of one coder, coder_b is empty; those
        of a third and fourth stand behind it); and how many sentences are left out since they, or a
        part of them, have no code yet.

    Notes
    -----
    What coders disagree on is what is hard. While it is left out, the sample is one of easy
    sentences: shares and errors from it must not be compared with those of a whole one.
    """
    drawn = coding[["id", "stratum", "frame", "inclusion", "sample"]]
    table = (
        units.drop(columns="stratum")
        .merge(drawn, on="id")
        .merge(decided, left_on="id", right_index=True)
    )
    undecided = (table["primary"] == "").groupby([table["doc_id"], table["sentence"]])
    is_open = undecided.transform("any").astype(bool)
    left_out = int((is_open & (table["part"] == 0)).sum())
    coders = coders_of(decided)
    if "coder_b" not in coders:
        table["coder_b"] = ""
    at = COLUMNS.index("coder_b") + 1
    columns = [*COLUMNS[:at], *coders[2:], *COLUMNS[at:]]
    return table[~is_open].assign(kind=kind)[columns].reset_index(drop=True), left_out


def disagreements(
    decided: pd.DataFrame, codings: Sequence[pd.DataFrame], units: pd.DataFrame
) -> pd.DataFrame:
    """What is left to adjudicate: the units without a code, with all that the coders wrote.

    Returns
    -------
    pandas.DataFrame
        id, doc_id, sentence, part, headings, before, text, after; for each coder, coder_a,
        secondary_a, note_a and so on; primary, secondary, to be filled in.
    """
    left = decided[decided["primary"] == ""]
    table = units.loc[units["id"].isin(left.index), UNIT]
    for coder, coding in zip(coders_of(decided), codings, strict=True):
        letter = coder.removeprefix("coder_")
        names = {"primary": coder, "secondary": f"secondary_{letter}", "note": f"note_{letter}"}
        table = table.merge(coding[["id", *names]].rename(columns=names), on="id")
    return table.assign(primary="", secondary="")


def agreement_table(decided: pd.DataFrame) -> pd.DataFrame:
    """How far coders agree on primary codes, beyond chance and by code.

    Parameters
    ----------
    decided : pandas.DataFrame
        As `decide` gives it, of two coders or more; what was adjudicated plays no part.

    Returns
    -------
    pandas.DataFrame
        A row for each unit (``sentence``; ``quasi_sentence``, where parts were coded: the parts,
        and sentences that have none) and code, after one for all codes (code empty): unit, code;
        units (that some coder gave the code); agreement (0 to 1: of all pairs of coders, the share
        that agree; of a code, of the pairs of which one at least gave it, each counted by how many
        gave it: 2 both / (a + b)); alpha (Krippendorff's, nominal), kappa (Cohen's, of two coders):
        at most 1, 0 where agreement is that of chance, NaN where not defined, as for all coders
        with one code throughout.

    Notes
    -----
    Units count alike, however likely they were to be drawn. Do not compare alpha or kappa between
    samples in which codes are unlike in frequency, nor agreement between unlike numbers of codes.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological
    Measurement 20(1), 37-46. Krippendorff, K. (2004). Content Analysis: An Introduction to Its
    Methodology, 2nd ed. Fleiss, J. L. (1975). Measuring agreement between two judges on the
    presence or absence of a trait. Biometrics 31(3), 651-659.
    """
    given = decided[coders_of(decided)]
    is_part = given.index.str.fullmatch(r".+-s\d+\.\d+")
    divided = {name.rpartition(".")[0] for name in given.index[is_part]}
    chosen = {"sentence": given[~is_part]}
    if divided:
        chosen["quasi_sentence"] = given[~given.index.isin(divided)]
    rows = [row for unit, primary in chosen.items() for row in _agreement(unit, primary)]
    columns = ["unit", "code", "units", "agreement", "alpha", "kappa"]
    return pd.DataFrame(rows, columns=columns)


def _agreement(unit: str, primary: pd.DataFrame) -> list[dict[str, object]]:
    coders = primary.shape[1]
    # Units by codes: how many coders gave it.
    codes = sorted(set(primary.to_numpy().ravel()))
    counts = pd.DataFrame({code: (primary == code).sum(axis=1) for code in codes})
    agreed = counts * (counts - 1)
    share = float(agreed.to_numpy().sum()) / (len(primary) * coders * (coders - 1))
    alpha, kappa = _beyond_chance(primary)
    every = {"unit": unit, "code": "", "units": len(primary), "agreement": share}
    rows: list[dict[str, object]] = [{**every, "alpha": alpha, "kappa": kappa}]
    for code in codes:
        of_code = float(agreed[code].sum()) / (int(counts[code].sum()) * (coders - 1))
        units = int((counts[code] > 0).sum())
        rows.append({"unit": unit, "code": code, "units": units, "agreement": of_code})
    return rows


def _beyond_chance(primary: pd.DataFrame) -> tuple[float, float]:
    """Krippendorff's alpha and, of two coders, Cohen's kappa."""
    if len(set(primary.to_numpy().ravel())) < 2:
        # Without variation there is nothing that chance could have got wrong.
        return float("nan"), float("nan")
    # Slow to load.
    from nltk.metrics.agreement import AnnotationTask

    codes = [
        (coder, name, code)
        for coder, column in enumerate(primary)
        for name, code in primary[column].items()
    ]
    task = AnnotationTask(data=codes)
    kappa = float(task.kappa()) if primary.shape[1] == 2 else float("nan")
    return float(task.alpha()), kappa
