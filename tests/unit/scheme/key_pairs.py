"""Every key of the format in one scheme that is right, ``reference/every-key.yaml``, and how each is spoilt.

``reference/every-key.txt`` has a block for each key: its place and what is written there instead, and below it exactly
what is said.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coder.scheme.key_names import keys_of, part_at
from coder.scheme.nodes import Node
from coder.scheme.reference import all_parts
from coder.scheme.yaml_reader import read_yaml

FOLDER = Path(__file__).with_name("reference")
NAME = "every-key.yaml"
TEXT = (FOLDER / NAME).read_text(encoding="utf-8")
Key = tuple[str, str]
"""The name of a part, and a key of it."""


@dataclass(frozen=True)
class Spoilt:
    """A key with something wrong behind it, and what is said of that."""

    path: str
    value: str
    said: tuple[str, ...]

    @property
    def key(self) -> Key:
        """The key that is spoilt."""
        return key_at(self.path)

    @property
    def text(self) -> str:
        """The whole scheme, with this key spoilt."""
        return replaced(self.path, self.value)


def keys_of_the_format() -> list[Key]:
    """Return every key of every part, from the loader's own parts."""
    return [(part.__name__, key) for part in all_parts() for key in keys_of(part)]


def keys_in_use() -> set[Key]:
    """Return every key that the scheme uses."""
    return {key_at(path) for path, _ in _keys(_root())}


def spoilt_keys() -> list[Spoilt]:
    """Return every block of the table."""
    text = (FOLDER / "every-key.txt").read_text(encoding="utf-8")
    return [_block(block.split("\n")) for block in text.strip().split("\n\n") if not block.startswith("#")]


def _block(lines: list[str]) -> Spoilt:
    path, _, value = lines[0].partition(":")
    return Spoilt(path, value.strip(), tuple(lines[1:]))


def key_at(path: str) -> Key:
    """Return which key of which part stands at a path such as ``tiers[0].codes[1].key``."""
    where = tuple(int(step) if step.isdecimal() else step for step in re.findall(r"\w+", path))
    return part_at(where[:-1]).__name__, str(where[-1])


def replaced(path: str, value: str) -> str:
    """Return the scheme with another value at a path; what belonged to the old one is gone."""
    key = next(node for found, node in _keys(_root()) if found == path)
    lines = TEXT.split("\n")
    head = lines[key.line - 1][: key.column - 1 + len(key.text) + 1]
    end = key.line
    while end < len(lines) and lines[end].startswith(" " * key.column):
        end += 1
    return "\n".join([*lines[: key.line - 1], f"{head} {value}", *lines[end:]])


def without(path: str) -> str:
    """Return the scheme without a key and all that belongs to it."""
    key = next(node for found, node in _keys(_root()) if found == path)
    whole, mark = TEXT.split("\n"), "#without"
    lines = replaced(path, mark).split("\n")
    at = next(number for number, line in enumerate(lines) if line.endswith(mark))
    if lines[at][: key.column - 1].strip() == "-":  # the first key of a member leaves its dash to the next
        lines[at + 1 : at + 2] = [lines[at][: key.column - 1] + line.lstrip() for line in lines[at + 1 : at + 2]]
    del lines[at]
    assert len(lines) < len(whole)
    return "\n".join(lines)


def _root() -> Node:
    root, faults, _ = read_yaml(TEXT, NAME)
    assert root is not None
    assert not faults
    return root


def _keys(node: Node) -> Iterator[tuple[str, Node]]:
    for key, value in node.pairs:
        yield key.path, key
        yield from _keys(value)
    for item in node.items:
        yield from _keys(item)
