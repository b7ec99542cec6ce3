"""What a script runs on: all that it imports, however far, and no more."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from chengyan.sources import sources

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/chengyan"


@pytest.fixture
def made_up(tmp_path):
    files = {
        "pkg/__init__.py": "",
        "pkg/a.py": "import numpy\nfrom pkg.b import thing\n",
        "pkg/b.py": "def f():\n    from pkg.sub import (\n        c as see,  # a note\n    )\n",
        "pkg/sub/__init__.py": "from pkg import d\n",
        "pkg/sub/c.py": "import pkg.a as circle\n",
        "pkg/d.py": "",
        "pkg/unused.py": "import pkg.d\n",
        "pkgs.py": "",
        "script.py": "import pkgs\nfrom other.pkg import x\ndef main():\n    from pkg.a import y\n",
        "lone.py": "import pkg\n",
        "none.py": "import os\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("script.py", ["__init__.py", "a.py", "b.py", "d.py", "sub/__init__.py", "sub/c.py"]),
        ("lone.py", ["__init__.py"]),
        ("none.py", []),
    ],
)
def test_closure(made_up, script, found):
    expected = [str(made_up / "pkg" / name) for name in found]
    assert sources(made_up / script, made_up / "pkg") == expected


def of(script):
    return {str(Path(p).relative_to(PACKAGE)) for p in sources(ROOT / "scripts" / script, PACKAGE)}


SCRIPTS = sorted(
    path.name
    for path in (ROOT / "scripts").glob("*.py")
    if "snakemake.log" in path.read_text("utf-8")
)


@pytest.mark.parametrize("script", SCRIPTS)
def test_all_that_a_script_loads_is_named(script):
    """Nothing that the script's own imports load is missing, and the log helper always counts."""
    tree = ast.parse((ROOT / "scripts" / script).read_text("utf-8"))
    imports = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("chengyan")
    ]
    shown = (
        "import sys; print(*(m.__file__ for n, m in sys.modules.items() "
        "if n.split('.')[0] == 'chengyan'), sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", "\n".join([*imports, shown])],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {str(Path(line).relative_to(PACKAGE)) for line in done.stdout.splitlines()}
    assert loaded <= of(script)
    assert "runlog.py" in loaded


@pytest.mark.parametrize(
    ("script", "needs", "spares"),
    [
        ("plot_topics.py", {"plots/style.py", "plots/topics.py", "fonts.py"}, {"topics/voices.py"}),
        ("plot_words.py", {"plots/tfidf.py", "tables.py"}, {"tfidf.py", "plots/topics.py"}),
        ("try_topics.py", {"topics/trial.py", "topics/voices.py"}, {"keyness.py", "course.py"}),
        ("judge_topics.py", {"topics/judge.py", "course.py"}, {"keyness.py", "topics/exports.py"}),
        ("export_topics.py", {"topics/exports.py", "whole.py"}, {"topics/judge.py", "course.py"}),
        ("collect_text.py", {"clean.py", "corpus.py", "han.py"}, {"segment.py", "config.py"}),
        ("segment_text.py", {"segment.py", "lexicon.py"}, {"clean.py", "topics/trial.py"}),
        ("count_terms.py", {"matrix.py", "lexicon.py"}, {"segment.py", "topics/trial.py"}),
    ],
)
def test_shipped_scripts(script, needs, spares):
    found = of(script)
    assert needs <= found
    assert not spares & found
