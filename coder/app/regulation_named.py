"""A cue and a response that are named while regulation is looked at, beside the links that schemes have."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from coder.app.regulation_view import RegulationLook
from coder.model.contingency import Pair

Found = TypeVar("Found")
NO_CUE_AND_RESPONSE = "Choose a cue and a response above."


@dataclass(frozen=True, slots=True)
class Named:
    """A cue and a response, each ACTOR.CODE, and within how long one answers the other (ms)."""

    cue: str
    response: str
    window_ms: int

    @property
    def pair(self) -> Pair:
        """The pair that figures are of."""
        return Pair(self.cue, self.response)

    @property
    def nowhere(self) -> str:
        """Say that no session has both."""
        return f"No session here has both {self.cue} and {self.response}, so nothing can be computed."


def add_named(look: RegulationLook, found: RegulationLook) -> RegulationLook:
    """Return a look with the pairs of another one, which come instead of its own figures of them."""
    pairs = frozenset(found.pairs)
    notes = tuple(one for one in found.notes if one not in look.notes)
    return replace(
        look,
        pairs=(*(one for one in look.pairs if one not in pairs), *found.pairs),
        contingency=(*(one for one in look.contingency if one.pair not in pairs), *found.contingency),
        trains=(*(one for one in look.trains if one.pair not in pairs), *found.trains),
        trajectories=_once((*look.trajectories, *found.trajectories), lambda one: (frozenset(one.tiers), one.place)),
        profiles=_once((*look.profiles, *found.profiles), lambda one: (frozenset((one.first, one.second)), one.place)),
        compared=(*(one for one in look.compared if one.pair not in pairs), *found.compared),
        rules={**look.rules, **found.rules},
        own_notes={
            **look.own_notes,
            **dict.fromkeys(pairs, notes),
        },
    )


def _once(found: Iterable[Found], key_of: Callable[[Found], Hashable]) -> tuple[Found, ...]:
    """Return the first of each that have the same key."""
    known: dict[Hashable, Found] = {}
    for one in found:
        known.setdefault(key_of(one), one)
    return tuple(known.values())
