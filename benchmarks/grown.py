"""Corpora of any size from a few texts: sentences drawn again, and new words as texts grow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from chengyan.clean import clean
from chengyan.engines import engine_of
from chengyan.han import has_han, has_letter
from chengyan.shards.texts import Text, write_shards

# Sentences of a document and of a paragraph; about those of a work report.
DOCUMENT, PARAGRAPH = 120, 5
GROUPS = 30
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Growth:
    """How vocabulary grows with text: types = factor × tokens ** exponent (Heaps' law)."""

    factor: float
    exponent: float

    def types(self, tokens: float) -> float:
        """How many types so many tokens have."""
        return float(self.factor * tokens**self.exponent)


def read_sentences(folder: Path) -> list[str]:
    """The sentences of all texts of a folder."""
    texts = [path.read_text("utf-8-sig") for path in sorted(folder.rglob("*.txt"))]
    return [
        sentence.text
        for text in texts
        for sentence in clean(text)[1]
        if sentence.kind in {"heading", "body"}
    ]


def growth_of(sentences: Sequence[str]) -> Growth:
    """Fitted to how the types of the sentences grow, from a tenth of them on."""
    cut = engine_of("rjieba", guess=True).cut
    seen: set[str] = set()
    tokens, curve = 0, []
    for sentence in sentences:
        words = [word for word in cut(sentence) if has_letter(word)]
        tokens += len(words)
        seen.update(words)
        curve.append((tokens, len(seen)))
    points = np.log(np.array(curve[len(curve) // 10 :], float))
    exponent, intercept = np.polyfit(points[:, 0], points[:, 1], 1)
    return Growth(float(np.exp(intercept)), float(exponent))


def grow(sentences: Sequence[str], megabytes: float, seed: int) -> Iterator[Text]:
    """Texts of so many million bytes together.

    Sentences are drawn with replacement. A word of three of their characters that no text had
    before is put in front of a sentence whenever there are fewer types than `growth_of` the
    sentences foretells, and an older one of these in front of every tenth.
    """
    rng = np.random.default_rng(seed)
    growth = growth_of(sentences)
    bytes_of = np.array([len(sentence.encode()) for sentence in sentences])
    # Some two characters, six bytes, a token.
    tokens_of = bytes_of / 6
    own = len({word for s in sentences for word in engine_of("rjieba", guess=True).cut(s)})
    characters = sorted({character for s in sentences for character in s if has_han(character)})
    coined: list[str] = []
    written, tokens, number = 0, 0.0, 0
    while written < megabytes * MEGABYTE:
        drawn = rng.integers(len(sentences), size=DOCUMENT)
        lines = []
        for first in range(0, DOCUMENT, PARAGRAPH):
            parts = []
            for i in drawn[first : first + PARAGRAPH]:
                tokens += tokens_of[i]
                word = ""
                if growth.types(tokens) > own + len(coined):
                    # Of common characters: a hidden Markov model is slow on those it never saw.
                    word = "".join(rng.choice(characters, size=3))
                    coined.append(word)
                elif coined and i % 10 == 0:
                    word = coined[int(len(coined) * rng.random() ** 3)]
                parts.append(f"{word}，{sentences[i]}" if word else sentences[i])
            lines.append("".join(parts))
        text = "\n\n".join(lines)
        written += len(text.encode())
        group = f"group-{number % GROUPS:02}"
        yield Text(f"text-{number:07}", group, text, {"city": group, "date": "2024"})
        number += 1


def write_grown(
    sentences: Sequence[str], megabytes: float, folder: Path, *, seed: int = 1
) -> list[Path]:
    """Shards of such texts: two, or of 32 million bytes each; those that are there are kept."""
    shard = min(32, megabytes / 2)
    done = folder / "done"
    if not done.exists():
        write_shards(grow(sentences, megabytes, seed), folder, int(shard * MEGABYTE))
        done.touch()
    return sorted(folder.glob("*.parquet"))
