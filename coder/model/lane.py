"""Events in order of onset, found by bisection."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator

from coder.model.event import Event

LONG_MS = 30_000
"""Longer states are looked at one by one, so that one of them does not make a search look at all that began since."""


def _order(event: Event) -> tuple[int, int]:
    return (event.onset_ms, event.id)


def _onset(event: Event) -> int:
    return event.onset_ms


class Lane:
    """Events sorted by onset, then id; every question costs O(log n) and its answer."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self._events = sorted(events, key=_order)
        self._long = {event.id: event for event in self._events if _is_long(event)}
        self._reach_ms = max((_reach(event) for event in self._events), default=0)

    def __len__(self) -> int:
        return len(self._events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self._events)

    def __getitem__(self, place: int) -> Event:
        return self._events[place]

    @property
    def running(self) -> tuple[Event, ...]:
        """The states that have no offset yet."""
        return tuple(event for event in self._long.values() if event.running)

    @property
    def reach_ms(self) -> int:
        """How far back (ms) a search begins; what reaches further is kept apart."""
        return self._reach_ms

    def add(self, event: Event) -> None:
        """Put an event in its place."""
        insort(self._events, event, key=_order)
        self._reach_ms = max(self._reach_ms, _reach(event))
        if _is_long(event):
            self._long[event.id] = event

    def discard(self, event: Event) -> None:
        """Take an event out; it must be there exactly as given."""
        del self._events[self.place(event)]
        self._long.pop(event.id, None)

    def place(self, event: Event) -> int:
        """Return the event's place in the order; raise KeyError when it is not there."""
        place = bisect_left(self._events, _order(event), key=_order)
        if place == len(self._events) or self._events[place] != event:
            raise KeyError(event.id)
        return place

    def covering(self, ms: int) -> list[Event]:
        """Return the states that hold at the instant, and the points on it."""
        return [event for event in self.between(ms, ms + 1) if event.covers(ms)]

    def between(self, from_ms: int, to_ms: int) -> list[Event]:
        """Return the events that touch ``[from_ms, to_ms)``, in order."""
        first_ms = from_ms - self._reach_ms
        first = bisect_left(self._events, first_ms, key=_onset)
        last = bisect_left(self._events, to_ms, key=_onset)
        found = [event for event in self._events[first:last] if _touches(event, from_ms)]
        early = [event for event in self._long.values() if event.onset_ms < first_ms and _touches(event, from_ms)]
        return sorted([*early, *found], key=_order) if early else found

    def before(self, ms: int) -> Event | None:
        """Return the last event whose onset lies before the instant."""
        place = bisect_left(self._events, ms, key=_onset)
        return self._events[place - 1] if place else None

    def after(self, ms: int) -> Event | None:
        """Return the first event whose onset lies after the instant."""
        place = bisect_right(self._events, ms, key=_onset)
        return self._events[place] if place < len(self._events) else None

    def beside(self, here: tuple[int, int], direction: int) -> list[Event]:
        """Return the event next after (direction > 0) or before an (onset, id), as a list of one or none."""
        if direction > 0:
            place = bisect_right(self._events, here, key=_order)
            return self._events[place : place + 1]
        place = bisect_left(self._events, here, key=_order)
        return self._events[place - 1 : place] if place else []


def _is_long(event: Event) -> bool:
    return event.running or (event.offset_ms is not None and event.offset_ms - event.onset_ms > LONG_MS)


def _reach(event: Event) -> int:
    return 0 if event.offset_ms is None or _is_long(event) else event.offset_ms - event.onset_ms


def _touches(event: Event, from_ms: int) -> bool:
    if event.point or event.onset_ms >= from_ms:
        return event.onset_ms >= from_ms
    return event.offset_ms is None or event.offset_ms > from_ms
