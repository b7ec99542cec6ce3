"""The battery of devices: what each is, what it is not, and how it is found."""

from dataclasses import dataclass
from pathlib import Path

from chengyan.errors import LexiconError
from chengyan.lexicon import one_of, rows_of

FAMILIES = ("form", "formula", "stance", "person", "metaphor", "evidence")
# All devices of the family metaphor together.
POOLED = "metaphor"
# How a device may be found; `chengyan.rhetoric.detectors` has the ways themselves.
BY_PATTERNS = ("patterns", "subject", "promise", "obligation", "rank", "thanks", "marks")
WAYS = (
    *(*BY_PATTERNS, "quantity", "orientation"),
    *("formulation", "name", "likeness", "repetition", "four_characters"),
)
COLUMNS = (
    *("device", "zh", "en", "family", "codebook", "found_by", "definition", "counts", "excludes"),
    "literature",
)
# What a list of one's own may lack: the English stands for it.
CHINESE = ("definition_zh", "counts_zh", "excludes_zh")
# Which codebook coders had that looked for a device: that of the kept-apart sample, ours, none.
CODEBOOKS = ("core", "supplement", "none")


@dataclass(frozen=True)
class Device:
    """A device of the battery.

    Attributes
    ----------
    device : str
        Its id.
    zh, en : str
        Its names.
    family : str
        One of `FAMILIES`.
    codebook : str
        One of `CODEBOOKS`: which coders looked for it.
    found_by : str
        One of `WAYS`.
    definition, counts, excludes : str
        What it is; examples of what counts; what does not.
    literature : str
        Who has measured or described it.
    definition_zh, counts_zh, excludes_zh : str
        The same in Chinese; empty where the English stands for it.
    """

    device: str
    zh: str
    en: str
    family: str
    codebook: str
    found_by: str
    definition: str
    counts: str
    excludes: str
    literature: str
    definition_zh: str = ""
    counts_zh: str = ""
    excludes_zh: str = ""


def read_devices(path: str | Path) -> list[Device]:
    """Read the battery (the columns of `COLUMNS` and, if there, of `CHINESE`; tab-separated).

    Parameters
    ----------
    path : path

    Raises
    ------
    LexiconError
        With file and line: for a device without a definition or a name, an unknown family, codebook
        or way of finding it, a device that stands twice.
    """
    devices = []
    for place, row in rows_of(path, COLUMNS, key=("device",), term="device"):
        for name in ("zh", "en", "definition"):
            if not row[name]:
                raise LexiconError(
                    place,
                    f"device {row['device']!r} has no {name}",
                    "Say what it is: nobody can check what is not defined",
                )
        one_of(row["family"], FAMILIES, "family", place)
        one_of(row["codebook"], CODEBOOKS, "codebook", place)
        one_of(row["found_by"], WAYS, "found_by", place)
        if row["device"] == POOLED:
            raise LexiconError(
                place, f"device {POOLED!r} is what all metaphors are told as", "Give another id"
            )
        devices.append(Device(**{name: row.get(name, "") for name in (*COLUMNS, *CHINESE)}))
    if not devices:
        raise LexiconError(str(path), "holds no device", "Write at least one")
    return devices
