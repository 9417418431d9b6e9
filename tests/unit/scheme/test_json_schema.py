"""The JSON Schema for editors says what the loader does."""

import re
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from coder.scheme.json_schema import FILE, build_json_schema, format_json_schema, write_json_schema
from tests.unit.scheme.editor import found_by_editor
from tests.unit.scheme.small import SMALL, tier_with

ROOT = Path(__file__).parents[3]
HERE = Path(__file__).parent
SCHEMA = build_json_schema()


def test_the_file_beside_the_schemes_is_not_stale() -> None:
    assert (ROOT / FILE).read_text(encoding="utf-8") == format_json_schema()


def test_the_file_can_be_written(tmp_path: Path) -> None:
    write_json_schema(tmp_path / "schema.json")
    assert (tmp_path / "schema.json").read_bytes() == format_json_schema().encode("utf-8")


def test_it_is_draft_7_and_complete() -> None:
    text = format_json_schema()
    Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert "$defs" not in text
    assert "prefixItems" not in text
    for name in re.findall(r'"#/definitions/(\w+)"', text):
        assert name in SCHEMA["definitions"]


@pytest.mark.parametrize("path", [*sorted((ROOT / "schemes").glob("*.yaml")), *sorted(HERE.glob("*-*.yaml"))])
def test_what_the_loader_takes_fits_the_json_schema(path: Path) -> None:
    assert found_by_editor(path.read_text(encoding="utf-8")) == []


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
    assert found_by_editor(SMALL) == []
    assert found_by_editor(text)
