"""How many intervals of a tier are coded, beside its codes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget

from coder.app.workspace import Workspace
from coder.editing.intervals import Sampled
from coder.gui.interval_words import counted_words, tier_note
from coder.gui.palette.key_button import HEIGHT_PX
from coder.gui.style import SMALL_PX
from coder.gui.theme import Theme
from coder.model.change import Change
from coder.model.scheme import PHASE, UNCODABLE, Tier


class IntervalNote(QLabel):
    """Says “7 of 12 coded” and follows what is coded."""

    def __init__(self, workspace: Workspace, tier: Tier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tier = tier
        self._sampled = Sampled(workspace.scheme, workspace.observation, workspace.end_ms)
        font = QFont(self.font())
        font.setPixelSize(SMALL_PX)
        self.setFont(font)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFixedHeight(HEIGHT_PX)
        self.setToolTip(tier_note(tier).capitalize())
        stop_following = workspace.changed.add(self._follow)
        self.destroyed.connect(stop_following)
        self._count()

    def _follow(self, change: Change) -> None:
        touched = {event.tier for event in (*change.gone, *change.come)}
        if touched & {self._tier.id, PHASE, UNCODABLE}:
            self._count()

    def _count(self) -> None:
        counted = self._sampled.count(self._tier)
        self.setText(f"{counted.coded} of {counted.intervals} coded")
        self.setAccessibleName(counted_words(counted))
        self.updateGeometry()

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self.setStyleSheet(f"background: transparent; color: {theme.dim}; font-size: {SMALL_PX}px;")
