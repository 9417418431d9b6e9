"""States whose onset and offset stand in rows of their own, put together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from coder.model.foreign_log import ForeignEvent, Tally


@dataclass(frozen=True, slots=True)
class Line:
    """A row: a whole event, or the ``start`` or ``stop`` of a state."""

    event: ForeignEvent
    edge: str = ""


def pair_edges(lines: Iterable[Line], tally: Tally) -> Iterator[ForeignEvent]:
    """Give the events of some lines; a stop ends the state of its tier and code that began last, modifiers aside."""
    events: list[ForeignEvent] = []
    running: dict[tuple[str, str], list[int]] = {}
    for line in sorted(lines, key=lambda line: line.event.onset_ms):
        key = (line.event.tier, line.event.code)
        if line.edge == "stop":
            begun = running.get(key)
            if not begun:
                tally.dropped("Ends of states that never began", line.event)
                continue
            place = _same_modifiers(events, begun, line.event)
            begun.remove(place)
            events[place] = _ended(events[place], line.event)
            continue
        if line.edge == "start":
            running.setdefault(key, []).append(len(events))
        events.append(line.event)
    for places in running.values():
        for place in places:
            tally.changed("States that were never ended; they run on until another takes their place", events[place])
    yield from events


def _same_modifiers(events: list[ForeignEvent], begun: list[int], end: ForeignEvent) -> int:
    return next((place for place in begun if events[place].modifiers == end.modifiers), begun[-1])


def _ended(event: ForeignEvent, end: ForeignEvent) -> ForeignEvent:
    given = dict(event.modifiers)
    more = tuple((name, value) for name, value in end.modifiers if name not in given)
    comment = " / ".join(dict.fromkeys(filter(None, (event.comment, end.comment))))
    return replace(event, offset_ms=end.onset_ms, modifiers=(*event.modifiers, *more), comment=comment)
