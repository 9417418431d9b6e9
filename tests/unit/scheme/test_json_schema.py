"""The JSON Schema for editors says what the loader does."""

import re
from pathlib import Path
from typing import Any

import pytest

from coder.scheme.json_schema import FILE, build_json_schema, format_json_schema, write_json_schema
from coder.scheme.nodes import Node, Scalar
from coder.scheme.yaml_reader import read_yaml
from tests.unit.scheme.small import SMALL, tier_with

ROOT = Path(__file__).parents[3]
HERE = Path(__file__).parent
SCHEMA = build_json_schema()
_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
    "object": dict,
    "array": list,
}


def test_the_file_beside_the_schemes_is_not_stale() -> None:
    assert (ROOT / FILE).read_text(encoding="utf-8") == format_json_schema()


def test_the_file_can_be_written(tmp_path: Path) -> None:
    write_json_schema(tmp_path / "schema.json")
    assert (tmp_path / "schema.json").read_bytes() == format_json_schema().encode("utf-8")


def test_it_is_draft_7_and_complete() -> None:
    text = format_json_schema()
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert "$defs" not in text
    assert "prefixItems" not in text
    for name in re.findall(r'"#/definitions/(\w+)"', text):
        assert name in SCHEMA["definitions"]


@pytest.mark.parametrize("path", [*sorted((ROOT / "schemes").glob("*.yaml")), *sorted(HERE.glob("*-*.yaml"))])
def test_what_the_loader_takes_fits_the_json_schema(path: Path) -> None:
    assert misfits(value_of(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "text",
    [
        SMALL.replace("format: 1", "format: 2"),
        SMALL.replace('"1.0.0"', "1.10"),
        SMALL.replace("key: t", "kye: t"),
        SMALL.replace("key: t", "key: ctrl+t"),
        SMALL.replace("id: touch", "id: Touch Me"),
        tier_with("", kind="sate"),
        tier_with("exclusive: no"),
        tier_with("", "[]"),
        SMALL + "uncodable: {missing_if: {share_of_phase: 2}}\n",
        SMALL + "links: [{id: l}]\n",
    ],
)
def test_what_the_loader_refuses_does_not_fit_the_json_schema(text: str) -> None:
    assert misfits(value_of(SMALL)) == []
    assert misfits(value_of(text))


def value_of(text: str) -> object:
    root, _, _ = read_yaml(text, "s.yaml")
    assert root is not None
    return _value(root)


def _value(node: Node) -> object:
    """Return what an editor's YAML 1.2 makes of a node."""
    if isinstance(node, Scalar):
        if node.plain and node.words in ("true", "false"):
            return node.words == "true"
        if node.plain and re.fullmatch(r"-?\d+(\.\d+)?", node.words):
            return float(node.words) if "." in node.words else int(node.words)
        return node.words
    if node.pairs:
        return {key.words: _value(value) for key, value in node.pairs}
    return [_value(item) for item in node.items]


def misfits(value: object, schema: Any = SCHEMA, at: str = "") -> list[str]:
    """Return where a value does not fit, by the words of draft-07 that the schema uses."""
    if "$ref" in schema:
        return misfits(value, SCHEMA["definitions"][schema["$ref"].rpartition("/")[2]], at)
    found = [misfit for part in schema.get("allOf", ()) for misfit in misfits(value, part, at)]
    if "anyOf" in schema and all(misfits(value, part, at) for part in schema["anyOf"]):
        found.append(f"{at}: fits nothing")
    kinds = schema.get("type", list(_TYPES))
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if not any(
        isinstance(value, _TYPES[kind]) and not (kind != "boolean" and isinstance(value, bool)) for kind in kinds
    ):
        found.append(f"{at}: type")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: enum")
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        found.append(f"{at}: pattern")
    return (
        found + _number_misfits(value, schema, at) + _list_misfits(value, schema, at) + _map_misfits(value, schema, at)
    )


def _number_misfits(value: object, schema: Any, at: str) -> list[str]:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return []
    low, high, above = schema.get("minimum", value), schema.get("maximum", value), schema.get("exclusiveMinimum")
    return [] if low <= value <= high and (above is None or value > above) else [f"{at}: range"]


def _list_misfits(value: object, schema: Any, at: str) -> list[str]:
    if not isinstance(value, list):
        return []
    found = [
        misfit
        for place, item in enumerate(value)
        for misfit in misfits(item, schema.get("items", {}), f"{at}[{place}]")
    ]
    fits = schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value))
    return found if fits else [*found, f"{at}: length"]


def _map_misfits(value: object, schema: Any, at: str) -> list[str]:
    if not isinstance(value, dict):
        return []
    found = [f"{at}: {name} is missing" for name in schema.get("required", ()) if name not in value]
    other = schema.get("additionalProperties", True)
    for name, part in value.items():
        known = schema.get("properties", {}).get(name, other)
        if known is False:
            found.append(f"{at}.{name}: unknown")
        elif known is not True:
            found += misfits(part, known, f"{at}.{name}")
    return found
