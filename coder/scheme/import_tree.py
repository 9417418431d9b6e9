"""Values put together as a tree that can be written as YAML: words plain where that means the same, else in quotes."""

import re
from collections.abc import Iterable, Mapping

from coder.model.scheme import Text
from coder.scheme.nodes import Mapping as MapNode
from coder.scheme.nodes import Node, Scalar, Sequence

_SAFE = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]([\wÀ-ÖØ-öø-ÿ’'.,;()/ -]*[\w).])?", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_NOT_TEXT = re.compile(r"(?i)null|true|false|yes|no|on|off|y|n|\.inf|\.nan")
UNDETERMINED = "und"

Value = str | bool | float | Text | Node | None
"""What may stand in a map; None, no words and an empty list are left out."""


def plain_words(text: str) -> str:
    """Return text without control signs, half characters and blanks around it."""
    return _CONTROL.sub(" ", text).encode("utf-8", "replace").decode("utf-8").strip()


def scalar(text: str) -> Scalar:
    """Build words that stay the words they are."""
    clean = plain_words(text)
    plain = _SAFE.fullmatch(clean) is not None and _NOT_TEXT.fullmatch(clean) is None
    return Scalar("", 1, 1, "", clean, plain=plain)


def mapping(entries: Mapping[str, Value]) -> MapNode:
    """Build a map of what there is."""
    nodes = [(name, _node(value)) for name, value in entries.items()]
    return MapNode("", 1, 1, "", tuple((scalar(name), node) for name, node in nodes if node is not None))


def sequence(members: Iterable[Node]) -> Sequence | None:
    """Build a list, or nothing when there is no member."""
    found = tuple(members)
    return Sequence("", 1, 1, "", found) if found else None


def quoted(text: str) -> Scalar:
    """Build words in quotes."""
    return Scalar("", 1, 1, "", plain_words(text))


def words(names: Iterable[str]) -> Sequence | None:
    """Build a list of words, or nothing when there is none."""
    return sequence(scalar(name) for name in names if plain_words(name))


def _node(value: Value) -> Node | None:
    if value is None or isinstance(value, Node):
        return value
    if isinstance(value, bool):
        return Scalar("", 1, 1, "", "true" if value else "false", plain=True)
    if isinstance(value, float):
        return Scalar("", 1, 1, "", f"{value:.15g}", plain=True)
    if isinstance(value, Text):
        return _text(value)
    return scalar(value) if plain_words(value) else None


def _text(text: Text) -> Node | None:
    """Return words in one language as words, in several as a map of languages."""
    there = [(language, said) for language, said in text.by_language if plain_words(said)]
    if not there:
        return None
    if len(there) == 1:
        return scalar(there[0][1])
    return mapping({language or UNDETERMINED: said for language, said in there})
