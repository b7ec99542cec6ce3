"""A few of the faults of `make faults`: the same command ends with the same bytes."""

import os
import random
import shutil
import sys

import pytest
from faults.bench import Run, different, digests
from faults.damage import found_at_start
from faults.kills import MAIN, WORKER, Aim, chain
from faults.record import Record
from faults.signals import stopped

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="faults are for Linux")


def test_killed_and_stopped_runs_go_on_to_the_same_bytes(finished):
    results, chance = finished / "results", random.Random(1)
    record = Record(digests(results))
    rules = ("measure_diversity", "measure_tfidf")
    for rule in rules:
        (results / f"tables/{rule.partition('_')[2]}.csv").unlink()
    (results / "tables/.tfidf.csv.abcd1234.part").write_bytes(b"of a killed job")
    stopped(finished, ["Ctrl-C (SIGINT to all)"], 1, chance, record)
    (results / "tables/diversity.csv").unlink()
    (results / "tables/tfidf.csv").unlink()
    aims = [Aim(rules[0], WORKER), Aim(rules[1], MAIN)]
    left = chain(finished, aims, dict.fromkeys(rules, 0.5), chance, record)
    assert not left
    assert record.whole()
    assert record.table()["injected"].sum() == 3


def test_damaged_files_are_named_and_made_anew_and_edits_are_kept(finished):
    results, chance = finished / "results", random.Random(1)
    record = Record(digests(results))
    paths = [results / name for name in ("tables/ternary.csv", "figures/tfidf.svg")]
    found_at_start(finished, "cut short", chance, record, [*paths, results / "report/index.html"])
    assert record.whole()
    table = results / "tables/ternary.csv"
    table.write_text(table.read_text("utf-8") + "my note", "utf-8")
    assert "my note" not in Run(finished, "results/tables/ternary.csv").finish()
    assert (results / "aside/tables/ternary.csv").read_text("utf-8").endswith("my note")
    assert not table.read_text("utf-8").endswith("my note")


def test_files_of_a_clock_that_was_ahead_stop_nothing(finished):
    results = finished / "results"
    expected = digests(results)
    (results / "tables/tfidf.csv").unlink()
    for path in results.rglob("*"):
        if path.is_file():
            os.utime(path, (later := path.stat().st_mtime + 18_000, later))
    Run(finished).finish()
    assert not different(expected, results)


def test_a_difference_is_told(finished):
    record = Record(digests(finished / "results"))
    record.injected("a fault", "any", "of this test")
    assert not record.whole()
    (finished / "results/tables/tfidf.csv").unlink()
    shutil.copy(finished / "results/tables/keyness.csv", finished / "results/tables/more.csv")
    record.ended(finished / "results")
    assert not record.whole()
    assert record.table()[["injected", "recovered", "different"]].to_numpy().tolist() == [[1, 0, 2]]
