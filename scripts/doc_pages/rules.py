"""What the rule files say: which rule makes which file, from which, with which script."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from doc_pages.markdown import between_marks, table_of

ROOT = Path(__file__).parents[2]
RULES = ROOT / "workflow/rules"
# What every script needs says nothing of what it does.
_COMMON = {"errors", "runlog", "tables"}
_RULE = re.compile(r"^rule (\w+):\n((?:(?: {4}.*)?\n)+)", re.MULTILINE)
_SECTION = re.compile(r"^ {4}(\w+):\n((?:(?: {8}.*)?\n)+)", re.MULTILINE)
_PATH = re.compile(r'"<results>/([^"]+)"')
# A figure comes in three endings, as `drawn` in common.smk names them.
_DRAWN = re.compile(r'\bdrawn\(\s*"(\w+)"')
_NAMES = re.compile(r"\bfor name in (\w+)")
_LIST = re.compile(r"^(\w+) = \[([^\]]*)\]", re.MULTILINE)


@dataclass(frozen=True)
class Rule:
    """A rule as it stands in its file.

    Attributes
    ----------
    name : str
    file : str
        Name of the rule file.
    inputs, outputs : tuple of str
        Paths below the results folder; those of the appendix are those of the whole.
    modules : tuple of str
        Modules of the package that the script imports itself.
    """

    name: str
    file: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    modules: tuple[str, ...]


def read_rules(folder: Path = RULES) -> list[Rule]:
    """All rules of the workflow, by file and place."""
    lists = dict(_LIST.findall((folder / "common.smk").read_text(encoding="utf-8")))
    found = []
    # Rules of large corpora make tables of the same names: docs/large.md tells of them.
    for path in sorted(path for path in folder.glob("*.smk") if path.name != "shards.smk"):
        for name, body in _RULE.findall(path.read_text(encoding="utf-8") + "\n"):
            parts = dict(_SECTION.findall(body))
            script = ROOT / f"scripts/{name}.py"
            found.append(
                Rule(
                    name,
                    path.name,
                    _paths(parts.get("input", ""), lists),
                    _paths(parts["output"], lists),
                    _modules(script) if script.is_file() else (),
                )
            )
    return found


def files_page(page: str) -> str:
    """The page with a row for each file between its marks."""
    rules = read_rules()
    for mark, folder in (("FIGURES", "figures/"), ("TABLES", "tables/"), ("OTHERS", "")):
        rows = [
            [f"`{file}`", f"`{rule.name}`", f"`{rule.file}`", _list(_made_by(rule, file))]
            for rule in rules
            for file in rule.outputs
            if _kind(file) == folder and not file.endswith((".svg", ".pdf"))
        ]
        head = ["file below `results/`", "rule", "in `workflow/rules/`", "modules of `chengyan`"]
        page = between_marks(page, mark, [table_of(head, sorted(rows))])
    return page


def _kind(file: str) -> str:
    return next((folder for folder in ("figures/", "tables/") if file.startswith(folder)), "")


def _made_by(rule: Rule, file: str) -> tuple[str, ...]:
    """The modules that a file comes from: of a chapter's figures each has one of its own."""
    return (f"plots.{Path(file).stem}",) if _kind(file) == "figures/" else rule.modules


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "–"


def _paths(section: str, lists: dict[str, str]) -> tuple[str, ...]:
    listed = _NAMES.search(section)
    names = re.findall(r'"(\w+)"', lists.get(listed[1], "")) if listed else []
    paths: dict[str, None] = {}
    for name in _DRAWN.findall(section):
        paths |= {f"figures/{name}.{ending}": None for ending in ("png", "svg", "pdf")}
    for path in _PATH.findall(section):
        plain = path.replace("{{", "{").replace("}}", "}").replace("{part}", "")
        for name in names if "{name}" in plain else [""]:
            paths.setdefault(plain.replace("{name}", name))
    return tuple(paths)


def _modules(script: Path) -> tuple[str, ...]:
    names = set()
    for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("chengyan"):
            module = (node.module or "").removeprefix("chengyan").removeprefix(".")
            names |= {module} if module else {alias.name for alias in node.names}
    return tuple(sorted(names - _COMMON))
