"""Patterns of devices, and where they stand in sentences."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chengyan.cues import Finder, Hit, TextCue, checked, outermost
from chengyan.errors import LexiconError
from chengyan.lexicon import ORIENTATIONS, Entry, one_of, rows_of
from chengyan.rhetoric.devices import BY_PATTERNS, Device

# What a pattern does: it finds the device, or keeps others from finding it inside its match.
FIND, EXCEPT = "find", "except"
COLUMNS = ("device", "form", "term", "use", "source", "reason")
# Ways that find certain devices only.
IDS = {
    "orientation": ORIENTATIONS,
    "name": ("named_place", "named_project", "named_firm"),
    "likeness": ("parallelism", "antithesis"),
}


@dataclass(frozen=True)
class DevicePattern(TextCue):
    """A pattern that finds a device, or keeps it from being found.

    `form` tells kinds of a device apart: a rung of the ladder of modality, the image of a metaphor.
    """

    device: str
    form: str
    use: str

    @property
    def rank(self) -> tuple[str, ...]:
        """What silences comes first, then by form and pattern."""
        return (self.use, self.form, self.pattern)


def read_patterns(path: str | Path, devices: Collection[str]) -> list[DevicePattern]:
    """Read the patterns of devices (the columns of `COLUMNS`, tab-separated).

    Parameters
    ----------
    path : path
    devices : collection of str
        The devices that are defined.

    Raises
    ------
    LexiconError
        With file and line: for a device without a definition, a use that is neither find nor
        except, a pattern that is none or matches nothing, one that stands twice for a device.
    """
    patterns = []
    for place, row in rows_of(path, COLUMNS, key=("device", "term")):
        one_of(row["device"], devices, "device", place)
        one_of(row["use"], (FIND, EXCEPT), "use", place)
        pattern = DevicePattern(row["term"], row["device"], row["form"], row["use"])
        patterns.append(checked(pattern, place))
    return patterns


def known_shorthands(entries: Iterable[Entry]) -> list[DevicePattern]:
    """Patterns of the numbered shorthands among formulations (四个意识)."""
    return [
        DevicePattern(re.escape(entry.term), "numbered_shorthand", "known", FIND)
        for entry in entries
        if entry.kind == "numbered_shorthand"
    ]


def check_battery(devices: Sequence[Device], patterns: Sequence[DevicePattern]) -> None:
    """Refuse a battery with a device that nothing could find.

    Raises
    ------
    LexiconError
        For a device that is found by patterns and has none, one that has patterns which its way
        never uses, and one whose way knows no device of that id.
    """
    finding = {pattern.device for pattern in patterns if pattern.use == FIND}
    for device in devices:
        way, place = device.found_by, f"device {device.device}"
        if way in BY_PATTERNS and device.device not in finding:
            raise LexiconError(place, "has no pattern to find it", "Write one, or leave it out")
        if way not in BY_PATTERNS and device.device in finding:
            raise LexiconError(
                place, f"has patterns, but is found by {way}", "Set `found_by` to patterns"
            )
        known = IDS.get(way, (device.device,))
        if device.device not in known:
            raise LexiconError(
                place,
                f"is found by {way}, which finds only {', '.join(known)}",
                "Choose another `found_by`",
            )


class PatternFinder:
    """Finds devices by their patterns.

    Parameters
    ----------
    patterns : iterable of DevicePattern

    Notes
    -----
    Within a device, a longer match silences those inside it, whether it finds or excepts: so
    护城河整治 keeps 护城河 from being an image. Of matches that overlap the first counts.
    """

    def __init__(self, patterns: Iterable[DevicePattern]) -> None:
        self._finder = Finder(patterns)

    def find(self, texts: Sequence[str]) -> dict[str, list[list[Hit[DevicePattern]]]]:
        """Where each device stands in each text, from left to right, without overlaps.

        Devices that are found nowhere are left out.
        """
        found: dict[str, list[list[Hit[DevicePattern]]]] = {}
        for row, hits in enumerate(self._finder.hits(texts)):
            for hit in hits:
                if hit.cue.device not in found:
                    found[hit.cue.device] = [[] for _ in texts]
                found[hit.cue.device][row].append(hit)
        return {
            device: [list(_apart(outermost(hits))) if hits else [] for hits in rows]
            for device, rows in found.items()
        }


def _apart(hits: Sequence[Hit[DevicePattern]]) -> Iterator[Hit[DevicePattern]]:
    """Hits that find, the first of those that overlap."""
    silenced = {(hit.start, hit.end) for hit in hits if hit.cue.use == EXCEPT}
    end = 0
    for hit in hits:
        if hit.cue.use == FIND and hit.start >= end and (hit.start, hit.end) not in silenced:
            yield hit
            end = hit.end
