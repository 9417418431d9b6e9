"""Which codes a scheme tags as evidence for which construct."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from coder.model.scheme import Scheme, Text


@dataclass(frozen=True, slots=True)
class Tagged:
    """A construct with the codes (tier, code) that are tagged with it, and how directly each speaks to it."""

    id: str
    label: str
    definition: str
    codes: tuple[tuple[tuple[str, str], str], ...]


def tagged_constructs(scheme: Scheme) -> Iterator[Tagged]:
    """Give the constructs in the scheme's order; those that codes name and the scheme does not say last."""
    said = {one["id"]: one for one in json.loads(dict(scheme.extra).get("constructs", "[]"))}
    tags: dict[str, list[tuple[tuple[str, str], str]]] = {name: [] for name in said}
    for tier in scheme.tiers:
        for code in tier.codes:
            for tag in code.constructs:
                tags.setdefault(tag.id, []).append(((tier.id, code.id), tag.evidence))
    for name, codes in tags.items():
        words = said.get(name, {})
        label, definition = (str(Text(tuple(words.get(key, {}).items()))) for key in ("label", "definition"))
        yield Tagged(name, label or name.replace("_", " "), definition, tuple(codes))
