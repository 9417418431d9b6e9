"""The description of an export follows the rules of Frictionless Data, version 1."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from coder.formats.codebook_csv import TABLE as CODEBOOK
from coder.formats.datapackage import Resource, find_key, format_datapackage
from coder.model.excel_text import SEMICOLONS
from coder.model.table import Column, ColumnType, Table
from tests.unit.formats.test_codebook_csv import TABLES

TYPES = {"string", "number", "integer", "boolean"}


def described(name: str = "Still Face: Łódź", key: tuple[str, ...] = ()) -> dict[str, Any]:
    resources = [Resource(table, 10, "ab" * 32, key) for table in (*TABLES, CODEBOOK)]
    made: dict[str, Any] = json.loads(format_datapackage(name, resources))
    return made


def find_faults(package: Mapping[str, Any]) -> list[str]:
    """Return what is not as the profile ``tabular-data-package`` wants it, by its JSON schema."""
    faults = [] if package["profile"] == "tabular-data-package" else ["profile"]
    faults += [] if re.fullmatch(r"[-a-z0-9._/]+", package["name"]) else ["name"]
    names = [resource["name"] for resource in package["resources"]]
    faults += [] if names and len(set(names)) == len(names) else ["names of resources"]
    return faults + [fault for resource in package["resources"] for fault in _faults(resource)]


def _faults(resource: Mapping[str, Any]) -> list[str]:
    known = {"path": r"(?![/.])[^:\\]+", "name": r"[-a-z0-9._/]+", "hash": r"sha256:[0-9a-f]{64}"}
    faults = [name for name, pattern in known.items() if not re.fullmatch(pattern, resource[name])]
    faults += [] if resource["profile"] == "tabular-data-resource" and isinstance(resource["bytes"], int) else ["bytes"]
    fields: Sequence[Mapping[str, Any]] = resource["schema"]["fields"]
    heads = [field["name"] for field in fields]
    faults += [] if heads and len(set(heads)) == len(heads) else ["names of fields"]
    faults += [field["name"] for field in fields if field["type"] not in TYPES]
    faults += [name for name in resource["schema"].get("primaryKey", ()) if name not in heads]
    return faults


def test_it_is_as_the_profile_wants_it() -> None:
    assert find_faults(described()) == []
    assert described()["name"] == "still-face-d"
    assert described("")["name"] == "export"


def test_every_column_is_described_with_its_type() -> None:
    for table, resource in zip((*TABLES, CODEBOOK), described()["resources"], strict=True):
        assert [field["name"] for field in resource["schema"]["fields"]] == list(table.heads)
    events = {field["name"]: field for field in described()["resources"][0]["schema"]["fields"]}
    assert (events["onset_s"]["type"], events["onset_s"]["unit"]) == ("number", "s")
    assert events["onset_s"]["constraints"] == {"required": True}
    assert "constraints" not in events["offset_s"]
    assert (events["censored_end"]["trueValues"], events["censored_end"]["falseValues"]) == (["1"], ["0"])
    assert events["record"]["levels"][0] == {"value": "primary", "label": "primary"}
    assert events["session_id"]["type"] == "string"


def test_a_key_is_named_where_it_holds() -> None:
    heads = ("study", "session_id", "pass")
    assert find_key([("s", "D01", ""), ("s", "D02", "")], heads) == ("study", "session_id")
    assert find_key([("s", "D01", "gaze"), ("s", "D01", "touch")], heads) == heads
    assert find_key([("s", "D01", ""), ("s", "D01", "touch")], heads) == ()
    assert find_key([], heads) == ()
    assert described(key=("tier",))["resources"][0]["schema"]["primaryKey"] == ["tier"]
    assert "primaryKey" not in described()["resources"][0]["schema"]


def test_tables_for_excel_are_described_with_their_signs() -> None:
    table = Table("one", "a row", (Column("onset_s", ColumnType.NUMBER, "It."), Column("id", ColumnType.ID, "It.")))
    (resource,) = json.loads(format_datapackage("", [Resource(table, 1, "ab")], SEMICOLONS))["resources"]
    assert (resource["dialect"]["delimiter"], resource["dialect"]["lineTerminator"]) == (";", "\r\n")
    assert [field.get("decimalChar") for field in resource["schema"]["fields"]] == [",", None]
