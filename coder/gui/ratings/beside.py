"""What lies beside the picture: the codes, or the form for ratings while it is open."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from coder.app.desk import Desk
from coder.app.ratings import RatingForm
from coder.gui.ratings.panel import RatingPanel
from coder.gui.theme import Theme


class BesidePicture(QStackedWidget):
    """Shows the form when it is opened, and the codes again when it is closed; ``turned`` tells of both."""

    turned = Signal()

    def __init__(self, codes: QWidget, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._codes, self._desk, self._theme = codes, desk, theme
        self.panel: RatingPanel | None = None
        self._open = False
        self.addWidget(codes)
        stop_following = desk.ratings.changed.add(self._follow)
        self.destroyed.connect(stop_following)

    def _follow(self, form: RatingForm) -> None:
        if form.is_open == self._open:
            return
        self._open = form.is_open
        self.setCurrentWidget(self._build() if form.is_open else self._codes)
        if self.panel is not None and form.is_open:
            self.panel.show_form()
        self.turned.emit()

    def _build(self) -> RatingPanel:
        """Return the form, which is built when it is first asked for."""
        if self.panel is None:
            self.panel = RatingPanel(self._desk, self._theme)
            self.addWidget(self.panel)
        return self.panel

    def focus_form(self) -> bool:
        """Give the keys to the form while it is open; tell whether it is there."""
        seen = self._open and self.panel is not None and self.panel.isVisible()
        if seen and self.panel is not None:
            self.panel.focus_current()
        return seen

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        if self.panel is not None:
            self.panel.set_theme(theme)
