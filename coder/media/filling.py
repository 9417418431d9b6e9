"""Decide which frames to decode next while nobody waits. Pure."""

from collections.abc import Container
from dataclasses import dataclass

BEHIND = 48
AHEAD = 24
PLAY_AHEAD = 12


@dataclass(frozen=True, slots=True)
class Stretch:
    """Frames ``first`` to ``last``, to be decoded in this order; ``back``: they lie before the play head."""

    first: int
    last: int
    back: bool


def next_stretch(head: int, count: int, there: Container[int], room: int) -> Stretch | None:
    """Return what to decode around a resting ``head`` of ``count`` frames, or None when enough is there.

    What lies before the head comes in long stretches, because a decoder can only go forwards.
    """
    behind = min(BEHIND, room * 2 // 3)
    ahead = min(AHEAD, room // 3)
    missing = next((n for n in range(head - 1, max(-1, head - 1 - behind), -1) if n not in there), None)
    if missing is not None and head - missing <= max(1, behind * 2 // 3):
        return Stretch(max(0, head - behind), missing, True)
    following = next((n for n in range(head + 1, min(count, head + 1 + ahead)) if n not in there), None)
    return None if following is None else Stretch(following, following, False)


def next_played(head: int, count: int, there: Container[int], room: int) -> Stretch | None:
    """Return what to decode next while playing on from ``head``, or None when enough is there."""
    ahead = min(PLAY_AHEAD, max(1, room // 2))
    following = next((n for n in range(head + 1, min(count, head + 1 + ahead)) if n not in there), None)
    return None if following is None else Stretch(following, following, False)


def next_played_back(head: int, count: int, there: Container[int], room: int) -> Stretch | None:
    """Return what to decode next while playing back from ``head``, or None when enough is there.

    Half of what the cache holds at a time: while one half is shown, the other is decoded.
    """
    behind = max(1, room * 3 // 4)
    missing = next((n for n in range(min(head, count - 1), max(-1, head - behind), -1) if n not in there), None)
    return None if missing is None else Stretch(max(0, missing - group(room) + 1), missing, True)


def group(room: int) -> int:
    """Return how many frames to decode at a time while playing back."""
    return max(1, min(BEHIND, room // 2))
