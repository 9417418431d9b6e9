"""How many events begin in each part of the session: the overview's bars, kept up to date change by change."""

from collections.abc import Iterable

from coder.model.change import Change
from coder.model.event import Event

PARTS = 480


class EventDensity:
    """Counts of onsets in equal parts of a session."""

    def __init__(self, events: Iterable[Event], end_ms: int) -> None:
        self._end_ms = max(1, end_ms)
        self.counts = [0] * PARTS
        for event in events:
            self.counts[self._part(event)] += 1

    def _part(self, event: Event) -> int:
        return min(PARTS - 1, max(0, event.onset_ms * PARTS // self._end_ms))

    def follow(self, change: Change) -> None:
        """Count what a change took and brought."""
        for event in change.gone:
            self.counts[self._part(event)] -= 1
        for event in change.come:
            self.counts[self._part(event)] += 1

    def columns(self, number: int) -> list[float]:
        """Return the share of the fullest, 0 to 1, in a number of equal columns; a column that holds any is seen."""
        sums = [0.0] * max(1, number)
        for place, count in enumerate(self.counts):
            sums[place * len(sums) // PARTS] += count
        top = max(sums)
        return [0.0 if not value else 0.12 + 0.88 * (value / top) ** 0.7 for value in sums]
