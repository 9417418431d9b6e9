"""Whatever a test did must undo and redo exactly, twice."""

from collections.abc import Iterator
from contextlib import contextmanager

from coder.app.workspace import Workspace
from coder.model.change import Change
from coder.model.event import Event


@contextmanager
def reversible(workspace: Workspace) -> Iterator[Workspace]:
    """Undo and redo all that is done inside, twice, and hold both ends equal to what they were."""
    before, last = _snapshot(workspace), workspace.history.can_undo
    yield workspace
    after = _snapshot(workspace)
    for _ in range(2):
        count = undo_back_to(workspace, last)
        assert _snapshot(workspace) == before
        for _ in range(count):
            assert workspace.redo() is not None, "There is less to redo than was undone."
        assert _snapshot(workspace) == after


def undo_back_to(workspace: Workspace, last: Change | None) -> int:
    """Undo until a change is again the last one done (None: until there is none); return how many were undone."""
    count = 0
    while workspace.history.can_undo is not last:
        assert workspace.undo() is not None, "The test undid more than it did."
        count += 1
    return count


def _snapshot(workspace: Workspace) -> tuple[Event, ...]:
    return tuple(workspace.observation)
