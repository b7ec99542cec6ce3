"""How evenly terms are spread over the paragraphs of a group, from the counts of shards."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.shards.rows import read_rows


def shared_with_sizes(
    counts: str | Path, vocabulary: str | Path, listed: pd.DataFrame, groups: pd.DataFrame
) -> pd.DataFrame:
    """What a shard adds to the dispersion of terms.

    Parameters
    ----------
    counts, vocabulary : path
        As `chengyan.shards.process.count_shard` writes them.
    listed : pandas.DataFrame
        group, term, count: of all shards.
    groups : pandas.DataFrame
        group, tokens: of all shards.

    Returns
    -------
    pandas.DataFrame
        The rows of `listed` that the shard has: group, term, shared (sum of what a paragraph's
        share of the term and its share of the tokens have in common); and one row for each of its
        groups, whose term is empty, with smallest, the least share of a paragraph.
    """
    terms = pd.Index(sorted(set(listed["term"])))
    place = pd.Index(groups["group"])
    pairs = np.full((len(place), len(terms)), -1)
    at = place.get_indexer(pd.Index(listed["group"])), terms.get_indexer(pd.Index(listed["term"]))
    pairs[at] = np.arange(len(listed))
    totals = listed["count"].to_numpy(float)
    tokens = groups["tokens"].to_numpy(float)
    shared = np.zeros(len(listed))
    smallest = np.full(len(place), np.inf)
    for rows in read_rows(counts, vocabulary, terms):
        paragraphs = rows.joined_by("paragraph")
        group = place.get_indexer(paragraphs.group)
        size = paragraphs.size / tokens[group]
        np.minimum.at(smallest, group, size)
        table = paragraphs.counts.tocoo()
        pair = pairs[group[table.row], table.col]
        known = pair >= 0
        share = table.data[known] / totals[pair[known]]
        np.add.at(shared, pair[known], np.minimum(share, size[table.row[known]]))
    found = listed[["group", "term"]].assign(shared=shared, smallest=np.nan)
    least = pd.DataFrame({"group": place, "term": "", "shared": np.nan, "smallest": smallest})
    added: pd.DataFrame = pd.concat(
        [found[shared > 0], least[np.isfinite(smallest)]], ignore_index=True
    )
    return added


def dp_norm(parts: Sequence[pd.DataFrame], listed: pd.DataFrame) -> NDArray[np.float64]:
    """The normalised deviation of proportions of listed terms, as of `chengyan.dispersion`.

    Parameters
    ----------
    parts : sequence of pandas.DataFrame
        What `shared_with_sizes` found in each shard.
    listed : pandas.DataFrame
        group, term.
    """
    every = pd.concat(parts, ignore_index=True)
    shared = every[every["term"] != ""].groupby(["group", "term"])["shared"].sum()
    smallest = every[every["term"] == ""].groupby("group")["smallest"].min()
    own = shared.reindex(pd.MultiIndex.from_frame(listed[["group", "term"]])).to_numpy(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: NDArray[np.float64] = np.maximum(1 - own, 0) / (
            1 - smallest.reindex(listed["group"]).to_numpy(float)
        )
    return np.where(np.isfinite(found), found, np.nan)
