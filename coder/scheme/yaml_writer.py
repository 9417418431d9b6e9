"""A tree written as YAML again, plain words plain and quoted words quoted, so that it means what it meant."""

import re

from coder.scheme.nodes import Mapping, Node, Scalar

_WIDTH = 2
_UNSAFE = re.compile("[\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def write_yaml(root: Node) -> str:
    """Return the tree as text; reading it gives the same tree but for the places."""
    return "\n".join(_block(root, 0)) + "\n"


def _block(node: Node, depth: int) -> list[str]:
    if isinstance(node, Mapping) and node.entries:
        return [line for key, value in node.entries for line in _entry(f"{_scalar(key)}:", value, depth)]
    if node.items:
        return [line for item in node.items for line in _entry("-", item, depth)]
    return [" " * depth * _WIDTH + _inline(node)]


def _entry(head: str, value: Node, depth: int) -> list[str]:
    indent = " " * depth * _WIDTH
    if isinstance(value, Scalar) or not (value.items or value.pairs):
        return [f"{indent}{head} {_inline(value)}".rstrip()]
    below = _block(value, depth + 1)
    if head == "-":
        return [f"{indent}- {below[0].lstrip()}", *below[1:]]
    return [f"{indent}{head}", *below]


def _inline(node: Node) -> str:
    if isinstance(node, Scalar):
        return _scalar(node)
    return "{}" if isinstance(node, Mapping) else "[]"


def _scalar(scalar: Scalar) -> str:
    if scalar.plain and "\n" not in scalar.words:
        return scalar.words
    return f'"{_UNSAFE.sub(_escape, _escaped(scalar.words))}"'


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace('"', '\\"')


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
