"""Every instance of every device, with its place: what all rates follow from."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import pandas as pd

from chengyan.checks.row import places
from chengyan.formulations.entries import Formulation
from chengyan.rhetoric.detectors import DETECTORS
from chengyan.rhetoric.devices import Device
from chengyan.rhetoric.patterns import DevicePattern, PatternFinder, known_shorthands
from chengyan.rhetoric.scoring import Scorer
from chengyan.rhetoric.text import Text, Tools
from chengyan.segment import Segmenter
from chengyan.tables import require_columns

NEEDED = (
    *("doc_id", "group", "paragraph", "sentence", "kind", "level", "section", "source_line"),
    *("orientation", "text"),
)
COLUMNS = (
    *("device", "instance", "family", "form", "group", "doc_id", "paragraph", "sentence"),
    *("source_line", "start", "end", "text", "members"),
)


def instances(
    sentences: pd.DataFrame,
    targets: pd.DataFrame,
    devices: Sequence[Device],
    patterns: Iterable[DevicePattern],
    entries: Iterable[Formulation],
    scorers: Mapping[str, Scorer],
    *,
    kinds: Collection[str] = ("heading", "body"),
    engine: str = "jieba",
    cities: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Find all devices in all texts.

    Parameters
    ----------
    sentences : pandas.DataFrame
        ``sentences.csv``: doc_id, group, paragraph, sentence, kind, level, section, source_line,
        orientation, text.
    targets : pandas.DataFrame
        ``targets.csv`` of the same sentences.
    devices : sequence of Device
    patterns : iterable of DevicePattern
    entries : iterable of Formulation
        Formulations.
    scorers : mapping of str to Scorer
        As `chengyan.rhetoric.scoring.read_scorers` gives them.
    kinds : collection of str
        Kinds of sentences that are read.
    engine : {"jieba", "rjieba"}
        Cuts words.
    cities : mapping of str to str, optional
        The city of each doc_id, whose own name is no named place; by default its group.

    Returns
    -------
    pandas.DataFrame
        One row a sentence that an instance stands in, by device in their order, then in that of the
        texts: device; instance (counts from 1 within device and text; rows of one run share it);
        family; form (which kind of the device); group, doc_id, paragraph, sentence, source_line;
        start, end (characters in the sentence); text (those characters); members (how many like
        members the whole instance has: of parallelism and antithesis, else 1 for each row).

    Raises
    ------
    TableError
        If a column is missing.

    Notes
    -----
    Instances of different devices may overlap: 坚决 is a word of obligation inside an antithesis.
    Numbers of instances must not be compared across devices, nor across groups without the
    precision that ``rhetoric_validation.csv`` gives.
    """
    require_columns(sentences, NEEDED, "sentences")
    entries = list(entries)
    tools = _tools(patterns, entries, scorers, engine)
    kept = sentences[sentences["kind"].isin(kinds)]
    numbers = targets.groupby("doc_id").indices
    # Text by text, so that what is known of one is given up before the next.
    rows: list[list[tuple[object, ...]]] = [[] for _ in devices]
    for doc_id, own in kept.groupby("doc_id", sort=False):
        text = Text(
            own.reset_index(drop=True),
            targets.iloc[numbers.get(doc_id, [])],
            _names((cities or {}).get(str(doc_id)) or own["group"].iloc[0]),
            tools,
        )
        for found, device in zip(rows, devices, strict=True):
            found.extend(_rows(text, device))
    return pd.DataFrame([row for found in rows for row in found], columns=list(COLUMNS))


def _rows(text: Text, device: Device) -> Iterator[tuple[object, ...]]:
    """The rows of `COLUMNS` that one device has in one text."""
    places, words = text.places, text.texts
    found = sorted(
        DETECTORS[device.found_by](text, device.device),
        key=lambda spans: [(span.row, span.start, span.end) for span in spans],
    )
    for number, spans in enumerate(found, start=1):
        named = (device.device, number, device.family)
        members = sum(span.members for span in spans)
        for span in spans:
            inside = words[span.row][span.start : span.end]
            yield (*named, span.form, *places[span.row], span.start, span.end, inside, members)


def _tools(
    patterns: Iterable[DevicePattern],
    entries: Sequence[Formulation],
    scorers: Mapping[str, Scorer],
    engine: str,
) -> Tools:
    return Tools(
        PatternFinder([*patterns, *known_shorthands(entries)]),
        Segmenter(engine),
        Segmenter(engine, entries),
        {entry.term: entry for entry in entries},
        scorers,
    )


def _names(city: str) -> tuple[str, ...]:
    """How a city may be named, with and without the suffix of its level, and its province."""
    bare = city.removesuffix("市")
    return (bare, f"{bare}市", *(province for _, province in sorted(places().get(bare, ()))))
