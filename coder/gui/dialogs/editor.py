"""Which editor scheme files open in, and how it is told the line."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from coder.app.editor import build_editor_command, suggest_editor
from coder.errors import CoderError
from coder.gui.sheet import Sheet
from coder.gui.theme import Theme

Keep = Callable[..., object]


class EditorSheet(Sheet):
    """Enter keeps the command, Escape leaves it as it was; without one the system chooses, and knows no line."""

    def __init__(self, parent: QWidget, theme: Theme, command: str, keep: Keep) -> None:
        super().__init__(parent, theme, "Editor for schemes", 620)
        self._keep = keep
        self.field = QLineEdit(command)
        self.field.setAccessibleName("Editor command")
        self.field.setPlaceholderText("the system’s own editor")
        self.column.addWidget(self.field)
        words = "{file}, {line} and {column} are where the fault is. Write words with blanks in double quotes."
        self.told = QLabel(words)
        self.told.setWordWrap(True)
        self.told.setStyleSheet(f"color: {theme.dim};")
        self.column.addWidget(self.told)
        row = QHBoxLayout()
        suggested = suggest_editor(os.environ)
        self.suggestion = QPushButton(f"Use {suggested.partition(' ')[0]}")
        self.suggestion.setToolTip(suggested)
        self.suggestion.setAutoDefault(False)
        self.suggestion.clicked.connect(lambda: self.field.setText(suggested))
        self.done = QPushButton("Keep")
        self.done.setDefault(True)
        self.done.clicked.connect(self.accept)
        row.addWidget(self.suggestion)
        row.addStretch(1)
        row.addWidget(self.done)
        self.column.addLayout(row)
        self.suggestion.setVisible(bool(suggested))

    def accept(self) -> None:
        """Keep the command, unless it cannot be one."""
        command = self.field.text().strip()
        try:
            if command:
                build_editor_command(command, Path("scheme.yaml"))
        except CoderError as error:
            self.told.setText(str(error))
            self.told.setStyleSheet(f"color: {self._theme.error};")
            return
        self.close_sheet()
        self._keep(editor=command)
