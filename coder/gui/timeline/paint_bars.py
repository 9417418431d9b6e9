"""How one bar, one sliver, one point looks."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QLineF, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPolygon

from coder.gui.timeline.marks import Bar, Cluster
from coder.gui.timeline.scene import Ink, Paints

RADIUS = 3
_ROUND_FROM = 18
_WORDS_FROM = 10
_DASH_PX = 1.25
_PADDING = 6
_MOST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Words:
    """A key and the words behind it, ready to be written at a place."""

    x: int
    baseline: int
    room: int
    letter: str
    words: str
    color: QColor

    def on(self, color: QColor) -> "Words":
        """Return the words in another colour."""
        return replace(self, color=color)


def bar_box(top: int, height: int) -> tuple[int, int]:
    """Return the top and height of bars in a row."""
    margin = 3 if height >= 20 else 2 if height >= 17 else 1
    return top + margin, height - 2 * margin


def fill_bar(painter: QPainter, box: QRect, brush: QBrush | QColor) -> None:
    """Fill a bar, with round corners where there is room for them."""
    if box.width() < _ROUND_FROM:
        painter.fillRect(box, brush)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawRoundedRect(box, RADIUS, RADIUS)


def outline_bar(painter: QPainter, box: QRect, pen: QPen) -> None:
    """Draw a bar's edge."""
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = pen.widthF() / 2
    rect = QRectF(box).adjusted(half, half, -half, -half)
    if box.width() < _ROUND_FROM:
        painter.drawRect(rect)
    else:
        painter.drawRoundedRect(rect, RADIUS, RADIUS)


def words_on(paints: Paints, box: QRect, ink: Ink, words: str, from_x: int, to_x: int) -> Words | None:
    """Place a key and its words on the part of a bar that is seen, or nothing where not even the key fits."""
    if box.width() < _WORDS_FROM:
        return None
    padding = min(_PADDING, max(2, box.width() // 6))
    x, right = max(box.left(), from_x) + padding, min(box.right(), to_x) - 2
    metrics = paints.key_metrics
    if right - x < 6 or box.height() < metrics.capHeight() + 1:
        return None
    baseline = box.top() + (box.height() + metrics.capHeight()) // 2
    letter = ink.letter if metrics.horizontalAdvance(ink.letter) <= right - x else ""
    return Words(x, baseline, right - x, letter, words, ink.text)


def write(painter: QPainter, paints: Paints, all_words: list[Words]) -> None:
    """Write keys in bold, then the words behind them."""
    painter.setFont(paints.key_font)
    for words in all_words:
        if words.letter:
            painter.setPen(words.color)
            painter.drawText(words.x, words.baseline, words.letter)
    painter.setFont(paints.bar_font)
    for words in all_words:
        taken = paints.key_metrics.horizontalAdvance(words.letter) + 4 if words.letter else 0
        text = paints.elided(words.words, words.room - taken)
        if text:
            painter.setPen(words.color)
            painter.drawText(words.x + taken, words.baseline, text)


def paint_slivers(painter: QPainter, paints: Paints, slivers: list[Bar], span: tuple[int, int], box: QRect) -> None:
    """Paint states of a few pixels, all of them at once: one row of pixels drawn as high as a bar."""
    left, right = span
    if not slivers or right <= left:
        return
    pixels, inks = array("I", bytes(4 * (right - left))), paints.inks
    for event, start, end in slivers:
        ink = inks.get((event.tier, event.code), paints.unknown)
        first, last = int(start + 0.5), int(end + 0.5)
        last = max(first + 1, last - 1 if last - first > 3 else last)
        for x in range(max(first, left), min(last, right)):
            pixels[x - left] = ink.argb
    stride = 4 * (right - left)
    image = QImage(pixels.tobytes(), right - left, 1, stride, QImage.Format.Format_ARGB32_Premultiplied)
    painter.drawImage(QRect(left, box.top(), right - left, box.height()), image)


def triangle(x: float, box: QRect) -> QPolygon:
    """Return the sign for a point: its tip is the instant."""
    middle, half = round(x), _half(box)
    top = box.center().y() - half + 1
    return QPolygon([QPoint(middle, top), QPoint(middle + half, top + 2 * half), QPoint(middle - half, top + 2 * half)])


def paint_points(painter: QPainter, paints: Paints, clusters: list[Cluster], box: QRect) -> None:
    """Paint points as triangles; the letters of those that stand close together follow the last of them."""
    painter.setPen(Qt.PenStyle.NoPen)
    for cluster in clusters:
        painter.setBrush(paints.ink(cluster.events[0]).fill)
        painter.drawPolygon(triangle(cluster.x, box))
    painter.setFont(paints.bar_font)
    painter.setPen(paints.text)
    baseline = box.top() + (box.height() + paints.bar_metrics.capHeight()) // 2
    for x, letters in point_letters(paints, clusters, _half(box) + 3):
        painter.drawText(x, baseline, letters)


def point_letters(paints: Paints, clusters: list[Cluster], beside_px: int) -> list[tuple[int, str]]:
    """Return the letters for points, and where they begin; where many stand together there is room for none."""
    letters: list[tuple[int, str]] = []
    first, far_px = 0, 2 * beside_px + paints.bar_metrics.averageCharWidth()
    for place, cluster in enumerate(clusters):
        words = _letters(paints, clusters[first : place + 1]) if place - first < _MOST_LETTERS else ""
        end = cluster.x + far_px + paints.bar_metrics.horizontalAdvance(words)
        if place + 1 < len(clusters) and clusters[place + 1].x < end:
            continue
        if words:
            letters.append((round(cluster.x) + beside_px, words))
        first = place + 1
    return letters


def _letters(paints: Paints, clusters: list[Cluster]) -> str:
    count = sum(cluster.size for cluster in clusters)
    if count > _MOST_LETTERS:
        return f"×{count}"
    return "".join(paints.ink(event).letter or event.code[:1] for cluster in clusters for event in cluster.events)


def _half(box: QRect) -> int:
    return max(4, min(6, box.height() // 3))


def dash_bar(painter: QPainter, box: QRect, color: QColor) -> None:
    """Draw the dashed edge of a state that still runs: from its onset on, so that no dash moves while it grows."""
    pen = QPen(color, _DASH_PX)
    pen.setDashPattern([3.0, 2.5])
    painter.setPen(pen)
    edge = QRectF(box).adjusted(_DASH_PX / 2, _DASH_PX / 2, 0, -_DASH_PX / 2)
    ends = (
        (edge.topLeft(), edge.topRight()),
        (edge.bottomLeft(), edge.bottomRight()),
        (edge.topLeft(), edge.bottomLeft()),
    )
    painter.drawLines([QLineF(start, end) for start, end in ends])


def boxes(bars: Iterable[Bar], box: QRect, from_x: int, to_x: int) -> Iterable[tuple[Bar, QRect]]:
    """Give each bar its rectangle, cut a little outside what is seen."""
    for bar in bars:
        left, right = max(round(bar.left), from_x - 12), min(round(bar.right), to_x + 12)
        yield bar, QRect(left, box.top(), max(1, right - left - 1), box.height())
