"""The keys of the format: which there are where, and which a misspelt one is likely to mean."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from coder.scheme.nodes import Mapping as Map
from coder.scheme.nodes import Node, Scalar, Sequence
from coder.scheme.parts import SchemePart

Where = tuple[int | str, ...]
HOLDERS = ("actors", "tiers", "codes", "procedure", "phases", "uncodable", "reasons", "constructs")
"""Keys whose parts are named elsewhere."""


def keys_of(part: type[BaseModel]) -> dict[str, Any]:
    """Return the keys of a part as they are written, and what each is declared as."""
    return {field.alias or name: field.annotation for name, field in part.model_fields.items()}


def part_in(declared: Any) -> type[BaseModel] | None:
    """Return the part that a declaration such as ``list[TierPart]`` holds."""
    if isinstance(declared, type) and issubclass(declared, BaseModel):
        return declared
    return next((found for inner in get_args(declared) if (found := part_in(inner)) is not None), None)


def part_at(where: Where) -> type[BaseModel]:
    """Return the part at a place, such as ``("tiers", 0, "codes", 1)``."""
    part: type[BaseModel] = SchemePart
    for step in where:
        if isinstance(step, str):
            part = part_in(keys_of(part).get(step)) or part
    return part


def keys_at(where: Where) -> list[str]:
    """Return the keys of the part at a place."""
    return list(keys_of(part_at(where)))


def nearest_key(name: str, where: Where) -> str:
    """Return the key that a misspelt one is likely to mean; empty when it is a key of another part, or like none."""
    known = keys_at(where)
    if near := get_close_matches(name.lower(), known, n=1, cutoff=0.8):
        return near[0]
    near = [] if holder_of(name, where) else get_close_matches(name.lower(), known, n=1, cutoff=0.6)
    return near[0] if near else ""


def holder_of(name: str, where: Where) -> str:
    """Return the key of the nearest part that has a key of that name, within a place or around it."""
    above = [SchemePart, *(part_at(where[:end]) for end in range(1, len(where)))]
    for start in (part_at(where), *reversed(above)):
        for holder, part in _below(start):
            if name in keys_of(part) and part is not part_at(where):
                return holder
    return ""


@cache
def _below(part: type[BaseModel]) -> tuple[tuple[str, type[BaseModel]], ...]:
    """Return all parts within a part with the keys that hold them, the nearest first."""
    return tuple(_walk(part))


def _walk(part: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    level = [part]
    while level:
        inner = [(key, found) for one in level for key, kind in keys_of(one).items() if (found := part_in(kind))]
        yield from inner
        level = [found for _, found in inner]


def with_keys(node: Node, names: Mapping[Node, str]) -> Node:
    """Return a tree in which some keys have other names."""
    if isinstance(node, Sequence):
        return replace(node, members=tuple(with_keys(member, names) for member in node.members))
    if isinstance(node, Map):
        return replace(node, entries=tuple((_key(key, names), with_keys(part, names)) for key, part in node.entries))
    return node


def _key(key: Scalar, names: Mapping[Node, str]) -> Scalar:
    return replace(key, words=names[key]) if key in names else key
