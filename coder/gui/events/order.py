"""The rows in their order: a sorted list, so that a change costs a bisection and not a look at every row."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from coder.gui.events.columns import SortKey
from coder.model.event import Event


class EventOrder:
    """Events sorted by a key, first row first; ``descending`` turns the rows round."""

    def __init__(self, key: Callable[[Event], SortKey], events: Iterable[Event] = (), descending: bool = False) -> None:
        self._key, self._descending = key, descending
        keyed = [(key(event), event) for event in events]
        keyed.sort(key=lambda pair: pair[0])
        self._keys = [pair[0] for pair in keyed]
        self._events = [pair[1] for pair in keyed]

    def __len__(self) -> int:
        return len(self._events)

    def __getitem__(self, row: int) -> Event:
        return self._events[-1 - row if self._descending else row]

    def find_row(self, event: Event) -> int | None:
        """Find the row of an event; None when it has none."""
        key = self._key(event)
        place = bisect_left(self._keys, key)
        if place == len(self._keys) or self._keys[place] != key:
            return None
        return len(self._keys) - 1 - place if self._descending else place

    def row_for(self, event: Event) -> int:
        """Return the row that an event would be put at."""
        place = bisect_left(self._keys, self._key(event))
        return len(self._keys) - place if self._descending else place

    def sort(self, events: Iterable[Event]) -> list[Event]:
        """Return events in the order that their rows would have."""
        return sorted(events, key=self._key, reverse=self._descending)

    def insert(self, row: int, events: Sequence[Event]) -> None:
        """Put events, in the order of their rows, at a row."""
        place = len(self._events) - row if self._descending else row
        ordered = list(reversed(events)) if self._descending else list(events)
        self._events[place:place] = ordered
        self._keys[place:place] = [self._key(event) for event in ordered]

    def remove(self, first: int, last: int) -> None:
        """Take the rows from first to last out."""
        count = len(self._events)
        low, high = (count - 1 - last, count - 1 - first) if self._descending else (first, last)
        del self._events[low : high + 1]
        del self._keys[low : high + 1]

    def replace(self, row: int, event: Event) -> None:
        """Change the event of a row that keeps its place."""
        place = len(self._events) - 1 - row if self._descending else row
        self._events[place] = event
        self._keys[place] = self._key(event)
