"""What is looked at, and every key that decides it: the legend is made of buttons, for those who click."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from coder.app.consensus import Review
from coder.app.consensus_choices import typed_words
from coder.app.consensus_keys import INSTEAD, Deciding, kind_of
from coder.app.consensus_words import ruled_words, side_words, type_words, when_words
from coder.app.desk import Desk
from coder.gui.consensus.names import sign_of, where_words
from coder.gui.palette.flow_layout import FlowLayout
from coder.gui.theme import Theme
from coder.gui.words import choice_words, key_words, plain_words
from coder.model.consensus import Dispute, Ruling

_NO_KEY = "-"
"""What the name of a button begins with that has no key."""
_HEAD, _ELSE, _ASIDE = ("a", "b"), ("0", "backspace", "e"), ("n", "p", "enter", "r", "shift+enter", "x")


class DecidingPanel(QScrollArea):
    """Shows a Review's disagreement as it is; a click does what its key does."""

    def __init__(self, desk: Desk, deciding: Deciding, theme: Theme, focus_back: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._deciding, self._focus_back = desk, deciding, focus_back
        self.head, self.what, self.said = QLabel(), QLabel(), QLabel()
        self.buttons: dict[str, QPushButton] = {}
        self._sections: list[tuple[QLabel, QWidget, FlowLayout]] = []
        self._asked: tuple[str, str, str, bool] | None = None
        self._lay_out()
        self.set_theme(theme)
        self.show_review(deciding.review)

    def _lay_out(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumSize(200, 80)
        self.setAccessibleName("Deciding")
        page = QWidget()
        page.setAutoFillBackground(True)
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(4)
        for label in (self.head, self.what, self.said):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            self._column.addWidget(label)
        self.head.setStyleSheet("font-weight: bold;")
        for title in ("Who is right?", "Neither: another code", "Not to be judged", "Go on"):
            self._add_section(title)
        self._column.addStretch(1)
        self.setWidget(page)

    def _add_section(self, title: str) -> None:
        heading, box = QLabel(title), QWidget()
        flow = FlowLayout(box, gap=4, line_gap=4)
        self._column.addWidget(heading)
        self._column.addWidget(box)
        self._sections.append((heading, box, flow))

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        for heading, _, _ in self._sections:
            heading.setStyleSheet(f"color: {theme.dim}; padding-top: 4px;")
        self.said.setStyleSheet(f"color: {theme.good};")
        self.setStyleSheet("QPushButton { padding: 3px 8px; text-align: left; }")

    # ------------------------------------------------------------------ what is shown

    def show_review(self, review: Review) -> None:
        """Show what is looked at now."""
        one, shown = review.current, review.shown
        if one is None:
            self.head.setText("Nothing to decide" if not review.disputes else "No disagreement is shown")
            self.what.setText(f"{review.pair[0]} and {review.pair[1]} agree." if not review.disputes else "")
            self.said.setText("")
        else:
            ids = [other.id for other in shown]
            place = f"{ids.index(one.id) + 1} of {len(ids)}" if one.id in ids else "not among those shown"
            self.head.setText(f"{where_words(review.workspace.scheme, one)} · {place}")
            self.what.setText(f"{sign_of(one.type)} {type_words(one.type, review.pair)} · {when_words(one)}")
            self.said.setText(self._decided(one, review))
        self.said.setVisible(bool(self.said.text()))
        self._fill(review)

    def _decided(self, one: Dispute, review: Review) -> str:
        reason = review.waiting_reason or one.ruled.reason
        hint = typed_words(review.workspace.scheme, one) if one.open and not reason else ""
        typed = f"{review.typed}… Enter decides" if review.typed else hint
        parts = [
            typed,
            f"✓ {ruled_words(one, review.pair, review.workspace.scheme)}" if not one.open else "",
            f"reason: {reason}" if reason else "",
        ]
        return " · ".join(part for part in parts if part)

    def _fill(self, review: Review) -> None:
        one = review.current
        names = dict(zip(_HEAD, review.pair, strict=True))
        for chord, side in zip(_HEAD, (Ruling.A, Ruling.B), strict=True):
            self._button(
                0, chord, f"{names[chord]}: {'' if one is None else side_words(one, side, review.workspace.scheme)}"
            )
        asked = None if one is None else (one.tier, one.stream, one.asked, one.is_when)
        if one is not None and asked != self._asked:
            self._asked = asked
            self._drop(1, 2)
        for key, choice in self._deciding.choice_keys():
            words = choice_words(review.workspace.scheme, one, choice)
            self._button(1, key or f"{_NO_KEY}{choice.value}", words, partial(self._deciding.choose, choice))
        legend = {key.chord: key.words for key in self._deciding.legend()}
        for section, chords in ((1, _ELSE), (2, ("u",)), (3, _ASIDE)):
            for chord in chords:
                if chord in legend:
                    self._button(section, chord, legend[chord])
        for key, reason in self._deciding.reason_keys():
            self._button(
                2, key or f"{_NO_KEY}{reason}", plain_words(reason) or "uncodable", partial(review.uncodable, reason)
            )
        self._show_sections(one)
        for button in self.buttons.values():
            button.setEnabled(one is not None)

    def _show_sections(self, one: Dispute | None) -> None:
        """Name what may be decided instead, and leave out what cannot be."""
        self._sections[1][0].setText(INSTEAD[kind_of(one)])
        for number, (heading, box, _) in enumerate(self._sections):
            there = any(int(name[0]) == number for name in self.buttons)
            heading.setVisible(there)
            box.setVisible(there)

    def _button(self, section: int, chord: str, words: str, act: Callable[[], object] | None = None) -> None:
        button = self.buttons.get(f"{section}{chord}")
        if button is None:
            button = self.buttons[f"{section}{chord}"] = QPushButton()
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda *_: self._click(chord, act))
            self._sections[section][2].addWidget(button)
        text = words if chord.startswith(_NO_KEY) else _with_key(key_words(chord), words)
        if button.text() != text:
            button.setText(text)
            button.setAccessibleName(words)

    def _drop(self, *sections: int) -> None:
        for name in [name for name in self.buttons if int(name[0]) in sections]:
            button = self.buttons.pop(name)
            self._sections[int(name[0])][2].removeWidget(button)
            button.hide()
            button.deleteLater()

    def _click(self, chord: str, act: Callable[[], object] | None) -> None:
        if act is not None:
            act()
        else:
            self._desk.press(chord)
        if chord != "r":
            self._focus_back()


def _with_key(key: str, words: str) -> str:
    """Return a key and what it decides; a number that is its own key is said once."""
    return key if words == key else f"{key}  {words.removeprefix(f'{key}, ')}"
