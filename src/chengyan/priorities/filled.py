"""Filled sheets: read row by row, held against the texts and against each other."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from chengyan.coded import digest_of
from chengyan.errors import TableError
from chengyan.priorities.coding import CodeNames, unit_id
from chengyan.priorities.sheets import Row

# What a sheet cannot be without; the text itself may be missing where its digest is there.
NEEDED = ("id", "primary", "stratum", "frame", "inclusion", "digest", "sample")
_ID = re.compile(r"(.+)-s(\d+)(?:\.(\d+))?", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{16}")
_AS_DRAWN = "Copy it back from the sheet as it was drawn"
_PUT_BACK = "Put back the rows that are missing, from the sheet as it was drawn"


def doc_ids_of(rows: Sequence[Row]) -> set[str]:
    """The texts that the rows of a sheet are from."""
    found = (_ID.fullmatch(row["id"]) for row in rows)
    return {match[1] for match in found if match}


class Texts:
    """The units of the texts as they are now.

    Parameters
    ----------
    units : pandas.DataFrame
        As `chengyan.priorities.coding.units_of` gives it with `parts`, for all sentences.
    """

    def __init__(self, units: pd.DataFrame) -> None:
        self._digests: dict[str, str] = dict(zip(units["id"], units["digest"], strict=True))
        self._sentences: dict[tuple[str, str], list[int]] = {}
        whole = units[units["part"] == 0]
        for doc_id, digest, sentence in zip(
            whole["doc_id"], whole["digest"], whole["sentence"], strict=True
        ):
            self._sentences.setdefault((doc_id, digest), []).append(sentence)
        self._parts = units[units["part"] > 0].groupby(["doc_id", "sentence"])["id"].agg(list)

    def numbers_now(self, units: Iterable["Unit"]) -> dict[tuple[str, int], int]:
        """The numbers of sentences now, by text and the number each had once.

        Of equal sentences each gets another one, the nearest that is left.
        """
        found: dict[tuple[str, int], int] = {}
        taken: set[tuple[str, int]] = set()
        for unit in sorted(units, key=lambda unit: unit.sentence):
            numbers = self._sentences.get((unit.doc_id, unit.digest), [])
            left = [number for number in numbers if (unit.doc_id, number) not in taken]
            near = min(left, key=lambda number: abs(number - unit.sentence), default=unit.sentence)
            taken.add((unit.doc_id, near))
            found[unit.doc_id, unit.sentence] = near
        return found

    def require(self, name: str, digest: str, row: Row) -> None:
        """Raise TableError unless the unit of that id, which a row is of, has that text."""
        if self._digests.get(name) != digest:
            problem = f"{row['id']} stands no more in the text: {row['text'][:20]}"
            remedy = "Restore the text as it was when the sample was drawn, or draw anew"
            raise TableError(row.place, problem, remedy)

    def parts_of(self, name: str) -> list[str]:
        """The ids of the parts of a sentence; none where it is not divided."""
        match = _ID.fullmatch(name)
        key = (match[1], int(match[2])) if match else ("", 0)
        return list(self._parts.get(key, []))


@dataclass(frozen=True)
class Unit:
    """A unit as a sheet names it: its text, number and part, and what its own text is known by."""

    doc_id: str
    sentence: int
    part: int
    digest: str

    @classmethod
    def of(cls, row: Row) -> "Unit":
        """The unit of a row.

        Raises
        ------
        TableError
            If its id or text was changed.
        """
        match = _ID.fullmatch(row["id"])
        if match is None:
            raise TableError(row.place, f"id {row['id']!r} is none that was drawn", _AS_DRAWN)
        digest, of_text = row["digest"], digest_of(row["text"])
        # A spreadsheet program may have taken a digest for a number; the text tells as well.
        if not _DIGEST.fullmatch(digest):
            digest = of_text
        if row["text"] and of_text != digest:
            raise TableError(row.place, "its text is not the one that was drawn", _AS_DRAWN)
        return cls(match[1], int(match[2]), int(match[3] or 0), digest)


def examine(
    rows: Sequence[Row], texts: Texts, names: CodeNames
) -> tuple[pd.DataFrame, list[TableError]]:
    """Read the rows of a filled sheet, whatever is wrong with single ones.

    Parameters
    ----------
    rows : sequence of Row
        At least one.
    texts : Texts
    names : CodeNames

    Returns
    -------
    coding, errors : pandas.DataFrame, list of TableError
        One row a unit: id (as it is now, where a text has more or fewer sentences before it than
        when the sample was drawn), primary, secondary (joined by ``,``), note, stratum, frame,
        inclusion, sample; and what is wrong, in the order of the sheet.
    """
    errors: list[TableError] = []
    units: list[tuple[Row, Unit]] = []
    seen: dict[str, str] = {}
    for row in rows:
        try:
            _same_sample_and_new(row, rows[0]["sample"], seen)
            units.append((row, Unit.of(row)))
        except TableError as error:
            errors.append(error)
    # A part follows its sentence.
    numbers = texts.numbers_now(unit for _, unit in units if not unit.part)
    coded: dict[str, dict[str, object]] = {}
    for row, unit in units:
        number = numbers.get((unit.doc_id, unit.sentence), unit.sentence)
        name = unit_id(unit.doc_id, number, unit.part)
        try:
            texts.require(name, unit.digest, row)
            coded[name] = {**_coded(row, names), **_drawn(row)}
        except TableError as error:
            errors.append(error)
    coding = pd.DataFrame.from_dict(coded, orient="index").rename_axis("id").reset_index()
    errors.sort(key=lambda error: int(error.place.rpartition(" ")[2]))
    return coding, errors or _incomplete(rows[0].place.rpartition(", ")[0], coding, texts)


def _same_sample_and_new(row: Row, sample: str, seen: dict[str, str]) -> None:
    """Raise TableError for a row of another sample, or with an id that was `seen` before."""
    if row["id"] in seen:
        problem = f"id {row['id']} stands in {seen[row['id']]} already"
        raise TableError(row.place, problem, "Remove one of the two")
    if row["sample"] != sample:
        problem = f"is of sample {row['sample']!r}, the first row of {sample!r}"
        raise TableError(row.place, problem, "Keep samples in sheets of their own")
    seen[row["id"]] = row.place.rpartition(", ")[2]


def _coded(row: Row, names: CodeNames) -> dict[str, str]:
    if not row["primary"]:
        remedy = f"Write one of {', '.join(names.codes)}"
        raise TableError(row.place, "has no primary code", remedy)
    primary = names.one(row["primary"], "primary", row.place)
    secondary = ",".join(names.several(row["secondary"], primary, row.place))
    return {"primary": primary, "secondary": secondary, "note": row["note"]}


def _drawn(row: Row) -> dict[str, object]:
    """The design of a row; some programs write decimals with a comma."""
    try:
        frame, inclusion = (float(row[name].replace(",", ".")) for name in ("frame", "inclusion"))
    except ValueError:
        frame, inclusion = 0.0, 0.0
    sound = 0 < inclusion <= 1 and frame >= 1 and frame.is_integer()
    if not sound or not row["stratum"] or not row["sample"]:
        problem = "has no sample, stratum, frame and inclusion as they were drawn"
        raise TableError(row.place, problem, _AS_DRAWN)
    design = {"stratum": row["stratum"], "frame": int(frame), "inclusion": inclusion}
    return {**design, "sample": row["sample"]}


def _incomplete(file: str, coding: pd.DataFrame, texts: Texts) -> list[TableError]:
    """What is missing of what was drawn; where nothing is, `inclusion` is made exact.

    A sample of which some were dropped is none: what is dropped is what was hard to code.
    """
    errors = []
    is_part = coding["id"].str.fullmatch(r".+-s\d+\.\d+")
    whole = coding[~is_part]
    if is_part.any():
        wanted = [part for name in whole["id"] for part in texts.parts_of(name)]
        unlike = sorted({*wanted} ^ {*coding.loc[is_part, "id"]})
        if unlike:
            problem = f"of {unlike[0]}, its sentence or other parts of it, not all are there"
            errors.append(TableError(file, problem, _PUT_BACK))
    for stratum, units in coding.groupby("stratum", sort=False):
        there = int((whole["stratum"] == stratum).sum())
        frame = units["frame"].iloc[0]
        drawn = round(frame * units["inclusion"].iloc[0])
        if there != drawn or (units["frame"] != frame).any():
            problem = f"has {there} of the {drawn} sentences that were drawn of {stratum}"
            errors.append(TableError(file, problem, _PUT_BACK))
        coding.loc[units.index, "inclusion"] = drawn / frame
    return errors


def unlike_samples(codings: Mapping[str, pd.DataFrame]) -> list[TableError]:
    """What speaks against taking sheets, by their file, for codings of one sample."""
    design = ["id", "stratum", "frame", "inclusion"]
    errors = []
    (first, one), *others = codings.items()
    for file, other in others:
        name, name_of_first = other["sample"].iloc[0], one["sample"].iloc[0]
        unlike = {*one[design].itertuples(index=False)} ^ {*other[design].itertuples(index=False)}
        if name != name_of_first:
            problem = f"is of sample {name!r}, but {first} of {name_of_first!r}"
        elif unlike:
            problem = f"is of another draw than {first}: {min(unlike)[0]} is not the same in both"
        else:
            continue
        errors.append(TableError(file, problem, "Score sheets of one sample together"))
    return errors


def examine_adjudicated(
    rows: Sequence[Row], names: CodeNames, known: Collection[str]
) -> tuple[dict[str, tuple[str, str]], list[TableError]]:
    """Primary and secondary codes that someone decided upon, by id, and what is wrong.

    `known` are the ids of the sheets. Rows without a primary code are not decided yet.
    """
    decided: dict[str, tuple[str, str]] = {}
    errors: list[TableError] = []
    for row in rows:
        name = row["id"]
        if not row["primary"]:
            continue
        if name not in known or name in decided:
            where = "there twice" if name in decided else "in no sheet"
            errors.append(TableError(row.place, f"id {name!r} is {where}", "Remove the row"))
            continue
        try:
            code = _coded(row, names)
        except TableError as error:
            errors.append(error)
        else:
            decided[name] = code["primary"], code["secondary"]
    return decided, errors
