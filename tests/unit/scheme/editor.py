"""What an editor that knows the JSON Schema finds in a scheme: YAML 1.2 read as values, held against draft-07."""

import re
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft7Validator, ValidationError

from coder.scheme.json_schema import build_json_schema
from coder.scheme.nodes import Node, Scalar
from coder.scheme.yaml_reader import read_yaml

_VALIDATOR = Draft7Validator(build_json_schema())


def found_by_editor(text: str) -> list[str]:
    """Return where a text does not fit the JSON Schema, and why."""
    root, _, _ = read_yaml(text, "s.yaml")
    return list(_said(_VALIDATOR.iter_errors(None if root is None else value_of(root))))


def value_of(node: Node) -> object:
    """Return what an editor's YAML 1.2 makes of a node."""
    if isinstance(node, Scalar):
        return _plain_value(node.words) if node.plain else node.words
    if node.pairs:
        return {key.words: value_of(value) for key, value in node.pairs}
    return [value_of(item) for item in node.items]


def _plain_value(words: str) -> object:
    if words in ("", "~", "null", "Null", "NULL"):
        return None
    if words.lower() in ("true", "false") and words in (words.lower(), words.upper(), words.title()):
        return words.lower() == "true"
    if re.fullmatch(r"[-+]?\d+", words):
        return int(words)
    if re.fullmatch(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?", words):
        return float(words)
    return words


def _said(errors: Iterator[ValidationError]) -> Iterator[str]:
    for error in errors:
        where: Any = error.json_path
        yield f"{where}: {error.message[:200]}"
