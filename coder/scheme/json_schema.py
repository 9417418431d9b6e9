"""The JSON Schema (draft-07) that editors complete and check scheme files with, made from the loader's own parts."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coder.scheme.key_texts import KEY_TEXTS
from coder.scheme.parts import SchemePart

FILE = Path("schemes") / "scheme.schema.json"
_TITLE = "An Attune coding scheme"


def build_json_schema() -> dict[str, Any]:
    """Return the schema of a scheme file as JSON values."""
    made = SchemePart.model_json_schema(by_alias=True)
    for name, definition in (("SchemePart", made), *made["$defs"].items()):
        _describe(definition, KEY_TEXTS[name][1])
    schema = _draft_7(made)
    return {"$schema": "http://json-schema.org/draft-07/schema#", **schema, "title": _TITLE}


def format_json_schema() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(build_json_schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def write_json_schema(path: Path = FILE) -> None:
    """Write the schema to its file."""
    path.write_text(format_json_schema(), encoding="utf-8", newline="\n")


def _describe(definition: dict[str, Any], texts: Mapping[str, str]) -> None:
    """Give every key what editors show while one types; a part that may be one word has its keys further in."""
    for part in (definition, *definition.get("anyOf", ())):
        for key, value in part.get("properties", {}).items():
            value["description"] = texts[key]


def _draft_7(value: Any, names: bool = False) -> Any:
    """Return a part of the schema in the words of draft-07, without what only Python cares for.

    ``names`` tells that the keys are names of properties or definitions, which are left as they are.
    """
    if isinstance(value, list):
        return [_draft_7(item) for item in value]
    if not isinstance(value, dict):
        return value.replace("#/$defs/", "#/definitions/") if isinstance(value, str) else value
    if names:
        return {key: _draft_7(part) for key, part in value.items()}
    made = {
        _word(key): _draft_7(part, key in ("properties", "$defs")) for key, part in value.items() if _stays(key, part)
    }
    if "$ref" in made and len(made) > 1:
        # Draft-07 overlooks whatever stands beside a reference.
        made["allOf"] = [{"$ref": made.pop("$ref")}]
    return _without_null(made)


def _stays(key: str, part: Any) -> bool:
    return key != "default" and not (key == "title" and isinstance(part, str))


def _word(key: str) -> str:
    return "definitions" if key == "$defs" else key


def _without_null(made: dict[str, Any]) -> dict[str, Any]:
    """In the file an optional part is left out, not null."""
    choices = [choice for choice in made.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) != 1:
        return {**made, "anyOf": choices} if choices else made
    rest = {key: part for key, part in made.items() if key != "anyOf"}
    return {**choices[0], **rest} if "$ref" not in choices[0] or not rest else {**rest, "allOf": choices}


if __name__ == "__main__":
    write_json_schema(*(Path(argument) for argument in sys.argv[1:2]))
