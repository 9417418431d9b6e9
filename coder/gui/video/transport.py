"""The bar under the picture: play and step, rate, loop, pre-roll, sound."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QSizePolicy, QSlider, QToolButton, QWidget

from coder.app.commands import BY_ID
from coder.app.keymap import Keymap
from coder.gui.command_keys import first_key
from coder.gui.icons import build_icon
from coder.gui.theme import Theme

HEIGHT = 34
WORK_LINE = 2
ICON = 16
RATES = ((0.25, "¼"), (0.5, "½"), (1.0, "1×"), (2.0, "2"), (4.0, "4"))
STEPS = (
    ("play.start", "first"),
    ("play.previous_frame", "previous_frame"),
    ("play.toggle", "play"),
    ("play.next_frame", "next_frame"),
    ("play.end", "last"),
)


class _Hint(QLabel):
    """Words that are seen whole or not at all."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)


class Transport(QWidget):
    """Buttons that ask for commands by their id; they take no focus from the picture when clicked."""

    command_asked = Signal(str)
    rate_asked = Signal(float)
    pre_roll_asked = Signal(bool)
    volume_asked = Signal(float)

    def __init__(self, keymap: Keymap, theme: Theme, *, pre_roll_s: float, volume: float) -> None:
        super().__init__()
        self.setObjectName("transport")
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme, self._pre_roll_s = theme, pre_roll_s
        self._work: float | None = None
        self.buttons: dict[str, QToolButton] = {}
        self.rates: dict[float, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._icons: dict[str, str] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 0, 12, 0)
        self._row.setSpacing(2)
        self._add_steps()
        self._row.addSpacing(12)
        self._add_rates()
        self._row.addSpacing(12)
        self._add_loop()
        self._row.addSpacing(4)
        self._add_sound(volume)
        self._row.addStretch(1)
        self.hint = _Hint()
        self.hint.setMinimumWidth(0)
        self.hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.hint, 4)
        self.name_keys(keymap)
        self.set_theme(theme)

    def _add_steps(self) -> None:
        for command_id, icon in STEPS:
            self._icons[command_id] = icon
            button = self._button(command_id, BY_ID[command_id].title)
            button.clicked.connect(partial(self._ask, command_id))
            button.setAutoRepeat(command_id in ("play.previous_frame", "play.next_frame"))

    def _add_rates(self) -> None:
        self._group.setExclusive(True)
        for rate, words in RATES:
            button = self._button(f"rate {words}", f"Play at {words.rstrip('×')} times the rate of life")
            button.setText(words)
            button.setCheckable(True)
            button.setFixedWidth(34)
            button.setProperty("rate", True)
            button.clicked.connect(partial(self._ask_rate, rate))
            self._group.addButton(button)
            self.rates[rate] = button

    def _add_loop(self) -> None:
        self._icons["play.loop"] = "loop"
        loop = self._button("play.loop", BY_ID["play.loop"].title)
        loop.setCheckable(True)
        loop.clicked.connect(partial(self._ask, "play.loop"))
        self.pre_roll = self._button("pre-roll", "Show a little before a looped event")
        self.pre_roll.setText(f"pre-roll {self._pre_roll_s:g} s")
        self.pre_roll.setCheckable(True)
        self.pre_roll.setChecked(self._pre_roll_s > 0)
        self.pre_roll.toggled.connect(self.pre_roll_asked)

    def _add_sound(self, volume: float) -> None:
        self._icons["sound"] = "sound"
        self.mute = self._button("sound", "Sound on or off")
        self.mute.setCheckable(True)
        self.mute.setChecked(volume > 0)
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setAccessibleName("Volume")
        self.volume.setRange(0, 100)
        self.volume.setValue(round(volume * 100) or 80)
        self.volume.setFixedWidth(72)
        self.volume.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.volume.valueChanged.connect(self._ask_volume)
        self.mute.toggled.connect(self._ask_volume)
        self._row.addWidget(self.volume)

    def _button(self, name: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setIconSize(QSize(ICON, ICON))
        button.setMinimumSize(28, 26)
        self.buttons[name] = button
        self._row.addWidget(button)
        return button

    def name_keys(self, keymap: Keymap) -> None:
        """Name the keys in tool tips and in the hint on the right."""
        for command_id in (*(step for step, _ in STEPS), "play.loop"):
            words = first_key(keymap, command_id)
            title = BY_ID[command_id].title
            self.buttons[command_id].setToolTip(f"{title} ({words})" if words else title)
        shuttle = " ".join(first_key(keymap, f"play.shuttle_{way}") for way in ("back", "stop", "on"))
        frame = " ".join(first_key(keymap, f"play.{way}_frame") for way in ("previous", "next"))
        keys = first_key(keymap, "help.keys")
        self.hint.setText(f"{shuttle} shuttle · {frame} frame · {keys} keys")

    def set_pre_roll(self, seconds: float) -> None:
        """Offer another pre-roll."""
        self._pre_roll_s = seconds
        self.pre_roll.setText(f"pre-roll {seconds:g} s")
        self.pre_roll.setChecked(seconds > 0)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        self.hint.setStyleSheet(f"color: {theme.dim};")
        for name in self._icons:
            self._dress(name)
        self.update()

    def show_state(self, *, playing: bool, rate: float, looping: bool) -> None:
        """Show how it plays: the icon of what the button would do, the rate, the loop."""
        self._icons["play.toggle"] = "pause" if playing else "play"
        self.buttons["play.toggle"].setAccessibleName("Pause" if playing else "Play")
        self._dress("play.toggle")
        self._group.setExclusive(False)
        for known, button in self.rates.items():
            button.setChecked(known == rate)
        self._group.setExclusive(True)
        self.buttons["play.loop"].setChecked(looping)
        self._dress("play.loop")

    def show_sound(self, words: str) -> None:
        """Say why there is no sound; the empty string: there is."""
        for widget in (self.mute, self.volume):
            widget.setEnabled(not words)
            widget.setToolTip(words or "Sound on or off")
        self._icons["sound"] = "silent" if words else "sound"
        self._dress("sound")

    def show_work(self, share: float, words: str) -> None:
        """Show quietly, as a thin line, how far work in the background is, and say which; no words: there is none."""
        self._work = share if words else None
        self.setToolTip(words)
        self.setAccessibleDescription(words)
        self.update(0, 0, self.width(), WORK_LINE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the hint out where it would be cut."""
        super().resizeEvent(event)
        others = self._row.minimumSize().width()
        self.hint.setVisible(self.width() - others >= self.hint.fontMetrics().horizontalAdvance(self.hint.text()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("panel"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))
        if self._work is not None:
            painter.fillRect(0, 0, round(self.width() * self._work), WORK_LINE, self._theme.color("accent"))

    def _dress(self, name: str) -> None:
        button = self.buttons[name]
        button.setIcon(build_icon(self._icons[name], self._theme.color("text"), self._theme.color("dim"), ICON))

    def _ask(self, command_id: str, _checked: bool = False) -> None:
        self.command_asked.emit(command_id)

    def _ask_rate(self, rate: float, _checked: bool = False) -> None:
        self.rate_asked.emit(rate)

    def _ask_volume(self) -> None:
        on = self.mute.isChecked()
        self._dress("sound")
        self.volume_asked.emit(self.volume.value() / 100 if on else 0.0)
