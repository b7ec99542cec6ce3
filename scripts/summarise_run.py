"""Say at the end of a run whether anything was made, and where to look."""

import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent


def newer_results(results: Path) -> list[Path]:
    """What the last run wrote: tables, figures, the report and what they are made from.

    A run touches its lock when it begins.
    """
    then = (results / ".lock").stat().st_mtime_ns
    return [
        path
        for path in sorted(results.rglob("*"))
        if path.is_file()
        and _is_result(path.relative_to(results))
        and path.stat().st_mtime_ns > then
    ]


def _is_result(path: Path) -> bool:
    return path.parts[0] != "logs" and not path.name.startswith(".") and path.name != "README.md"


def summary(results: Path) -> str:
    """A line for what happened and one for each place to look."""
    made = newer_results(results)
    files = "file" if len(made) == 1 else "files"
    lines = [f"{len(made)} {files} made or renewed." if made else "nothing to be done"]
    for name, pattern in (("Figures", "figures/*.png"), ("Tables", "tables/*.csv")):
        found = sorted(results.glob(pattern))
        folder = results / pattern.partition("/")[0]
        lines.append(f"{name + ':':9}{folder}/ ({len(found)})")
    report = results / "report/index.html"
    missing = " is missing: run `make` again, or see the logs" if not report.is_file() else ""
    lines.append(f"{'Report:':9}{report}{missing}")
    return "\n".join(lines)


def configured_results(config: Path) -> Path:
    """The folder that the configuration names."""
    given = yaml.safe_load(config.read_text(encoding="utf-8")) or {}
    return Path(str(given.get("results") or "results"))


if __name__ == "__main__":
    folder = configured_results(ROOT / "config.yaml")
    if not (folder / ".lock").is_file():
        sys.exit(f"{folder}: no run has been there. Run `make`.")
    print(summary(folder))
