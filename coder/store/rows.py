"""Events as rows of the events table and as JSON in the change log."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from coder.model.change import Change
from coder.model.event import Event

EventRow = tuple[int, str, str, int, int | None, int, str, str, str]
"""id, tier, code, onset_ms, offset_ms, point, modifiers (JSON), target, comment."""
EVENT_QUERY = "SELECT id, tier, code, onset_ms, offset_ms, point, modifiers, target, comment FROM events"
"""Asked of the driver itself: a row of 100,000 is then a plain tuple."""


def event_row(event: Event) -> dict[str, object]:
    """Return an event as the events table holds it."""
    return {
        "id": event.id,
        "tier": storable(event.tier),
        "code": storable(event.code),
        "onset_ms": event.onset_ms,
        "offset_ms": event.offset_ms,
        "point": int(event.point),
        "modifiers": _compact(event.modifiers) if event.modifiers else "",
        "target": storable(event.target),
        "comment": storable(event.comment),
    }


def build_events(rows: Iterable[EventRow]) -> list[Event]:
    """Build the events of rows of the events table; raise ValueError when a row makes no sense."""
    return [
        Event(row[0], row[1], row[2], row[3], row[4], row[5] == 1, _pairs(row[6]) if row[6] else (), row[7], row[8])
        for row in rows
        if _sensible(row)
    ]


def _sensible(row: EventRow) -> bool:
    # SQLite lets any type into any column, so a flipped bit can make a time a text.
    if type(row[0]) is int and type(row[3]) is int and (row[4] is None or type(row[4]) is int) and row[5] in (0, 1):
        return True
    raise ValueError(f"event {row[0]!r} makes no sense")


def format_events(found: Sequence[Event]) -> str:
    """Write events as a JSON list of objects; what is empty is left out."""
    return _compact([_as_object(event) for event in found])


def parse_events(text: str) -> list[Event]:
    """Read events that ``format_events`` wrote; raise ValueError for anything else."""
    try:
        return [_from_object(item) for item in json.loads(text)]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError("a line of its change log makes no sense") from error


def build_change(title: str, before: Sequence[Event], after: Sequence[Event]) -> Change:
    """Build the change that made ``after`` of ``before``: events with the same id are replaced."""
    old = {event.id: event for event in before}
    new = {event.id: event for event in after}
    return Change(
        title,
        added=tuple(event for event in after if event.id not in old),
        removed=tuple(event for event in before if event.id not in new),
        replaced=tuple((event, new[event.id]) for event in before if event.id in new),
    )


def storable(text: str) -> str:
    """Return the text with what UTF-8 cannot hold (half a character) as ``?``, so that it never blocks saving."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _compact(value: object) -> str:
    return storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _as_object(event: Event) -> dict[str, object]:
    always = {"id": event.id, "tier": event.tier, "code": event.code, "onset_ms": event.onset_ms}
    rest = {
        "offset_ms": event.offset_ms,
        "point": event.point,
        "modifiers": event.modifiers,
        "target": event.target,
        "comment": event.comment,
    }
    return always | {name: value for name, value in rest.items() if not _empty(value)}


def _empty(value: object) -> bool:
    # Identity where it matters: an offset of 0 equals False, and must stay.
    return value is None or value is False or value in ("", ())


def _from_object(item: dict[str, Any]) -> Event:
    return Event(
        id=int(item["id"]),
        tier=str(item["tier"]),
        code=str(item["code"]),
        onset_ms=int(item["onset_ms"]),
        offset_ms=None if item.get("offset_ms") is None else int(item["offset_ms"]),
        point=bool(item.get("point", False)),
        modifiers=tuple((str(name), str(value)) for name, value in item.get("modifiers", ())),
        target=str(item.get("target", "")),
        comment=str(item.get("comment", "")),
    )


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    try:
        return tuple((str(name), str(value)) for name, value in json.loads(text))
    except (ValueError, TypeError) as error:
        raise ValueError("the modifiers of an event make no sense") from error
