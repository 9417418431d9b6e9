"""The place of the events, with lists over them while they are open: what to look at again, differences from gold."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class AboveEvents(QWidget):
    """Stacks the lists and the events."""

    def __init__(self, events: QWidget, *panels: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for panel in panels:
            column.addWidget(panel)
        column.addWidget(events, 1)
