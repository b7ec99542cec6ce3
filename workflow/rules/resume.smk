"""One run at a time in a folder: what an earlier one left there, and what this one has to say.

Needs: RESULTS, PLAN, MAP of common.smk. Nothing here is part of a rule.
"""

import fcntl
import os
import shutil
import sys
import time
from pathlib import Path

from chengyan import whole


def hold(folder):
    """Refuse to run twice in one folder; the lock goes with the process, however it ends."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # For appending: who is refused changes nothing, not even its time.
        handle = open(folder / ".lock", "a")
    except OSError as error:
        sys.exit(f"chengyan: {folder}: {error.strerror}. Set `results` to a folder you can write.")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(
            f"chengyan: {folder}: another run is at work there. Wait for it, or set `results`."
        )
    except OSError as error:
        # Some file systems of clusters have none, such as Lustre mounted without `flock`.
        print(
            f"chengyan: {folder}: no lock on this file system ({error.strerror}). "
            "See to it that no two runs are at work there.",
            file=sys.stderr,
        )
    os.utime(handle.fileno())
    return handle


def set_changed_aside(results):
    """Put aside what is not as its job wrote it, so that this run makes it anew."""
    for path in whole.changed(results / "logs"):
        # What Snakemake makes as a folder, it makes anew as a folder.
        folders = [f for f in path.parents if (f / ".snakemake_timestamp").exists()]
        made = (folders or [path])[-1]
        if not made.exists() or not made.is_relative_to(results):
            continue
        aside = results / "aside" / made.relative_to(results)
        aside.parent.mkdir(parents=True, exist_ok=True)
        if aside.is_dir():
            shutil.rmtree(aside)
        made.replace(aside)
        print(
            f"chengyan: {path}: is not as it was written: damaged, or edited. {made} is made anew; "
            f"what it was is {aside}.",
            file=sys.stderr,
        )


def date_back(results, now):
    """Date as of now what a clock that was ahead has dated later: all made from it would be older."""
    for path in results.rglob("*"):
        if path.is_file() and path.stat().st_mtime > now:
            os.utime(path, (now, now))


def remove_stale():
    """Remove what an earlier analysis in this folder made of other parts and other groups."""
    for part in ("", "appendix"):
        names = {"ternary", "correspondence"} - set(MAP) if part in PLAN.parts() else {"*"}
        for folder in ("figures", "tables"):
            for path in [
                p for name in names for p in Path(RESULTS, part, folder).glob(f"{name}.*")
            ]:
                path.unlink()
        if part not in PLAN.parts():
            shutil.rmtree(Path(RESULTS, part, "topics"), ignore_errors=True)


def last_words():
    """What the jobs that failed had to say to the user, from their logs."""
    logs = [log for log in Path(RESULTS).glob("logs/**/*.log") if log.stat().st_mtime >= STARTED]
    lines = [line for log in logs for line in log.read_text("utf-8").splitlines()]
    ends = [line for line in lines if line.startswith("chengyan.errors.")]
    return sorted({f"chengyan: {line.partition(': ')[2]}" for line in ends})


def reused():
    """How many texts were cut into tokens in this run, and how many stood as they were."""
    made = [
        Path(RESULTS, "work", "corpus", d.doc_id, "tokens.parquet")
        for d in PLAN.documents["corpus"]
    ]
    new = sum(path.stat().st_mtime >= STARTED for path in made if path.exists())
    return f"{new} of {len(made)} texts cleaned and segmented, {len(made) - new} reused"


LOCK = None
STARTED = time.time()

if workflow.is_main_process and not workflow.output_settings.dryrun:
    LOCK = hold(Path(RESULTS))
    # By the clock of the disk, which may be another machine's.
    STARTED = os.fstat(LOCK.fileno()).st_mtime
    whole.remove_parts(Path(RESULTS))
    date_back(Path(RESULTS), STARTED)
    set_changed_aside(Path(RESULTS))
