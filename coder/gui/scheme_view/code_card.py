"""The chosen code: its words, and its colour in dark and in light with how well both can be told apart."""

from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from coder.gui.palette.flow_layout import FlowLayout
from coder.gui.scheme_view.code_words import code_text
from coder.gui.scheme_view.reading_label import ReadingLabel
from coder.gui.style import SMALL_PX
from coder.gui.theme import DARK, LIGHT, Theme, contrast
from coder.gui.timeline.code_colors import CodeColor, build_code_colors
from coder.model.scheme import Scheme

_CHIP = QRectF(8, 6, 64, 18)
_STANDS_OUT = 3.0


class CodeCard(QWidget):
    """``link_asked`` carries a code that its words lead to, as ``tier.code``."""

    link_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ReadingLabel(theme)
        self.words.linkActivated.connect(self.link_asked)
        self.words.setAccessibleName("The chosen code")
        self.samples = (ColorSample(DARK, self), ColorSample(LIGHT, self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.words)
        row = FlowLayout(gap=8, line_gap=6)
        for sample in self.samples:
            sample.setVisible(False)
            row.addWidget(sample)
        column.addLayout(row)

    def show_code(self, scheme: Scheme, target: tuple[str, str] | None) -> None:
        """Show a code of a scheme, or that none is chosen."""
        tier = scheme.tier(target[0]) if target is not None else None
        code = tier.code(target[1]) if tier is not None and target is not None else None
        if tier is None or code is None:
            self.words.show_words("Choose a code: press its key, click it, or go through all with ↑ and ↓.")
        else:
            self.words.show_words(code_text(scheme, tier, code))
        for sample in self.samples:
            sample.setVisible(code is not None)
            if tier is not None and code is not None:
                sample.show_color(build_code_colors(scheme, sample.theme)[tier.id, code.id])

    def set_theme(self, theme: Theme) -> None:
        """Change colours; the samples show both themes always."""
        self.words.set_theme(theme)

    def say(self, words: str) -> None:
        """Say something else in the place of a code."""
        self.words.show_words(escape(words))
        for sample in self.samples:
            sample.setVisible(False)


class ColorSample(QWidget):
    """A code as it is drawn in one theme, and the contrasts in numbers."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme, self._name = theme, "dark" if theme.dark else "light"
        self._color: CodeColor | None = None
        self.words = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_color(self, color: CodeColor) -> None:
        """Show another code's colour."""
        self._color = color
        stands = contrast(color.fill, self.theme.panel)
        faint = "" if round(stands, 1) >= _STANDS_OUT else ", faint: told by its letter"
        letters = f"letters {contrast(color.fill, color.text):.1f}:1"
        self.words = f"{color.fill} in {self._name}: {letters}, ground {stands:.1f}:1{faint}"
        self.setAccessibleName(self.words)
        self.setToolTip(self.words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the sample and its numbers."""
        metrics = self.fontMetrics()
        return QSize(int(_CHIP.right()) + 16 + metrics.horizontalAdvance(self.words), int(_CHIP.bottom()) + 6)

    def minimumSizeHint(self) -> QSize:
        """Return room for the sample and a few words."""
        return QSize(int(_CHIP.right()) + 120, int(_CHIP.bottom()) + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the code on its ground, and the numbers beside it."""
        if self._color is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.color("line"), 1))
        painter.setBrush(self.theme.color("panel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._color.fill))
        painter.drawRoundedRect(_CHIP, 2, 2)
        font = QFont(self.font())
        font.setPixelSize(SMALL_PX)
        painter.setFont(font)
        painter.setPen(QColor(self._color.text))
        words = f"{self._color.letter} {self._color.words}".strip()
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(_CHIP.width()) - 8)
        painter.drawText(_CHIP.adjusted(4, 0, -4, 0), int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.setPen(self.theme.color("text"))
        rest = QRectF(_CHIP.right() + 8, _CHIP.top(), self.width() - _CHIP.right() - 12, _CHIP.height())
        told = painter.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, int(rest.width()))
        painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter), told)
