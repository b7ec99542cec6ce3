"""The workflow on SLURM: the same bytes as without it, whatever is killed on the way.

The run itself is left out unless tests/workflow/slurm.sh stands before `python -m pytest`.
"""

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import pytest
import yaml
from slurm_results import different, files
from tiny import SMALL

ROOT = Path(__file__).parents[2]
on_slurm = pytest.mark.skipif(
    "ONE_MACHINE_SLURM" not in os.environ, reason="needs tests/workflow/slurm.sh"
)
# Each group of the profile has a part in these.
TARGETS = [
    *("results/tables/claims.csv", "results/tables/priorities.csv", "results/figures/keyness.png"),
    "results/topics",
]
PROFILE = ["--workflow-profile", "profiles/slurm"]
# SLURM is asked more often than by the profile: these jobs take seconds.
OFTEN = ["--slurm-init-seconds-before-status-checks", "5"]


def profile(name: str) -> dict[str, object]:
    return yaml.safe_load((ROOT / f"profiles/{name}/config.yaml").read_text(encoding="utf-8"))


def queued() -> list[str]:
    """Numbers of the jobs that wait or run."""
    return subprocess.check_output(["squeue", "--noheader", "-o", "%A"], text=True).split()


def on_a_node(project: Path) -> list[int]:
    """Processes that SLURM started in the project."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            here = process.joinpath("cwd").samefile(project)
            arguments = process.joinpath("cmdline").read_bytes()
        except OSError:
            continue
        # The call that hands a job in has all of the job's command in it.
        if here and b"slurm-jobstep" in arguments and b"sbatch" not in arguments:
            found.append(int(process.name))
    return found


def wait_for(condition, seconds: float = 240):
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)
    return value


def start(project: Path, log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as file:
        return subprocess.Popen(
            [sys.executable, "-m", "snakemake", *TARGETS, *PROFILE, *OFTEN, "--config", *SMALL],
            cwd=project,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def test_the_profile_keeps_what_the_default_sets():
    default, slurm = profile("default"), profile("slurm")
    # Processors are those of a group; what SLURM says of a refused job is told with the job alone.
    for key in default.keys() - {"cores", "quiet"}:
        assert slurm.get(key) == default[key], f"profiles/slurm/config.yaml: write `{key}` as there"


def test_every_rule_that_the_profile_names_is_there():
    files = sorted((ROOT / "workflow/rules").glob("*.smk"))
    rules = {
        line.removeprefix("rule ").rstrip(":")
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.startswith("rule ")
    }
    slurm = profile("slurm")
    unknown = slurm["groups"].keys() - rules
    assert not unknown, f"profiles/slurm/config.yaml: no rule is called {', '.join(unknown)}"
    figures = {rule for rule in rules if rule.startswith("plot_")}
    lonely = figures - slurm["groups"].keys()
    assert not lonely, f"profiles/slurm/config.yaml: put {', '.join(lonely)} into `figures`"
    assert slurm["group-components"].keys() <= set(slurm["groups"].values())


def test_every_byte_that_differs_is_counted():
    assert different(b"abc", b"abc") == 0
    assert different(b"abc", b"abd") == 1
    assert different(b"abc", b"ab") == 1
    assert different(None, b"abc") == 3
    assert different(b"", None) == 1


def test_a_file_system_without_locks_is_told_and_no_obstacle(project, snakemake, tmp_path):
    # As flock answers on Lustre that is mounted without it.
    lockless = tmp_path / "lockless"
    lockless.mkdir()
    (lockless / "sitecustomize.py").write_text(
        "import errno, fcntl, os\n\n\n"
        "def flock(file, operation):\n"
        "    raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))\n\n\n"
        "fcntl.flock = flock\n",
        encoding="utf-8",
    )
    path = os.pathsep.join([str(lockless), sysconfig.get_path("purelib")])
    process = snakemake(project, "results/tables/needs.csv", environment={"PYTHONPATH": path})
    assert process.returncode == 0, process.stderr
    assert "no lock on this file system (Function not implemented)" in process.stderr


@on_slurm
def test_slurm_makes_the_same_bytes_though_runs_and_jobs_are_killed(project, snakemake, tmp_path):
    plain = shutil.copytree(project, tmp_path / "plain")
    process = snakemake(plain, *TARGETS)
    assert process.returncode == 0, process.stderr

    # The run is killed: its jobs live on, until they are cancelled.
    killed = start(project, tmp_path / "killed.log")
    try:
        wait_for(lambda: on_a_node(project))
    finally:
        os.killpg(killed.pid, signal.SIGKILL)
        killed.wait()
    assert queued()
    subprocess.run(["scancel", *queued()], check=True)
    wait_for(lambda: not queued())

    # The same command goes on. A job of it is killed, and handed in again.
    log = tmp_path / "resumed.log"
    resumed = start(project, log)
    try:
        os.kill(wait_for(lambda: on_a_node(project))[0], signal.SIGKILL)
        code = resumed.wait(timeout=900)
    finally:
        if resumed.poll() is None:
            os.killpg(resumed.pid, signal.SIGTERM)
    said = log.read_text(encoding="utf-8")
    assert code == 0, said
    assert "Trying to restart job" in said

    for kind in ("tables", "figures", "topics", "work"):
        assert files(plain / "results" / kind), kind
        assert files(project / "results" / kind) == files(plain / "results" / kind), kind
    assert "Nothing to be done" in snakemake(project, *TARGETS, *PROFILE).stderr
