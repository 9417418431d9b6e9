"""When the page is shown that a session is waited for on, and what is on it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from coder.gui.host import Room
from coder.gui.opening import Opening, Wish
from coder.gui.theme import Theme

if TYPE_CHECKING:
    from coder.gui.video.video_view import VideoView
    from coder.gui.waiting_page import WaitingPage
    from coder.media.picture import Picture

BLANK_MS = 350
"""How long the first picture is waited for before the page is shown without it: a black page would only flash up."""


class Waiting(QObject):
    """Follows an opening, and shows the page in the window's room while it takes long."""

    def __init__(self, parent: QObject, window: Room, opening: Opening, home: QWidget) -> None:
        """``home`` is shown when nothing was opened after all."""
        super().__init__(parent)
        self._window, self._opening, self._home = window, opening, home
        self._page: WaitingPage | None = None
        self._blank = QTimer(self, singleShot=True, interval=BLANK_MS)
        self._blank.timeout.connect(self._show)
        opening.delayed.connect(self._begin)
        opening.progressed.connect(self._show_progress)
        opening.pictured.connect(self._show_picture)
        opening.opened.connect(self._blank.stop)
        opening.ended.connect(self._end)

    @property
    def picture(self) -> "VideoView | None":
        """The view that has the first picture, if it was shown."""
        return self._page.video if self._page is not None else None

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        if self._page is not None:
            self._page.set_theme(theme)

    def _begin(self, wish: Wish) -> None:
        from coder.gui.waiting_page import WaitingPage

        pages = self._window.pages
        if self._page is None:
            self._page = WaitingPage(self._window.theme)
            self._page.cancelled.connect(self._opening.cancel)
            pages.addWidget(self._page)
        self._page.begin(self._window.start.name_of(wish.folder))
        ratio = pages.devicePixelRatioF()
        self._opening.look((round(pages.width() * ratio), round(pages.height() * ratio)))
        if pages.currentWidget() is not self._page:
            self._blank.start()

    def _show(self) -> None:
        if self._page is not None:
            self._window.pages.setCurrentWidget(self._page)
            self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_progress(self, share: float) -> None:
        if self._page is not None:
            self._page.show_progress(share)

    def _show_picture(self, picture: "Picture", wish: Wish) -> None:
        from coder.gui.video.look import find_look

        if self._page is not None:
            self._blank.stop()
            self._page.show_picture(picture, find_look(self._window.settings.window, wish.folder))
            self._show()

    def _end(self) -> None:
        self._blank.stop()
        if self._page is not None and self._window.pages.currentWidget() is self._page:
            self._window.pages.setCurrentWidget(self._home)
            self._home.setFocus(Qt.FocusReason.OtherFocusReason)
