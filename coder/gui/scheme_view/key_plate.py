"""One key of the drawn keyboard: what it codes, in its code's colour and with a mark that needs no colour."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from coder.gui.scheme_view.key_marks import paint_mark
from coder.gui.theme import Theme
from coder.gui.words import key_words

SHIFT_PX = 16
"""Room for what the key codes with shift."""
_PAD, _BAR = 4.0, 4.0
_LETTER_PX, _NAME_PX = 12, 11
_DOTS_PX = 36
"""On a narrower key a further letter says more than dots."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a chord means: a short name, its code's colour, its mark, and all of it in words.

    ``mark`` is state, point, interval, rating, phase, uncodable, or player; ``target`` is the tier and code, if any.
    """

    name: str
    words: str
    mark: str
    color: str = ""
    initial: str = ""
    target: tuple[str, str] | None = None


FREE = Meaning("", "codes nothing", "")


class KeyPlate(QAbstractButton):
    """A key with up to two meanings: its own and that with shift. Keys that mean nothing are flat."""

    def __init__(self, chord: str, shifted: str, name: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.chord, self.shifted, self._name, self._theme = chord, shifted, name, theme
        self.plain, self.with_shift = FREE, FREE
        self.has_shift_row = False
        self._chosen: tuple[str, str] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setText(name or key_words(chord))
        self.set_meanings(FREE, FREE, has_shift_row=False)

    @property
    def means_something(self) -> bool:
        """Tell whether the key does anything, with shift or without."""
        return self.plain is not FREE or self.with_shift is not FREE

    @property
    def target(self) -> tuple[str, str] | None:
        """The tier and code that the key codes, else that it codes with shift."""
        return self.plain.target or self.with_shift.target

    def set_meanings(self, plain: Meaning, with_shift: Meaning, *, has_shift_row: bool) -> None:
        """Show what the key means; where any key of the board means something with shift, all leave room for it."""
        self.plain, self.with_shift, self.has_shift_row = plain, with_shift, has_shift_row
        said = [f"{key_words(self.chord) or self._name}: {plain.words}"] if self.chord or self._name else []
        said += [f"{key_words(self.shifted)}: {with_shift.words}"] if with_shift is not FREE else []
        self.setAccessibleName("; ".join(said))
        self.setToolTip("\n".join(said) if self.means_something else "")
        self.update()

    def set_chosen(self, target: tuple[str, str] | None) -> None:
        """Frame the key when it codes what is chosen."""
        before, self._chosen = self._is_chosen, target
        if before != self._is_chosen:
            self.update()

    @property
    def _is_chosen(self) -> bool:
        return self._chosen is not None and self._chosen in (self.plain.target, self.with_shift.target)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the sheet: a key shows what it codes."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the key, what it means with shift in a band above, and what it means."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        band = SHIFT_PX if self.has_shift_row and self.with_shift is not FREE else 0
        self._paint_ground(painter, whole)
        if band:
            self._paint_band(painter, QRectF(whole.left(), whole.top(), whole.width(), band))
        self._paint_plain(painter, whole.adjusted(0, band, 0, 0))
        self._paint_frame(painter, whole)

    def _paint_ground(self, painter: QPainter, whole: QRectF) -> None:
        if not self.means_something:
            painter.setPen(QPen(self._theme.color("line"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            is_player = self.plain.mark in ("", "player") and self.with_shift.mark in ("", "player")
            style = Qt.PenStyle.DashLine if is_player else Qt.PenStyle.SolidLine
            painter.setPen(QPen(self._theme.color("key_edge"), 1, style))
            painter.setBrush(self._theme.color("panel" if is_player else "key_cap"))
        painter.drawRoundedRect(whole, 5, 5)

    def _paint_plain(self, painter: QPainter, area: QRectF) -> None:
        meaning = self.plain
        if meaning.color:
            _fill(painter, area, meaning, self._theme)
        letter = self._name or key_words(self.chord)
        inside = area.adjusted(_PAD, 2, -_PAD, -_BAR - 1)
        painter.setFont(_font(self.font(), _LETTER_PX, bold=self.means_something))
        painter.setPen(self._theme.color("text" if meaning.color else "dim"))
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), letter)
        if meaning is FREE:
            return
        taken = painter.fontMetrics().horizontalAdvance(letter)
        if inside.width() - taken > 24:
            self._paint_mark(painter, inside, meaning)
        painter.setFont(_font(self.font(), _NAME_PX))
        painter.setPen(self._theme.color("text" if meaning.color else "dim"))
        _write(painter, inside.adjusted(0, 15, 0, 0), meaning.name)

    def _paint_band(self, painter: QPainter, band: QRectF) -> None:
        meaning = self.with_shift
        if meaning.color:
            _fill(painter, band, meaning, self._theme)
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.drawLine(band.bottomLeft(), band.bottomRight())
        painter.setFont(_font(self.font(), _NAME_PX))
        painter.setPen(self._theme.color("text" if meaning.color else "dim"))
        sign = self.shifted if not self.shifted.startswith("shift+") else ""
        inside = band.adjusted(_PAD - 1, 0, -2, -1)
        words = painter.fontMetrics().elidedText(
            f"⇧{sign} {meaning.name}", Qt.TextElideMode.ElideRight, int(inside.width())
        )
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter), words)

    def _paint_mark(self, painter: QPainter, inside: QRectF, meaning: Meaning) -> None:
        """Paint the actor's initial and the kind's shape at the right."""
        shape = QRectF(inside.right() - 9, inside.top() + 3, 9, 9)
        paint_mark(painter, shape, meaning.mark, self._theme.color("text" if meaning.color else "dim"))
        if meaning.initial and inside.width() > 44:
            painter.setFont(_font(self.font(), 10))
            painter.setPen(self._theme.color("dim"))
            place = QRectF(inside.left(), inside.top(), inside.width() - 12, 15)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), meaning.initial)

    def _paint_frame(self, painter: QPainter, whole: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._is_chosen:
            painter.setPen(QPen(self._theme.color("text"), 2))
            painter.drawRoundedRect(whole, 5, 5)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("text"), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(whole.adjusted(3, 3, -3, -3), 3, 3)


def _fill(painter: QPainter, area: QRectF, meaning: Meaning, theme: Theme) -> None:
    """Tint a key and give it a bar in its code's colour; uncodable time is hatched as on the timeline."""
    tint = QColor(meaning.color)
    tint.setAlphaF(0.38 if theme.dark else 0.22)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    painter.drawRoundedRect(area, 5, 5)
    if meaning.mark == "uncodable":
        painter.setBrush(QBrush(QColor(meaning.color), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(area, 5, 5)
    painter.setBrush(QColor(meaning.color))
    painter.drawRoundedRect(QRectF(area.left() + 2, area.bottom() - _BAR, area.width() - 4, _BAR), 2, 2)


def _font(font: QFont, pixels: int, *, bold: bool = False) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(pixels)
    sized.setBold(bold)
    return sized


def _write(painter: QPainter, area: QRectF, name: str) -> None:
    """Write a name in as many lines as there is room for; what is too long ends in dots."""
    metrics = painter.fontMetrics()
    lines, rest = max(1, int(area.height() // metrics.height())), name.split()
    for number in range(lines):
        line = rest.pop(0) if rest else ""
        while rest and metrics.horizontalAdvance(f"{line} {rest[0]}") <= area.width():
            line += f" {rest.pop(0)}"
        if rest and number == lines - 1:
            line = f"{line} {' '.join(rest)}"
        elide = Qt.TextElideMode.ElideRight if area.width() >= _DOTS_PX else Qt.TextElideMode.ElideNone
        words = metrics.elidedText(line, elide, int(area.width()) + 1)
        place = QRectF(area.left(), area.top() + number * metrics.height(), area.width(), metrics.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), words)
