"""One line at the foot of the window: what happened and what to do, with a button; never a dialog."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPropertyAnimation, QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from coder.app.notices import Notice, Severity
from coder.gui.icons import paint_icon
from coder.gui.theme import Theme

HEIGHT = 26
LASTS_MS = {Severity.DONE: 6000, Severity.NEWS: 9000, Severity.WARNING: 9000}
FADE_MS = 600
_LOOKS = {
    Severity.DONE: ("done", "good"),
    Severity.NEWS: ("disc", "dim"),
    Severity.WARNING: ("warning", "warning"),
    Severity.ERROR: ("error", "error"),
}

Button = tuple[str, Callable[[], object]]


class _Sign(QWidget):
    """The icon of a severity."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme, self.severity = theme, Severity.DONE
        self.setFixedSize(16, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        icon, color = _LOOKS[self.severity]
        paint_icon(QPainter(self), icon, QRectF(1, 1, 14, 14), self.theme.color(color))


class MessageBar(QWidget):
    """Show the newest notice.

    Good news fades; an error stays until the next news, one with a button until it is dealt with. While such an
    error stays, other news is told beside it.
    """

    def __init__(self, theme: Theme, *, still: bool = False, tip: str = "") -> None:
        super().__init__()
        self.setObjectName("message_bar")
        self.setFixedHeight(HEIGHT)
        self._theme, self._still, self._tip = theme, still, tip
        self.notice: Notice | None = None
        self._sign, self._words, self._aside = _Sign(theme), _elastic("message"), QLabel(tip)
        self._buttons = [QPushButton(self), QPushButton(self)]
        self._close = QPushButton("Dismiss", self)
        self._close.clicked.connect(self.clear)
        self._content = QWidget()
        self._effect = QGraphicsOpacityEffect(self._content)
        self._fading = self._build_fade()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._fade)
        self._words.installEventFilter(self)
        self._lay_out()
        self.clear()
        self.set_theme(theme)

    def _lay_out(self) -> None:
        inner = QHBoxLayout(self._content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._sign)
        inner.addWidget(self._words, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._content, 1)
        row.addWidget(self._aside)  # before the buttons, which must not move while a hand is on its way to them
        for button in (*self._buttons, self._close):
            button.setObjectName("message_button")
            button.setFixedHeight(HEIGHT - 4)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)

    def _build_fade(self) -> QPropertyAnimation:
        self._effect.setEnabled(False)
        self._content.setGraphicsEffect(self._effect)
        fading = QPropertyAnimation(self._effect, b"opacity", self)
        fading.setDuration(FADE_MS)
        fading.setStartValue(1.0)
        fading.setEndValue(0.0)
        fading.setEasingCurve(QEasingCurve.Type.InOutQuad)
        fading.finished.connect(self.clear)
        return fading

    @property
    def text(self) -> str:
        """The sentence shown, with its hint."""
        return str(self.notice) if self.notice is not None else ""

    @property
    def aside(self) -> str:
        """What is told on the right."""
        return self._aside.text()

    def show_notice(self, notice: Notice, *more: Button) -> None:
        """Tell a notice; ``more`` buttons follow its own."""
        _announce(self, str(notice))
        if self._holds() and not (notice.severity is Severity.ERROR and notice.button):
            self._aside.setText(str(notice))
            return
        self._stop_fade()
        self.notice = notice
        self._sign.severity = notice.severity
        self._sign.show()
        self._paint_words()
        own = ((notice.button, notice.action),) if notice.button and notice.action is not None else ()
        self._show_buttons((*own, *more))
        self._aside.setText(self._tip)
        if notice.severity in LASTS_MS and not notice.button:
            self._timer.start(LASTS_MS[notice.severity])

    def clear(self) -> None:
        """Show nothing but the tip."""
        self._stop_fade()
        self.notice = None
        self._words.clear()
        self._sign.hide()
        self._show_buttons(())
        self._aside.setText(self._tip)

    def set_tip(self, tip: str) -> None:
        """Say on the right what helps when nothing else is said."""
        before, self._tip = self._tip, tip
        if self._aside.text() == before:
            self._aside.setText(tip)

    def clear_if(self, notice: Notice | None) -> None:
        """Take a notice away if it is the one shown: what it told of is over."""
        if notice is not None and self.notice == notice:
            self.clear()

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = self._sign.theme = theme
        self._aside.setStyleSheet(f"color: {theme.dim};")
        style = f"QPushButton {{ padding: 1px 10px; }} QWidget#message_bar {{ background: {theme.panel}; }}"
        self.setStyleSheet(style)
        self._paint_words()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("panel"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))
        if self._holds():
            painter.fillRect(0, 0, 3, self.height(), self._theme.color("error"))

    def _holds(self) -> bool:
        """Tell whether an error stays until it is dealt with."""
        return self.notice is not None and self.notice.severity is Severity.ERROR and bool(self.notice.button)

    def _paint_words(self) -> None:
        if self.notice is None:
            return
        color = self._theme.error if self.notice.severity is Severity.ERROR else self._theme.text
        message, hint = self._fitted(self.notice)
        aside = f' <span style="color:{self._theme.dim}">{_escape(hint)}</span>' if hint else ""
        self._words.setText(f'<span style="color:{color}">{_escape(message)}</span>{aside}')
        self._words.setToolTip(str(self.notice))
        self._sign.update()
        self.update()

    def _fitted(self, notice: Notice) -> tuple[str, str]:
        """Return the sentence and the hint as far as there is room; the tool tip has all of it."""
        metrics, room = self._words.fontMetrics(), self._words.width()
        message = metrics.elidedText(notice.message, Qt.TextElideMode.ElideRight, room)
        left = room - metrics.horizontalAdvance(f"{message} ")
        if notice.hint and left < metrics.horizontalAdvance("…"):
            return metrics.elidedText(str(notice), Qt.TextElideMode.ElideRight, room), ""
        return message, metrics.elidedText(notice.hint, Qt.TextElideMode.ElideRight, left)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the words when their room changes."""
        if event.type() == QEvent.Type.Resize and watched is self._words:
            self._paint_words()
        return False

    def _show_buttons(self, wanted: tuple[Button, ...]) -> None:
        for button in self._buttons:
            button.hide()
        for button, (words, action) in zip(self._buttons, wanted, strict=False):
            button.clicked.disconnect() if button.property("used") else None
            button.setProperty("used", True)
            button.setText(words)
            button.clicked.connect(partial(_run, action))
            button.show()
        self._close.setVisible(bool(wanted) or (self.notice is not None and self.notice.severity is Severity.ERROR))

    def _fade(self) -> None:
        if self._still or not self.isVisible():
            self.clear()
            return
        self._effect.setEnabled(True)
        self._fading.start()

    def _stop_fade(self) -> None:
        self._timer.stop()
        self._fading.stop()
        self._effect.setEnabled(False)


def _run(action: Callable[[], object], _checked: bool = False) -> None:
    action()


def _elastic(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _announce(widget: QWidget, words: str) -> None:
    """Let a screen reader say it."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
