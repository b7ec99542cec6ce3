"""Coded samples: sentences of which somebody has said what devices they have."""

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import pandas as pd

from chengyan.coded import KINDS, digest_of
from chengyan.errors import LexiconError
from chengyan.lexicon import one_of, rows_of
from chengyan.nearest import nearest
from chengyan.rhetoric.devices import CODEBOOKS

COLUMNS = (
    *("id", "sample", "kind", "coders", "seen", "doc_id", "sentence", "digest", "codebooks"),
    *("devices", "coder_a", "coder_b", "text"),
)


def read_samples(paths: Iterable[str | Path], devices: Collection[str]) -> pd.DataFrame:
    """Read coded samples (the columns of `COLUMNS`, tab-separated).

    Parameters
    ----------
    paths : iterable of path
    devices : collection of str
        The devices that are defined.

    Returns
    -------
    pandas.DataFrame
        The columns of `COLUMNS`, coders and sentence as integers; devices, coder_a and coder_b are
        lists separated by ``,``; place (file and line).

    Raises
    ------
    LexiconError
        With file and line: for an unknown device, kind or codebook, a number that is none, a
        sentence that a sample holds twice, a text that is not that of its digest, a sample whose
        coders did not look for the same devices in all of its sentences, or partly seen.
    """
    rows = []
    said: dict[tuple[str, str], str] = {}
    for path in paths:
        for place, row in rows_of(path, COLUMNS, key=("sample", "doc_id", "sentence"), term="id"):
            one_of(row["kind"], KINDS, "kind", place)
            for name in ("devices", "coder_a", "coder_b"):
                for device in filter(None, row[name].split(",")):
                    _check_device(device, devices, place)
            for codebook in row["codebooks"].split(","):
                one_of(codebook, CODEBOOKS, "codebooks", place)
            one_of(row["coders"], ("1", "2"), "coders", place)
            one_of(row["seen"], ("yes", "no"), "seen", place)
            if not re.fullmatch(r"[1-9]\d*", row["sentence"]):
                raise LexiconError(
                    place, f"sentence {row['sentence']!r} is no number", "Write one, from 1"
                )
            if row["text"] and digest_of(row["text"]) != row["digest"]:
                raise LexiconError(
                    place,
                    f"the digest {row['digest']} is not that of the text",
                    "Code the sentence as it stands, and leave the digest as it was given",
                )
            for name in ("codebooks", "seen"):
                above = said.setdefault((row["sample"], name), row[name])
                if row[name] != above:
                    raise LexiconError(
                        place,
                        f"{name} is {row[name]!r}, in sentences of {row['sample']} above {above!r}",
                        "Make a sample of its own of them",
                    )
            numbers = {name: int(row[name]) for name in ("coders", "sentence")}
            rows.append({name: row[name] for name in COLUMNS} | numbers | {"place": place})
    return pd.DataFrame(rows, columns=[*COLUMNS, "place"])


def _check_device(device: str, devices: Collection[str], place: str) -> None:
    if device not in devices:
        near = nearest(device, devices)
        raise LexiconError(
            place,
            f"{device!r} is no device of the battery",
            f"Did you mean {near}?"
            if near
            else "Define it there, or leave the sample out of `rhetoric.samples`",
        )


def in_texts(samples: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The coded sentences whose texts are here.

    Parameters
    ----------
    samples : pandas.DataFrame
        As `read_samples` gives it.
    sentences : pandas.DataFrame
        doc_id, sentence, text.

    Raises
    ------
    LexiconError
        With file and line: for a coded sentence that its text lacks, as it was coded before the
        text was changed.
    """
    here = samples[samples["doc_id"].isin(sentences["doc_id"])]
    known = {
        (doc_id, number): digest_of(text)
        for doc_id, number, text in zip(
            *(sentences[name] for name in ("doc_id", "sentence", "text")), strict=True
        )
    }
    for place, name, doc_id, number, digest in zip(
        *(here[column] for column in ("place", "id", "doc_id", "sentence", "digest")), strict=True
    ):
        if known.get((doc_id, number)) != digest:
            raise LexiconError(
                place,
                f"{name} is not sentence {number} of {doc_id}: "
                "the text has changed since it was coded",
                "Put the text back, or leave that sample out (rhetoric: samples)",
            )
    return here


def has_device(given: pd.Series, members: Sequence[str]) -> pd.Series:
    """Whether each list of devices holds one of `members`."""
    wanted = set(members)
    return given.map(lambda listed: not wanted.isdisjoint(str(listed).split(",")))
