"""Match, mismatch and repair of two partners on a common scale (Tronick & Cohn 1989; Tronick & Gianino 1986).

Both partners' states are mapped to common values, such as negative, neutral, positive. Match: both have the same value.
Share = matched/codable, where codable is the time in which both have a value. Repair: mismatch becomes match inside one
uninterrupted run; repairs per minute of codable time, which is the denominator printed with it. A mismatch lasts until
it is repaired; the last one of a run, and one that an interruption cuts, is censored. Latency to repair is the
Kaplan–Meier curve of mismatches.
"""

from collections.abc import Iterable, Sequence

from coder.model.dyad import Matching
from coder.model.spans import Span, runs_of
from coder.model.survival import Waiting

Held = tuple[int, int, str]
"""A state: onset, offset and value; those of one partner do not overlap."""
_Piece = tuple[int, int, bool]


def matching(first: Iterable[Held], second: Iterable[Held], codable: Iterable[Span]) -> Matching:
    """Return how far partners match; ``codable``: runs, a phase or less each, which are not joined."""
    pieces = [_clip(_both(sorted(first), sorted(second)), run) for run in runs_of(codable)]
    matched = sum(offset - onset for run in pieces for onset, offset, same in run if same)
    codable_ms = sum(offset - onset for run in pieces for onset, offset, _ in run)
    waits = [wait for run in pieces for wait in _mismatches(run)]
    repairs = sum(1 for wait in waits if wait.came)
    if not codable_ms:
        return Matching(0, 0, 0, None, None, (), "there is no codable time in which both have a state")
    return Matching(codable_ms, matched, repairs, matched / codable_ms, repairs * 60_000 / codable_ms, tuple(waits))


def _both(first: Sequence[Held], second: Sequence[Held]) -> list[_Piece]:
    """Return the stretches in which both have a state, and whether it is the same."""
    pieces: list[_Piece] = []
    at = other = 0
    while at < len(first) and other < len(second):
        onset, offset = max(first[at][0], second[other][0]), min(first[at][1], second[other][1])
        if onset < offset:
            pieces.append((onset, offset, first[at][2] == second[other][2]))
        if first[at][1] <= second[other][1]:
            at += 1
        else:
            other += 1
    return pieces


def _clip(pieces: Iterable[_Piece], run: Span) -> list[_Piece]:
    return [
        (max(onset, run[0]), min(offset, run[1]), same)
        for onset, offset, same in pieces
        if max(onset, run[0]) < min(offset, run[1])
    ]


def _mismatches(run: Sequence[_Piece]) -> list[Waiting]:
    """Return each mismatch of a run: how long it was, and whether a match followed at once."""
    waits: list[Waiting] = []
    begun: int | None = None
    reached = 0
    for onset, offset, same in run:
        if begun is not None and onset > reached:
            waits.append(Waiting(reached - begun, came=False))
            begun = None
        if same and begun is not None:
            waits.append(Waiting(onset - begun, came=True))
            begun = None
        elif not same and begun is None:
            begun = onset
        reached = offset
    if begun is not None:
        waits.append(Waiting(reached - begun, came=False))
    return waits
