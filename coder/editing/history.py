"""Undo and redo: a change taken back is its inverse, so no edit needs inverse code of its own."""

from collections.abc import Iterable
from dataclasses import replace

from coder.model.change import Change
from coder.model.observation import Observation


class History:
    """The changes done and undone, without limit."""

    def __init__(self) -> None:
        self._done: list[Change] = []
        self._undone: list[Change] = []

    @classmethod
    def of(cls, done: Iterable[Change], undone: Iterable[Change] = ()) -> "History":
        """Build a history from what was done and undone before, oldest first."""
        history = cls()
        history._done = list(done)
        history._undone = list(undone)
        return history

    @property
    def can_undo(self) -> Change | None:
        """The change that undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def can_redo(self) -> Change | None:
        """The change that redo would do again."""
        return self._undone[-1] if self._undone else None

    def keep(self, change: Change) -> None:
        """Remember a change that was just done; what had been undone is forgotten."""
        self._done.append(change)
        self._undone.clear()

    def forget(self, tier_id: str) -> None:
        """Forget what was done on a tier: it was changed from elsewhere, and the rest can still be taken back."""
        self._done, self._undone = without_tier(self._done, tier_id), without_tier(self._undone, tier_id)

    def undo(self, observation: Observation) -> Change | None:
        """Take the last change back and return what that changed."""
        if not self._done:
            return None
        change = self._done[-1].inverse()
        observation.perform(change)
        self._undone.append(self._done.pop())
        return change

    def redo(self, observation: Observation) -> Change | None:
        """Do again what was undone last and return it."""
        if not self._undone:
            return None
        change = self._undone[-1]
        observation.perform(change)
        self._done.append(self._undone.pop())
        return change


def without_tier(changes: Iterable[Change], tier_id: str) -> list[Change]:
    """Return what changes did on all other tiers; one that did nothing there is left out."""
    return [rest for change in changes if (rest := _elsewhere(change, tier_id))]


def _elsewhere(change: Change, tier_id: str) -> Change:
    if all(event.tier != tier_id for event in (*change.gone, *change.come)):
        return change
    return replace(
        change,
        added=tuple(event for event in change.added if event.tier != tier_id),
        removed=tuple(event for event in change.removed if event.tier != tier_id),
        replaced=tuple(pair for pair in change.replaced if pair[0].tier != tier_id),
    )
