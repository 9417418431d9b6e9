"""The timeline: it shows the observation and asks; what is done is done by the workspace."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from coder.app.keymap import build_keymap
from coder.app.workspace import Workspace
from coder.gui.theme import Theme
from coder.gui.timeline import scale as scales
from coder.gui.timeline.canvas import TimelineCanvas
from coder.gui.timeline.dragging import EdgeDrag
from coder.gui.timeline.escape import EscapeWatch
from coder.gui.timeline.gestures import Gesture, Grip, MoveShown, Scrub, ScrubWhole
from coder.gui.timeline.hint import hint_in
from coder.gui.timeline.hit import Area, Hit
from coder.gui.timeline.layout import OVERVIEW, Placed
from coder.gui.timeline.menu import build_menu
from coder.gui.timeline.moving import head_region
from coder.gui.timeline.paint_live import event_box
from coder.gui.timeline.paint_overview import shown_box
from coder.gui.timeline.touched import touched_rows
from coder.model.change import Change
from coder.model.scheme import PHASE, UNCODABLE

FLASH_MS = 150
_NOTCH = 120
_ZOOM_A_NOTCH = 1.25
_PAN_A_NOTCH = 0.12


class TimelineView(TimelineCanvas):
    """One lane a tier, grouped by actor, under a ruler; the whole session in a strip below.

    Signals: ``seek_asked`` (ms: go there), ``preview_asked`` (ms: show that frame while an edge is dragged, and the
    frame of the play head again when it is let go), ``command_asked`` (a command's id, for the selected event),
    ``range_changed`` (from, to in ms).
    """

    seek_asked = Signal(int)
    preview_asked = Signal(int)
    command_asked = Signal(str)

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(workspace, theme, parent)
        self.reduced_motion = False
        self.keymap = build_keymap()
        self._gesture: Gesture | None = None
        self._playing = False
        self._flash = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._flash.timeout.connect(self._end_flash)
        self._escape = EscapeWatch(self)
        self._escape.pressed.connect(self._cancel)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Timeline")
        self.setAccessibleDescription(
            "What was coded, one lane a tier, over the time of the session. The events table holds the same events."
        )
        self._listen()

    def _listen(self) -> None:
        """Follow the workspace for as long as the widget is there."""
        ends = [self.workspace.changed.add(self._follow_change), self.workspace.selected_event.add(self._follow_select)]
        self.destroyed.connect(lambda *_: _end_all(ends))

    # what is new

    @property
    def dragging(self) -> bool:
        """Tell whether the pointer takes something along."""
        return self._gesture is not None

    def set_now(self, ms: int) -> None:
        """Move the play head; near the edge the page turns, and nothing else moves."""
        before = self.live.now_ms
        if ms == before:
            return
        self.live.now_ms = ms
        end_ms = self.workspace.end_ms
        shown = (
            self._range if self._gesture else scales.followed(self._range, before, ms, end_ms, playing=self._playing)
        )
        if shown != self._range:
            self.set_range(*shown)
        else:
            self.update(head_region(self._scene, before, ms))

    def show_playing(self, playing: bool) -> None:
        """Take note that it plays or rests; where playing begins the play head is brought back into sight."""
        began, self._playing = playing and not self._playing, playing
        shown = scales.followed(self._range, self.now_ms, self.now_ms, self.workspace.end_ms)
        if began and shown != self._range and self._gesture is None:
            self.set_range(*shown)

    def _follow_change(self, change: Change) -> None:
        self._counts.follow(change)
        self._onsets.follow(change)
        self._layer.spoil_overview()
        if self._levels() != self._placed_levels:
            self._arrange_rows()
        if any(event.tier in (PHASE, UNCODABLE) for event in (*change.gone, *change.come)):
            self._layer.spoil()  # what counts and what is codable is seen on every lane and beside its name
            self.update()
        self.live.selected = self.workspace.selection
        rows = touched_rows(self._rows, self.workspace.observation, change, self.workspace.end_ms)
        for placed in self._scene.layout.placed:
            if placed.row.id in rows:
                self._layer.spoil_row(placed.row.id, rows[placed.row.id])
                self.update(0, placed.top, self.width(), placed.height)
        self.update(0, self._scene.layout.overview_top, self.width(), OVERVIEW)
        if self._gesture is None:
            self._begin_flash(change)

    def _follow_select(self, event_id: int | None) -> None:
        before, self.live.selected = self.live.selected, self.workspace.observation.find(event_id)
        for event in (before, self.live.selected):
            observation = self.workspace.observation
            placed = self._scene.layout.holding(event, observation) if event is not None else None
            if event is not None and placed is not None:
                self.update(event_box(self._scene, placed, event, self.now_ms).adjusted(-12, -3, 12, 3))

    def _begin_flash(self, change: Change) -> None:
        """Light the lane that a key touched, for a moment."""
        come = change.added or change.come or change.gone
        placed = self._scene.layout.holding(come[0], self.workspace.observation) if come else None
        if placed is None:
            return
        self._bring_in(placed)
        if not self.reduced_motion and self.isVisible():
            self._end_flash()
            self.live.flashed = frozenset({placed.row.id})
            self._flash.start()
            self.update(0, placed.top, self.width(), placed.height)

    def _bring_in(self, placed: Placed) -> None:
        """Scroll a lane that a key touched into sight."""
        layout = self._scene.layout
        if placed in layout.lanes and (placed.top < layout.lanes_top or placed.bottom > layout.lanes_bottom):
            self._lanes_bar.setValue(layout.scroll + placed.top - layout.lanes_top - placed.height)

    def _end_flash(self) -> None:
        for placed in self._scene.layout.placed:
            if placed.row.id in self.live.flashed:
                self.update(0, placed.top, self.width(), placed.height)
        self.live.flashed = frozenset()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop what runs."""
        super().hideEvent(event)
        self._flash.stop()
        self.live.flashed = frozenset()
        self._cancel()

    # the pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin what the place asks for: scrub, select, drag an edge, move what is shown."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        hit, x = self.hit(at), event.position().x()
        self._gesture = self._begin(hit, x)
        if self._gesture is not None:
            self._escape.start()

    def _begin(self, hit: Hit, x: float) -> Gesture | None:
        match hit.area:
            case Area.OVERVIEW:
                return MoveShown(self, x) if self._on_frame(x) else ScrubWhole(self, x)
            case Area.GUTTER:
                return None
            case _ if hit.event is not None:
                self.workspace.select(hit.event.id)
                return Grip(self, hit.event, None if self.workspace.view_only else hit.edge, x)
            case _:
                return Scrub(self, x)

    def _on_frame(self, x: float) -> bool:
        """Tell whether a place in the overview is on the frame around what is shown, and that can be moved."""
        box, (from_ms, to_ms) = shown_box(self._scene), self._range
        return box.left() <= x <= box.right() and to_ms - from_ms < self.workspace.end_ms

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the gesture, or show what could be done."""
        if self._gesture is not None:
            self._gesture.move(event.position().x())
            return
        hit = self.hit(event.position().toPoint())
        self.setCursor(self._cursor_for(hit, event.position().x()))
        self.setToolTip(hint_in(self.workspace, hit))

    def _cursor_for(self, hit: Hit, x: float) -> Qt.CursorShape:
        if hit.edge is not None and not self.workspace.view_only:
            return Qt.CursorShape.SizeHorCursor
        if hit.area is Area.OVERVIEW and self._on_frame(x):
            return Qt.CursorShape.OpenHandCursor
        return Qt.CursorShape.PointingHandCursor if hit.event is not None else Qt.CursorShape.ArrowCursor

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        if event.button() == Qt.MouseButton.LeftButton and self._gesture is not None:
            self._escape.stop()
            self._gesture.release()
            self._gesture = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the onset of the event."""
        hit = self.hit(event.position().toPoint())
        if hit.event is not None and event.button() == Qt.MouseButton.LeftButton:
            self.seek_asked.emit(hit.event.onset_ms)
        else:
            self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; with shift, or sideways, pan; over the names, scroll the lanes."""
        at, turn = event.position().toPoint(), event.angleDelta()
        event.accept()
        if self.hit(at).area is Area.GUTTER:
            self._lanes_bar.setValue(self._lanes_bar.value() - turn.y() * self._lanes_bar.singleStep() // _NOTCH)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or abs(turn.x()) > abs(turn.y()):
            self.pan(-(turn.x() or turn.y()) / _NOTCH * _PAN_A_NOTCH)
        elif turn.y():
            scale = self.whole_scale if self.hit(at).area is Area.OVERVIEW else self.scale
            self.zoom(_ZOOM_A_NOTCH ** (turn.y() / _NOTCH), scale.ms(event.position().x()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the event there."""
        hit = self.hit(event.pos())
        if hit.event is None:
            return
        self.workspace.select(hit.event.id)
        view_only = bool(self.workspace.view_only)
        ask = self.command_asked.emit
        menu = build_menu(self, hit.event, ask, view_only=view_only, now_ms=self.now_ms, keymap=self.keymap)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def _cancel(self) -> None:
        gesture, self._gesture = self._gesture, None
        self._escape.stop()
        if gesture is not None:
            gesture.cancel()

    # what gestures ask

    def ask_seek(self, ms: int) -> None:
        """Ask for the frame at an instant, and to stay there."""
        self.seek_asked.emit(ms)

    def ask_preview(self, ms: int) -> None:
        """Ask to see the frame at an instant for now."""
        self.preview_asked.emit(ms)

    def show_drag(self, drag: EdgeDrag | None) -> None:
        """Show an edge on its way, or none."""
        self.live.drag = drag
        self.update()


def _end_all(ends: list[Callable[[], None]]) -> None:
    for end in ends:
        end()
