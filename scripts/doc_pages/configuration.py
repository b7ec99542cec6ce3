"""The page of all keys, from the schema."""

import json
from typing import Any

_CONFIGURATION = """\
<!-- Written by `make docs` from workflow/schemas/config.schema.yaml. Edit that file, not this. -->
# Configuration

The choices of an analysis stand in `config.yaml`. A key that is left out takes the default given
here; a key that is not listed here is refused, and the message names the nearest one that is. Any
key can be set for one run on the command line, where a key inside another is written in braces:

    snakemake --config compare=genre
    snakemake --config 'topics={k: 6, seed: 3}' results=results-k6

Keys set like this replace those of `config.yaml`; the others keep the values that they have there.
A second file replaces values in the same way: `snakemake --configfile mine.yaml`. Snakemake reruns
what the changed choice touches, and nothing else.
"""


def configuration_page(schema: dict[str, Any]) -> str:
    """Describe every key of the schema in Markdown, in the schema's order."""
    properties = schema["properties"]
    plain = {name: part for name, part in properties.items() if part.get("type") != "object"}
    parts = [_CONFIGURATION, "## Keys of the first level", _key_table(plain)]
    for name, part in properties.items():
        if name not in plain:
            parts += [f"## `{name}`", part["description"], _key_table(part["properties"])]
        elif "properties" in part.get("items", {}):
            parts += [f"## Keys of each of `{name}`", part["description"], _entry_table(part)]
    return "\n".join(f"{part.rstrip()}\n" for part in parts)


def _key_table(properties: dict[str, Any]) -> str:
    rows = [
        f"| `{name}` | {allowed(part)} | `{_shown(part.get('default'))}` | {part['description']} |"
        for name, part in _flat(properties)
    ]
    return "\n".join(["| key | value | default | what it is |", "|---|---|---|---|", *rows])


def _flat(properties: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Keys with those inside them, as `verdicts.stands`."""
    found = []
    for name, part in properties.items():
        if "properties" in part:
            found += [(f"{name}.{inner}", value) for inner, value in _flat(part["properties"])]
        else:
            found.append((name, part))
    return found


def _entry_table(part: dict[str, Any]) -> str:
    """Keys of what stands in a list: they have no defaults."""
    required = part["items"].get("required", [])
    rows = [
        f"| `{name}` | {allowed(key)} | {'yes' if name in required else 'no'} | "
        f"{key['description']} |"
        for name, key in part["items"]["properties"].items()
    ]
    return "\n".join(["| key | value | needed | what it is |", "|---|---|---|---|", *rows])


def allowed(part: dict[str, Any]) -> str:
    """Say which values a key takes."""
    if "enum" in part:
        return " or ".join(f"`{_shown(value)}`" for value in part["enum"])
    if part.get("type") == "array":
        least = part.get("minItems", 0)
        inner = part.get("items", {"type": "string"})
        items = "sets of keys, see below" if "properties" in inner else allowed(inner)
        return f"list of {items}".replace("whole number", "whole numbers") + (
            f", {least} at the least" if least else ""
        )
    bounds = [
        f"{word} {part[key]}"
        for key, word in (
            ("minimum", "from"),
            ("exclusiveMinimum", "above"),
            ("maximum", "to"),
            ("exclusiveMaximum", "below"),
        )
        if key in part
    ]
    name = {"integer": "whole number", "boolean": "true or false", "string": "text"}
    return " ".join([name.get(part["type"], part["type"]), *bounds])


def _shown(value: object) -> str:
    return value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)
