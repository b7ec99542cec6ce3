"""What is read from outside is data: nothing in it is run, and no shell is asked."""

import ast
import pickle
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from chengyan.tables import read_table

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    path
    for pattern in ("src/**/*.py", "scripts/**/*.py", "workflow/**/*.smk", "Snakefile")
    for path in ROOT.glob(pattern)
)
# Modules whose formats run code when they are read.
RUN_WHEN_READ = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal", "shelve"}
# Calls that do the same, or hand a string to a shell. gensim's `load` and numpy's with allow_pickle
# unpickle; ruff knows these neither.
FORBIDDEN = {
    *("eval", "exec", "os.system", "os.popen", "subprocess.getoutput", "pd.read_pickle"),
    *("np.load", "yaml.unsafe_load", "yaml.full_load", "LdaModel.load", "Dictionary.load"),
    *("Phrases.load", "KeyedVectors.load", "torch.load", "webbrowser.open"),
}


def python_of(path):
    """A file as Python; of Snakemake's what stands in its functions."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return ast.parse(text)
    blocks = [""]
    for line in text.splitlines():
        if line.startswith(("def ", "import ", "from ")):
            blocks.append(line)
        elif line.startswith((" ", ")")) and blocks[-1]:
            blocks[-1] += f"\n{line}"
        else:
            blocks.append("")
    return ast.parse("\n".join(blocks))


def test_rules_hold_functions_that_are_looked_at():
    names = {
        node.name
        for name in ("common", "resume")
        for node in ast.walk(python_of(ROOT / f"workflow/rules/{name}.smk"))
        if isinstance(node, ast.FunctionDef)
    }
    assert {"planned", "hold", "remove_stale", "raw_texts"} <= names


def runs_what_it_reads(node):
    """Whether a piece of code unpickles, evaluates, or asks a shell."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        names = {name.name for name in node.names} | {getattr(node, "module", None) or ""}
        return bool({name.partition(".")[0] for name in names} & RUN_WHEN_READ)
    if not isinstance(node, ast.Call):
        return False
    options = {option.arg: ast.unparse(option.value) for option in node.keywords}
    allowed = {options.get(name, "False") for name in ("shell", "allow_pickle")}
    return ast.unparse(node.func) in FORBIDDEN or allowed != {"False"}


@pytest.mark.parametrize(
    "code",
    ["import pickle", "from joblib import load", "eval(x)", "run(x, shell=True)", "os.system(x)",
     "np.load(x)", "gensim.f(x, allow_pickle=y)"],
)  # fmt: skip
def test_what_runs_is_known(code):
    assert any(map(runs_what_it_reads, ast.walk(ast.parse(code))))


def test_nothing_read_is_run():
    found = [
        f"{path.relative_to(ROOT)}: {ast.unparse(node)}"
        for path in SOURCES
        for node in ast.walk(python_of(path))
        if runs_what_it_reads(node)
    ]
    assert found == []
    assert len(SOURCES) > 300


def test_no_rule_has_a_shell_command():
    for path in (ROOT / "workflow").rglob("*.smk"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert not [line for line in lines if line.strip() in ("shell:", "run:")], path


class Evil:
    """What would write a file when it is unpickled."""

    def __init__(self, mark):
        self.mark = mark

    def __reduce__(self):
        return open, (str(self.mark), "w")


def test_a_parquet_table_of_a_stranger_runs_nothing(tmp_path):
    mark = tmp_path / "ran"
    payload = pickle.dumps(Evil(mark))
    # The name under which pyarrow once kept pickled types.
    about = {"ARROW:extension:name": "arrow.py_extension_type", "ARROW:extension:metadata": payload}
    schema = pa.schema([pa.field("token", pa.string(), metadata=about)])
    path = tmp_path / "tokens.parquet"
    pq.write_table(pa.table([["甲"]], schema=schema), path)
    assert list(read_table(path)["token"]) == ["甲"]
    assert not mark.exists()
    # It could have run.
    pickle.loads(payload).close()  # noqa: S301
    assert mark.exists()
