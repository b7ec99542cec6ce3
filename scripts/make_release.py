"""Make dist/: package, workflow, bill of materials and reference run, the same bytes each time.

Refuses where the tree has changes, versions disagree, or results/ is not the reference run.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from chengyan.errors import ChengyanError
from release_files.reference import DIGESTS, checksums, differing, reference_digests
from release_files.versions import PACKAGE, disagreement, named_versions, unreleased

ROOT = Path(__file__).parent.parent
SUMS = "SHA256SUMS"


def refuse(root: Path, python: str) -> None:
    """Raise ChengyanError unless a release can be made of this tree and its results."""
    changed = said(root, "git", "status", "--porcelain").splitlines()
    if changed:
        problem = f"{len(changed)} files are changed or new, the first {changed[0][3:]}"
        raise ChengyanError(str(root), problem, "Commit them, or remove them")
    named = named_versions(root)
    others = disagreement(named)
    if others:
        problem = f"the package is {named[PACKAGE]}, but {others}"
        raise ChengyanError("version", problem, "Make them agree")
    digests = reference_digests(root)
    wrong = differing(root, digests)
    if wrong:
        problem = (
            f"{len(wrong)} of {len(digests)} files are not those of {DIGESTS}, the first {wrong[0]}"
        )
        remedy = "Run `make verify`; if the change is meant, `make publish`, and commit"
        raise ChengyanError("results", problem, remedy)
    if "Nothing to be done" not in said(root, python, "-m", "snakemake", "--dry-run"):
        raise ChengyanError("results", "are not of this commit to the last file", "Run `make`")


def said(root: Path, *command: str) -> str:
    """What a program prints."""
    done = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, check=True, text=True)  # noqa: S603, no shell
    return done.stdout


def main(root: Path, dist: Path, python: str) -> None:
    """Make everything twice, hold the two to each other, and put one of them into `dist`."""
    from release_files.artefacts import make_artefacts
    from release_files.check import check_crate, check_wheel

    refuse(root, python)
    results = [name for name in reference_digests(root) if name.startswith("results/")]
    with TemporaryDirectory() as scratch:
        once, twice = Path(scratch, "once"), Path(scratch, "twice")
        for folder in (once, twice):
            folder.mkdir()
            make_artefacts(root, folder, results)
        sums = checksums(once)
        if sums != checksums(twice):
            other = set(sums.splitlines()) - set(checksums(twice).splitlines())
            names = ", ".join(sorted(line.split()[1] for line in other))
            raise ChengyanError("release", f"{names}: other bytes the second time", "Find out why")
        [crate], [wheel] = once.glob("*.crate.zip"), once.glob("*.whl")
        text = min(root.glob("corpora/*/*.txt"))
        tracked = said(root / "src", "git", "ls-files", "chengyan").splitlines()
        print(check_wheel(wheel, python, text, set(tracked)))
        print(check_crate(crate))
        (once / SUMS).write_text(sums, encoding="utf-8")
        shutil.rmtree(dist, ignore_errors=True)
        shutil.copytree(once, dist)
    print(sums, end="")
    if unreleased(root):
        print(
            "Note: CHANGELOG.md has changes under Unreleased. Give them a version before this is "
            "published."
        )


if __name__ == "__main__":
    try:
        main(ROOT, ROOT / "dist", sys.argv[1])
    except ChengyanError as error:
        sys.exit(f"chengyan: {error}")
    except subprocess.CalledProcessError as error:
        sys.exit(f"chengyan: {error.cmd[0]} failed, as it says above.")
