"""Both coders' lanes one above the other, the strip of their disagreements between them, and the consensus below."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygon
from PySide6.QtWidgets import QSizePolicy, QWidget

from coder.app.consensus import Review
from coder.app.consensus_words import type_words
from coder.app.rating_words import value_words
from coder.editing.coverage import segments
from coder.gui.consensus.names import sign_of, where_words
from coder.gui.style import SMALL_PX
from coder.gui.theme import Theme
from coder.gui.timeline.code_colors import CodeColor, build_code_colors
from coder.gui.timeline.scale import TimeScale
from coder.model.consensus import Dispute
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.rating import VALUE
from coder.model.scheme import UNCODABLE, Tier
from coder.model.spans import difference

ROW, STRIP, EDGE = 20, 18, 4
_POINT_PX = 5


class LanesView(QWidget):
    """The tier that is looked at, over the same time as the timeline; a click on the strip goes there."""

    chosen = Signal(int)

    def __init__(self, review: Review, theme: Theme, scale: Callable[[], TimeScale]) -> None:
        super().__init__()
        self._review, self._scale, self._now_ms = review, scale, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.sizeHint().height())
        self.setAccessibleName("Both coders' lanes")
        self.set_theme(theme)

    def sizeHint(self) -> QSize:
        """Return room for two lanes, the strip and the consensus."""
        return QSize(300, 3 * ROW + STRIP + 2 * EDGE)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        self._colors = build_code_colors(self._review.workspace.scheme, theme)
        self.update()

    def set_now(self, ms: int) -> None:
        """Move the play head."""
        if ms != self._now_ms:
            self._now_ms = ms
            self.update()

    def rows(self) -> list[tuple[str, int, int]]:
        """Return name, top and height of each row."""
        first, second = self._review.pair
        names = ((first, ROW), ("", STRIP), (second, ROW), ("consensus", ROW))
        found, top = [], EDGE
        for name, height in names:
            found.append((name, top, height))
            top += height
        return found

    def box_of(self, one: Dispute) -> QRect:
        """Return where a disagreement lies on the strip."""
        _, top, height = self.rows()[1]
        scale = self._scale()
        left = round(scale.x(one.onset_ms))
        right = left if one.offset_ms is None else round(scale.x(one.offset_ms))
        width = max(right - left, 10)
        return QRect(left - (5 if one.offset_ms is None else 0), top + 1, width, height - 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the disagreement that is clicked."""
        at = event.position().toPoint()
        found = next((one for one in reversed(self._here()) if self.box_of(one).contains(at)), None)
        if found is not None:
            self.chosen.emit(found.id)

    def _here(self) -> list[Dispute]:
        current = self._review.current
        if current is None:
            return []
        same = (current.tier, self._lane_of(current))
        return [one for one in self._review.disputes if (one.tier, self._lane_of(one)) == same]

    def _lane_of(self, one: Dispute) -> str:
        """Return the code that a disagreement is about, where codes of its tier do not exclude each other."""
        tier = self._review.tier_of(one)
        return "" if tier.rating is None and tier.exclusive else one.stream

    # ------------------------------------------------------------------ painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows, and the play head over them."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("panel"))
        scale, current = self._scale(), self._review.current
        painter.setPen(self._theme.color("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        font = QFont(self.font())
        font.setPixelSize(SMALL_PX)
        painter.setFont(font)
        self._write_names(painter, int(scale.left))
        if current is None:
            return
        tier = self._review.tier_of(current)
        painter.setClipRect(QRect(int(scale.left), 0, int(scale.width), self.height()))
        self._paint_looked_at(painter, scale, current)
        rows = self.rows()
        consensus = self._review.workspace.observation
        for (_, top, height), observation in zip(
            (rows[0], rows[2], rows[3]), (*self._review.originals.pair, consensus), strict=True
        ):
            self._paint_lane(painter, observation, tier, self._lane_of(current), (top, height))
        for one in self._here():
            self._paint_dispute(painter, one, chosen=one.id == current.id)
        x = round(scale.x(self._now_ms))
        painter.setPen(QPen(self._theme.color("play_head"), 1))
        painter.drawLine(x, 0, x, self.height())

    def _write_names(self, painter: QPainter, left: int) -> None:
        current = self._review.current
        for name, top, height in self.rows():
            dim = not name or name == "consensus"
            words = name or ("" if current is None else where_words(self._review.workspace.scheme, current))
            painter.setPen(self._theme.color("dim" if dim else "text"))
            box = QRect(8, top, left - 14, height)
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_looked_at(self, painter: QPainter, scale: TimeScale, one: Dispute) -> None:
        box = self.box_of(one)
        painter.fillRect(QRect(box.left(), 0, max(box.width(), 2), self.height()), self._theme.color("selected"))

    def _paint_lane(
        self, painter: QPainter, observation: Observation, tier: Tier, stream: str, row: tuple[int, int]
    ) -> None:
        scale = self._scale()
        lane = observation.code_lane(tier.id, stream) if stream else observation.lane(tier.id)
        uncodable = self._review.workspace.scheme.uncodable
        for event in observation.lane(UNCODABLE).between(scale.from_ms, scale.to_ms):
            if uncodable is not None and uncodable.blocks_tier(event.modifier("reason") or "", tier.id):
                box = self._bar(event, row)
                painter.fillRect(box, QColor(self._theme.field))
                painter.fillRect(box, _hatch(self._theme))
        if tier.exhaustive:
            self._paint_defaults(painter, observation, tier, row)
        for event in lane.between(scale.from_ms, scale.to_ms):
            color = self._colors.get((tier.id, event.code))
            if color is not None:
                self._paint_event(painter, event, color, row, self._words_of(tier, event) or color.words)

    def _paint_defaults(self, painter: QPainter, observation: Observation, tier: Tier, row: tuple[int, int]) -> None:
        """Paint the computed default as dots with its name; in the consensus not where nothing is decided yet."""
        scale, workspace = self._scale(), self._review.workspace
        waits = [(one.onset_ms, one.offset_ms or one.onset_ms) for one in self._here() if one.open]
        taken = waits if observation is workspace.observation else []
        for part in segments(workspace.scheme, observation, tier, scale.from_ms, scale.to_ms):
            if part.event is not None:
                continue
            for onset, offset in difference([(part.onset_ms, part.offset_ms)], taken):
                box = self._bar(Event(0, tier.id, part.code, onset, offset), row)
                painter.fillRect(box, QBrush(self._theme.color("dim"), Qt.BrushStyle.Dense7Pattern))
                color = self._colors.get((tier.id, part.code))
                self._write(painter, box, color.words if color else part.code, self._theme.color("dim"))

    def _write(self, painter: QPainter, box: QRect, words: str, ink: QColor) -> None:
        scale = self._scale()
        seen = box.intersected(QRect(int(scale.left), box.top(), int(scale.width), box.height()))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, seen.width() - 8)
        if shown == words or len(shown) > 2:
            painter.setPen(ink)
            painter.drawText(seen.adjusted(4, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, shown)

    def _bar(self, event: Event, row: tuple[int, int]) -> QRect:
        scale, (top, height) = self._scale(), row
        left, right = round(scale.x(event.onset_ms)), round(scale.x(event.end_ms(self._review.workspace.end_ms)))
        return QRect(left, top + 2, max(2, right - left - 1), height - 4)

    def _words_of(self, tier: Tier, event: Event) -> str:
        """Return what an item is rated, by its name: which item it is stands beside the lane."""
        item = tier.rating.item(event.code) if tier.rating is not None else None
        return "" if item is None else value_words(item, event.modifier(VALUE) or "")

    def _paint_event(self, painter: QPainter, event: Event, color: CodeColor, row: tuple[int, int], words: str) -> None:
        box = self._bar(event, row)
        if event.point:
            x, middle = box.left(), box.center().y()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(color.fill))
            corners = ((0, -_POINT_PX), (_POINT_PX, 0), (0, _POINT_PX), (-_POINT_PX, 0))
            painter.drawPolygon(QPolygon([box.topLeft().__class__(x + dx, middle + dy) for dx, dy in corners]))
            painter.setPen(self._theme.color("text"))
            painter.drawText(QRect(x + 8, row[0], 90, row[1]), Qt.AlignmentFlag.AlignVCenter, words)
            return
        painter.fillRect(box, QColor(color.fill))
        self._write(painter, box, words, QColor(color.text))

    def _paint_dispute(self, painter: QPainter, one: Dispute, *, chosen: bool) -> None:
        box = self.box_of(one)
        edge = self._theme.color("warning" if one.open else "good")
        fill = QColor(edge)
        fill.setAlpha(90 if one.open else 40)
        painter.fillRect(box, fill)
        painter.setPen(QPen(self._theme.color("text") if chosen else edge, 2 if chosen else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.setPen(self._theme.color("text"))
        sign = sign_of(one.type) if one.open else "✓"
        words = f"{sign} {type_words(one.type, self._review.pair)}"
        room = box.width() - 6
        fits = painter.fontMetrics().horizontalAdvance(words) <= room
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words if fits else sign)


def _hatch(theme: Theme) -> QColor:
    color = QColor(theme.dim)
    color.setAlpha(60)
    return color
