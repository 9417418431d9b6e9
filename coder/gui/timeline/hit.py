"""What lies under the pointer."""

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum

from coder.gui.timeline.dragging import Edge
from coder.gui.timeline.layout import GUTTER, RULER, Layout, Placed
from coder.gui.timeline.marks import first_place
from coder.gui.timeline.rows import RowKind
from coder.gui.timeline.scale import TimeScale
from coder.model.event import Event
from coder.model.lane import Lane
from coder.model.observation import Observation

EDGE_PX = 4
POINT_PX = 8
_NARROW_PX = 14
_LOOKED_AT = 64


class Area(StrEnum):
    """The parts of a timeline."""

    GUTTER = "gutter"
    RULER = "ruler"
    ROW = "row"
    OVERVIEW = "overview"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Hit:
    """A part of the timeline; on a row perhaps an event, and perhaps one of its edges."""

    area: Area
    placed: Placed | None = None
    event: Event | None = None
    edge: Edge | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """What is looked for in: the observation as it is laid out, up to the session's end."""

    observation: Observation
    layout: Layout
    scale: TimeScale
    end_ms: int


def hit_at(ground: Ground, x: float, y: float, selected: int | None = None) -> Hit:
    """Return what lies at a place; the selected event's edges are found first."""
    layout = ground.layout
    if y >= layout.overview_top:
        return Hit(Area.OVERVIEW)
    placed = layout.at(y)
    if x < GUTTER:
        return Hit(Area.GUTTER, placed)
    if y < RULER:
        return Hit(Area.RULER)
    if placed is None:
        return Hit(Area.NOTHING)
    if placed.row.tier is None:
        return Hit(Area.ROW, placed)
    lane = placed.row.lane(ground.observation)
    if placed.row.kind is RowKind.POINTS:
        return _point(ground, placed, lane, x)
    return _state(ground, placed, lane, x, selected)


def _point(ground: Ground, placed: Placed, lane: Lane, x: float) -> Hit:
    scale = ground.scale
    place = bisect_left(lane, scale.ms(x - POINT_PX), key=lambda event: event.onset_ms)
    near: list[Event] = []
    while place < len(lane) and len(near) < _LOOKED_AT and scale.x(lane[place].onset_ms) <= x + POINT_PX:
        near.append(lane[place])
        place += 1
    if not near:
        return Hit(Area.ROW, placed)
    return Hit(Area.ROW, placed, min(near, key=lambda event: abs(scale.x(event.onset_ms) - x)), "onset")


def _state(ground: Ground, placed: Placed, lane: Lane, x: float, selected: int | None) -> Hit:
    near = _near(ground, lane, x)
    ordered = sorted(near, key=lambda event: (event.id != selected, not event.covers(ground.scale.ms(x))))
    for event in ordered:
        edge = _edge(ground, event, x, event.id == selected)
        if edge is not None and (event.id == selected or event == ordered[0] or not _covered(ground, near, x)):
            return Hit(Area.ROW, placed, event, edge)
    covering = [event for event in near if event.covers(ground.scale.ms(x))]
    return Hit(Area.ROW, placed, covering[-1] if covering else None)


def _near(ground: Ground, lane: Lane, x: float) -> list[Event]:
    scale = ground.scale
    near: list[Event] = []
    place, last_ms = first_place(lane, scale.ms(x - EDGE_PX)), scale.ms(x + EDGE_PX)
    while place < len(lane) and len(near) < _LOOKED_AT and lane[place].onset_ms <= last_ms:
        if scale.x(lane[place].end_ms(ground.end_ms)) >= x - EDGE_PX:
            near.append(lane[place])
        place += 1
    return near


def _covered(ground: Ground, near: list[Event], x: float) -> bool:
    return any(event.covers(ground.scale.ms(x)) for event in near)


def _edge(ground: Ground, event: Event, x: float, selected: bool) -> Edge | None:
    """Find the edge of an event at an x: narrow bars are taken by their edges only when they are selected."""
    left, right = ground.scale.x(event.onset_ms), ground.scale.x(event.end_ms(ground.end_ms))
    if right - left < _NARROW_PX and not selected:
        return None
    to_left, to_right = abs(x - left), abs(x - right)
    if min(to_left, to_right) > EDGE_PX or (event.running and to_right < to_left):
        return None
    return "onset" if to_left <= to_right else "offset"
