"""A topic model told some words of each code: what it finds of planted topics."""

import numpy as np
import pandas as pd
import pytest
from planted import THEMES, planted
from scipy.optimize import linear_sum_assignment

from chengyan.priorities.codebook import Code
from chengyan.priorities.cues import SILENT, CodeCue
from chengyan.priorities.seeded import _shared_out, fit_seeded, seed_weights
from chengyan.topics.synthetic import draw_corpus
from chengyan.topics.voices import fit_words

NAMES = ("ECON", "LIVE", "PARTY")
CODES = [Code(name, name, name, "", "", counted=True) for name in NAMES]
CUES = [
    CodeCue("工业", "ECON", "any", 2.0),
    CodeCue("教育", "LIVE", "any", 2.0),
    CodeCue("干部", "PARTY", "sentence", 3.0),
]
FITTING = {"seed": 1, "balance": 0.5, "background": 1, "fits": 3}


def shares_of(model):
    """The share of each code in each unit, mean over fits, the background left aside."""
    mass = model.tokens[:, :, :-1].mean(axis=0)
    totals = np.nansum(mass, axis=1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        return pd.DataFrame(np.where(totals > 0, mass / totals, np.nan), columns=list(model.codes))


def background_of(model):
    """The share of each unit's tokens that no code takes, mean over fits."""
    tokens = model.tokens.mean(axis=0)
    totals = np.nansum(tokens, axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(totals > 0, tokens[:, -1] / totals, np.nan)


def code(name, *, counted=True):
    return Code(name, name, name, "", "", counted)


def corpus_with_seeds(number, *, topics=6, seeds=4):
    """A corpus of planted topics, and the words that are most a topic's own as cues for it."""
    units = {"long": 60, "short": 10, "middle": 12}
    random = np.random.default_rng(number)
    corpus = draw_corpus(random, units, k=topics, terms=600, noise=0.2).pruned(2, 0.3)
    own = corpus.words / corpus.words.sum(axis=0)
    cues = []
    for topic, words in enumerate(corpus.words):
        first = np.argsort(-words * (own[topic] > 0.6), kind="stable")[: 3 * seeds]
        drawn = corpus.matrix.terms[random.choice(first, seeds, replace=False)]
        cues += [CodeCue(term, f"T{topic}", "any", 2.0) for term in drawn]
    return corpus, cues, [code(f"T{topic}") for topic in range(topics)]


def rightly_led(tokens, truth):
    """Share of units, of one topic for the most part, whose leading topic is the planted one."""
    clear = truth.max(axis=1) > 0.5 * truth.sum(axis=1)
    return (tokens.argmax(axis=1) == truth.argmax(axis=1))[clear].mean()


def test_seeds_by_hand():
    terms = np.array(["创新", "创新驱动", "人才", "文化", "企业"], dtype=object)
    cues = [
        CodeCue("创新(?!驱动)", "INNO", "any", 1.0),
        CodeCue("创新", "INNO", "sentence", 2.0),
        CodeCue("人.", "INNO", "any", 3.0),
        CodeCue("人才", "PARTY", "any", 1.5),
        CodeCue("文化", "CULT", "heading", 3.0),
        CodeCue("文化", "PARTY", "any", 0.5),
        CodeCue("企业", "PARTY", "any", -2.0),
        CodeCue("企业", SILENT, "any", 0.0),
        CodeCue("企业", "HIST", "any", 3.0),
    ]
    found = seed_weights(terms, cues, ["INNO", "PARTY", "CULT"])
    # The larger of two weights; a cue inside a longer term is no seed; nor is one for headings.
    assert found.tolist() == [[2, 0, 3, 0, 0], [0, 0, 1.5, 0, 0], [0, 0, 0, 0, 0]]


def test_priors_by_hand():
    # The second term is shared two to one; then each code's seeds are brought to a sum of 1.
    found = _shared_out(np.array([[2.0, 2.0, 0.0], [0.0, 1.0, 1.0]]))
    assert found[0] == pytest.approx([2 / (2 + 4 / 3), (4 / 3) / (2 + 4 / 3), 0])
    assert found[1] == pytest.approx([0, (1 / 3) / (4 / 3), 3 / 4])


def test_one_seed_a_code_finds_the_planted_topics_by_name():
    matrix = planted()
    model = fit_seeded(matrix, CUES, CODES, **FITTING)
    assert model.codes == NAMES
    leading = shares_of(model).to_numpy().argmax(axis=1)
    assert leading.tolist() == [unit % 3 for unit in range(30)]
    words = model.top_words(4)
    for name, theme in zip(NAMES, THEMES, strict=True):
        own = words[words["code"] == name]
        assert set(own["term"]) <= {*theme, "发展"}
        assert own["rank"].tolist() == [1, 2, 3, 4]
    given = words.loc[words["seeded"], ["code", "term"]].to_numpy().tolist()
    assert given == [["ECON", "工业"], ["LIVE", "教育"], ["PARTY", "干部"]]


def test_with_seeds_planted_topics_are_recovered_better_than_without():
    told, untold, matched, free = [], [], [], []
    fitting = {**FITTING, "background": 3, "fits": 5}
    for number in range(6):
        corpus, cues, codes = corpus_with_seeds(number)
        truth = corpus.tokens[:, :-1]
        for strength, found in ((0.3, told), (0.0, untold)):
            model = fit_seeded(corpus.matrix, cues, codes, strength=strength, **fitting)
            found.append(rightly_led(model.tokens[..., :-1].mean(axis=0), truth))
            if strength:
                said = model.words / model.words.sum(axis=1, keepdims=True)
                matched.append(cosines(said, corpus.words).diagonal().mean())
        # Without seeds topics have no names: even the best match, one to one, is further off.
        other = cosines(fit_words(corpus.matrix.counts, "gibbs", k=6, seed=1), corpus.words)
        free.append(other[linear_sum_assignment(-other)].mean())
    assert np.mean(told) > 0.9
    assert np.mean(untold) < 0.5
    assert np.mean(matched) > np.mean(free) + 0.02


def cosines(one, two):
    one, two = (words / np.linalg.norm(words, axis=1, keepdims=True) for words in (one, two))
    return one @ two.T


def test_the_same_again_and_each_fit_of_its_own():
    matrix = planted()
    model = fit_seeded(matrix, CUES, CODES, **FITTING)
    again = fit_seeded(matrix, CUES[::-1], CODES, **FITTING)
    assert (model.tokens == again.tokens).all()
    assert (model.words == again.words).all()
    alone = fit_seeded(matrix, CUES, CODES, **{**FITTING, "fits": 1})
    assert (alone.tokens[0] == model.tokens[0]).all()
    assert (model.tokens[0] != model.tokens[1]).any()
    other = fit_seeded(matrix, CUES, CODES, **{**FITTING, "seed": 2})
    assert (model.tokens != other.tokens).any()


def test_tokens_and_words_add_up():
    matrix = planted()
    model = fit_seeded(matrix, CUES, CODES, **FITTING)
    sizes = np.asarray(matrix.counts.sum(axis=1)).ravel()
    assert model.tokens.sum(axis=2) == pytest.approx(np.tile(sizes, (3, 1)))
    assert model.words.sum(axis=1) == pytest.approx(
        model.tokens[..., :-1].sum(axis=1).mean(axis=0), rel=1e-3
    )
    assert shares_of(model).sum(axis=1).to_numpy() == pytest.approx(1)
    rest = model.tokens[..., -1].mean(axis=0) / sizes
    assert background_of(model) == pytest.approx(rest)


def test_a_code_without_seeds_is_left_out_and_changes_nothing():
    matrix = planted()
    codes = [code("EPID"), *CODES[:2], code("CONG", counted=False), CODES[2]]
    cues = [*CUES, CodeCue("疫情", "EPID", "any", 3.0), CodeCue("发展", "CONG", "any", 3.0)]
    model = fit_seeded(matrix, cues, codes, **FITTING)
    assert model.codes == ("EPID", *NAMES)
    shares = shares_of(model)
    assert shares["EPID"].isna().all()
    assert shares[list(NAMES)].sum(axis=1).to_numpy() == pytest.approx(1)
    assert np.isnan(model.words[0]).all()
    assert set(model.top_words(3)["code"]) == set(NAMES)
    known = fit_seeded(matrix, CUES, CODES, **FITTING)
    assert (model.tokens[..., 1:] == known.tokens).all()


def test_without_any_seed_nothing_is_known():
    model = fit_seeded(planted(), [], CODES, **FITTING)
    assert shares_of(model).isna().to_numpy().all()
    assert np.isnan(background_of(model)).all()
    assert model.top_words(3).empty
    assert list(model.top_words(3)) == ["code", "rank", "term", "weight", "seeded"]


def test_a_unit_without_a_word_has_no_shares():
    matrix = planted()
    matrix.counts.data[matrix.counts.indptr[4] : matrix.counts.indptr[5]] = 0
    matrix.counts.eliminate_zeros()
    model = fit_seeded(matrix, CUES, CODES, **FITTING)
    empty = shares_of(model).isna().all(axis=1)
    assert empty[empty].index.tolist() == [4]
    assert np.flatnonzero(np.isnan(background_of(model))).tolist() == [4]


def test_without_background_all_tokens_are_of_codes():
    model = fit_seeded(planted(), CUES, CODES, **{**FITTING, "background": 0})
    assert (background_of(model) == 0).all()


def test_a_shared_seed_goes_where_its_neighbours_are():
    cues = [*CUES, CodeCue("医疗", "PARTY", "any", 2.0), CodeCue("医疗", "LIVE", "any", 2.0)]
    model = fit_seeded(planted(), cues, CODES, **FITTING)
    column = model.terms.tolist().index("医疗")
    assert model.seeds[:, column].tolist() == [0, 2, 2]
    assert model.words[1, column] > 10 * model.words[2, column]
