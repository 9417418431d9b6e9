"""What the pointer is doing between press and release."""

from typing import Protocol

from coder.app.workspace import Workspace
from coder.gui.timeline.dragging import Edge, EdgeDrag, begin_drag, dragged
from coder.gui.timeline.scale import Range, TimeScale
from coder.model.event import Event

START_PX = 3


class Stage(Protocol):
    """What a gesture asks of the timeline."""

    @property
    def workspace(self) -> Workspace:
        """The observation that is shown."""

    @property
    def scale(self) -> TimeScale:
        """Where time lies."""

    @property
    def whole_scale(self) -> TimeScale:
        """Where time lies in the overview."""

    @property
    def now_ms(self) -> int:
        """Where the play head is."""

    def set_range(self, from_ms: int, to_ms: int) -> None:
        """Show a range."""

    def ask_seek(self, ms: int) -> None:
        """Ask for the frame at an instant, and to stay there."""

    def ask_preview(self, ms: int) -> None:
        """Ask to see the frame at an instant for now."""

    def show_drag(self, drag: EdgeDrag | None) -> None:
        """Show an edge on its way, or none."""


class Gesture(Protocol):
    """One press of the pointer, until it is let go or Esc is pressed."""

    def move(self, x: float) -> None:
        """Follow the pointer."""

    def release(self) -> None:
        """Do what was meant."""

    def cancel(self) -> None:
        """Leave everything as it was."""


class Scrub:
    """The play head follows the pointer, from frame to frame."""

    def __init__(self, stage: Stage, x: float) -> None:
        self._stage, self._start_ms, self._asked = stage, stage.now_ms, -1
        self.move(x)

    def move(self, x: float) -> None:
        """Ask for the frame under the pointer, once a frame."""
        frames = self._stage.workspace.frames
        ms = max(0, min(self._scale.ms(x), frames.duration_ms))
        frame_ms = frames.time_ms(frames.at(ms))
        if frame_ms != self._asked:
            self._asked = frame_ms
            self._stage.ask_seek(frame_ms)

    @property
    def _scale(self) -> TimeScale:
        return self._stage.scale

    def release(self) -> None:
        """Stay where the head is."""

    def cancel(self) -> None:
        """Go back to where the head was."""
        self._stage.ask_seek(self._start_ms)


class ScrubWhole(Scrub):
    """The play head follows the pointer over the whole session, and what is shown above goes along."""

    def __init__(self, stage: Stage, x: float) -> None:
        self._before: Range = stage.scale.from_ms, stage.scale.to_ms
        super().__init__(stage, x)

    @property
    def _scale(self) -> TimeScale:
        return self._stage.whole_scale

    def move(self, x: float) -> None:
        """Ask for the frame under the pointer, and show what is around it."""
        super().move(x)
        half = (self._before[1] - self._before[0]) // 2
        self._stage.set_range(self._asked - half, self._asked + half)

    def cancel(self) -> None:
        """Go back to where the head was, and show what was shown."""
        super().cancel()
        self._stage.set_range(*self._before)


class Grip:
    """An event was pressed; when it was pressed by an edge and the pointer moves, the edge follows."""

    def __init__(self, stage: Stage, event: Event, edge: Edge | None, x: float) -> None:
        self._stage, self._event, self._edge, self._start_x = stage, event, edge, x
        self._start_ms = stage.now_ms
        self._drag: EdgeDrag | None = None

    def move(self, x: float) -> None:
        """Take the edge along, frame by frame, and show the frame it is on."""
        if self._edge is None or (self._drag is None and abs(x - self._start_x) < START_PX):
            return
        workspace = self._stage.workspace
        before = self._drag or begin_drag(workspace, self._event, self._edge)
        at_ms = self._event.offset_ms if self._edge == "offset" else self._event.onset_ms
        moved_ms = (at_ms or 0) + self._stage.scale.length_ms(x - self._start_x)
        drag = dragged(before, workspace.frames, moved_ms)
        if drag != self._drag:
            self._drag = drag
            self._stage.show_drag(drag)
            self._stage.ask_preview(drag.to_ms)

    def release(self) -> None:
        """Move the edge: one edit, one undo."""
        edit = self._drag.edit if self._drag is not None else None
        self._end()
        if edit is not None:
            self._stage.workspace.do(edit)

    def cancel(self) -> None:
        """Leave the edge where it was."""
        self._end()

    def _end(self) -> None:
        if self._drag is not None:
            self._drag = None
            self._stage.show_drag(None)
            self._stage.ask_preview(self._start_ms)


class MoveShown:
    """The frame in the overview follows the pointer; the play head stays."""

    def __init__(self, stage: Stage, x: float) -> None:
        self._stage = stage
        self._before = self._shown()
        self._held_ms = stage.whole_scale.ms(x) - self._before[0]

    def _shown(self) -> Range:
        return self._stage.scale.from_ms, self._stage.scale.to_ms

    def move(self, x: float) -> None:
        """Take what is shown along."""
        from_ms, to_ms = self._shown()
        start = self._stage.whole_scale.ms(x) - self._held_ms
        self._stage.set_range(start, start + to_ms - from_ms)

    def release(self) -> None:
        """Stay there."""

    def cancel(self) -> None:
        """Show again what was shown."""
        self._stage.set_range(*self._before)
