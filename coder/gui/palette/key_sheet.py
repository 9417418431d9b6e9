"""The sheet of the session's keys: every code with its definition, the rule of pressing, every key of the player."""

from html import escape

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from coder.app.desk import Desk, Keys
from coder.gui.palette.flow_layout import FlowLayout
from coder.gui.palette.key_cap import KeyCap
from coder.gui.palette.sheet_sections import Entry, Section, build_player_sections, build_sections
from coder.gui.style import SMALL_PX
from coder.gui.theme import Theme

_MARGIN = 24
_COLUMN_PX = 300
_SHADE = QColor(0, 0, 0, 150)
_SCROLLING = {
    Qt.Key.Key_Up: -40,
    Qt.Key.Key_Down: 40,
    Qt.Key.Key_PageUp: -400,
    Qt.Key.Key_PageDown: 400,
    Qt.Key.Key_Home: -(1 << 24),
    Qt.Key.Key_End: 1 << 24,
}
_BARE = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class KeySheet(QWidget):
    """Lies over the whole window until a key or a click; arrows and Page keys scroll."""

    closed = Signal()

    def __init__(self, title: str, sections: list[Section], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._sections, self._columns = theme, sections, 0
        self._over = parent
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self._title = QLabel(title, self)
        self._hint = QLabel("any key or click closes · arrows scroll", self)
        self.area = QScrollArea(self)
        self._lay_out()
        self.hide()
        parent.installEventFilter(self)

    def _lay_out(self) -> None:
        self._title.setStyleSheet("font-weight: bold;")
        self._hint.setStyleSheet(f"color: {self._theme.dim};")
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._hint)
        self.area.setWidgetResizable(True)
        self.area.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN + 20, _MARGIN + 14, _MARGIN + 8, _MARGIN + 8)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.area, 1)

    # ------------------------------------------------------------- come and go

    def open(self) -> None:
        """Show the sheet over the window and take the keys."""
        self._cover()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_sheet(self) -> None:
        """Take the sheet away for good."""
        self._over.removeEventFilter(self)
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll, or close; the key that closes codes nothing."""
        if event.key() in _SCROLLING:
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + _SCROLLING[Qt.Key(event.key())])
        elif event.key() not in _BARE:
            self.close_sheet()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close."""
        event.accept()
        self.close_sheet()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the whole window, whatever its size."""
        if event.type() == QEvent.Type.Resize and watched is self._over and self.isVisible():
            self._cover()
        return False

    def _cover(self) -> None:
        self.setGeometry(self._over.rect())
        columns = max(1, min(4, (self.width() - 2 * _MARGIN) // _COLUMN_PX))
        if columns != self._columns:
            self._columns = columns
            self.area.setWidget(_build_page(self._sections, columns, self._theme))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shade and the sheet."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), _SHADE)
        painter.setPen(QPen(self._theme.color("key_edge"), 1))
        painter.setBrush(self._theme.color("panel"))
        sheet = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        painter.drawRoundedRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


def build_session_sheet(desk: Desk, theme: Theme, parent: QWidget) -> KeySheet:
    """Build the sheet of what is being coded."""
    scheme = desk.workspace.scheme
    return KeySheet(f"Keys of this session · {scheme.id} {scheme.version}", build_sections(desk), theme, parent)


def build_player_sheet(keymap: Keys, theme: Theme, parent: QWidget) -> KeySheet:
    """Build the sheet of the player's keys alone."""
    return KeySheet(
        "Keys of the player · a session adds those of its codes", build_player_sections(keymap), theme, parent
    )


def split_evenly(sections: list[Section], columns: int) -> list[list[Section]]:
    """Return the sections in reading order, cut into columns of about the same height."""
    share = sum(section.lines for section in sections) / columns
    cut: list[list[Section]] = [[] for _ in range(columns)]
    reached = 0.0
    for section in sections:
        cut[min(columns - 1, int((reached + section.lines / 2) / share))].append(section)
        reached += section.lines
    return cut


def _build_page(sections: list[Section], columns: int, theme: Theme) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 14, 0)
    row.setSpacing(24)
    for part in split_evenly(sections, columns):
        column = QVBoxLayout()
        column.setSpacing(14)
        for section in part:
            column.addWidget(_build_section(section, theme))
        column.addStretch(1)
        row.addLayout(column, 1)
    return page


def _build_section(section: Section, theme: Theme) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    note = (
        f"<br><span style='color:{theme.dim}; font-weight:normal'>{escape(section.note)}</span>" if section.note else ""
    )
    title = QHBoxLayout()
    if section.color:
        bar = QFrame()
        bar.setFixedWidth(3)
        bar.setStyleSheet(f"background: {section.color};")
        title.addWidget(bar)
    title.addWidget(_label(f"<b>{escape(section.title)}</b>{note}", SMALL_PX), 1)
    grid.addLayout(title, 0, 0, 1, 2)
    for row, entry in enumerate(section.entries, start=1):
        _add_entry(grid, row, entry, theme)
    return box


def _add_entry(grid: QGridLayout, row: int, entry: Entry, theme: Theme) -> None:
    more = f"<span style='color:{theme.dim}'>{entry.more}</span>" if entry.name else entry.more
    words = "<br>".join(part for part in (escape(entry.name), more if entry.more else "") if part)
    label = _label(words, SMALL_PX)
    if not entry.keys:
        grid.addWidget(label, row, 0, 1, 2)
        return
    keys = QWidget()
    line = FlowLayout(keys, gap=3)
    for chord in entry.keys:
        line.addWidget(KeyCap(chord, theme, keys))
    grid.addWidget(keys, row, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(label, row, 1)


def _label(words: str, pixels: int) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setStyleSheet(f"font-size: {pixels}px; padding-top: 2px;")
    font = QFont(label.font())
    font.setPixelSize(pixels)
    label.setFont(font)
    return label
