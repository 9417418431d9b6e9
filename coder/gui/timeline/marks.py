"""What is drawn of a lane: bars, slivers and points, never more than the pixels can show.

Where several events begin within one cell of pixels, the last of them stands for all: it says what holds when the cell
ends. The walk jumps over the others by bisection, so that 100,000 events cost what 1,000 do.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from coder.gui.timeline.scale import Range, TimeScale
from coder.model.event import Event
from coder.model.lane import Lane

CELL_PX = 3
BAR_PX = 6
CLUSTER_PX = 6
_LETTERS = 3
_onset: Callable[[Event], int] = attrgetter("onset_ms")


class Bar(NamedTuple):
    """A state wide enough to be drawn by itself, between two x."""

    event: Event
    left: float
    right: float


class Cluster(NamedTuple):
    """Points too close together to be told apart; ``size`` says how many; of many only the first is named."""

    x: float
    events: tuple[Event, ...]
    size: int


@dataclass(slots=True)
class Marks:
    """Bars and slivers (states of a few pixels) in order, and the time (ms) that they take."""

    bars: list[Bar] = field(default_factory=list)
    slivers: list[Bar] = field(default_factory=list)
    taken: list[Range] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.bars) + len(self.slivers)


def first_place(lane: Lane, ms: int) -> int:
    """Return the place of the last event that begins before an instant, or 0."""
    return max(0, bisect_left(lane, ms, key=_onset) - 1)


def count_between(lane: Lane, window: Range) -> int:
    """Return how many events begin in a window (ms)."""
    return bisect_left(lane, window[1], key=_onset) - bisect_left(lane, window[0], key=_onset)


def state_marks(lane: Lane, scale: TimeScale, window: Range, end_ms: int, onsets: Sequence[int] | None = None) -> Marks:
    """Return what is drawn of the states that touch a window (ms); they may not overlap one another.

    ``onsets`` are those of the whole lane (ms), where they are at hand.
    """
    marks, cell_ms = Marks(), CELL_PX / scale.px_per_ms
    place, size, (from_ms, to_ms) = first_place(lane, window[0]), len(lane), window
    origin, left, per_ms = scale.from_ms, scale.left, scale.px_per_ms
    while place < size:
        event = lane[place]
        onset_ms, offset_ms = event.onset_ms, event.offset_ms
        if onset_ms >= to_ms:
            break
        if offset_ms is None:
            offset_ms = max(end_ms, onset_ms)
        width = (offset_ms - onset_ms) * per_ms
        if width < CELL_PX:
            cell = (onset_ms - origin) // cell_ms
            cell_end_ms = int(origin + (cell + 1) * cell_ms) + 1
            last = _place_of_last(lane, onsets, place, cell_end_ms)
            if last > place:
                place = last
                continue
            marks.slivers.append(Bar(event, left + cell * CELL_PX, left + (cell + 1) * CELL_PX))
            marks.taken.append((int(origin + cell * cell_ms), max(offset_ms, cell_end_ms)))
        elif offset_ms > from_ms:
            x = left + (onset_ms - origin) * per_ms
            (marks.bars if width >= BAR_PX else marks.slivers).append(Bar(event, x, x + width))
            marks.taken.append((onset_ms, offset_ms))
        place += 1
    return marks


def _place_of_last(lane: Lane, onsets: Sequence[int] | None, place: int, before_ms: int) -> int:
    """Return the place of the last event that begins before an instant, from a place on."""
    if onsets is not None:
        return bisect_left(onsets, before_ms, place) - 1
    if place + 1 >= len(lane) or lane[place + 1].onset_ms >= before_ms:
        return place
    return bisect_left(lane, before_ms, place + 1, key=_onset) - 1


def point_marks(lane: Lane, scale: TimeScale, window: Range, onsets: Sequence[int] | None = None) -> list[Cluster]:
    """Return what is drawn of the points that lie in a window (ms); ``onsets`` as for states."""
    clusters: list[Cluster] = []
    place, size = bisect_left(lane, window[0], key=_onset), len(lane)
    cell_ms = CLUSTER_PX / scale.px_per_ms
    while place < size and (event := lane[place]).onset_ms < window[1]:
        cell_end_ms = int(scale.from_ms + ((event.onset_ms - scale.from_ms) // cell_ms + 1) * cell_ms) + 1
        last = _place_of_last(lane, onsets, place, cell_end_ms)
        count = last + 1 - place
        shown = (event,) if count > _LETTERS else tuple(lane[number] for number in range(place, last + 1))
        clusters.append(Cluster(scale.x(event.onset_ms), shown, count))
        place = last + 1
    return clusters
