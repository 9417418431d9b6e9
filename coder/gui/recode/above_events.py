"""The place of the events, with the events to look at again over them while that list is open."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coder.gui.recode.recode_panel import RecodePanel


class AboveEvents(QWidget):
    """Stacks the list and the events."""

    def __init__(self, panel: RecodePanel, events: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(panel)
        column.addWidget(events, 1)
