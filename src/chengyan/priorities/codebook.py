"""A codebook: its codes, what they hold, and which of them priorities are counted among."""

from dataclasses import dataclass
from pathlib import Path

from chengyan.errors import LexiconError
from chengyan.lexicon import one_of, rows_of

# What tables call all codes together, and what lexicons call no code.
RESERVED = ("all", "-")
_COUNTED = {"yes": True, "no": False}


@dataclass(frozen=True)
class Code:
    """A code of a codebook.

    Attributes
    ----------
    code, zh, en : str
        Its short name, and its name in either language.
    sphere : str
        The larger field it belongs to.
    cap : str
        Major topics of the Comparative Agendas Project that it overlaps, joined by ``;``.
    counted : bool
        Whether it stands in the denominator of shares; what measures the occasion does not.
    """

    code: str
    zh: str
    en: str
    sphere: str
    cap: str
    counted: bool


def read_codebook(path: str | Path) -> list[Code]:
    """Read a codebook (code, zh, en, sphere, cap, counted, holds, excludes) in its order.

    Raises
    ------
    LexiconError
        With file and line: for a code that stands twice, has no name or is one of `RESERVED`,
        `counted` that is neither yes nor no, fewer than two counted codes.
    """
    codes = []
    columns = ("code", "zh", "en", "sphere", "cap", "counted", "holds", "excludes")
    for place, row in rows_of(path, columns, key=("code",), term="code"):
        one_of(row["counted"], _COUNTED, "counted", place)
        if row["code"] in RESERVED:
            raise LexiconError(
                place, f"code {row['code']} stands for something else in tables", "Choose another"
            )
        if not row["zh"] or not row["en"]:
            raise LexiconError(
                place, f"code {row['code']} has no name in Chinese or English", "Write both"
            )
        counted = _COUNTED[row["counted"]]
        code, zh, en, sphere, cap = (row[name] for name in columns[:5])
        codes.append(Code(code, zh, en, sphere, cap, counted))
    if sum(code.counted for code in codes) < 2:
        raise LexiconError(
            str(path), "has fewer than two counted codes", "Set `counted` to yes for two or more"
        )
    return codes
