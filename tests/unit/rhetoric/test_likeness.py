"""How like members are, where lead-ins end, and what the weights are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rhetoric_texts import WEIGHTS, cut, members, scorers

from chengyan.errors import LexiconError
from chengyan.rhetoric.antithesis import pairs
from chengyan.rhetoric.features import FEATURES, features
from chengyan.rhetoric.likeness import affinity, matched, order, places
from chengyan.rhetoric.members import Run, chains
from chengyan.rhetoric.parallelism import windows
from chengyan.rhetoric.scoring import read_scorers


def pair(text):
    chain = next(iter(chains(text, cut)))
    return chain, [m.text for m in matched(*chain.members[:2], chain.mark)]


def test_order_of_classes_by_hand():
    assert order("vn", "vn") == 1
    assert order("vn", "nv") == 0.5  # one of two stands in the same order
    assert order("vdn", "vn") == pytest.approx(0.8)
    assert order("", "") == order("v", "") == 0


@given(st.text("vadn", max_size=8), st.text("vadn", max_size=8))
def test_order_is_symmetric_and_at_most_one(a, b):
    assert order(a, b) == order(b, a)
    assert 0 <= order(a, b) <= 1
    assert not a or order(a, a) == 1


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("我们一定要把握大局、办好大事", ["把握大局", "办好大事"]),
        ("坚持把为民办事、为民造福作为最重要的政绩", ["为民办事", "为民造福"]),
        ("他召开的是承前启后、继往开来的大会", ["承前启后", "继往开来"]),
        ("激扬智慧、挥洒汗水的仁人志士", ["激扬智慧", "挥洒汗水"]),
        # A comma leaves no tail, and a lead-in only before the other's first word.
        ("责任呼唤担当，使命引领未来", ["责任呼唤担当", "使命引领未来"]),
        (
            "努力以廊坊之稳拱卫首都，以廊坊之进服务全国",
            ["以廊坊之稳拱卫首都", "以廊坊之进服务全国"],
        ),
    ],
)
def test_lead_ins_and_tails_are_left_out(text, members):
    assert pair(text)[1] == members


def test_what_a_pair_is_known_by():
    text = "要做强实体、壮大实力。"
    chain, _ = pair(text)
    run = Run(matched(*chain.members, chain.mark), chain, 0)
    known = dict(zip(FEATURES, *features([run], members), strict=True))
    assert [m.text for m in run.members] == ["做强实体", "壮大实力"]
    assert known["same_length"] == known["four"] == known["lead"] == known["ends_sentence"] == 1
    assert known["tail"] == known["comma"] == known["nouns"] == known["members"] == 0
    assert known["shared"] == 0.25  # 实 of four characters


def test_runs_are_known_alike_together_and_alone():
    text = "要“学思想、强党性、重实践、建新功”的，3个月做强实体、壮大实力等，不松劲、不停步。"
    runs = [run for chain in chains(text, cut) for run in [*windows(chain, members), *pairs(chain)]]
    assert len(runs) > 8
    one_by_one = [features([run], members) for run in runs]
    assert np.array_equal(features(runs, members), np.vstack(one_by_one))
    assert features([], members).shape == (0, len(FEATURES))


def test_places():
    a, b = next(iter(chains("天更蓝、山更绿", cut))).members
    assert places(a, b) == 1  # 更 between first and last
    assert affinity(a, b) == affinity(b, a)


def test_weights_are_read_whole_and_what_has_none_weighs_nothing(tmp_path):
    path = tmp_path / "weights.tsv"
    path.write_text("device\tfeature\tweight\nd\tintercept\t-1\nd\tfirst\t3\n", encoding="utf-8")
    scorer = read_scorers(path, ["d"])["d"]
    values = dict.fromkeys(FEATURES, 0.0) | {"first": 1.0}
    assert scorer.score(np.array(list(values.values()))) == pytest.approx(1 / (1 + np.exp(-2)))
    assert set(scorers()) == {"parallelism", "antithesis"}
    assert WEIGHTS.exists()


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("x\tfirst\t1", "device"),
        ("d\tbeauty\t1", "feature"),
        ("d\tfirst\tmuch", "number"),
        ("d\tfirst\tinf", "number"),
        ("d\tfirst\t1", "intercept"),
    ],
)
def test_weights_that_are_wrong(tmp_path, rows, problem):
    path = tmp_path / "weights.tsv"
    path.write_text(f"device\tfeature\tweight\n{rows}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=problem):
        read_scorers(path, ["d"])
