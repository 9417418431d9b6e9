"""Which phase is rated: one button a phase, with how much of it is rated."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from coder.app.ratings import RatingForm
from coder.editing.rating_keys import PHASE_KEY
from coder.gui.palette.flow_layout import FlowLayout
from coder.gui.palette.key_cap import KeyCap
from coder.gui.palette.rows import LEFT_PX
from coder.gui.style import SMALL_PX
from coder.gui.theme import Theme
from coder.gui.words import plain_words


class PhaseSwitch(QWidget):
    """There only where phases are rated; says how they are marked where none is."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.buttons: dict[str, QToolButton] = {}
        self._line = QWidget(self)
        self._flow = FlowLayout(self._line, gap=4)
        self._key: KeyCap | None = None
        self.hint = QLabel(self)
        self.hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(LEFT_PX, 0, 12, 6)
        column.addWidget(self.hint)
        column.addWidget(self._line)

    def set_theme(self, theme: Theme) -> None:
        """Change colours; the buttons are built anew when they are next shown."""
        self._theme = theme
        self._empty()

    def show_form(self, form: RatingForm) -> None:
        """Show the phases of the form and how much of each is rated."""
        self.setVisible(bool(form.phases) or form.waits_for_phases)
        self.hint.setVisible(form.waits_for_phases)
        self.hint.setText(f"No phase is marked yet. {form.phase_hint()}")
        self.hint.setStyleSheet(f"color: {self._theme.dim}; font-size: {SMALL_PX}px;")
        self._line.setVisible(bool(form.phases))
        if tuple(self.buttons) != form.phases:
            self._build(form.phases)
        for phase, button in self.buttons.items():
            rated, total = form.progress(phase)
            button.setText(f"{plain_words(phase)} {rated}/{total}")
            button.setAccessibleName(f"Phase {plain_words(phase)}, {rated} of {total} rated")
            button.setChecked(phase == form.phase)
        self._flow.invalidate()

    def _build(self, phases: tuple[str, ...]) -> None:
        self._empty()
        for phase in phases:
            button = QToolButton(self._line)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setProperty("rate", True)
            button.clicked.connect(lambda _checked=False, phase=phase: self.chosen.emit(phase))
            self.buttons[phase] = button
            self._flow.addWidget(button)
            button.show()
        if len(phases) > 1:
            self._key = KeyCap(PHASE_KEY, self._theme, self._line)
            self._key.setToolTip("next phase; with shift the previous one")
            self._flow.addWidget(self._key)
            self._key.show()

    def _empty(self) -> None:
        while self._flow.takeAt(0) is not None:
            pass
        for widget in (*self.buttons.values(), *([self._key] if self._key is not None else [])):
            widget.hide()
            widget.deleteLater()
        self.buttons, self._key = {}, None
