"""The strip over the picture that asks for a modifier: the next keys answer, while the video plays on."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from coder.app.desk import Desk
from coder.editing.keypad import Pending
from coder.gui.palette.flow_layout import FlowLayout
from coder.gui.palette.key_button import HEIGHT_PX, KeyButton, Light
from coder.gui.palette.question_words import hint_words, question_title
from coder.gui.style import SMALL_PX, TEXT_PX
from coder.gui.theme import DARK, Theme
from coder.gui.words import option_words, range_words
from coder.model.scheme import Modifier, ModifierType

MARGIN_PX = 12
_GROUND = QColor(14, 15, 17, 222)


class QuestionStrip(QWidget):
    """Lies at the lower edge of its parent and is there only while a question waits.

    It is dark in both themes: the picture is the brightest thing on the window.
    """

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._theme, self._over = desk, theme, parent
        self.options: list[KeyButton] = []
        self.title, self.typed, self.hint = QLabel(self), QLabel(self), QLabel(self)
        self._line = FlowLayout(self, gap=6)
        self._line.setContentsMargins(12, 4, 12, 4)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._set_up_labels()
        self.hide()
        parent.installEventFilter(self)
        stop_listening = desk.workspace.asked.add(self._show)
        self.destroyed.connect(stop_listening)
        self._show(desk.workspace.pending)

    def _set_up_labels(self) -> None:
        for label, color, bold in (
            (self.title, DARK.text, True),
            (self.typed, DARK.running, True),
            (self.hint, DARK.dim, False),
        ):
            font = QFont(self.font())
            font.setPixelSize(TEXT_PX if bold else SMALL_PX)
            font.setBold(bold)
            label.setFont(font)
            weight = "bold" if bold else "normal"
            label.setStyleSheet(
                f"background: transparent; color: {color}; font-weight: {weight}; font-size: {font.pixelSize()}px;"
            )
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setFixedHeight(HEIGHT_PX)

    def set_theme(self, theme: Theme) -> None:
        """Change the edge's colour."""
        self._theme = theme
        self.update()

    def _show(self, pending: Pending) -> None:
        question = pending.question
        if question is None:
            self.hide()
            return
        workspace = self._desk.workspace
        title = question_title(workspace.scheme, workspace.observation, question)
        self.title.setText(title)
        self.hint.setText(hint_words(pending))
        self._show_typed(question.modifier, pending.typed)
        event = workspace.observation.find(question.event_id)
        held = event.modifier(question.modifier.id) if event is not None else None
        self._build_options(question.modifier, pending.typed or held or "")
        answers = ", ".join(button.accessibleName() for button in self.options)
        self.setAccessibleName(f"{title} {answers or self.typed.text()}. {self.hint.text()}")
        self.place()
        self.show()
        self.raise_()

    def _show_typed(self, modifier: Modifier, typed: str) -> None:
        asks_text = modifier.type in (ModifierType.NUMBER, ModifierType.TEXT)
        self.typed.setVisible(asks_text)
        if asks_text:
            limits = range_words(modifier) if modifier.type is ModifierType.NUMBER else "type it"
            self.typed.setText(f"{typed}▏" if typed else f"▏{limits}")

    def _build_options(self, modifier: Modifier, typed: str) -> None:
        self._empty()
        chosen = typed.split("+")
        for option in modifier.options:
            button = KeyButton(option.key, option_words(option), DARK, self)
            button.setAccessibleName(f"{option.key} {option_words(option)}")
            button.set_light(Light.ON if option.id in chosen else Light.OFF)
            button.clicked.connect(lambda _checked=False, key=option.key: self._desk.press(key))
            self.options.append(button)
            button.show()
        if modifier.type is not ModifierType.CHOICE:
            self.options.append(self._build_enter())
        for widget in (self.title, self.typed, *self.options, self.hint):
            self._line.addWidget(widget)

    def _build_enter(self) -> KeyButton:
        button = KeyButton("enter", "finish", DARK, self)
        button.setAccessibleName("Enter finish")
        button.clicked.connect(lambda: self._desk.press("enter"))
        button.show()
        return button

    def _empty(self) -> None:
        while self._line.takeAt(0) is not None:
            pass
        for button in self.options:
            button.hide()
            button.deleteLater()
        self.options.clear()

    # ------------------------------------------------------------------ place

    def place(self) -> None:
        """Lie at the lower left of the parent, in as many lines as its width asks for."""
        parent = self._over
        self._line.invalidate()
        width = max(120, min(self._line.sizeHint().width(), parent.width() - 2 * MARGIN_PX))
        height = self._line.heightForWidth(width)
        self.setGeometry(MARGIN_PX, max(0, parent.height() - height - MARGIN_PX), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the lower edge when the parent changes."""
        if event.type() == QEvent.Type.Resize and watched is self._over and self.isVisible():
            self.place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dark ground and the edge that says keys go here."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("accent"), 1.5))
        painter.setBrush(_GROUND)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
