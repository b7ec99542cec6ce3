"""How terms vary between texts of one genre, how often tests of a difference err, what they see."""

import argparse
import itertools
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import stdtr

from chengyan.clean import Sentence, clean
from chengyan.counting import count_terms
from chengyan.lexicon import read_formulations, read_terms
from chengyan.matrix import TermMatrix
from chengyan.overdispersion import (
    WIDTH,
    Overdispersion,
    assumed,
    overdispersion_table,
    row_of,
    usual,
)
from chengyan.power import RATES, RATIOS, power_table, texts_needed
from chengyan.power_curve import power_curve, simulated_counts
from chengyan.segment import Segmenter, token_table

TEXTS = (2, 3, 5, 10)
ALPHA = 0.05
LEXICON = Path(__file__).parents[1] / "lexicon"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="texts of one genre and year, one file a text")
    parser.add_argument("--draws", type=int, default=20_000, help="simulated corpora (20000)")
    parser.add_argument(
        "--splits", type=int, default=1000, help="random splits of the texts (1000)"
    )
    parser.add_argument("--seed", type=int, default=1947)
    given = parser.parse_args()
    matrix = without_names(read_counts(given.folder))
    table = overdispersion_table(matrix)
    tokens = table["tokens_per_text"].iloc[0]
    print(
        f"{matrix.units['doc_id'].nunique()} texts of {tokens:.0f} tokens on average, "
        f"{table['tokens_per_paragraph'].iloc[0]:.0f} tokens in a token's paragraph.\n"
    )
    show("Variation of rates between texts", variation(matrix, table))
    simulated = tests_on_simulated_counts(table, tokens, given.draws, given.seed)
    show("Simulated counts: how often a difference is seen (ratio 1: error rate)", simulated)
    real = tests_on_real_counts(matrix, table, given.splits, given.seed)
    show("Real counts split at random, one half thinned: how often that is seen", real)
    power = power_table(tokens_per_text=tokens, seed=given.seed)
    wide = power.pivot_table(
        index=["per_10k", "ratio"], columns="texts", values="power", observed=True
    )
    needed = power.groupby(["per_10k", "ratio"])["texts_needed"].first()
    show("Power of the test in use, as assumed", wide.assign(needed=needed).reset_index())
    show("Words of style", words_of_style(table, tokens, given.seed))
    show("Length of texts: at 20 in 10,000, ratio 2", lengths(given.seed))


def read_counts(folder: Path) -> TermMatrix:
    """Terms of all texts by paragraph, counted as the workflow counts them, one group."""
    segmenter = Segmenter("jieba", read_formulations(LEXICON / "formulations.tsv"))
    parts = []
    for path in sorted(folder.glob("*.txt")):
        _, sentences = clean(path.read_text(encoding="utf-8-sig"))
        sentence_table = pd.DataFrame(sentences, columns=Sentence._fields)
        sentence_table.insert(0, "doc_id", path.stem)
        parts.append(token_table(sentence_table, segmenter).assign(group="all"))
    tokens = pd.concat(parts, ignore_index=True)
    return count_terms(tokens, ["heading", "body"], read_terms(LEXICON / "stopwords.tsv"))


def without_names(matrix: TermMatrix) -> TermMatrix:
    """Without words of the occasion and names of the files, which are those of cities."""
    occasion = set(read_terms(LEXICON / "occasion.tsv"))
    names = set(matrix.units["doc_id"])
    return matrix.without(lambda term: term in occasion or any(name in term for name in names))


def near(table: pd.DataFrame, rate: float) -> pd.DataFrame:
    return table[table["per_10k"].between(rate / WIDTH, rate * WIDTH)]


def by_text(matrix: TermMatrix) -> pd.DataFrame:
    """Counts, texts × terms."""
    units = matrix.units["doc_id"].to_numpy()
    counts = pd.DataFrame.sparse.from_spmatrix(matrix.counts, columns=matrix.terms)
    return counts.sparse.to_dense().groupby(units).sum()


def variation(matrix: TermMatrix, table: pd.DataFrame) -> pd.DataFrame:
    counts = by_text(matrix)
    rates = counts.div(counts.sum(axis=1), axis=0)
    cv = rates.std(ddof=1) / rates.mean()
    rows = []
    for rate in (2.0, 5.0, 10.0, 20.0, 50.0, 100.0):
        terms = near(table, rate)
        if len(terms) < 2:
            continue
        middle = usual(table, rate)
        low, median, high = terms["of_texts"].quantile([0.25, 0.5, 0.75])
        rows.append(
            {
                "per_10k": rate,
                "terms": len(terms),
                "cv": cv[terms["term"]].median(),
                "of_texts": median,
                "quarter": low,
                "three quarters": high,
                "of_paragraphs": terms["of_paragraphs"].median(),
                "text": middle.text,
                "paragraph": middle.paragraph,
            }
        )
    return pd.DataFrame(rows)


def welch(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Written apart from the package's own; a test that cannot be made sees nothing."""
    n = a.shape[-1]
    one, other = (values.var(axis=-1, ddof=1) / n for values in (a, b))
    with np.errstate(all="ignore"):
        degrees = (one + other) ** 2 / ((one**2 + other**2) / (n - 1))
    return student(a, b, degrees)


def student(a: np.ndarray, b: np.ndarray, degrees: np.ndarray | None = None) -> np.ndarray:
    n = a.shape[-1]
    variance = (a.var(axis=-1, ddof=1) + b.var(axis=-1, ddof=1)) / n
    with np.errstate(all="ignore"):
        t = np.abs(a.mean(axis=-1) - b.mean(axis=-1)) / np.sqrt(variance)
        p = 2 * stdtr(2 * n - 2 if degrees is None else degrees, -t)
    return np.where(variance > 1e-12, p, 1.0)


TESTS = {
    "Welch, root": (welch, lambda x: np.sqrt(x + 0.375)),
    "Welch, rate": (welch, lambda x: x.astype(float)),
    "Welch, log": (welch, lambda x: np.log(x + 0.5)),
    "Student, root": (student, lambda x: np.sqrt(x + 0.375)),
}


def tests_on_simulated_counts(
    table: pd.DataFrame, tokens: float, draws: int, seed: int
) -> pd.DataFrame:
    rows = []
    for rate in RATES:
        for ratio in (1.0, *RATIOS):
            rng = np.random.default_rng(seed)
            mean = rate * tokens / 10_000
            for texts in TEXTS:
                a, b = (
                    simulated_counts(rng, m, tokens, usual(table, rate), (draws, texts))
                    for m in (mean, mean * ratio)
                )
                row = {"per_10k": rate, "ratio": ratio, "texts": texts}
                for name, (test, scale) in TESTS.items():
                    row[name] = (test(scale(a), scale(b)) < ALPHA).mean()
                rows.append(row)
    return pd.DataFrame(rows)


def tests_on_real_counts(
    matrix: TermMatrix, table: pd.DataFrame, splits: int, seed: int
) -> pd.DataFrame:
    """Texts put into two groups at random, which differ by chance alone, however rates vary.

    Then the counts of one group are thinned, which makes a difference of known ratio, and what is
    seen of it is set beside what the model would have.
    """
    counts = by_text(matrix)
    tokens = counts.sum(axis=1).to_numpy()
    rows = []
    for rate in RATES:
        terms = counts[near(table, rate)["term"]].to_numpy()
        for ratio, texts in itertools.product((1.0, *RATIOS), TEXTS):
            rng = np.random.default_rng(seed)
            seen = []
            for _ in range(splits):
                drawn = rng.permutation(len(tokens))[: 2 * texts]
                kept = terms[drawn]
                kept[:texts] = rng.binomial(kept[:texts], 1 / ratio)
                scaled = 100 * np.sqrt((kept + 0.375) / tokens[drawn, np.newaxis]).T
                seen.append((welch(scaled[:, :texts], scaled[:, texts:]) < ALPHA).mean())
            curve = power_curve(
                rate / ratio,
                ratio,
                tokens_per_text=tokens.mean(),
                dispersion=usual(table, rate),
                seed=seed,
                most=max(TEXTS),
            )
            row = {"per_10k": rate, "terms": terms.shape[1], "ratio": ratio, "texts": texts}
            rows.append(row | {"real": np.mean(seen), "model": curve[texts - 1]})
    return pd.DataFrame(rows)


def words_of_style(table: pd.DataFrame, tokens: float, seed: int) -> pd.DataFrame:
    """Their own variation, and the texts that it would take, did they occur 150 times in 10,000."""
    rows = []
    for term in ("要", "必须", "我们"):
        own = row_of(table, term)
        dispersions = {"own": Overdispersion(own["of_texts"]), "assumed": assumed(150)}
        row = {"term": term, "per_10k": own["per_10k"], "of_texts": own["of_texts"]}
        for (name, dispersion), ratio in itertools.product(dispersions.items(), (1.5, 2.0)):
            row[f"{name}, ratio {ratio:g}"] = texts_needed(
                150,
                ratio,
                tokens_per_text=tokens,
                dispersion=dispersion,
                seed=seed,
                most=80,
            )
        rows.append(row)
    return pd.DataFrame(rows)


def lengths(seed: int) -> pd.DataFrame:
    rows = []
    for tokens in (1000.0, 3000.0, 5800.0, 12_000.0):
        needed = texts_needed(20, 2, tokens_per_text=tokens, dispersion=assumed(20), seed=seed)
        rows.append({"tokens_per_text": tokens, "texts needed": needed})
    return pd.DataFrame(rows)


def show(title: str, table: pd.DataFrame) -> None:
    print(f"## {title}\n")
    header = [str(name) for name in table.columns]
    print("| " + " | ".join(header) + " |")
    print("|" + "---|" * len(header))
    for row in table.itertuples(index=False):
        cells = [v if isinstance(v, str) else f"{v:.3f}".rstrip("0").rstrip(".") for v in row]
        print("| " + " | ".join(cells) + " |")
    print()


if __name__ == "__main__":
    main()
