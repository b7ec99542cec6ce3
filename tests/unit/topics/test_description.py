"""What is told of a model: intervals of what stands, texts without words, split paragraphs."""

import numpy as np
import pandas as pd
import planted
from planted import CODES, CUES, FITTING, OPTIONS, tables_of

from chengyan.counting import from_word_lists, in_place_order, word_lists
from chengyan.topics.description import described, paragraph_topics
from chengyan.topics.judge import Judged, coherences, judged
from chengyan.topics.trial import Trial, pruned, try_model


def judged_of(matrix, trial, voice="nmf"):
    texts = [list(matrix.terms[row.indices]) for row in matrix.counts]
    name = voice, len(trial.words)
    coherent = coherences({name: trial}, matrix.terms, texts, OPTIONS["words"])[name]
    return judged(voice, trial, np.zeros(3), matrix, coherent, CUES, CODES, OPTIONS)


def test_intervals_are_of_topics_that_stand(monkeypatch):
    monkeypatch.setattr("chengyan.topics.description.method_for", lambda *_: "composition")
    table = tables_of(["nmf"], k=[3], verdicts={"chance": 0.95, "stands": 0.975, "wobbles": 0.45})
    shares = table["topic_prevalence"]
    stands = shares["verdict"] == "stands"
    assert set(shares["verdict"]) == {"stands", "wobbles"}
    assert shares["ci_low"].notna().equals(stands)
    assert shares["ci_method"].eq("composition").equals(stands)


def test_a_text_without_a_word_of_the_model_is_left_out_of_years_and_effects():
    """All words of its one unit were pruned: it has no shares, rather than a warning."""
    own = planted.tokens()
    extra = own[:3].assign(doc_id="d1", paragraph=1, sentence=1, token=["罕见", "孤词", "生僻"])
    own = pd.concat([own, extra], ignore_index=True)
    lists = in_place_order(word_lists(own, ["body"], [], shortest=5, longest=100))
    matrix = pruned(from_word_lists(lists), 2)
    model = judged_of(matrix, try_model(matrix, "nmf", k=3, **FITTING))
    documents = [*planted.DOCUMENTS, {"doc_id": "d1", "city": "乙州", "genre": "", "date": "2024"}]
    found = described(
        model, matrix, lists, planted.sentences(own), documents, planted.GROUPS, OPTIONS
    )
    assert found["topic_years"]["year"].unique().tolist() == ["2021", "2022", "2023"]
    assert not found["topic_years"]["share"].isna().any()
    # Nor does its paragraph have a topic.
    assert "d1" not in set(paragraph_topics(model, lists)["doc_id"])


def test_leading_topics_of_split_and_merged_paragraphs():
    tokens = np.array([[[3.0, 1.0], [0.0, 4.0], [2.0, 2.0], [0.0, 0.0]]])
    units = pd.DataFrame(
        {
            "doc_id": ["a", "a", "a", "b"],
            "group": ["甲", "甲", "甲", "乙"],
            "paragraph": [1, 1, 3, 1],
            "last_paragraph": [1, 1, 5, 1],
        },
        index=[4, 5, 6, 7],
    )
    topics = pd.DataFrame(
        {"model": "nmf", "topic": [1, 2], "label": ["一", "二"], "verdict": ["stands", "falls"]}
    )
    trial = Trial(np.full((2, 1), 1.0), tokens, np.ones((1, 2)), np.zeros(1))
    table = paragraph_topics(Judged("nmf", trial, topics), units)
    # The first paragraph has both its units, the last three are one; the other text has no word.
    assert table.to_numpy().tolist() == [
        ["a", "甲", 1, 2, "二", "falls", 5 / 8],
        ["a", "甲", 3, 1, "一", "stands", 0.5],
        ["a", "甲", 4, 1, "一", "stands", 0.5],
        ["a", "甲", 5, 1, "一", "stands", 0.5],
    ]
