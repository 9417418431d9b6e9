"""Decide which frames to decode next while nobody waits. Pure."""

from collections.abc import Container
from dataclasses import dataclass

BEHIND = 48
AHEAD = 24
PLAY_AHEAD = 36


@dataclass(frozen=True, slots=True)
class Stretch:
    """Frames ``first`` to ``last``, to be decoded in this order."""

    first: int
    last: int


def next_ahead(head: int, count: int, there: Container[int], room: int) -> Stretch | None:
    """Return what to decode next after a resting ``head`` of ``count`` frames, or None when enough is there."""
    return _following(head, count, there, min(AHEAD, room // 3))


def next_played(head: int, count: int, there: Container[int], room: int) -> Stretch | None:
    """Return what to decode next while playing on from ``head``, or None when enough is there."""
    return _following(head, count, there, min(PLAY_AHEAD, max(1, room // 2)))


def next_behind(head: int, count: int, there: Container[int], room: int, leaning: int = 0) -> Stretch | None:
    """Return what to decode next before a resting ``head``, or None when enough is there.

    It comes in long stretches, because a decoder can only go forwards; in longer ones for steps back
    (``leaning`` -1).
    """
    behind = room * 4 // 5 if leaning < 0 else min(BEHIND, room * 2 // 3)
    missing = _preceding(head - 1, count, there, behind)
    near = missing is not None and head - missing <= max(1, behind // 2)
    return Stretch(max(0, head - behind), missing) if missing is not None and near else None


def next_played_back(head: int, count: int, there: Container[int], room: int) -> Stretch | None:
    """Return what to decode next while playing back from ``head``, or None when enough is there.

    Half of what the cache holds at a time: while one half is shown, the other is decoded.
    """
    missing = _preceding(head, count, there, max(1, room * 3 // 4))
    group = max(1, min(BEHIND, room // 2))
    return None if missing is None else Stretch(max(0, missing - group + 1), missing)


def _following(head: int, count: int, there: Container[int], ahead: int) -> Stretch | None:
    missing = next((n for n in range(head + 1, min(count, head + 1 + ahead)) if n not in there), None)
    return None if missing is None else Stretch(missing, missing)


def _preceding(last: int, count: int, there: Container[int], behind: int) -> int | None:
    return next((n for n in range(min(last, count - 1), max(-1, last - behind), -1) if n not in there), None)
