"""Jobs and Snakemake itself killed without a word, at moments drawn at random, in every rule."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from faults.bench import Run, stages
from faults.record import Record

WORKER, MAIN = "kill -9 of a job", "kill -9 of Snakemake"


@dataclass(frozen=True)
class Aim:
    """Whom to kill while a job of a rule runs; without a rule, at any moment of the start."""

    rule: str
    fault: Literal["kill -9 of a job", "kill -9 of Snakemake"]


def aims(rules: Iterable[str], kills: int, chance: random.Random) -> list[Aim]:
    """As many aims as asked for, every rule in turn, a job and Snakemake in turn."""
    names = sorted(rules)
    chance.shuffle(names)
    both = (WORKER, MAIN)
    return [
        Aim(names[number % len(names)], both[(number + number // len(names)) % 2])
        for number in range(kills)
    ]


def chain(
    project: Path,
    left: list[Aim],
    seconds: dict[str, float],
    chance: random.Random,
    record: Record,
    starts: int = 0,
) -> list[Aim]:
    """Give the same command until it goes through, and kill each time; return aims not come to.

    Parameters
    ----------
    project : pathlib.Path
    left : list of Aim
        At most one of a rule is taken in a run.
    seconds : dict of str to float
        How long a job of each rule takes: it is killed before.
    chance : random.Random
    record : Record
    starts : int
        So many first runs have Snakemake killed while it starts.
    """
    left = list(left)
    for _ in range(starts):
        _kill_at_start(Run(project), chance.uniform(0, 4), record)
    while True:
        run = Run(project)
        hit = _kill_by_rule(run, left, seconds, chance, record)
        code = run.wait()
        # A job that was killed when its work was done lets a run go through.
        if code == 0:
            break
        run.must(hit, "did not go on after a kill")
    Run(project, "--dry-run").finish()
    record.ended(project / "results")
    return left


def _kill_at_start(run: Run, moment: float, record: Record) -> None:
    for now in run.glances():
        if now >= moment:
            record.injected(MAIN, "start", f"after {now:.1f} s")
            run.process.kill()
            break
    run.wait()


def _kill_by_rule(
    run: Run,
    left: list[Aim],
    seconds: dict[str, float],
    chance: random.Random,
    record: Record,
) -> bool:
    """Kill at the first moment that comes up, and strike out its aim; say whether one did."""
    planned: dict[Path, tuple[float, Aim]] = {}
    seen: set[Path] = set()
    hit = False
    where = stages()
    for now in run.glances():
        jobs = run.jobs()
        for script, rule in jobs.items():
            own = [aim for aim in left if aim.rule == rule]
            if own and script not in seen:
                planned[script] = (now + chance.uniform(0, seconds[rule]), own[0])
            seen.add(script)
        for script, (moment, aim) in list(planned.items()):
            if now < moment or aim not in left:
                continue
            del planned[script]
            target = run.worker(script)
            if script not in jobs or target is None:
                continue
            (run.process if aim.fault == MAIN else target).kill()
            record.injected(aim.fault, where[aim.rule], aim.rule)
            left.remove(aim)
            hit = True
            if aim.fault == MAIN:
                return True
    return hit
