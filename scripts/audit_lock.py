"""Look every package of a lock up among known vulnerabilities.

Exit code 0: all were looked up, and none has a known flaw. 1: one has. 2: some or all could not be
looked up, which says nothing of them.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

AUDIT = (
    *(sys.executable, "-m", "pip_audit", "--disable-pip", "--no-deps", "--format", "json"),
    *("--progress-spinner", "off", "--requirement"),
)


def audit(lock: str) -> list[dict[str, Any]] | None:
    """What is known of each package of a lock; None where nobody could be asked."""
    done = subprocess.run([*AUDIT, lock], capture_output=True, check=False, text=True)  # noqa: S603, no shell
    try:
        packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except ValueError:
        return None
    return packages


def judge(lock: str, packages: list[dict[str, Any]] | None) -> tuple[int, list[str]]:
    """The exit code for a lock, and the lines to print."""
    if packages is None:
        return 2, [f"{lock}: NOT audited, since the list of vulnerabilities cannot be reached."]
    flaws = [
        f"{lock}: {package['name']} {package['version']}: {flaw['id']}, mended in "
        f"{', '.join(flaw['fix_versions']) or 'no version yet'}"
        for package in packages
        for flaw in package.get("vulns", [])
    ]
    unknown = [package["name"] for package in packages if "skip_reason" in package]
    if unknown:
        some = "all" if len(unknown) == len(packages) else f"{len(unknown)} of the"
        flaws.append(
            f"{lock}: NOT audited: {some} {len(packages)} packages, the first {unknown[0]}; the "
            "index in use does not tell of vulnerabilities, or cannot be reached."
        )
    if any("vulns" in package and package["vulns"] for package in packages):
        return 1, flaws
    return (2, flaws) if unknown else (0, [f"{lock}: {len(packages)} packages, no known flaw."])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("locks", nargs="+", type=Path)
    verdicts = [judge(str(lock), audit(str(lock))) for lock in parser.parse_args().locks]
    print("\n".join(line for _, lines in verdicts for line in lines))
    codes = {code for code, _ in verdicts}
    sys.exit(1 if 1 in codes else max(codes))
