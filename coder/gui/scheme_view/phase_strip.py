"""The procedure as a strip: phases in their planned lengths, and the windows inside them below."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coder.gui.scheme_view.code_words import length_words, phase_words
from coder.gui.style import SMALL_PX
from coder.gui.theme import Theme
from coder.gui.timeline.code_colors import build_code_colors
from coder.gui.words import code_words, key_words, plain_words
from coder.model.scheme import PHASE, Phase, Procedure, Scheme, Window

_PHASE_PX, _WINDOW_PX, _GAP = 36, 18, 3
_OPEN_S = 60.0
"""How long a phase is drawn that has no planned length and none beside it has one."""


class PhaseStrip(QWidget):
    """Optional phases have a dashed edge, those that may end early an open one; all of it is in its description."""

    def __init__(self, scheme: Scheme, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scheme, self._theme = scheme, theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Phases")
        self.setAccessibleDescription(strip_words(scheme.procedure))
        self.setToolTip(strip_words(scheme.procedure))

    @property
    def _procedure(self) -> Procedure:
        return self._scheme.procedure

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the phases and a line for each window."""
        return QSize(480, _PHASE_PX + len(self._procedure.windows) * (_WINDOW_PX + _GAP) + _GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint phases, then windows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = self.places()
        colors = build_code_colors(self._scheme, self._theme)
        for phase in self._procedure.phases:
            self._paint_phase(painter, places[phase.id], phase, colors[PHASE, phase.id].fill)
        for number, window in enumerate(self._procedure.windows):
            top = _PHASE_PX + _GAP + number * (_WINDOW_PX + _GAP)
            for phase in self._procedure.phases:
                if phase.id in window.of:
                    self._paint_window(painter, places[phase.id], top, phase, window)

    def places(self) -> dict[str, QRectF]:
        """Return where each phase is painted."""
        lengths = drawn_lengths(self._procedure)
        scale = max(1, self.width() - 2) / max(1.0, sum(lengths))
        places: dict[str, QRectF] = {}
        left = 1.0
        for phase, length in zip(self._procedure.phases, lengths, strict=True):
            places[phase.id] = QRectF(left, 1, length * scale - 2, _PHASE_PX - 2)
            left += length * scale
        return places

    def _paint_phase(self, painter: QPainter, place: QRectF, phase: Phase, fill: str) -> None:
        style = Qt.PenStyle.DashLine if phase.optional else Qt.PenStyle.SolidLine
        painter.setPen(QPen(self._theme.color("key_edge"), 1, style))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(place, 3, 3)
        if phase.may_end_early:
            self._paint_open_end(painter, place)
        key = f"{key_words(phase.key)} " if phase.key else ""
        name = code_words(self._scheme.code(PHASE, phase.id), phase.id)
        planned = "open" if phase.planned_s is None else length_words(phase.planned_s)
        inside = place.adjusted(6, 2, -10, -2)
        top = QRectF(inside.left(), inside.top(), inside.width(), inside.height() / 2)
        self._write(painter, top, f"{key}{name}", bold=True)
        self._write(painter, top.translated(0, top.height()), planned)

    def _paint_open_end(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(QPen(self._theme.color("text"), 1))
        middle, right = place.center().y(), place.right() - 3
        painter.drawLine(int(right - 4), int(middle - 5), int(right), int(middle))
        painter.drawLine(int(right - 4), int(middle + 5), int(right), int(middle))

    def _paint_window(self, painter: QPainter, place: QRectF, top: float, phase: Phase, window: Window) -> None:
        onset, offset = window_share(phase, window)
        left, right = place.left() + onset * place.width(), place.left() + offset * place.width()
        painter.setPen(QPen(self._theme.color("text"), 1))
        painter.setBrush(self._theme.color("selected"))
        span = QRectF(left, top, max(4.0, right - left), _WINDOW_PX)
        painter.drawRect(span)
        self._write(painter, span.adjusted(4, 0, -2, 0), plain_words(window.id))

    def _write(self, painter: QPainter, place: QRectF, words: str, *, bold: bool = False) -> None:
        font = QFont(self.font())
        font.setPixelSize(SMALL_PX)
        font.setBold(bold)
        painter.setFont(font)
        painter.setPen(self._theme.color("text"))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(0, int(place.width())))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), shown)


def drawn_lengths(procedure: Procedure) -> list[float]:
    """Return how long each phase is drawn, in seconds: short ones as long as can be read, open ones as the mean."""
    planned = [phase.planned_s for phase in procedure.phases if phase.planned_s]
    mean = sum(planned) / len(planned) if planned else _OPEN_S
    lengths = [phase.planned_s or mean for phase in procedure.phases]
    least = sum(lengths) / 3 / max(1, len(lengths))
    return [max(least, length) for length in lengths]


def window_share(phase: Phase, window: Window) -> tuple[float, float]:
    """Return where a window lies in its phase as planned, from 0 to 1; without a plan, a part that only shows it."""
    planned = phase.planned_s or window.from_s + window.length_s * 2
    length = min(planned, window.length_s)
    onset = {
        "start": window.from_s,
        "middle": (planned - length) / 2 + window.from_s,
        "end": planned - window.from_s - length,
    }[window.anchor]
    onset = max(0.0, min(planned - length, onset))
    return onset / planned, (onset + length) / planned


def strip_words(procedure: Procedure) -> str:
    """Return the whole strip in words, a line a phase and a line a window."""
    lines = [f"{plain_words(phase.id)}: {phase_words(phase)}" for phase in procedure.phases]
    for window in procedure.windows:
        where = f"from {window.from_s:g} s" if window.anchor == "start" else f"at the {window.anchor}"
        of = ", ".join(map(plain_words, window.of))
        lines.append(f"Window {plain_words(window.id)}: {window.length_s:g} s {where} of {of}.")
    return "\n".join(lines)
