"""The strip over the picture that asks for a modifier: the next keys answer, while the video plays on."""

from functools import partial

from PySide6.QtWidgets import QWidget

from coder.app.desk import Desk
from coder.editing.keypad import Pending
from coder.gui.palette.key_button import Light
from coder.gui.palette.question_words import hint_words, question_title
from coder.gui.palette.strip import Strip
from coder.gui.theme import DARK, Theme
from coder.gui.words import option_words, range_words
from coder.model.scheme import Modifier, ModifierType


class QuestionStrip(Strip):
    """Is there only while a question waits."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._desk = desk
        self.typed = self.build_label(DARK.running, bold=True)
        stop_listening = desk.workspace.asked.add(self._show)
        self.destroyed.connect(stop_listening)
        self._show(desk.workspace.pending)

    def _show(self, pending: Pending) -> None:
        question = pending.question
        if question is None:
            self.hide()
            return
        workspace = self._desk.workspace
        title = question_title(workspace.scheme, workspace.observation, question)
        self.title.setText(title)
        self.hint.setText(hint_words(pending))
        held = pending.held or ""
        self._show_typed(question.modifier, pending.typed, held)
        gathers = question.modifier.type is ModifierType.CHOICES
        self._build_options(question.modifier, pending.typed if gathers else held)
        answers = ", ".join(button.accessibleName() for button in self.options)
        self.setAccessibleName(f"{title} {answers or self.typed.text()}. {self.hint.text()}")
        self.ask((self.title, self.typed))

    def _show_typed(self, modifier: Modifier, typed: str, held: str) -> None:
        asks_text = modifier.type in (ModifierType.NUMBER, ModifierType.TEXT)
        self.typed.setVisible(asks_text)
        if asks_text:
            limits = range_words(modifier) if modifier.type is ModifierType.NUMBER else held or "type it"
            self.typed.setText(f"{typed}▏" if typed else f"▏{limits}")

    def _build_options(self, modifier: Modifier, typed: str) -> None:
        self.empty()
        chosen, press = typed.split("+"), self._desk.press
        for option in modifier.options:
            words = option_words(option)
            button = self.add_option(option.key, words, f"{option.key} {words}", partial(press, option.key))
            button.set_light(Light.ON if option.id in chosen else Light.OFF)
        if modifier.type is not ModifierType.CHOICE:
            self.add_option("enter", "finish", "Enter finish", partial(press, "enter"))
