"""Edits are data: what a coder asks for, before it is known what it changes."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Press:
    """Code a behaviour at an instant, by the rule of pressing (see ``plan_press``).

    ``anyway``: also where its tier is uncodable; the event then says so. ``end_ms``: where the session ends, so that
    its last interval ends there as well. ``beside``: uncodable time begins beside what holds there. ``ends``: the
    uncodable time that is ended, where it is not the one that began last.
    """

    tier: str
    code: str
    at_ms: int
    anyway: bool = False
    end_ms: int | None = None
    beside: bool = False
    ends: int | None = None


@dataclass(frozen=True, slots=True)
class MoveEdge:
    """Move the onset or offset of an event; a neighbour it runs into gives way."""

    event_id: int
    edge: Literal["onset", "offset"]
    to_ms: int


@dataclass(frozen=True, slots=True)
class Shift:
    """Move an event as a whole."""

    event_id: int
    by_ms: int


@dataclass(frozen=True, slots=True)
class SetCode:
    """Give an event another code of its tier, or one of the ``tier`` that is named."""

    event_id: int
    code: str
    tier: str = ""


@dataclass(frozen=True, slots=True)
class SetModifier:
    """Answer a modifier; None takes the answer back."""

    event_id: int
    modifier: str
    value: str | None


@dataclass(frozen=True, slots=True)
class SetComment:
    """Write a comment on an event."""

    event_id: int
    comment: str


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete events."""

    event_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """Cut a state in two at an instant."""

    event_id: int
    at_ms: int


@dataclass(frozen=True, slots=True)
class Merge:
    """Join a state with the next of the same code on its tier."""

    event_id: int


@dataclass(frozen=True, slots=True)
class SetRating:
    """Rate an item of the session, or of one of its phases; a value of None takes the rating back.

    ``end_ms`` is where the session ends.
    """

    tier: str
    item: str
    value: str | None
    end_ms: int
    phase: str = ""


Edit = Press | MoveEdge | Shift | SetCode | SetModifier | SetComment | Delete | Split | Merge | SetRating
