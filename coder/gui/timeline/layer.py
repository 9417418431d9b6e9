"""The still part of the timeline, kept as a picture: painted again only where it changed."""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPixmap

from coder.gui.timeline.density import EventDensity
from coder.gui.timeline.layout import Placed
from coder.gui.timeline.paint_overview import paint_overview
from coder.gui.timeline.paint_rows import paint_name, paint_rest, paint_row, paint_ruler
from coder.gui.timeline.paint_states import POINT_REACH_PX, Piece, blocked_time
from coder.gui.timeline.rows import RowKind
from coder.gui.timeline.scale import Range
from coder.gui.timeline.scene import Scene
from coder.gui.timeline.ticks import ticks

_ROUNDING_PX = 2


@dataclass(frozen=True, slots=True)
class Painted:
    """What the last painting of the picture took: the rows, and how many marks lie on them."""

    rows: tuple[str, ...] = ()
    marks: int = 0


class StillLayer:
    """A picture of ruler, rows and overview, and what of it is out of date."""

    def __init__(self) -> None:
        self.picture = QPixmap()
        self.painted = Painted()
        self._whole = True
        self._rows: dict[str, Range] = {}
        self._overview = False

    def spoil(self) -> None:
        """Paint everything next time."""
        self._whole = True

    def spoil_row(self, row_id: str, span: Range) -> None:
        """Paint a row again between two instants (ms) next time."""
        known = self._rows.get(row_id, span)
        self._rows[row_id] = (min(known[0], span[0]), max(known[1], span[1]))

    def spoil_overview(self) -> None:
        """Paint the overview again next time."""
        self._overview = True

    def refresh(self, scene: Scene, density: EventDensity, ratio: float) -> None:
        """Bring the picture up to date; ``ratio`` is how many pixels of the screen one of the widget is."""
        size = QSize(round(scene.layout.width * ratio), round(scene.layout.height * ratio))
        if self.picture.size() != size or self.picture.devicePixelRatio() != ratio:
            self.picture = QPixmap(size)
            self.picture.setDevicePixelRatio(ratio)
            self._whole = True
        if not (self._whole or self._rows or self._overview):
            return
        painter = QPainter(self.picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        if self._whole:
            self._paint_frame(painter, scene)
        self._paint_rows(painter, scene)
        if self._whole or self._overview:
            paint_overview(painter, scene, density)
        painter.end()
        self._whole, self._overview = False, False
        self._rows.clear()

    def _paint_frame(self, painter: QPainter, scene: Scene) -> None:
        paint_ruler(painter, scene, ticks(scene.scale))
        paint_rest(painter, scene)
        for placed in scene.layout.placed:
            paint_name(painter, scene, placed)

    def _paint_rows(self, painter: QPainter, scene: Scene) -> None:
        shown = (scene.scale.from_ms, scene.scale.to_ms)
        pieces = [
            piece_of(scene, placed, shown if self._whole else self._rows[placed.row.id])
            for placed in scene.layout.placed
            if self._whole or placed.row.id in self._rows
        ]
        pieces = [piece for piece in pieces if piece.right > piece.left]
        blocked = blocked_time(scene, _around(pieces)) if pieces else []
        ruled = ticks(scene.scale) if pieces else []
        marks = sum(paint_row(painter, scene, piece, blocked, ruled) for piece in pieces)
        self.painted = Painted(tuple(piece.placed.row.id for piece in pieces), marks)


def piece_of(scene: Scene, placed: Placed, span: Range) -> Piece:
    """Return the piece of a row that lies between two instants (ms), as far as it is shown.

    It is a little wider than the span, for rounding, and its window reaches over all that is painted in it.
    """
    scale = scene.scale
    reach = POINT_REACH_PX if placed.row.kind is RowKind.POINTS else _ROUNDING_PX
    left = max(int(scale.left), int(scale.x(max(span[0], scale.from_ms))) - reach)
    right = min(round(scale.right), int(scale.x(min(span[1], scale.to_ms))) + 1 + reach)
    window = max(scale.from_ms, scale.ms(left - 2) - 1), min(scale.to_ms, scale.ms(right + 2) + 1)
    seen = span[0] < scale.to_ms and span[1] > scale.from_ms
    return Piece(placed, left, right if seen else left, window)


def _around(pieces: list[Piece]) -> Range:
    return min(piece.window[0] for piece in pieces), max(piece.window[1] for piece in pieces)
