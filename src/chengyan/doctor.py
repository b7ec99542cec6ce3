"""Whether the environment can do what the analysis needs: each part is tried."""

import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from chengyan import __version__
from chengyan.errors import ChengyanError
from chengyan.manifest import read_manifest

PYTHONS = ((3, 11), (3, 13))
# ASSUME the work of a corpus takes some twenty times its size, and never less than this.
_LEAST_BYTES, _TIMES = 500_000_000, 20
_SAMPLE = "坚持以人民为中心，推动京津冀协同发展。"


@dataclass(frozen=True)
class Examined:
    """Something looked at.

    Attributes
    ----------
    state : {"ok", "warning", "error"}
    what, found : str
    remedy : str
        What to do; empty if all is well.
    """

    state: str
    what: str
    found: str
    remedy: str = ""


def examine_environment() -> list[Examined]:
    """Look at Python, packages, engines, typeface, conversion of script and readers."""
    return [
        _python(),
        *_packages(),
        _tried("engine jieba", _jieba, "Install the packages anew: make"),
        _tried("engine rjieba", _rjieba, "Install it: pip install 'chengyan[fast]'", "warning"),
        _tried("typeface", _font, "Install pylopdf-fonts-zh-cn anew: make"),
        _tried("script conversion", _script, "Install opencc anew: make"),
        _tried("readers", _readers, "Install lxml, pypdfium2 and inscriptis anew: make"),
        _locale(),
    ]


def examine_project(root: Path, manifest: Path, results: Path) -> list[Examined]:
    """Look at the project's folders: what can be read and written, and whether there is room."""
    examined = [
        Examined("ok", "project", str(root)),
        _tried("manifest", lambda: _manifest(manifest), "Run `chengyan check`"),
        _writable("texts", manifest.parent),
        _writable("results", results),
    ]
    try:
        size = sum(document.path.stat().st_size for document in read_manifest(manifest))
    except (ChengyanError, OSError):
        size = 0
    folder = _existing(results)
    free = shutil.disk_usage(folder).free
    needed = max(_LEAST_BYTES, _TIMES * size)
    found = f"{free / 1e9:.1f} GB free at {folder}"
    if free < needed:
        remedy = f"Make room: {needed / 1e9:.1f} GB, or set `results` to another disk"
        return [*examined, Examined("warning", "disk", found, remedy)]
    return [*examined, Examined("ok", "disk", found)]


def _python() -> Examined:
    found = f"Python {platform.python_version()}, chengyan {__version__}, {platform.platform()}"
    low, high = PYTHONS
    if low <= sys.version_info[:2] <= high:
        return Examined("ok", "python", found)
    named = " to ".join(".".join(map(str, one)) for one in PYTHONS)
    return Examined("error", "python", found, f"Take Python {named}")


def _packages() -> list[Examined]:
    """Each package that chengyan asks for, by its version."""
    try:
        asked = [line for line in requires("chengyan") or () if "extra ==" not in line]
    except PackageNotFoundError:
        return [Examined("warning", "packages", "chengyan is not installed", "Run make")]
    names = sorted({re.split(r"[^\w.\-]", line)[0] for line in asked})
    found, missing = [], []
    for name in names:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        return [Examined("error", "packages", f"missing: {', '.join(missing)}", "Run make")]
    return [Examined("ok", "packages", ", ".join(found))]


def _tried(what: str, trial: Callable[[], str], remedy: str, otherwise: str = "error") -> Examined:
    """Try something; whatever it raises is what is wrong."""
    try:
        return Examined("ok", what, trial())
    except Exception as error:  # noqa: BLE001 - a doctor tells of any illness
        return Examined(otherwise, what, str(error) or type(error).__name__, remedy)


def _jieba() -> str:
    from chengyan.segment import Segmenter

    return " ".join(token.text for token in Segmenter("jieba").tokens(_SAMPLE))


def _rjieba() -> str:
    from chengyan.segment import Segmenter

    one, other = (
        [token.text for token in Segmenter(engine).tokens(_SAMPLE)]
        for engine in ("jieba", "rjieba")
    )
    if one != other:
        raise ValueError(f"cuts otherwise than jieba: {' '.join(other)}")
    return "cuts as jieba does"


def _font() -> str:
    from chengyan import fonts

    missing = fonts.missing_glyphs(_SAMPLE)
    if missing:
        raise ValueError(f"{fonts.family()} lacks {''.join(sorted(missing))}")
    return fonts.family()


def _script() -> str:
    from chengyan.script import to_simplified

    if (converted := to_simplified("漢語")) != "汉语":
        raise ValueError(f"漢語 became {converted}")
    return "漢語 → 汉语"


def _readers() -> str:
    import inscriptis
    import lxml.etree
    import pypdfium2

    modules = (inscriptis, lxml.etree, pypdfium2)
    return ", ".join(module.__name__ for module in modules)


def _locale() -> Examined:
    encoding = sys.getfilesystemencoding()
    if encoding.lower().replace("-", "") == "utf8":
        return Examined("ok", "file names", encoding)
    return Examined("warning", "file names", encoding, "Set LC_ALL to a UTF-8 locale")


def _manifest(manifest: Path) -> str:
    documents = read_manifest(manifest)
    return f"{manifest}: {len(documents)} texts"


def _writable(what: str, folder: Path) -> Examined:
    there = _existing(folder)
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        remedy = f"Give access to {there}"
        return Examined("error", what, f"{folder}: {error.strerror}", remedy)
    return Examined("ok", what, f"{folder} can be written")


def _existing(folder: Path) -> Path:
    """The folder, or the nearest above it that there is."""
    folder = folder.resolve()
    return next(path for path in (folder, *folder.parents) if os.path.isdir(path))  # noqa: PTH112
