"""Scores on texts that may not be given on, good as long as their word lists stand."""

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import pandas as pd

from chengyan.rhetoric.validation import COLUMNS
from chengyan.tables import read_table, require_columns

# Names the lexicon that scores were made with.
LEXICON = "lexicon"


def digest_of_lexicon(paths: Iterable[str | Path]) -> str:
    """What names the word lists that devices are found with, in the order given."""
    digest = blake2b(digest_size=8)
    for path in paths:
        digest.update(Path(path).read_bytes())
        digest.update(b"\0")
    return digest.hexdigest()


def holding(path: str | Path, digest: str) -> pd.DataFrame:
    """Scores made elsewhere, if they were made with these word lists.

    Parameters
    ----------
    path : path
        A table as `chengyan.rhetoric.validation.validation` gives it, with the column lexicon.
    digest : str
        As `digest_of_lexicon` gives it.

    Returns
    -------
    pandas.DataFrame
        The columns of the validation; no rows where the word lists have changed since: what other
        patterns find in those texts is not known.

    Raises
    ------
    TableError
        If a column is missing.
    """
    table = read_table(path)
    require_columns(table, [*COLUMNS, LEXICON], str(path))
    return table.loc[table[LEXICON] == digest, list(COLUMNS)].reset_index(drop=True)
