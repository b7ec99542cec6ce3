"""Coded sentences: who coded them, said wherever shares rest on them, and what each is known by."""

import re
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

from chengyan.lexicon import rows_of

# The kinds of coder, and what tables and captions call what each coded.
KINDS = ("model", "human")
NOBODY = "none named"
_BLANKS = re.compile(r"\s")


def digest_of(text: str) -> str:
    """What a sentence is known by where its text may not be given on; blanks do not count."""
    return blake2b(_BLANKS.sub("", text).encode(), digest_size=8).hexdigest()


def said_of(kinds: Iterable[str]) -> str:
    """What sentences of these kinds of coder are called: ``model-coded``, ``human-coded``, both."""
    found = set(kinds)
    return " and ".join(f"{kind}-coded" for kind in KINDS if kind in found) or NOBODY


def who_coded(paths: Iterable[str | Path]) -> str:
    """What the sentences of coded samples are called.

    Raises
    ------
    LexiconError
        With file and line: for a file that cannot be read or has no column kind.
    """
    columns = ("id", "sample", "kind")
    return said_of(
        row["kind"]
        for path in paths
        for _, row in rows_of(path, columns, key=("sample", "id"), term="id")
    )
