"""Constructs of a scheme, ideas of the theory, with what was observed that speaks to them."""

from dataclasses import dataclass

from coder.model.contingency import Pair


@dataclass(frozen=True, slots=True)
class CodeEvidence:
    """A code that a scheme tags with a construct, as it was coded: times in ms; a point has no ``total_ms``.

    ``evidence``: how directly it speaks to the construct, ``direct``, ``proxy`` or ``theory``.
    """

    name: str
    tier: str
    evidence: str
    count: int
    codable_ms: int
    total_ms: int | None = None


@dataclass(frozen=True, slots=True)
class LinkEvidence:
    """A link with cues or responses that are evidence for a construct: which, each with how directly."""

    pair: Pair
    cues: tuple[tuple[str, str], ...]
    responses: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ConstructSeen:
    """A construct as its scheme has it, with its evidence in a session; no score is ever made of it."""

    id: str
    label: str
    definition: str
    codes: tuple[CodeEvidence, ...] = ()
    links: tuple[LinkEvidence, ...] = ()
