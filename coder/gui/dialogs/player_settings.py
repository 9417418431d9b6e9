"""How far a jump goes, what is played around a frame and before a looped event, and whether proxies are made."""

from collections.abc import Callable

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QFormLayout, QLabel, QWidget

from coder.app.settings import Settings
from coder.gui.sheet import Sheet
from coder.gui.theme import Theme

Keep = Callable[..., object]


class PlayerSettingsSheet(Sheet):
    """Enter keeps them, Escape leaves them as they were."""

    def __init__(self, parent: QWidget, theme: Theme, settings: Settings, keep: Keep) -> None:
        super().__init__(parent, theme, "Player settings", 460)
        self._keep = keep
        self.jump = _seconds("Jump (PgUp, PgDn)", settings.jump_s, 0.1, 600)
        self.around = _seconds("Play around a frame, before and after", settings.around_s, 0.1, 60)
        self.pre_roll = _seconds("Pre-roll of a looped event", settings.pre_roll_s, 0, 60)
        self.proxies = QCheckBox("Prepare quick pictures (a proxy) in the background")
        self.proxies.setChecked(settings.proxies)
        form = QFormLayout()
        for field in (self.jump, self.around, self.pre_roll):
            form.addRow(field.accessibleName(), field)
        self.column.addLayout(form)
        self.column.addWidget(self.proxies)
        words = QLabel("A proxy shows the exact frame at once when you jump; the full picture follows.")
        words.setWordWrap(True)
        words.setStyleSheet(f"color: {theme.dim};")
        self.column.addWidget(words)
        hint = QLabel("Enter keeps them, Esc leaves them as they were")
        hint.setStyleSheet(f"color: {theme.dim};")
        self.column.addWidget(hint)

    def accept(self) -> None:
        """Keep what is set."""
        self.close_sheet()
        self._keep(
            jump_s=self.jump.value(),
            around_s=self.around.value(),
            pre_roll_s=self.pre_roll.value(),
            proxies=self.proxies.isChecked(),
        )


def _seconds(words: str, value: float, least: float, most: float) -> QDoubleSpinBox:
    field = QDoubleSpinBox()
    field.setLocale(QLocale.c())
    field.setAccessibleName(words)
    field.setRange(least, most)
    field.setDecimals(1)
    field.setSingleStep(0.5)
    field.setSuffix(" s")
    field.setValue(value)
    return field
