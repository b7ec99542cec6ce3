"""What the page of devices tells: definition, scores, examples and all instances of each."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from chengyan.report.facts import Row, is_true, rows
from chengyan.report.rhetoric import devices_of, rates_of, samples_of, statuses_of
from chengyan.rhetoric.devices import POOLED, Device
from chengyan.rhetoric.passages import GAP, Passage, passages

# Passages that are listed of each device and group, and fewer where the page would grow beyond
# `ROOM` bytes of text: it shall open in a browser.
CAPS = (300, 200, 150, 100, 75, 50, 40, 30, 20, 10, 5)
ROOM = 5_000_000
# What a passage takes beside its text, and each mark in it.
_BESIDE = 60

Listed = dict[tuple[str, str], list[Passage]]
Texts = Mapping[tuple[str, int], tuple[str, int]]
Piece = tuple[str, bool]


def devices_page(
    documents: Sequence[Mapping[str, str]],
    devices: Sequence[Device],
    tables: Mapping[str, pd.DataFrame],
) -> Row:
    """All devices with all their instances, whatever language the page speaks.

    Parameters
    ----------
    documents : sequence of mapping
        Manifest rows with doc_id, path and group, in the order of the groups.
    devices : sequence of Device
        The battery.
    tables : mapping of str to pandas.DataFrame
        sentences, rhetoric, rhetoric_instances, rhetoric_validation, rhetoric_examples.

    Notes
    -----
    Sentences that hold several instances of a device are listed once, and so are the sentences of a
    run. How many are listed of each device and group is the largest of `CAPS` with which the page
    stays within `ROOM`.
    """
    groups = list(dict.fromkeys(str(row["group"]) for row in documents))
    sentences, found = tables["sentences"], tables["rhetoric_instances"]
    texts: Texts = {
        (str(doc_id), int(sentence)): (str(text), int(line))
        for doc_id, sentence, text, line in zip(
            *(sentences[name] for name in ("doc_id", "sentence", "text", "source_line")),
            strict=True,
        )
    }
    listed: Listed = {
        (str(device), str(group)): passages(own)
        for (device, group), own in found.groupby(["device", "group"], sort=False)
    }
    cap = cap_of(listed, texts)
    told = _devices(tables, devices, groups)
    return {
        "paths": {row["doc_id"]: row.get("path") or row["doc_id"] for row in documents},
        "battery": told,
        "samples": samples_of(tables["rhetoric_validation"]),
        "statuses": statuses_of(told),
        "instances": {
            key: [
                (own.doc_id, own.sentences[0], *pieces_of(own, texts), own.forms)
                for own in those[:cap]
            ]
            for key, those in listed.items()
        },
        "totals": {key: len(those) for key, those in listed.items()},
    }


def cap_of(listed: Listed, texts: Texts) -> int:
    """How many passages of each device and group there is room for, one of `CAPS`."""
    sizes = [
        [
            _BESIDE * (1 + len(each.spans))
            + sum(len(texts[each.doc_id, sentence][0].encode()) for sentence in each.sentences)
            for each in those[: CAPS[0]]
        ]
        for those in listed.values()
    ]
    fits = (cap for cap in CAPS if sum(sum(own[:cap]) for own in sizes) <= ROOM)
    return next(fits, CAPS[-1])


def pieces_of(passage: Passage, texts: Texts) -> tuple[int, list[Piece]]:
    """The source line of a passage, and its text in pieces: words, and whether they are marked."""
    pieces: list[Piece] = []
    for number, sentence in enumerate(passage.sentences):
        text = texts[passage.doc_id, sentence][0]
        if number and sentence > passage.sentences[number - 1] + 1:
            pieces.append((GAP, False))
        at = 0
        for start, end in passage.marked(sentence):
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
        pieces.append((text[at:], False))
    return texts[passage.doc_id, passage.sentences[0]][1], [each for each in pieces if each[0]]


def _devices(
    tables: Mapping[str, pd.DataFrame], devices: Sequence[Device], groups: Sequence[str]
) -> list[Row]:
    """The devices of the table with what the battery, the samples and the examples tell of them."""
    known = {device.device: device for device in devices}
    validation, shown = tables["rhetoric_validation"], tables["rhetoric_examples"]
    scores = dict(list(validation.groupby("device", sort=False)))
    chosen: dict[Any, dict[str, list[Row]]] = {}
    for row in rows(shown):
        chosen.setdefault(row["device"], {}).setdefault(row["group"], []).append(row)
    return [
        {
            **each,
            "about": known.get(each["device"]),
            "members": [
                device.device
                for device in devices
                if each["device"] == POOLED and device.family == POOLED
            ],
            "scores": [
                {**row, "seen": is_true(row["seen"])}
                for row in rows(scores.get(each["device"], validation.head(0)))
            ],
            "examples": chosen.get(each["device"], {}),
        }
        for each in devices_of(rates_of(tables["rhetoric"]), validation, groups)
    ]
