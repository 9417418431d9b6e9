"""Arms and hands."""

from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin

from drawing.canvas import Canvas, Colour, Point, lerp, mix
from drawing.people import Look


@dataclass(frozen=True, slots=True)
class Hand:
    """How a hand is held: where its fingers point (degrees, 0 right, 90 down), their spread, curl and wiggle."""

    angle: float
    spread: float = 0.4
    curl: float = 0.0
    wiggle: float = 0.0
    thumb: int = -1


def draw_hand(canvas: Canvas, wrist: Point, hand: Hand, size: float, look: Look) -> None:
    """Draw a hand whose wrist is at the point."""
    palm = _away(wrist, hand.angle, size * 0.42)
    thick = size * 0.27
    for number, place in enumerate((-1.0, -0.33, 0.33, 1.0)):
        bend = 14 * hand.wiggle * (1 if number % 2 else -1)
        angle = hand.angle + place * 46 * hand.spread + bend
        length = size * (0.78 if number in (0, 3) else 0.92) * (1 - 0.5 * hand.curl)
        root = _away(palm, hand.angle + 90, place * size * 0.27)
        _finger(canvas, root, _away(root, angle, length), thick, look)
    base = _away(wrist, hand.angle + hand.thumb * 60, size * 0.3)
    _finger(canvas, base, _away(base, hand.angle + hand.thumb * (32 + 30 * hand.spread), size * 0.68), thick, look)
    canvas.ellipse(palm, size * 0.46, size * 0.42, look.skin, hand.angle)
    canvas.ellipse(wrist, size * 0.32, size * 0.32, look.skin)


def _finger(canvas: Canvas, root: Point, tip: Point, thick: float, look: Look) -> None:
    canvas.line([root, tip], thick + 1.3, look.line)
    canvas.line([root, tip], thick, look.skin)


def draw_arm(
    canvas: Canvas, shoulder: Point, wrist: Point, bend: float, widths: tuple[float, float], sleeve: float, look: Look
) -> None:
    """Draw an arm from shoulder to wrist; ``bend`` moves the elbow aside, ``sleeve`` is the share that is covered."""
    elbow = elbow_of(shoulder, wrist, bend)
    first, second = lerp(shoulder, elbow, 0.55), lerp(elbow, wrist, 0.5)
    bare = widths[0] * 0.3 + widths[1] * 0.55
    canvas.limb([elbow, second, wrist], (bare, widths[1] * 0.82), look.skin)
    end = lerp(elbow, wrist, sleeve)
    course = [shoulder, first, elbow, lerp(elbow, end, 0.5), end]
    canvas.limb(course, (widths[0] + 1.6, widths[1] * 1.12 + 1.6), mix(look.cloth, look.cloth_shade, 0.75))
    canvas.limb(course, (widths[0], widths[1] * 1.12), look.cloth)
    _cuff(canvas, lerp(elbow, end, 0.9), end, widths[1] * 1.05, look.cloth_shade)


def _cuff(canvas: Canvas, inner: Point, end: Point, width: float, paint: Colour) -> None:
    angle = degrees(atan2(end[1] - inner[1], end[0] - inner[0])) + 90
    canvas.line([_away(end, angle, width * 0.46), _away(end, angle + 180, width * 0.46)], 2.2, paint)


def elbow_of(shoulder: Point, wrist: Point, bend: float) -> Point:
    """Return the elbow: half-way, moved aside by the bend."""
    middle = lerp(shoulder, wrist, 0.48)
    length = hypot(wrist[0] - shoulder[0], wrist[1] - shoulder[1]) + 1e-6
    across = (-(wrist[1] - shoulder[1]) / length, (wrist[0] - shoulder[0]) / length)
    return middle[0] + across[0] * bend, middle[1] + across[1] * bend


def _away(point: Point, angle: float, distance: float) -> Point:
    return point[0] + cos(radians(angle)) * distance, point[1] + sin(radians(angle)) * distance
