"""A key that is held marks uncodable time for as long as it is held; a tap begins it or ends it."""

from dataclasses import dataclass

from coder.app.workspace import Workspace
from coder.model.scheme import UNCODABLE

HOLD_MS = 400
"""A key that is let go sooner was tapped."""


@dataclass(frozen=True, slots=True)
class Held:
    """Uncodable time that a key began, which may still be down."""

    chord: str
    event_id: int


def began_by(workspace: Workspace, chord: str, known: frozenset[int], at_ms: int) -> Held | None:
    """Return what a key holds after its press, if it began uncodable time; ``known`` are the ids that held before."""
    begun = uncodable_at(workspace, at_ms) - known
    return Held(chord, max(begun)) if begun else None


def uncodable_at(workspace: Workspace, ms: int) -> frozenset[int]:
    """Return the ids of the uncodable time at an instant."""
    return frozenset(event.id for event in workspace.observation.lane(UNCODABLE).covering(ms))


def let_go(workspace: Workspace, held: Held, at_ms: int, held_ms: int) -> bool:
    """End what a key held, at the frame on which it was let go; tell whether there was anything to end."""
    event = workspace.observation.find(held.event_id)
    if held_ms < HOLD_MS or event is None or not event.onset_ms < at_ms or not event.covers(at_ms):
        return False
    return workspace.end_uncodable(event.id, at_ms) is not None
