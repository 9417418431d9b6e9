"""Keep a small view in step: the large one asks for a frame of the main video, the small one shows the same instant."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from coder.errors import CoderError
from coder.gui.cameras.feed import Feed, Target
from coder.gui.cameras.small_view import SmallView
from coder.gui.video.playback import RESIZED_MS

Size = tuple[int, int]


class Follower(QObject):
    """Asks a feed's engine for the frames that a small view shows; a view that is not seen asks for nothing."""

    _arrived = Signal(object, object)
    _broke = Signal(object, object)

    def __init__(self, parent: QObject, view: SmallView) -> None:
        super().__init__(parent)
        self.view = view
        self.feed: Feed | None = None
        self._sized = False
        self._asked: tuple[int, Size | None] | None = None
        self._wanted, self._playing, self._rate = 0, False, 1.0
        self._resizing = QTimer(self, singleShot=True, interval=RESIZED_MS)
        self._resizing.timeout.connect(self.refresh)
        self._arrived.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._broke.connect(self._fail, Qt.ConnectionType.QueuedConnection)
        view.resized.connect(self._resizing.start)

    def use(self, feed: Feed | None) -> None:
        """Show another camera."""
        self.feed, self._sized, self._asked = feed, False, None
        if feed is not None:
            feed.target = Target(partial(self._pass_on, feed), lambda error: self._broke.emit(error, feed))
        self.refresh()

    def follow(self, n: int, *, playing: bool, rate: float, scrubbing: bool) -> None:
        """Show the instant of frame ``n`` of the main video; ``scrubbing``: amid a drag."""
        self._wanted, self._playing, self._rate = n, playing, rate
        self.refresh(scrubbing=scrubbing)

    def rest(self) -> None:
        """Take note that playing is over."""
        self._playing = False
        if self.feed is not None and self.feed.engine is not None and self._asked is not None:
            self.feed.engine.rest()

    def ask_again(self) -> None:
        """Ask anew: what is shown at this instant has changed."""
        self._asked = None
        self.refresh()

    def refresh(self, *, scrubbing: bool = False) -> None:
        """Ask for the picture that should be seen, unless it is asked for already or nobody sees it."""
        size = self.view.picture_size() if self._sized else None
        engine = self.feed.engine if self.feed is not None else None
        if engine is None or not self.view.isVisible() or self._asked == (self._wanted, size):
            return
        self._asked = (self._wanted, size)
        if self._playing:
            engine.play_from(self._wanted, size, self._rate)
        elif scrubbing:
            engine.scrub(self._wanted, size)
        else:
            engine.request(self._wanted, size)

    def _pass_on(self, feed: Feed, picture: Any) -> None:
        self._arrived.emit(picture, feed)

    def _show(self, picture: Any, feed: Feed) -> None:
        if feed is not self.feed:
            return
        image = QImage(picture.bgra.data, picture.width, picture.height, 4 * picture.width, QImage.Format.Format_RGB32)
        if not self._sized:  # the first picture comes in its own size, and tells the shape of all
            self._sized = True
            self.view.set_frame_size(picture.width, picture.height)
            self._resizing.start()
        self.view.show_picture(image.copy(), picture.n)  # the decoder's memory goes; the image's own bytes stay

    def _fail(self, error: CoderError, feed: Feed) -> None:
        if feed is not self.feed:
            return
        if not self._playing:
            self._asked = None
        self.view.show_notice(error.message)
