"""Read our own YAML strictly: every value is text with a line, and whatever is not understood is an error."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from coder.errors import CoderError
from coder.store.plain_words import explain_read_error

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

LIMIT_BYTES = 1_048_576
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written; ``str`` gives ``session.yaml:7``."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"

    def error(self, what: str, hint: str) -> CoderError:
        """Return the error for what is written here."""
        return CoderError(f"{self}: {what}", hint)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as it is written: ``007`` and ``no`` stay text."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    place: Place
    items: tuple["Value", ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """A map; its keys are known to be unique and asked for by name."""

    place: Place
    values: dict[str, "Value"] = field(hash=False)
    keys: dict[str, Place] = field(hash=False)

    def refuse_unknown(self, known: Iterable[str]) -> None:
        """Raise CoderError for the first key that is none of the known ones, with the nearest of them."""
        names = list(known)
        for key, place in self.keys.items():
            if key not in names:
                near = difflib.get_close_matches(key, names, 1)
                hint = f"Did you mean {near[0]}?" if near else f"Known here: {', '.join(names)}."
                raise place.error(f"unknown key “{key}”.", hint)

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; raise CoderError when it is missing without a default, or no text."""
        value = self.values.get(key)
        if value is None or (isinstance(value, Scalar) and not value.text):
            if default is None:
                raise self.place.error(f"“{key}” is missing.", f"Write {key}: and its value.")
            return default
        if not isinstance(value, Scalar):
            raise value.place.error(f"“{key}” must be one value.", f"Write {key}: and one value behind it.")
        return value.text

    def number(self, key: str, default: float) -> float:
        """Return a finite number; raise CoderError for anything else."""
        text = self.text(key, "")
        try:
            number = float(text) if text else default
        except ValueError:
            number = float("nan")
        if not abs(number) < 1e15:
            raise self.keys[key].error(f"“{key}” must be a number, not “{text}”.", "Write digits, such as 1.5.")
        return number

    def whole(self, key: str) -> int:
        """Return a whole number that is not negative; raise CoderError for anything else."""
        text = self.text(key)
        if not (text.isascii() and text.isdigit() and len(text) <= 18):
            raise self.keys[key].error(f"“{key}” must be a whole number, not “{text}”.", "Write digits only.")
        return int(text)

    def flag(self, key: str) -> bool:
        """Return true or false, false when it is not written; raise CoderError for anything else."""
        text = self.text(key, "false")
        if text not in ("true", "false"):
            raise self.keys[key].error(f"“{key}” must be true or false, not “{text}”.", "Write true or false.")
        return text == "true"

    def mapping(self, key: str) -> "Mapping":
        """Return a map; raise CoderError when it is missing or none."""
        value = self.values.get(key)
        if value is None:
            raise self.place.error(f"“{key}” is missing.", f"Write {key}: and what belongs to it.")
        return as_mapping(value, key)

    def sequence(self, key: str) -> tuple["Value", ...]:
        """Return the items of a list; raise CoderError when it is missing or none."""
        value = self.values.get(key)
        if value is None:
            raise self.place.error(f"“{key}” is missing.", f"Write {key}: and a list below it.")
        if not isinstance(value, Sequence):
            raise value.place.error(f"“{key}” must be a list.", "Begin each item on its own line with “- ”.")
        return value.items


Value = Scalar | Sequence | Mapping


def as_mapping(value: Value, name: str) -> Mapping:
    """Return the value as a map; raise CoderError when it is none."""
    if not isinstance(value, Mapping):
        raise value.place.error(f"“{name}” must be a map.", "Write key: value pairs, or {key: value}.")
    return value


def read_yaml(path: Path) -> Mapping:
    """Read a file whose top is a map; raise CoderError with file and line for anything else."""
    content = _read(path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Place(path.name, line).error("this is not UTF-8 text.", "Save the file as UTF-8.") from error
    return parse_yaml(text, path.name)


def parse_yaml(text: str, name: str) -> Mapping:
    """Read a text whose top is a map; ``name`` is what errors call it."""
    root = _compose(text, name)
    if root is None:
        raise CoderError(f"{name} is empty.", "Bring back a copy of it, or make the folder anew.")
    return as_mapping(_build(root, name, set()), name)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            content = stream.read(LIMIT_BYTES + 1)
    except OSError as error:
        raise explain_read_error(error, path) from error
    if len(content) > LIMIT_BYTES:
        raise CoderError(f"{path.name} is larger than 1 MiB.", "Check that it is the right file.")
    return content


def _compose(text: str, name: str) -> "Node | None":
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        found: Node | None = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Place(name, line).error(
            f"this is no YAML: {error.problem}.", "Mend the line or the one above."
        ) from error
    except YAMLError as error:
        raise CoderError(
            f"{name} is no YAML: it holds characters that no text has.", "Save it as UTF-8 text."
        ) from error
    except RecursionError as error:
        raise CoderError(f"{name} is nested too deeply.", "Check that it is the right file.") from error
    return found


def _build(node: "Node", name: str, seen: set[int]) -> Value:
    from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

    place = Place(name, node.start_mark.line + 1)
    if id(node) in seen:
        raise place.error("aliases (*) are not understood here.", "Write the value out.")
    seen.add(id(node))
    if isinstance(node, MappingNode) and node.tag == "tag:yaml.org,2002:map":
        return _build_mapping(node, place, seen)
    if isinstance(node, SequenceNode) and node.tag == "tag:yaml.org,2002:seq":
        return Sequence(place, tuple(_build(item, name, seen) for item in node.value))
    if isinstance(node, ScalarNode) and node.tag in _PLAIN_TAGS:
        empty = node.tag.endswith(":null") and node.value in ("~", "null", "Null", "NULL")
        return Scalar(place, "" if empty else str(node.value))
    raise place.error(f"the tag {node.tag} is not understood.", "Remove the tag (what begins with !).")


def _build_mapping(node: "Node", place: Place, seen: set[int]) -> Mapping:
    values: dict[str, Value] = {}
    keys: dict[str, Place] = {}
    for key_node, value_node in node.value:
        key = _build(key_node, place.file, seen)
        if not isinstance(key, Scalar):
            raise key.place.error("a key must be one word.", "Write key: value.")
        if key.text in keys:
            raise key.place.error(f"“{key.text}” stands here twice (line {keys[key.text].line}).", "Keep one of them.")
        keys[key.text] = key.place
        values[key.text] = _build(value_node, place.file, seen)
    return Mapping(place, values, keys)
