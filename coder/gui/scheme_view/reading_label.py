"""Rich text that is read, and whose links can be followed by mouse and by keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from coder.gui.theme import Theme


class ReadingLabel(QLabel):
    """Links are underlined and in the colour of the text: the accent is too faint for words on dark."""

    def __init__(self, theme: Theme, words: str = "") -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(
            flags.TextSelectableByMouse | flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard
        )
        self.show_words(words)

    def show_words(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self.setText(words.replace("<a ", f'<a style="color: {self._theme.text}" '))

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        self.show_words(self._words)
