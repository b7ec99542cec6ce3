"""From evidence to codes: what counts, how it is learned, what is told."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.priorities.assign import assign, assign_parts
from chengyan.priorities.codebook import Code
from chengyan.priorities.cues import CodeCue
from chengyan.priorities.evidence import SOURCES, evidence
from chengyan.priorities.instrument import code_texts, make_instrument, spoken_for
from chengyan.priorities.model import PRIOR, fit
from chengyan.priorities.samples import COLUMNS

CODES = ["ECOL", "LIVE", "NONE"]
CODEBOOK = [
    Code("ECOL", "生态", "Environment", "生态文明", "7", counted=True),
    Code("LIVE", "民生", "Livelihood", "社会", "3", counted=True),
    Code("NONE", "无", "None", "", "", counted=False),
]
CUES = [
    CodeCue("水", "ECOL", "any", 2.0),
    CodeCue("林", "ECOL", "any", 1.0),
    CodeCue("学校", "LIVE", "any", 2.0),
    CodeCue("医院", "LIVE", "sentence", 1.0),
    CodeCue("民生", "LIVE", "heading", 3.0),
    CodeCue("水", "NONE", "any", -1.0),
]
NO_SAMPLE = pd.DataFrame(columns=[*COLUMNS, "place"])


def texts(*rows):
    table = pd.DataFrame(rows, columns=["paragraph", "kind", "level", "text"])
    table = table.assign(doc_id="a", group="甲", sentence=range(1, len(table) + 1), orientation="")
    return table[[*(name for name in table if name != "text"), "text"]]


def source(found, name, row):
    return found.support[row, :, SOURCES.index(name)].tolist()


def test_evidence_is_what_the_cues_weigh_in_the_sentence_and_round_it():
    found = evidence(
        texts(
            (1, "heading", 1, "一、民生"),
            (2, "body", 0, "水和林，再办学校。"),
            (2, "body", 0, "继续。"),
            (2, "body", 0, "医院。"),
        ),
        CUES,
        CODES,
    )
    # 水 2 + 林 1 against 学校 2; the cue against NONE stays below 0.
    assert source(found, "sentence", 1) == pytest.approx([0.6, 0.4, -1.0])
    # 水 begins the sentence, 林 comes two characters later, 学校 six.
    early = np.array([2 + 0.5 ** (2 / 20), 2 * 0.5 ** (6 / 20)])
    assert source(found, "early", 1)[:2] == pytest.approx((early / early.sum()).tolist())
    # A heading's cue counts for what stands under it, not for itself.
    assert source(found, "sentence", 0) == [0, 0, 0]
    assert source(found, "heading", 0) == [0, 0, 0]
    assert source(found, "heading", 2) == source(found, "headings", 2) == [0, 1, 0]
    # The sentence between two others.
    assert source(found, "lead", 2) == source(found, "before", 2) == pytest.approx([0.6, 0.4, -1.0])
    assert source(found, "after", 2) == [0, 1, 0]
    assert source(found, "paragraph", 2) == pytest.approx([0.3, 0.7, -0.5])
    assert found.silent.tolist() == [True, False, True, False]


def test_a_cue_that_repeats_counts_less_each_time():
    once, twice = (
        evidence(texts((1, "body", 0, text)), CUES, CODES)
        for text in ("水，学校", "水水水水，学校")
    )
    assert source(once, "sentence", 0)[0] == pytest.approx(0.5)
    assert source(twice, "sentence", 0)[0] == pytest.approx(4 / 6)


def test_without_a_coded_sentence_the_instrument_rests_on_its_prior():
    instrument = make_instrument(CODEBOOK, CUES, NO_SAMPLE)
    assert instrument.sources.tolist() == PRIOR.tolist()
    assert not instrument.bias.any()
    given = assign(texts((1, "body", 0, "修水库。"), (2, "body", 0, "办学校。")), CUES, instrument)
    assert given["primary"].tolist() == ["ECOL", "LIVE"]


def test_what_is_learned_is_the_maximum_of_the_penalised_likelihood():
    found = evidence(
        texts(
            *(
                (i, "body", 0, text)
                for i, text in enumerate(["水。", "学校。", "水，学校。", "好。"])
            )
        ),
        CUES,
        CODES,
    )
    truth = ["ECOL", "LIVE", "LIVE", "NONE"]

    def loss(instrument):
        chosen = instrument.probabilities(found)[range(4), [CODES.index(code) for code in truth]]
        return (
            -np.log(chosen).sum()
            + 3 / 2 * ((instrument.sources - PRIOR) ** 2).sum()
            + 4
            / 2
            * (instrument.bias @ instrument.bias + instrument.silent_bias @ instrument.silent_bias)
        )

    learned = fit(found, truth, CODES, pull=3.0, pull_bias=4.0)
    for name in ("sources", "bias", "silent_bias"):
        for i in range(len(getattr(learned, name))):
            for step in (-1e-3, 1e-3):
                moved = getattr(learned, name).copy()
                moved[i] += step
                other = type(learned)(**{**vars(learned), name: moved})
                assert loss(other) >= loss(learned) - 1e-9
    # Where nothing is found in a sentence NONE has become likelier.
    assert learned.silent_bias.argmax() == CODES.index("NONE")


def test_codes_are_told_with_their_cues():
    instrument = make_instrument(CODEBOOK, CUES, NO_SAMPLE)
    given = assign(
        texts(
            (1, "heading", 1, "一、民生"),
            (2, "body", 0, "先修水，再办学校。"),
            (2, "body", 0, "医院也好，学校也好。"),
            (3, "body", 0, "继续努力。"),
        ),
        CUES,
        instrument,
    )
    assert given["primary"].tolist()[2:] == ["LIVE", "LIVE"]
    assert given["primary_cues"].tolist()[2:] == ["学校;医院;「民生」", "「民生」"]
    assert given["secondary"].tolist()[1] in ("LIVE", "ECOL")
    assert given["primary_probability"].between(0.3333, 1).all()


def test_a_neighbour_that_decides_is_named():
    instrument = make_instrument(CODEBOOK, CUES, NO_SAMPLE)
    given = assign(texts((1, "body", 0, "修水。"), (1, "body", 0, "继续。")), CUES, instrument)
    assert given["primary"].tolist() == ["ECOL", "ECOL"]
    assert given["primary_cues"].tolist() == ["水", "neighbour"]


def test_parts_have_codes_of_their_own_and_an_only_part_that_of_its_sentence():
    instrument = make_instrument(CODEBOOK, CUES, NO_SAMPLE)
    sentences = texts(
        (1, "title", 0, "水利报告"),
        (2, "body", 0, "修好水；办好学校。"),
        (2, "body", 0, "修好林。"),
    )
    coded = assign(sentences, CUES, instrument)
    parts = assign_parts(sentences, coded, CUES, instrument, ["heading", "body"])
    assert parts["text"].tolist() == ["修好水；", "办好学校。", "修好林。"]
    assert parts[["sentence", "part"]].to_numpy().tolist() == [[2, 1], [2, 2], [3, 1]]
    assert parts["primary"].tolist() == ["ECOL", "LIVE", "ECOL"]
    assert parts["primary_probability"].iloc[2] == coded["primary_probability"].iloc[2]


def test_whether_a_code_counts_stands_beside_it():
    told, parts = code_texts(
        texts((1, "body", 0, "修水。"), (2, "body", 0, "谢谢。")),
        CODEBOOK,
        CUES,
        NO_SAMPLE,
        ["body"],
    )
    assert told.columns.tolist()[-6:] == [
        *("primary", "secondary", "primary_probability", "primary_cues", "counted", "text"),
    ]
    assert told["counted"].tolist()[0]
    assert set(parts["doc_id"]) == {"a"}


def test_what_a_code_rests_on():
    instrument = make_instrument(CODEBOOK, CUES, NO_SAMPLE)
    rows = texts((1, "body", 0, "修水。"), (1, "body", 0, "继续。"), (2, "body", 0, "谢谢。"))
    assert spoken_for(instrument, rows, CUES).tolist() == ["cue", "context", "nothing"]


@given(st.lists(st.text(alphabet="水林学校医院民生，。好", min_size=1, max_size=12), max_size=6))
def test_every_sentence_has_a_code_whatever_it_holds(found):
    rows = texts(*((i // 2, "body", 0, text) for i, text in enumerate(found)))
    given = assign(rows, CUES, make_instrument(CODEBOOK, CUES, NO_SAMPLE))
    assert given["primary"].isin(CODES).all()
    probabilities = given["primary_probability"].to_numpy(dtype=float)
    assert ((probabilities > 0.3) & (probabilities <= 1)).all()
