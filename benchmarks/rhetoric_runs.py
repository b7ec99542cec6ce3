"""Fit what makes coders call runs of members parallelism or antithesis, and test it unseen.

    PYTHONPATH=src python benchmarks/rhetoric_runs.py FOLDER [--write]

Reads `rhetoric/runs.tsv`: sentences that were coded, with the stretches that coders marked
(start-end, in characters). Those of reports are looked up in the texts of a folder.
Prints F1 of sentences with each document, and with each set of coded sentences, left out in turn,
at the threshold in use and at one chosen within the rest; ``--write`` writes the weights of all
sentences together to lexicon/rhetoric_pairs.tsv. Runs over several sentences are no matter of these
weights: their sentences count only with what is inside them.
"""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from priority_cities import found_rows, sentences_of
from sklearn.linear_model import LogisticRegression

from chengyan.rhetoric import antithesis, parallelism
from chengyan.rhetoric.features import FEATURES, features
from chengyan.rhetoric.members import Chain, Run
from chengyan.rhetoric.reading import Members
from chengyan.rhetoric.scoring import INTERCEPT
from chengyan.segment import Segmenter

HERE = Path(__file__).parent
CODED, WEIGHTS = HERE / "rhetoric/runs.tsv", HERE.parent / "lexicon/rhetoric_pairs.tsv"
# A run is what coders marked if the two overlap by so much of their union; not, if by so little.
SAME, OTHER = 0.6, 0.25
# Strength of the penalty (inverse), and features that fewer coded pairs cannot carry.
PENALTY = {"parallelism": 0.05, "antithesis": 0.1}
LEFT_OUT = {
    "parallelism": (),
    "antithesis": (
        *("members", "left_out", "last_character", "verb_object", "same_length_verbs"),
        *("first_nouns", "order_same_length", "four_nouns", "longer", "then_deng", "ends_sentence"),
    ),
}
RUNS: dict[str, Callable[[Chain, Members], Iterator[Run]]] = {
    "parallelism": parallelism.windows,
    "antithesis": lambda chain, _: antithesis.pairs(chain),
}
SURE = {"parallelism": parallelism.SURE, "antithesis": antithesis.SURE}
Model = Callable[[NDArray[np.float64]], NDArray[np.float64]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="texts, UTF-8, one file a city")
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    given = parser.parse_args()
    coded = with_texts(pd.read_csv(CODED, sep="\t", keep_default_na=False), given.folder)
    weights = []
    for device in RUNS:
        runs = table(coded, device)
        for left_out in ("document", "set"):
            print(f"{device}, {left_out} left out:", *tested(coded, runs, device, left_out))
        weights += fitted(runs, device)[1]
    if given.write:
        lines = ["device\tfeature\tweight", *(f"{d}\t{f}\t{w:.3f}" for d, f, w in weights)]
        WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def with_texts(coded: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """The coded sentences with the texts that are not ours to give on."""
    lacking = coded["text"] == ""
    texts = pd.concat(
        [sentences_of(folder, city) for city in coded.loc[lacking, "document"].unique()]
    )
    rows = found_rows(coded[lacking].rename(columns={"document": "doc_id"}), texts)
    coded.loc[lacking, "text"] = texts["text"].iloc[rows].to_numpy()
    return coded


def table(coded: pd.DataFrame, device: str) -> pd.DataFrame:
    """All runs of all sentences: which sentence, how far coders marked them, what is known."""
    members = Members(Segmenter("jieba").tokens)
    rows = []
    for sentence, text, marked in zip(coded.index, coded["text"], coded[device], strict=True):
        spans = [tuple(map(int, span.split("-"))) for span in marked.split(";") if span]
        runs = [run for chain in members.chains(text) for run in RUNS[device](chain, members)]
        for run, known in zip(runs, features(runs, members), strict=True):
            best = max((overlap(run.start, run.end, *span) for span in spans), default=0.0)
            rows.append((sentence, best, *known))
    return pd.DataFrame(rows, columns=["sentence", "marked", *FEATURES])


def overlap(start: int, end: int, other: int, to: int) -> float:
    """What two stretches share of what either covers."""
    return max(0, min(end, to) - max(start, other)) / (max(end, to) - min(start, other))


def fitted(runs: pd.DataFrame, device: str) -> tuple[Model, list[tuple[str, str, float]]]:
    """A regression and its weights; a sentence's unmarked runs share the weight of their root."""
    used = runs[(runs["marked"] >= SAME) | (runs["marked"] <= OTHER)]
    names = [name for name in FEATURES if name not in LEFT_OUT[device]]
    values, labels = used[names].to_numpy(), (used["marked"] >= SAME).to_numpy()
    share = used.groupby("sentence")["marked"].transform("size") ** -0.5
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    model = LogisticRegression(C=PENALTY[device], max_iter=2000)
    model.fit((values - mean) / spread, labels, sample_weight=np.where(labels, 1.0, share))
    raw = model.coef_[0] / spread
    intercept = float(model.intercept_[0] - raw @ mean)
    weights = [(INTERCEPT, intercept), *zip(names, map(float, raw), strict=True)]
    columns = [FEATURES.index(name) for name in names]

    def score(x: NDArray[np.float64]) -> NDArray[np.float64]:
        chance: NDArray[np.float64] = 1 / (1 + np.exp(-intercept - x[:, columns] @ raw))
        return chance

    return score, [(device, name, weight) for name, weight in weights]


def tested(coded: pd.DataFrame, runs: pd.DataFrame, device: str, left_out: str) -> list[str]:
    """F1 of sentences, each scored by what was fitted without its document or set."""
    truth = (coded[device] != "").to_numpy()
    best, chosen = np.zeros(len(coded)), np.zeros(len(coded), bool)
    for value in sorted(coded[left_out].unique()):
        rest = (coded[left_out] != value).to_numpy()
        scores = scored(coded, runs, device, ~rest)
        inner = np.zeros(len(coded))
        documents = sorted(coded.loc[rest, "document"].unique())
        for k in range(4):
            hold = rest & coded["document"].isin(documents[k::4]).to_numpy()
            inner = np.maximum(inner, scored(coded, runs, device, hold, also=~rest))
        options = np.unique(inner[rest].round(3))
        threshold = max(options, key=lambda t: f1(truth[rest], inner[rest] >= t))
        best[~rest], chosen[~rest] = scores[~rest], scores[~rest] >= threshold
    lines = []
    for name, found in (("in use", best >= SURE[device]), ("chosen", chosen)):
        of = [f"{name} {f1(truth, found):.3f}"]
        for kind in sorted(coded["set"].unique()):
            own = (coded["set"] == kind).to_numpy()
            of.append(f"{kind} {f1(truth[own], found[own]):.2f}")
        lines.append("(" + ", ".join(of) + ")")
    return lines


def scored(
    coded: pd.DataFrame,
    runs: pd.DataFrame,
    device: str,
    hold: NDArray[np.bool_],
    also: NDArray[np.bool_] | None = None,
) -> NDArray[np.float64]:
    """The best score of each held-out sentence, by what the rest but `also` fits."""
    away = hold if also is None else hold | also
    inside = runs["sentence"].isin(coded.index[hold]).to_numpy()
    score, _ = fitted(runs[~runs["sentence"].isin(coded.index[away])], device)
    best = np.zeros(len(coded))
    held = runs[inside]
    np.maximum.at(best, held["sentence"].to_numpy(), score(held[list(FEATURES)].to_numpy()))
    return best


def f1(truth: NDArray[np.bool_], found: NDArray[np.bool_]) -> float:
    """F1 of found sentences."""
    return 2 * int((truth & found).sum()) / max(1, int(truth.sum() + found.sum()))


if __name__ == "__main__":
    main()
