"""Texts with planted topics, small enough to be fitted in a blink, and the whole chain over them.

As a program: a digest of all tables, to be compared between processes.
"""

import hashlib
import sys
from itertools import chain, product

import numpy as np
import pandas as pd
from scipy import sparse

from chengyan.counting import in_place_order, word_lists
from chengyan.matrix import TermMatrix
from chengyan.priorities.codebook import Code
from chengyan.priorities.cues import CodeCue
from chengyan.topics.corpus import topic_matrix
from chengyan.topics.description import described, paragraph_topics
from chengyan.topics.judge import judge
from chengyan.topics.trial import try_model

THEMES = [
    [theme[i : i + 2] for i in range(0, len(theme), 2)]
    for theme in (
        "工业项目园区制造投资企业集群",
        "教育医疗就业养老社保住房托幼",
        "干部纪律作风巡察廉政党建监督",
    )
]
SHARED = ["发展", "我们"]
# Words of a theme by falling frequency, lest the first ones change with every draw.
FALLING = np.array([8, 6, 4, 3, 2, 2, 1]) / 26
GROUPS = ["乙州", "甲州"]
CUES = [
    CodeCue("工业|投资", "economy", "any", 2.0),
    CodeCue("教育|医疗|就业|养老", "livelihood", "any", 2.0),
    CodeCue("干部|纪律", "party", "any", 3.0),
]
CODES = [Code(cue.code, "", "", "", "", counted=True) for cue in CUES]
FITTING = {"seed": 1, "resamples": 3, "share": 0.8, "balance": 0.5, "words": 5}
OPTIONS = {
    "models": ["nmf", "lda", "gibbs"],
    "k": [2, 3],
    "seed": 1,
    "balance": 0.5,
    "words": 5,
    "frex_weight": 0.7,
    "sentences": 2,
    "trial": {"resamples": 3, "share": 0.8, "shuffles": 1, "words": 5},
    "choice": {"stability": 2, "c_npmi": 1, "exclusivity": 1},
    "verdicts": {"chance": 0.95, "stands": 0.5, "wobbles": 0.45},
}
DOCUMENTS = [
    {"doc_id": "c1", "city": "乙州", "genre": "report", "date": "2021-01-05"},
    {"doc_id": "c2", "city": "乙州", "genre": "report", "date": "2022"},
    {"doc_id": "a1", "city": "甲州", "genre": "report", "date": "2021"},
    {"doc_id": "b1", "city": "甲州", "genre": "speech", "date": "2023-02"},
]
UNITS = 30


def planted(*, backwards: bool = False) -> TermMatrix:
    """Thirty units, each of one theme's words and one that all share, by turns."""
    terms = sorted([*chain(*THEMES), SHARED[0]], reverse=backwards)
    random = np.random.default_rng(7)
    rows = []
    for unit in range(UNITS):
        words = random.choice(THEMES[unit % 3], 12 + unit % 5, p=FALLING)
        rows.append([int((words == term).sum()) + (term == SHARED[0]) for term in terms])
    units = pd.DataFrame(
        {
            "unit": range(UNITS),
            "doc_id": ["a"] * 15 + ["b"] * 15,
            "group": ["甲"] * 15 + ["乙"] * 15,
            "paragraph": range(1, UNITS + 1),
        }
    )
    return TermMatrix(sparse.csr_matrix(rows), units, np.array(terms, dtype=object))


def tokens(doc_ids: list[str] | None = None) -> pd.DataFrame:
    """The tokens of the texts in that order: ten paragraphs each, of two sentences on one theme."""
    rows = []
    for number, document in enumerate(DOCUMENTS):
        random = np.random.default_rng(sum(map(ord, document["doc_id"])))
        for sentence in range(20):
            paragraph = sentence // 2 + 1
            own = THEMES[(paragraph + number) % 3]
            words = [*random.choice(own, 9, p=FALLING), str(random.choice(SHARED)), "。"]
            place = (document["doc_id"], document["city"], paragraph, sentence + 1, "body")
            rows += [(*place, str(word)) for word in words]
    columns = ["doc_id", "group", "paragraph", "sentence", "kind", "token"]
    table = pd.DataFrame(rows, columns=columns)
    if doc_ids is None:
        return table
    return pd.concat([table[table["doc_id"] == name] for name in doc_ids], ignore_index=True)


def sentences(words: pd.DataFrame) -> pd.DataFrame:
    """The sentences of such tokens; each begins a line."""
    keys = ["doc_id", "group", "paragraph", "sentence"]
    table = words.groupby(keys, sort=False)["token"].agg("".join).reset_index(name="text")
    return table.assign(source_line=table["sentence"] + 4)


def tables_of(
    voices: list[str], doc_ids: list[str] | None = None, **changed: object
) -> dict[str, pd.DataFrame]:
    """All tables of the stage, from tokens, by name; those of the voices one below the other."""
    options = {**OPTIONS, "models": voices, **changed}
    own = tokens(doc_ids)
    lists = word_lists(own, ["body"], [], shortest=5, longest=100)
    ordered = in_place_order(lists)
    matrix = topic_matrix(ordered, occasion=[], groups=GROUPS, min_units=2, max_share=0.8)
    fitting = {name: options[name] for name in ("seed", "balance")}
    trial = {name: options["trial"][name] for name in ("resamples", "share", "words")}
    candidates = {
        (voice, k): try_model(matrix, voice, k=k, **fitting, **trial)
        for voice, k in product(voices, options["k"])
    }
    models, judged = judge(candidates, matrix, lists["words"].tolist(), CUES, CODES, options)
    told = [
        described(model, matrix, ordered, sentences(own), DOCUMENTS, GROUPS, options)
        for model in judged
    ]
    found = {name: pd.concat([t[name] for t in told], ignore_index=True) for name in told[0]}
    return found | {
        "topic_models": models,
        "topic_verdicts": pd.concat([model.topics for model in judged], ignore_index=True),
        "paragraphs": paragraph_topics(judged[0], ordered),
    }


def digest(tables: dict[str, pd.DataFrame]) -> str:
    """One number for all that stands in tables, to the last bit."""
    text = "".join(f"{name}\n{tables[name].to_csv()}" for name in sorted(tables))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


if __name__ == "__main__":
    sys.stdout.write(digest(tables_of(OPTIONS["models"])))
