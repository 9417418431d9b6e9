"""What is seen while a session takes long to open: its first picture, how far it is, and the way back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from coder.gui.theme import Theme
from coder.gui.video.look import Look
from coder.gui.video.video_view import VideoView
from coder.gui.words import reading_words
from coder.media.tone import dress

if TYPE_CHECKING:
    from coder.media.picture import Picture

BAR_PX = 4
KEPT = "They are kept: the next time it opens at once."


class WaitingPage(QWidget):
    """``cancelled`` tells that nobody wants to wait."""

    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("waiting_page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.video = VideoView()
        self.video.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.video.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.video.show_read_out(False)
        self.title, self.words, self.hint = QLabel(), QLabel(), QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(BAR_PX)
        self.cancel = QPushButton("Cancel")
        self.cancel.setToolTip("Back to the start page (Esc)")
        self.cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cancel.clicked.connect(self.cancelled)
        self._lay_out()
        self.set_theme(theme)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 8)
        foot.setSpacing(16)
        for label in (self.title, self.words, self.hint):
            foot.addWidget(label)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.video, 1)
        column.addWidget(self.bar)
        column.addLayout(foot)

    def begin(self, name: str) -> None:
        """Say what is being opened; nothing is known of it yet."""
        self.title.setText(f"Opening {name}…")
        self.words.clear()
        self.hint.clear()
        self.bar.setValue(0)
        self.video.show_notice("")

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget the picture: it is large."""
        super().hideEvent(event)
        self.video.show_notice("")

    def show_progress(self, share: float) -> None:
        """Say how much of the times of the frames is read, 0 to 1."""
        self.words.setText(reading_words(share))
        self.hint.setText(KEPT)
        self.bar.setValue(round(100 * share))

    def show_picture(self, picture: "Picture", look: Look) -> None:
        """Show the first picture as the session's are looked at."""
        dressed = dress(picture, look.tone, look.turns)
        width, height = dressed.width, dressed.height
        image = QImage(dressed.bgra.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()
        self.video.set_frame_size(picture.width, picture.height)
        self.video.show_look(look)
        self.video.show_picture(image, picture.n, picture.time_ms)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        for label in (self.words, self.hint):
            label.setStyleSheet(f"color: {theme.dim};")
        self.words.setStyleSheet(f"color: {theme.text};")
        self.bar.setStyleSheet(
            f"QProgressBar {{ background: {theme.line}; border: none; }}"
            f"QProgressBar::chunk {{ background: {theme.accent}; }}"
        )
