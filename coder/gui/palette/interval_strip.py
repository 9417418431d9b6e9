"""The strip over the picture that asks for the codes of the interval that has just ended."""

from functools import partial

from PySide6.QtWidgets import QWidget

from coder.app.desk import Desk
from coder.app.sampling import Prompt
from coder.gui.interval_words import hint_words, interval_title
from coder.gui.palette.key_button import Light
from coder.gui.palette.strip import Strip
from coder.gui.theme import DARK, Theme
from coder.gui.timeline.code_colors import build_code_colors
from coder.gui.words import code_words, key_words


class IntervalStrip(Strip):
    """Is there only while play has paused at the end of an interval without a code."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._desk = desk
        self._colors = build_code_colors(desk.workspace.scheme, DARK)
        stop_listening = desk.sampling.prompted.add(self._show)
        self.destroyed.connect(stop_listening)
        self._show(desk.sampling.prompt)

    def _show(self, prompt: Prompt | None) -> None:
        if prompt is None:
            self.hide()
            return
        title = interval_title(self._desk.workspace.scheme, prompt)
        self.title.setText(title)
        self.hint.setText(hint_words(prompt))
        self._build_options(prompt)
        codes = ", ".join(button.accessibleName() for button in self.options)
        self.setAccessibleName(f"{title} {codes}. {self.hint.text()}")
        self.ask((self.title,))

    def _build_options(self, prompt: Prompt) -> None:
        self.empty()
        tier = prompt.asked.tier
        for code in tier.codes:
            words = code_words(code)
            name = f"{key_words(code.key)} {words}".strip()
            button = self.add_option(code.key, words, name, partial(self._desk.code, tier.id, code.id))
            button.set_theme(DARK, self._colors[tier.id, code.id].fill)
            button.set_light(Light.ON if code.id in prompt.given else Light.OFF)
        words = "go on" if prompt.given else "leave uncoded"
        self.add_option("enter", words, f"Enter {words}", self._desk.sampling.leave)
