"""The files of a release, made from the last commit and the reference run alone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from chengyan.archive import archive
from release_files.crate import run_crate
from release_files.versions import PACKAGE, named_versions

# What stands beside the package as it is in the repository; the image needs to be there already.
COPIED = ("requirements.lock", "Dockerfile")
TOOLS = Path(sys.executable).parent


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """What a program prints; it says itself what is wrong if it fails."""
    done = subprocess.run(  # noqa: S603, no shell, and nothing in it but paths of ours
        list(map(str, command)),
        cwd=cwd,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return done.stdout


def make_artefacts(root: Path, folder: Path, results: list[str]) -> None:
    """Make every file of a release but the list of their digests.

    Parameters
    ----------
    root : path
        The repository, without changes, with the reference run in ``results``.
    folder : path
        Empty.
    results : list of str
        Tables and figures of the run, by path.
    """
    seconds, date = run("git", "log", "-1", "--format=%ct %cI", cwd=root).split()
    version = named_versions(root)[PACKAGE]
    name = f"chengyan-{version}"
    tarball = folder / f"{name}-workflow.tar.gz"
    run("git", "archive", f"--prefix={name}/", "-o", tarball, "HEAD", cwd=root)
    with TemporaryDirectory() as scratch:
        shutil.unpack_archive(tarball, scratch, filter="data")
        source = Path(scratch, name)
        build = (TOOLS / "python", "-m", "build", "--no-isolation", "--outdir", folder)
        run(*build, cwd=source, SOURCE_DATE_EPOCH=seconds)
        write_sbom(source, folder / f"{name}.cdx.json")
        for path in COPIED:
            if (source / path).is_file():
                shutil.copyfile(source / path, folder / path)
        for path in (*results, "results/report"):
            copy = shutil.copytree if (root / path).is_dir() else _copy
            copy(root / path, source / path)
        crate = run_crate(source, results, date, version)
        crate.write(Path(scratch, "crate"))
        write_zip(Path(scratch, "crate"), folder / f"{name}-run.crate.zip")


def write_sbom(source: Path, path: Path) -> None:
    """What the lock holds as CycloneDX, held to its schema."""
    run(
        *(TOOLS / "cyclonedx-py", "requirements", "requirements.lock"),
        *("--pyproject", "pyproject.toml", "--output-reproducible", "--validate"),
        *("--output-format", "JSON", "--output-file", path),
        cwd=source,
        # Of the graph of dependencies a lock knows nothing, which would be said each time.
        PYTHONWARNINGS="ignore",
    )


def write_zip(folder: Path, path: Path) -> None:
    """A folder in one archive, the same bytes for the same files."""
    found = ((entry, entry.relative_to(folder).as_posix()) for entry in folder.rglob("*"))
    path.write_bytes(
        archive(
            (f"{name}/", b"") if entry.is_dir() else (name, entry.read_bytes())
            for entry, name in found
        )
    )


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
