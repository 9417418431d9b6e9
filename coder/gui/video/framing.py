"""Where the picture lies in its widget: pure arithmetic."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF

from coder.gui.video.look import Look


@dataclass(frozen=True, slots=True)
class Framing:
    """A widget of a size, on a screen of so many pixels a point, and a frame as it comes: not turned."""

    widget: QSizeF
    frame: tuple[int, int]
    look: Look
    ratio: float = 1.0

    @property
    def turned(self) -> tuple[int, int]:
        """Width and height of the frame as it is turned."""
        width, height = self.frame
        return (height, width) if self.look.turns % 2 else (width, height)

    @property
    def fit(self) -> float:
        """How many points a pixel takes where the whole picture fits."""
        width, height = self.turned
        return min(self.widget.width() / width, self.widget.height() / height)

    def rect(self) -> QRectF:
        """Return where the whole picture lies; parts of it may lie outside the widget."""
        width, height = self.turned
        scale = self.fit * self.look.zoom
        left = self._start(self.widget.width(), width * scale, self.look.x)
        top = self._start(self.widget.height(), height * scale, self.look.y)
        return QRectF(left, top, width * scale, height * scale)

    def _start(self, room: float, length: float, middle: float) -> float:
        if length <= room:
            start = (room - length) / 2
        else:
            start = max(room - length, min(0.0, room / 2 - middle * length))
        on_pixel = round(start * self.ratio) / self.ratio
        return on_pixel if length <= room else max(on_pixel, room - length)

    def asked_size(self, *, sharp: bool = False) -> tuple[int, int]:
        """Return the pixels to ask a frame in, not turned: no more than it has, unless the widget has more.

        ``sharp``: all that it has.
        """
        width, height = self.frame
        whole = self.fit * self.ratio
        scale = max(whole, min(1.0, whole * self.look.zoom if not sharp else 1.0))
        return max(2, round(width * scale)), max(2, round(height * scale))

    def centred(self) -> Look:
        """Return the look whose middle is what is seen in the middle of the widget."""
        rect = self.rect()
        x = (self.widget.width() / 2 - rect.left()) / max(1.0, rect.width())
        y = (self.widget.height() / 2 - rect.top()) / max(1.0, rect.height())
        return replace(self.look, x=x, y=y)

    def zoomed_at(self, place: QPointF, factor: float) -> Look:
        """Return the nearer or further look that leaves what lies at ``place`` where it is."""
        before = self.rect()
        nearer = self.look.zoomed(factor)
        if nearer.zoom == 1:
            return nearer
        growth = nearer.zoom / self.look.zoom
        width, height = before.width() * growth, before.height() * growth
        left = place.x() - (place.x() - before.left()) * growth
        top = place.y() - (place.y() - before.top()) * growth
        x, y = (self.widget.width() / 2 - left) / width, (self.widget.height() / 2 - top) / height
        return replace(nearer, x=x, y=y)

    def dragged(self, by: QPointF) -> Look:
        """Return the look after the picture was taken along by so many points."""
        rect = self.rect()
        if self.look.zoom == 1:
            return self.look
        return self.look.moved(-by.x() / rect.width(), -by.y() / rect.height())

    def place_of(self, at: QPointF) -> QPointF:
        """Return which place of the frame as it comes, in shares of it, lies at a place of the widget."""
        rect = self.rect()
        x, y = (at.x() - rect.left()) / rect.width(), (at.y() - rect.top()) / rect.height()
        return QPointF(*_turned_back(x, y, self.look.turns))

    def point_of(self, place: QPointF) -> QPointF:
        """Return where a place of the frame as it comes, in shares of it, lies in the widget."""
        x, y = place.x(), place.y()
        for _ in range(self.look.turns % 4):
            x, y = 1 - y, x
        rect = self.rect()
        return QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height())


def _turned_back(x: float, y: float, turns: int) -> tuple[float, float]:
    for _ in range(turns % 4):
        x, y = y, 1 - x
    return x, y
