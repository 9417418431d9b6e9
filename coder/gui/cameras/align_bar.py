"""What is asked while a camera is held: step it until it shows the moment that the large picture shows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from coder.app.commands import BY_ID
from coder.app.keymap import Keymap
from coder.gui.command_keys import first_key
from coder.gui.theme import Theme

STEPS = (("camera.held_back", "◀"), ("camera.held_on", "▶"))


class AlignBar(QFrame):
    """Says what to do, with a button for each command; ``command_asked`` tells a command's id."""

    command_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("align_bar")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._buttons: dict[str, QPushButton | QToolButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(4)
        for command_id, sign in STEPS:
            step = QToolButton()
            step.setText(sign)
            step.setAutoRepeat(True)
            row.addWidget(self._add(command_id, step))
        self.same, self.leave = QPushButton("Same moment"), QPushButton("Leave")
        row.addWidget(self._add("camera.same", self.same), 1)
        row.addWidget(self._add("camera.align", self.leave))
        column.addLayout(row)
        self.set_theme(theme)

    def _add(self, command_id: str, button: QPushButton | QToolButton) -> QPushButton | QToolButton:
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(BY_ID[command_id].title)
        button.clicked.connect(lambda *_: self.command_asked.emit(command_id))
        self._buttons[command_id] = button
        return button

    def name_keys(self, keymap: Keymap) -> None:
        """Name the keys in tool tips."""
        for command_id, button in self._buttons.items():
            key = first_key(keymap, command_id)
            title = "Leave the camera as it was" if button is self.leave else BY_ID[command_id].title
            button.setToolTip(f"{title} ({key})" if key else title)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self.setStyleSheet(f"QFrame#align_bar {{ background: {theme.panel}; border-top: 1px solid {theme.line}; }}")
