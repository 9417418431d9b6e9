"""A field with its name beside it."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

_FIELD_PX = 28


def named_field(words: str, field: QWidget) -> QWidget:
    """Return a field with its name beside it, whose letter leads to it."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    label = QLabel(words)
    label.setBuddy(field)
    label.setMinimumWidth(label.sizeHint().width() + 6)
    field.setMinimumHeight(_FIELD_PX)
    row.addWidget(label)
    row.addWidget(field)
    return both
