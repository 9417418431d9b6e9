"""A key that is held marks uncodable time for as long as it is held; a tap begins it or ends it."""

from dataclasses import dataclass

from coder.app.workspace import Workspace
from coder.model.event import Event
from coder.model.scheme import UNCODABLE

HOLD_MS = 400
"""A key that is let go sooner was tapped."""


@dataclass(frozen=True, slots=True)
class Held:
    """Uncodable time that a key began, which may still be down."""

    chord: str
    event_id: int


def began_by(workspace: Workspace, chord: str, known: Event | None, at_ms: int) -> Held | None:
    """Return what a key holds after its press, if it began uncodable time; ``known`` is what held there before."""
    event = uncodable_at(workspace, at_ms)
    if event is None or (known is not None and known.id == event.id):
        return None
    return Held(chord, event.id)


def uncodable_at(workspace: Workspace, ms: int) -> Event | None:
    """Return the uncodable time at an instant."""
    return next(iter(workspace.observation.lane(UNCODABLE).covering(ms)), None)


def let_go(workspace: Workspace, held: Held, at_ms: int, held_ms: int) -> bool:
    """End what a key held, at the frame on which it was let go; tell whether there was anything to end."""
    event = workspace.observation.find(held.event_id)
    if held_ms < HOLD_MS or event is None or not event.onset_ms < at_ms or not event.covers(at_ms):
        return False
    return workspace.code(UNCODABLE, UNCODABLE, at_ms) is not None
