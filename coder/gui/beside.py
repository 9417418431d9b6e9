"""A field with what belongs to it beside it, as dialogs have them."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget


def beside(left: QWidget, right: QWidget) -> QWidget:
    """Return both side by side; the left one takes the room."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(left, 1)
    row.addWidget(right)
    return both


def button(words: str, act: Callable[[], object]) -> QPushButton:
    """Return a button that Enter in another field does not press."""
    found = QPushButton(words)
    found.setAutoDefault(False)
    found.clicked.connect(act)
    return found
