"""What all charts share: a pointer and keys go from mark to mark, and a mark that is chosen tells its datum."""

from dataclasses import dataclass
from html import escape
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from coder.gui.style import SMALL_PX, TEXT_PX, tabular
from coder.gui.theme import Theme

TITLE_PX = 24
_REACH_PX = 14.0
_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


@dataclass(frozen=True, slots=True)
class Mark:
    """What can be pointed at: where it is, in which column and row of the keys, what it means, what it leads to."""

    area: QRectF
    column: int
    row: int
    words: str
    datum: object = None


class ChartView(QWidget):
    """Paints one chart; a kind of chart says in ``_marks_of`` what there is and in ``_paint`` how it looks.

    ``chosen`` gives the datum of a mark that is clicked, or entered with Enter; ``pointed`` the words of the mark under
    the pointer or the keys, empty when there is none.
    """

    chosen = Signal(object)
    pointed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.chart: Any = None
        self.marks: list[Mark] = []
        self.reason = ""
        self._at: tuple[int, int] | None = None
        self._under: Mark | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # ------------------------------------------------------------------ what is shown

    def show_chart(self, chart: Any) -> None:
        """Show a chart, which may have a mark where the last one had the one that the keys were on."""
        self.chart, self.reason, self._under = chart, "", None
        self.setAccessibleName(chart.title)
        self._lay_out()
        if self.current is None:
            self._at = None
        self._describe()

    def show_reason(self, words: str) -> None:
        """Show in words why there is no chart."""
        self.chart, self.reason, self.marks, self._at, self._under = None, words, [], None, None
        self.setAccessibleName(words)
        self.setAccessibleDescription("")
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self.theme = theme
        self.update()

    @property
    def current(self) -> Mark | None:
        """The mark that the keys are on."""
        return next((mark for mark in self.marks if (mark.column, mark.row) == self._at), None)

    def go_to(self, column: int, row: int) -> None:
        """Put the keys on a mark."""
        self._at = (column, row)
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size at which the words can be read."""
        return QSize(420, 300)

    def minimumSizeHint(self) -> QSize:
        """Return the least size that is of any use."""
        return QSize(240, 160)

    # ------------------------------------------------------------------ for a kind of chart

    def _marks_of(self) -> list[Mark]:
        """Return the marks at the size that the chart has now."""
        return []

    def _paint(self, painter: QPainter) -> None:
        """Paint the chart below its title."""

    def font_of(self, pixels: int = SMALL_PX, *, bold: bool = False) -> QFont:
        """Return the font for words and numbers."""
        return tabular(self.font(), pixels, bold=bold)

    # ------------------------------------------------------------------ by hand

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the marks anew."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        self.marks = self._marks_of() if self.chart is not None else []
        self.update()

    def mark_at(self, place: QPointF) -> Mark | None:
        """Return the mark under a place, or the nearest one close by."""
        inside = [mark for mark in self.marks if mark.area.contains(place)]
        near = inside or [mark for mark in self.marks if _distance(mark.area, place) <= _REACH_PX]
        return min(near, key=lambda mark: _from_middle(mark.area, place), default=None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the pointer."""
        found = self.mark_at(event.position())
        if found is not self._under:
            self._under = found
            self.setCursor(Qt.CursorShape.PointingHandCursor if _leads(found) else Qt.CursorShape.ArrowCursor)
            QToolTip.showText(event.globalPosition().toPoint(), _broken(found.words) if found else "", self)
            self.pointed.emit(found.words if found else "")
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing any more."""
        super().leaveEvent(event)
        self._under = None
        self.pointed.emit("")
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is clicked."""
        found = self.mark_at(event.position()) if event.button() is Qt.MouseButton.LeftButton else None
        if found is None:
            super().mousePressEvent(event)
            return
        self.go_to(found.column, found.row)
        self._choose(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from mark to mark, and choose with Enter; other keys are not for a chart."""
        key, plain = event.key(), event.modifiers() in (_NO_KEY, Qt.KeyboardModifier.KeypadModifier)
        if plain and self.marks and key in _STEPS:
            self._step(*_STEPS[Qt.Key(key)])
        elif plain and self.marks and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            end = self.marks[0 if key == Qt.Key.Key_Home else -1]
            self.go_to(end.column, end.row)
        elif plain and self.current is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.current)
        else:
            super().keyPressEvent(event)

    def _step(self, across: int, down: int) -> None:
        here = self.current
        if here is None:
            self.go_to(self.marks[0].column, self.marks[0].row)
            return
        ahead = [mark for mark in self.marks if _is_ahead(here, mark, across, down)]
        if ahead:
            found = min(ahead, key=lambda mark: _steps_between(here, mark, across))
            self.go_to(found.column, found.row)

    def _choose(self, mark: Mark) -> None:
        if _leads(mark):
            self.chosen.emit(mark.datum)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first mark, so that it is seen where the keys are."""
        super().focusInEvent(event)
        if self.current is None and self.marks and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.go_to(self.marks[0].column, self.marks[0].row)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def _describe(self) -> None:
        words = self.current.words if self.current is not None else ""
        self.setAccessibleDescription(words)
        self.pointed.emit(words)
        if words and self.hasFocus() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    # ------------------------------------------------------------------ paint

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the title, the chart, and a frame around the mark that the keys or the pointer are on."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.theme.color("panel"))
        if self.chart is None:
            self._paint_reason(painter)
            return
        self._paint_title(painter)
        self._paint(painter)
        self._paint_place(painter)

    def _paint_title(self, painter: QPainter) -> None:
        painter.setFont(self.font_of(TEXT_PX, bold=True))
        painter.setPen(self.theme.color("text"))
        area = QRectF(8, 0, self.width() - 16, TITLE_PX)
        words = painter.fontMetrics().elidedText(self.chart.title, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_reason(self, painter: QPainter) -> None:
        painter.setFont(self.font_of(TEXT_PX))
        painter.setPen(self.theme.color("dim"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect().adjusted(24, 8, -24, -8), flags, self.reason)

    def _paint_place(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for mark, width in ((self._under, 1.0), (self.current if self.hasFocus() else None, 2.0)):
            if mark is not None:
                painter.setPen(QPen(self.theme.color("panel"), width + 2))
                painter.drawRect(mark.area)
                painter.setPen(QPen(self.theme.color("text"), width))
                painter.drawRect(mark.area)


_NO_KEY = Qt.KeyboardModifier.NoModifier


def _broken(words: str) -> str:
    """Return words as a tool tip that breaks into lines, rather than lie over the whole chart in one."""
    return f"<p>{escape(words)}</p>"


def _leads(mark: Mark | None) -> bool:
    return mark is not None and mark.datum is not None


def _is_ahead(here: Mark, mark: Mark, across: int, down: int) -> bool:
    if across:
        return mark.row == here.row and (mark.column - here.column) * across > 0
    return (mark.row - here.row) * down > 0


def _steps_between(here: Mark, mark: Mark, across: int) -> tuple[float, float]:
    columns, rows = abs(mark.column - here.column), abs(mark.row - here.row)
    return (columns, rows) if across else (rows, columns)


def _distance(area: QRectF, place: QPointF) -> float:
    across = max(area.left() - place.x(), 0.0, place.x() - area.right())
    down = max(area.top() - place.y(), 0.0, place.y() - area.bottom())
    return float((across**2 + down**2) ** 0.5)


def _from_middle(area: QRectF, place: QPointF) -> float:
    away = area.center() - place
    return float((away.x() ** 2 + away.y() ** 2) ** 0.5)
