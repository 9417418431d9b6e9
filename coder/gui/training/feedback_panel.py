"""Feedback as a list over the events: where the coder differs from gold; the video plays the clip that is chosen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from coder.app.feedback import Feedback
from coder.app.training_words import describe_clip
from coder.gui.theme import Theme

HIGH_PX = 260


class FeedbackPanel(QFrame):
    """Shows a Feedback as it is, and decides nothing."""

    def __init__(self, feedback: Feedback, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("feedback_panel")
        self._feedback = feedback
        self.head, self.hint, self.list = (
            QLabel(),
            QLabel("↓ ↑ next, previous · Enter plays again · Esc closes"),
            QListWidget(),
        )
        self.told = QLabel()  # the whole of a line that the list has no room for
        self.back, self.again, self.next, self.leave = (
            QPushButton("Previous"),
            QPushButton("Again"),
            QPushButton("Next"),
            QPushButton("Close"),
        )
        self._lay_out()
        self.set_theme(theme)
        self.list.itemClicked.connect(lambda row: feedback.go_to(self.list.row(row)))
        self.destroyed.connect(feedback.changed.add(self.show_feedback))
        self.hide()

    def _lay_out(self) -> None:
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("Differences from gold")
        self.setFixedHeight(HIGH_PX)
        for label in (self.head, self.told, self.hint):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        acts = {
            self.back: ("Previous difference (↑)", lambda: self._feedback.go(-1)),
            self.again: ("Play it again (Enter)", self._feedback.play),
            self.next: ("Next difference (↓)", lambda: self._feedback.go(1)),
            self.leave: ("Close the feedback (Esc)", self._feedback.close),
        }
        row = QHBoxLayout()
        row.setSpacing(4)
        for button, (words, act) in acts.items():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(act)
            row.addWidget(button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.list, 1)
        column.addWidget(self.told)
        column.addWidget(self.hint)
        column.addLayout(row)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self.setStyleSheet(
            f"QFrame#feedback_panel {{ background: {theme.panel}; border-bottom: 1px solid {theme.line}; }}"
        )
        self.head.setStyleSheet("font-weight: bold;")
        self.hint.setStyleSheet(f"color: {theme.dim};")

    def show_feedback(self, feedback: Feedback) -> None:
        """Show the clips while there are some to go through."""
        self.setVisible(feedback.is_open)
        if not feedback.is_open:
            return
        clips = feedback.clips
        where = f"{feedback.place + 1} of {len(clips)}" if clips else "none: all of it is as gold has it"
        self.head.setText(f"Differences from gold · {where}")
        lines = [describe_clip(tier, one) for tier, one in clips]
        if [self.list.item(place).text() for place in range(self.list.count())] != lines:
            self.list.clear()
            self.list.addItems(lines)
            for place, words in enumerate(lines):
                self.list.item(place).setToolTip(words)
        self.list.setCurrentRow(feedback.place if clips else -1)
        self.told.setText(lines[feedback.place] if clips else "")
