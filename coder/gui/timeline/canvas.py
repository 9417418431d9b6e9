"""The timeline as a picture: what is shown, how it is laid out, and the painting of it."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollBar, QSizePolicy, QWidget

from coder.app.workspace import Workspace
from coder.editing.uncodable import levels_of
from coder.gui.theme import Theme
from coder.gui.timeline import scale as scales
from coder.gui.timeline.density import EventDensity
from coder.gui.timeline.hit import Ground, Hit, hit_at
from coder.gui.timeline.layer import Painted, StillLayer
from coder.gui.timeline.layout import (
    DENSITIES,
    GUTTER,
    OVERVIEW,
    RULER,
    Density,
    Layout,
    fitted,
    place_rows,
    wanted_height,
)
from coder.gui.timeline.onsets import Onsets
from coder.gui.timeline.paint_live import Live, paint_live
from coder.gui.timeline.paint_overview import overview_scale
from coder.gui.timeline.rows import MEASURED, Measured, Row, RowKind, build_rows
from coder.gui.timeline.scale import TimeScale
from coder.gui.timeline.scene import Media, Paints, Scene, Waveform
from coder.model.scheme import UNCODABLE

_BAR_PX = 10
_ROWS_AT_LEAST = 3


class TimelineCanvas(QWidget):
    """A picture of the observation that is still where nothing changed, and what moves over it."""

    range_changed = Signal(int, int)

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.theme = workspace, theme
        self.live = Live(selected=workspace.selection)
        self._density_name = "normal"
        self._paints: Paints | None = None
        self._media = Media()
        self._hidden: frozenset[RowKind] = frozenset()
        self._range = scales.opening_range(0, workspace.end_ms)
        self._counts = EventDensity(workspace.observation, workspace.end_ms)
        self._layer, self._onsets = StillLayer(), Onsets()
        self._lanes_bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._lanes_bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lanes_bar.setAccessibleName("Lanes of the timeline")
        self._lanes_bar.valueChanged.connect(self._arrange)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._dress()

    @property
    def scene(self) -> Scene:
        """What is shown now."""
        return self._scene

    @property
    def scale(self) -> TimeScale:
        """Where time lies."""
        return self._scene.scale

    @property
    def whole_scale(self) -> TimeScale:
        """Where time lies in the overview."""
        return overview_scale(self._scene)

    @property
    def now_ms(self) -> int:
        """Where the play head is."""
        return self.live.now_ms

    @property
    def painted(self) -> Painted:
        """What the last painting of the still picture took."""
        return self._layer.painted

    def _dress(self) -> None:
        """Make colours, fonts and patterns anew."""
        self._paints = None
        self._arrange_rows()

    def _paints_of(self, density: Density) -> Paints:
        if self._paints is None or self._paints.density != density:
            self._paints = Paints(self.workspace.scheme, self.theme, QFont(self.font()), density)
        return self._paints

    def _arrange_rows(self) -> None:
        self._placed_levels = self._levels()
        self._rows = build_rows(self.workspace.scheme, self.workspace.lanes, self._measured(), self._placed_levels)
        self.updateGeometry()
        self._arrange()

    def _levels(self) -> int:
        """Return how many reasons of uncodable time hold at once."""
        return len(levels_of(self.workspace.observation.lane(UNCODABLE)))

    def _arrange(self) -> None:
        """Place everything in the widget, and paint all of it again."""
        density = fitted(self._rows, DENSITIES[self._density_name], self.height())
        layout = place_rows(self._rows, density, self.width(), self.height(), self._lanes_bar.value())
        width = self.width() - GUTTER - self._place_lanes_bar(layout, density.lane)
        scale = TimeScale(*self._range, GUTTER, max(1, width))
        self._scene = Scene(self.workspace, scale, layout, self._paints_of(density), self._onsets, self._media)
        self._layer.spoil()
        self.update()

    def _place_lanes_bar(self, layout: Layout, step: int) -> int:
        """Show the scroll bar of the lanes where they do not fit; return its width."""
        room, bar = layout.lanes_bottom - layout.lanes_top, self._lanes_bar
        if (bar.maximum(), bar.pageStep()) != (layout.overflow, max(1, room)):
            bar.blockSignals(True)
            bar.setRange(0, layout.overflow)
            bar.setPageStep(max(1, room))
            bar.setSingleStep(step)
            bar.blockSignals(False)
        bar.setGeometry(self.width() - _BAR_PX, layout.lanes_top, _BAR_PX, room)
        bar.setVisible(layout.overflow > 0)
        return _BAR_PX if layout.overflow > 0 else 0

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self.theme = theme
        self._dress()

    def set_density(self, name: str) -> None:
        """Change the height of the lanes: compact, normal or comfortable; they are lower where room is short."""
        self._density_name = name if name in DENSITIES else "normal"
        self._dress()

    def _measured(self) -> Measured:
        media, hidden = self._media, self._hidden
        return Measured(
            media.waveform is not None and RowKind.SOUND not in hidden,
            (media.spectrogram is not None or "spectrogram" in media.words) and RowKind.SPECTROGRAM not in hidden,
            tuple(media.motion) if RowKind.MOTION not in hidden else (),
        )

    @property
    def media(self) -> Media:
        """What is drawn of the media."""
        return self._media

    def set_waveform(self, source: Waveform | None) -> None:
        """Show sound in a lane of its own; None takes the lane away."""
        self.set_media(replace(self._media, waveform=source))

    def set_media(self, media: Media) -> None:
        """Show what was measured of the media; only what changed is painted again."""
        before, rows = self._media, self._measured()
        self._media = media
        if self._measured() != rows:
            self._arrange_rows()
            return
        self._scene = replace(self._scene, media=media)
        for placed in self._scene.layout.placed:
            if placed.row.kind in MEASURED and _differs(placed.row, before, media):
                self._layer.spoil_row(placed.row.id, (0, self.workspace.end_ms))
                self.update(0, placed.top, self.width(), placed.height)

    def set_shown(self, kind: RowKind, shown: bool) -> None:
        """Show or hide the lanes of one kind."""
        self._hidden = self._hidden - {kind} if shown else self._hidden | {kind}
        self._arrange_rows()

    @property
    def shown(self) -> tuple[int, int]:
        """The range of time that is shown, in ms."""
        return self._range

    def set_range(self, from_ms: int, to_ms: int) -> None:
        """Show a range of time, as far as it lies in the session."""
        shown = scales.clamp_range(from_ms, to_ms, self.workspace.end_ms)
        if shown != self._range:
            self._range = shown
            self._arrange()
            self.range_changed.emit(*shown)

    def zoom(self, factor: float, at_ms: int | None = None) -> None:
        """Show less (factor > 1) or more time around an instant: the play head, where it is seen."""
        if at_ms is None:
            at_ms = self.now_ms if self.scale.shows(self.now_ms) else sum(self._range) // 2
        self.set_range(*scales.zoomed(self._range, factor, at_ms, self.workspace.end_ms))

    def pan(self, share: float) -> None:
        """Move by a share of what is shown."""
        self.set_range(*scales.panned(self._range, share, self.workspace.end_ms))

    def show_all(self) -> None:
        """Show the whole session."""
        self.set_range(0, self.workspace.end_ms)

    def show_around(self, ms: int) -> None:
        """Show the opening range around an instant, as when a session is opened there."""
        self.set_range(*scales.opening_range(ms, self.workspace.end_ms))

    def hit(self, at: QPoint) -> Hit:
        """Return what lies at a place."""
        ground = Ground(self.workspace.observation, self._scene.layout, self.scale, self.workspace.end_ms)
        return hit_at(ground, at.x(), at.y(), self.workspace.selected)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the still picture, brought up to date, and what moves over it."""
        self._layer.refresh(self._scene, self._counts, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._layer.picture)
        paint_live(painter, self._scene, self.live, event.region().boundingRect())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._dress()

    def sizeHint(self) -> QSize:
        """Return the size at which every row is seen."""
        return QSize(720, wanted_height(self._rows, DENSITIES[self._density_name]))

    def minimumSizeHint(self) -> QSize:
        """Return the size for the ruler, a few lanes and the overview."""
        lane = DENSITIES[self._density_name].lane
        return QSize(GUTTER + 160, RULER + OVERVIEW + _ROWS_AT_LEAST * lane)


def _differs(row: Row, before: Media, after: Media) -> bool:
    if before.words.get(row.id) != after.words.get(row.id):
        return True
    match row.kind:
        case RowKind.SOUND:
            return before.waveform is not after.waveform
        case RowKind.SPECTROGRAM:
            return before.spectrogram is not after.spectrogram
        case _:
            return before.motion != after.motion
