"""Above a scheme: which one it is, whether it may be edited, how it differs from what is coded with, its faults."""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coder.app.scheme_view import Drift, SchemeReading
from coder.gui.theme import Theme
from coder.model.scheme import Scheme

_MOST_CHANGES = 12


class SchemeHead(QWidget):
    """Words and buttons; what the buttons do is connected by the sheet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.title, self.place = _line(), _line(wrap=False)
        self.drift, self.changes, self.state = _line(), _line(), _line()
        self.edit, self.editor = _button("Open in editor"), _button("Editor…")
        self.done, self.swap = _button("Close"), _button("")
        self.more, self.migrate = _button("What changed"), _button("Migrate…")
        self.more.setCheckable(True)
        self.more.toggled.connect(self.changes.setVisible)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(_row(self.title, self.edit, self.editor, self.done))
        column.addWidget(self.place)
        column.addLayout(_row(self.drift, self.more, self.swap, self.migrate))
        column.addWidget(self.changes)
        column.addWidget(self.state)
        for part in (self.drift, self.changes, self.state, self.more, self.swap, self.migrate):
            part.hide()

    def show_scheme(
        self, scheme: Scheme | None, name: str, whose: str, place: str, reading: SchemeReading | None
    ) -> None:
        """Show which scheme it is, whose (of this observation, or of a file), where it lies, and its status."""
        if scheme is None:
            self.title.setText(f"<b>{escape(name)}</b>")
        else:
            title = str(scheme.title) or scheme.id
            self.title.setText(
                f"<b>{escape(title)}</b> &nbsp;{escape(f'{scheme.id} {scheme.version} · {scheme.status}')}"
            )
        refusal = reading.refusal if reading is not None else None
        closed = f" · read-only: {refusal.message}" if refusal is not None else ""
        self.place.setText(escape(f"{whose}{place}{closed}"))
        self.place.setToolTip(f"{place}\n{refusal}" if refusal is not None else place)

    def show_drift(self, drift: Drift | None, *, swap: str, migrates: bool) -> None:
        """Say that the file is not what is coded with, and offer what can be done about it."""
        self.drift.setText(escape(drift.sentence) if drift is not None else "")
        changes = drift.changes if drift is not None else ()
        shown = [escape(change) for change in changes[:_MOST_CHANGES]]
        shown += [f"… and {len(changes) - _MOST_CHANGES} more."] if len(changes) > _MOST_CHANGES else []
        self.changes.setText("<br>".join(shown))
        self.swap.setText(swap)
        self.drift.setVisible(drift is not None)
        self.more.setVisible(bool(changes))
        self.changes.setVisible(bool(changes) and self.more.isChecked())
        self.swap.setVisible(bool(swap))
        self.migrate.setVisible(migrates and drift is not None)

    def show_state(self, words: str, *, good: bool) -> None:
        """Say what the faults of the file mean for what is shown."""
        self._good = good
        self.state.setText(escape(words))
        self.state.setVisible(bool(words))
        self.set_theme(self._theme)

    _good = True

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        self.place.setStyleSheet(f"color: {theme.dim};")
        self.drift.setStyleSheet(f"color: {theme.warning};")
        self.changes.setStyleSheet(f"color: {theme.text}; padding-left: 12px;")
        self.state.setStyleSheet(f"color: {theme.warning if self._good else theme.error};")


class _Line(QLabel):
    """A line of words that takes less room than they would like."""

    def minimumSizeHint(self) -> QSize:
        return QSize(80, super().minimumSizeHint().height())


def _line(*, wrap: bool = True) -> QLabel:
    label = _Line()
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(wrap)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def _button(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)
    return button


def _row(first: QWidget, *others: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(first, 1)
    for other in others:
        row.addWidget(other)
    return row
