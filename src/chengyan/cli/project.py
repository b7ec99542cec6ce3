"""Which project a command is for, and the choices of its config.yaml."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from chengyan.config import complete_config
from chengyan.errors import ConfigError

CONFIG = "config.yaml"
SCRIPTS = ("simplified", "keep")
SCHEMA = "workflow/schemas/config.schema.yaml"


@dataclass(frozen=True)
class Project:
    """A project's folder and its complete configuration.

    Attributes
    ----------
    root : pathlib.Path
        The folder of config.yaml.
    config : dict
    schema : dict
    """

    root: Path
    config: dict[str, Any]
    schema: dict[str, Any]

    @property
    def manifest(self) -> Path:
        """The manifest, from where the command was given."""
        return self.path("manifest")

    def path(self, key: str) -> Path:
        """The file that a key of the first level names."""
        return self.root / str(self.config[key])


def find_project(start: Path | None = None, over: Path | None = None) -> Project:
    """The project that a folder lies in: the folder or its nearest parent with a config.yaml.

    `over` is a file whose keys go over those of config.yaml, as `snakemake --configfile` has it.

    Raises
    ------
    ConfigError
        If there is none, or its config.yaml cannot be.
    """
    start = (start or Path.cwd()).resolve()
    for root in (start, *start.parents):
        if (root / CONFIG).is_file():
            return _read(root, _yaml(over) if over else {})
    raise ConfigError(
        str(start),
        "is no project: neither here nor above is there a config.yaml",
        "Go to the project's folder",
    )


def _read(root: Path, over: dict[str, Any]) -> Project:
    path = root / CONFIG
    given = _put_over(_yaml(path), over)
    schema_file = root / SCHEMA
    # A folder with a config.yaml alone is a corpus without the workflow.
    schema = _yaml(schema_file) if schema_file.is_file() else {}
    if schema:
        return Project(root, complete_config(given, schema), schema)
    defaults = {"manifest": "corpora/documents.tsv", "compare": "city"}
    config = {**defaults, **{key: value for key, value in given.items() if value is not None}}
    if not isinstance(config["manifest"], str):
        raise ConfigError("config key `manifest`", "is no path", "Name the table of texts")
    intake = config.get("intake", {})
    script = intake.get("script", SCRIPTS[0]) if isinstance(intake, dict) else intake
    if script not in SCRIPTS:
        raise ConfigError(
            "config key `intake.script`",
            f"{script!r} is not one of {', '.join(SCRIPTS)}",
            "Choose one of these",
        )
    config["intake"] = {"script": script}
    return Project(root, config, {})


def _put_over(given: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Keys with those of another set in their place, sets within sets likewise."""
    put = {
        key: _put_over(given[key], value)
        if isinstance(value, dict) and isinstance(given.get(key), dict)
        else value
        for key, value in over.items()
    }
    return given | put


def _yaml(path: Path) -> dict[str, Any]:
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(str(path), f"cannot be read ({error.strerror})", "Give access") from None
    except UnicodeDecodeError:
        raise ConfigError(str(path), "is not UTF-8", "Save it as UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}, line {mark.line + 1}" if mark else str(path)
        problem = getattr(error, "problem", None) or "holds characters that YAML forbids"
        raise ConfigError(place, problem, "Mend it there or just above") from None
    if not isinstance(found, dict):
        raise ConfigError(str(path), "holds no keys", "Write one at least, such as `compare: city`")
    return found


def has_field(row: dict[str, str], condition: str) -> bool:
    """Whether a row of the manifest fulfils COLUMN=VALUE."""
    name, equals, value = condition.partition("=")
    if not equals or name not in row:
        raise ConfigError(
            f"--where {condition}",
            f"names no column of the manifest (there are: {', '.join(row)})",
            "Write --where COLUMN=VALUE",
        )
    return row[name] == value
