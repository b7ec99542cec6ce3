"""The choices of an analysis: defaults filled in, words turned into values, checked.

Imports little, since it is read while the workflow is planned.
"""

import math
from typing import Any

import jsonschema

from chengyan.errors import ConfigError
from chengyan.nearest import nearest

_TRUTH = {"true": True, "yes": True, "false": False, "no": False}


def complete_config(given: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Fill in defaults and check.

    Parameters
    ----------
    given : dict
        From config.yaml and the command line, where `--config topics={k: 5}` delivers the string
        ``5`` and `results=2021` a number; such values are turned into what the schema asks for.
    schema : dict
        A JSON schema whose objects name all their keys, each with a default.

    Returns
    -------
    dict
        A new, complete configuration.

    Raises
    ------
    ConfigError
        For the first wrong key or value; names it and, for a mistyped key, the nearest valid one.
    """
    config: dict[str, Any] = _complete(given, schema, ())
    errors = sorted(
        jsonschema.Draft202012Validator(schema).iter_errors(config),
        key=lambda error: [str(part) for part in error.absolute_path],
    )
    if errors:
        raise _explain(errors[0], config)
    return config


def named_files(config: dict[str, Any]) -> list[str]:
    """The files that a complete configuration names, texts apart: manifest, word lists, samples.

    Returns
    -------
    list of str
        Sorted, each once.
    """
    rhetoric, priorities = config["rhetoric"], config["priorities"]
    named = [
        *(config["manifest"], config["tfidf"]["reference"], *config["lexicon"].values()),
        *(priorities["codebook"], priorities["lexicon"], *priorities["samples"]),
        *(rhetoric["devices"], rhetoric["patterns"], rhetoric["weights"]),
        *(*rhetoric["samples"], *rhetoric["scores"]),
    ]
    return sorted({path for path in named if path})


def _complete(value: Any, schema: dict[str, Any], path: tuple[str, ...]) -> Any:
    if schema.get("type") != "object":
        return _coerce(value, schema, path)
    value = _keys(value, schema, path)
    return {
        key: _complete(
            part.get("default") if value.get(key) is None else value[key], part, (*path, key)
        )
        for key, part in schema["properties"].items()
    }


def _keys(value: Any, schema: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    """A set of keys, each of which the schema has."""
    properties = schema["properties"]
    if value is None:
        value = {}
    if not isinstance(value, dict):
        raise ConfigError(
            _place(path),
            f"{value!r} is not a set of keys",
            f"Give it keys such as {', '.join(properties)}",
        )
    for key in value:
        if key not in properties:
            near = nearest(str(key), properties)
            raise ConfigError(
                _place((*path, str(key))),
                "is no key of the configuration",
                f"Did you mean `{'.'.join((*path, near))}`?"
                if near
                else f"Valid are {', '.join(properties)}",
            )
    return value


def _entry(value: Any, schema: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    """A set of keys that stands in a list: none has a default, and some are required."""
    value = _keys(value, schema, path)
    given = {key: part for key, part in value.items() if part is not None}
    for key in schema.get("required", ()):
        if key not in given:
            described = schema["properties"][key]["description"].rstrip(".")
            raise ConfigError(_place(path), f"lacks the key `{key}`", f"Give it: {described}")
    return {
        key: _coerce(part, schema["properties"][key], (*path, key)) for key, part in given.items()
    }


def _name(entry: Any, position: int) -> str:
    """How a message calls an entry of a list: by its id, else by its position, from 0."""
    named = isinstance(entry, dict) and isinstance(entry.get("id"), str) and entry["id"]
    return str(named or position)


def _coerce(value: Any, schema: dict[str, Any], path: tuple[str, ...]) -> Any:
    wanted = schema.get("type")
    if wanted == "object":
        return _entry(value, schema, path)
    if wanted == "array":
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = [value]
        if isinstance(value, str):
            value = [part.strip() for part in value.split(",") if part.strip()]
        if isinstance(value, list):
            items = schema.get("items", {})
            return [_coerce(part, items, (*path, _name(part, i))) for i, part in enumerate(value)]
    if wanted == "string" and isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if wanted in ("integer", "number") and isinstance(value, (str, float)):
        return _number(value, wanted)
    if wanted == "number" and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if wanted == "boolean" and isinstance(value, str):
        return _TRUTH.get(value.lower(), value)
    return value


def _number(value: str | float, wanted: str) -> Any:
    try:
        number = float(value)
    except ValueError:
        return value
    if not math.isfinite(number):
        # As a number, nan would pass every bound of the schema.
        return str(value)
    if wanted == "integer":
        return int(number) if number.is_integer() else value
    return number


def _explain(error: jsonschema.ValidationError, config: dict[str, Any]) -> ConfigError:
    path: list[str] = []
    part: Any = config
    for step in error.absolute_path:
        part = part[step]
        path.append(_name(part, step) if isinstance(step, int) else str(step))
    value = error.instance
    if error.validator == "enum":
        valid: list[Any] = _schema_of(error).get("enum", [])
        near = nearest(str(value), map(str, valid))
        return ConfigError(
            _place(tuple(path)),
            f"{value!r} is not one of {', '.join(map(str, valid))}",
            f"Did you mean {near}?" if near else "Choose one of these",
        )
    described = _schema_of(error).get("description", "")
    return ConfigError(
        _place(tuple(path)),
        _message(error),
        f"This key is: {described.rstrip('.')}" if described else "Mend the value",
    )


def _message(error: jsonschema.ValidationError) -> str:
    """What is wrong, without a value that fills the screen or a pattern that few can read."""
    if error.validator == "pattern":
        return f"{error.instance!r} is not of the form asked for"
    if error.validator == "type" and isinstance(error.instance, (dict, list)):
        found = "a set of keys" if isinstance(error.instance, dict) else "a list"
        return f"is {found}, not of type {error.validator_value!r}"
    return error.message


def _schema_of(error: jsonschema.ValidationError) -> dict[str, Any]:
    return error.schema if isinstance(error.schema, dict) else {}


def _place(path: tuple[str, ...]) -> str:
    return f"config key `{'.'.join(path)}`"
