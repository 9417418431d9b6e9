"""Dragging an edge: it goes from frame to frame, and no further than the events beside it allow."""

from dataclasses import dataclass, replace
from typing import Literal

from coder.app.ports import Frames
from coder.app.workspace import Workspace
from coder.editing.edges import edge_limits
from coder.editing.edits import MoveEdge
from coder.model.event import Event
from coder.model.time import format_short_time

Edge = Literal["onset", "offset"]


@dataclass(frozen=True, slots=True)
class EdgeDrag:
    """An edge on its way to ``to_ms``, between the earliest and the latest time it may have."""

    event: Event
    edge: Edge
    earliest_ms: int
    latest_ms: int
    to_ms: int

    @property
    def edit(self) -> MoveEdge | None:
        """The edit that letting go asks for; None when the edge is where it was."""
        before = self.event.onset_ms if self.edge == "onset" else self.event.offset_ms
        return None if self.to_ms == before else MoveEdge(self.event.id, self.edge, self.to_ms)

    @property
    def moved(self) -> Event:
        """The event as it will be."""
        if self.edge == "onset":
            return replace(self.event, onset_ms=self.to_ms)
        return replace(self.event, offset_ms=self.to_ms)


def begin_drag(workspace: Workspace, event: Event, edge: Edge) -> EdgeDrag:
    """Take hold of an edge."""
    frames = workspace.frames
    earliest, latest = edge_limits(workspace.scheme, workspace.observation, event, edge)
    end_ms = frames.duration_ms if edge == "offset" else frames.time_ms(len(frames) - 1)
    latest = end_ms if latest is None else min(latest, end_ms)
    at_ms = event.onset_ms if edge == "onset" or event.offset_ms is None else event.offset_ms
    return EdgeDrag(event, edge, earliest, max(earliest, latest), at_ms)


def dragged(drag: EdgeDrag, frames: Frames, ms: int) -> EdgeDrag:
    """Return the drag with the edge at the frame nearest to an instant, within its limits."""
    return replace(drag, to_ms=snapped(frames, ms, drag.earliest_ms, drag.latest_ms))


def snapped(frames: Frames, ms: int, earliest_ms: int, latest_ms: int) -> int:
    """Return the frame boundary nearest to an instant between two limits; where no frame lies there, the limit."""
    ms = max(earliest_ms, min(ms, latest_ms))
    number = frames.at(ms)
    around = [boundary(frames, place) for place in (number - 1, number, number + 1)]
    allowed = [time_ms for time_ms in around if earliest_ms <= time_ms <= latest_ms]
    return min(allowed, key=lambda time_ms: abs(time_ms - ms)) if allowed else ms


def boundary(frames: Frames, number: int) -> int:
    """Return where a frame begins; behind the last one the video ends."""
    return frames.duration_ms if number >= len(frames) else frames.time_ms(max(0, number))


def tag_of(drag: EdgeDrag, frames: Frames) -> str:
    """Return what is shown beside an edge while it is dragged: its time and frame."""
    return f"{format_short_time(drag.to_ms)} · frame {frames.at(drag.to_ms)}"
