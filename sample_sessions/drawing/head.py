"""A head that turns: places on an egg, and the parts of a face."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np

from drawing.canvas import Canvas, Colour, Point, Points, closed_curve, colour, mix, open_curve

_WHITE, _PUPIL, _MOUTH, _TONGUE = colour("#fbf7f1"), colour("#241c1a"), colour("#7a2f35"), colour("#d9757a")


@dataclass(frozen=True, slots=True)
class Head:
    """An egg with its centre, half axes, and how it is turned (degrees; yaw to the right, pitch up, roll clockwise)."""

    centre: Point
    rx: float
    ry: float
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0

    def at(self, longitude: float, latitude: float, out: float = 1.0) -> Point:
        """Return where a place of the face is seen; ``out`` above 1 lies off the skin."""
        lon = radians(max(-90.0, min(90.0, longitude + self.yaw)))
        lat = radians(latitude + self.pitch)
        return self.turned(self.rx * out * sin(lon) * cos(lat), -self.ry * out * sin(lat))

    def turned(self, x: float, y: float) -> Point:
        """Turn an offset from the centre by the roll."""
        c, s = cos(radians(self.roll)), sin(radians(self.roll))
        return self.centre[0] + c * x - s * y, self.centre[1] + s * x + c * y

    def beside(self, place: Point, offset: Point) -> Point:
        """Return the point at an offset from a place of the face, the offset turned by the roll."""
        c, s = cos(radians(self.roll)), sin(radians(self.roll))
        return place[0] + c * offset[0] - s * offset[1], place[1] + s * offset[0] + c * offset[1]

    def squeeze(self, longitude: float) -> float:
        """Return how narrow things look there."""
        return max(0.3, cos(radians(longitude + self.yaw)))

    def shape(self, offsets: Sequence[Point]) -> list[Point]:
        """Turn offsets given in half axes."""
        return [self.turned(x * self.rx, y * self.ry) for x, y in offsets]


@dataclass(frozen=True, slots=True)
class EyeStyle:
    """Size and colours of an eye."""

    longitude: float
    latitude: float
    width: float
    height: float
    iris: float
    iris_colour: Colour
    lash: Colour
    lash_width: float


@dataclass(frozen=True, slots=True)
class Expression:
    """A face at an instant; every number is 0 at rest."""

    look: Point = (0.0, 0.0)
    lids: float = 0.0
    squint: float = 0.0
    smile: float = 0.0
    open: float = 0.0
    round: float = 0.0
    raise_: float = 0.0
    pinch: float = 0.0


def draw_eyes(canvas: Canvas, head: Head, style: EyeStyle, face: Expression, skin: Colour) -> None:
    """Draw both eyes."""
    for side in (-1, 1):
        _draw_eye(canvas, head, style, face, side, skin)


def _draw_eye(canvas: Canvas, head: Head, style: EyeStyle, face: Expression, side: int, skin: Colour) -> None:
    longitude = side * style.longitude
    middle = head.at(longitude, style.latitude)
    half = style.width * head.squeeze(longitude) / 2
    up = style.height * 0.58 * (1 - face.lids) * (1 - 0.35 * face.squint)
    down = style.height * 0.42 * (1 - 0.55 * face.squint)
    top = _placed(head, middle, half, ((-1, 0), (-0.55, -0.85 * up), (0.1, -up), (0.65, -0.75 * up)))
    low = _placed(head, middle, half, ((1, 0), (0.5, 0.85 * down), (0, down), (-0.55, 0.8 * down)))
    if face.lids > 0.75:
        canvas.stroke([*low, top[0]], style.lash_width, style.lash)
        return
    outline = closed_curve([*top, *low])
    iris = head.beside(middle, (face.look[0] * half * 0.5, face.look[1] * style.height * 0.24))
    with canvas.clipped(outline):
        canvas.fill(outline, _WHITE)
        canvas.ellipse(iris, style.iris * max(0.72, head.squeeze(longitude)), style.iris, style.iris_colour)
        canvas.ellipse(iris, style.iris * 0.52, style.iris * 0.56, _PUPIL)
        canvas.ellipse((iris[0] + 1.1, iris[1] - 1.3), 0.95, 0.95, _WHITE)
        canvas.stroke([*top, low[0]], 1.6, mix(_WHITE, skin, 0.8))
    canvas.stroke([*top, low[0]], style.lash_width, style.lash)
    canvas.stroke(low, 0.6, mix(skin, style.lash, 0.4))


def _placed(head: Head, middle: Point, half: float, offsets: Sequence[Point]) -> list[Point]:
    """Place offsets beside the middle; across they count in halves of the width, down in units."""
    return [head.beside(middle, (x * half, y)) for x, y in offsets]


def draw_brows(canvas: Canvas, head: Head, face: Expression, paint: Colour, width: float, place: Point) -> None:
    """Draw both brows; the place is the longitude and latitude of their middle."""
    for side in (-1, 1):
        reach = (place[0] - 11, place[0], place[0] + 13)
        lift = (face.raise_ * 5 + face.pinch * 4.5, face.raise_ * 6 - face.pinch * 2, face.raise_ * 4 - face.pinch * 5)
        bend = (-1.6, 1.8, -1.8)
        inward = (face.pinch * 5, face.pinch * 2, 0.0)
        points = [
            head.at(side * (lon - into), place[1] + up + arch)
            for lon, up, arch, into in zip(reach, lift, bend, inward, strict=True)
        ]
        canvas.stroke(points, width, paint)


@dataclass(frozen=True, slots=True)
class MouthStyle:
    """Size and colours of a mouth."""

    latitude: float
    width: float
    lip: Colour
    lip_width: float
    teeth: bool


def draw_mouth(canvas: Canvas, head: Head, style: MouthStyle, face: Expression) -> None:
    """Draw the mouth."""
    place = head.at(0, style.latitude)
    half = style.width / 2 * (1 + 0.28 * max(face.smile, 0) - 0.5 * face.round) * (0.4 + 0.6 * head.squeeze(0))
    size = style.width / 24
    corner, middle = -4.2 * face.smile * size, 2.6 * face.smile * size
    up, down = (3.0 + 3 * face.round) * face.open * size, (9.0 + 1.5 * face.round) * face.open * size
    if face.smile < 0:  # a mouth of distress opens upwards, into a wide bow
        up, down = 4.0 * face.open * size, 5.5 * face.open * size
    ends = _placed(head, place, half, ((-1, corner), (1, corner)))
    bow = 0.72 * middle
    top = _placed(head, place, half, ((-0.5, bow - 0.85 * up), (0, middle - up), (0.5, bow - 0.85 * up)))
    low = _placed(head, place, half, ((0.5, bow + 0.85 * down), (0, middle + down), (-0.5, bow + 0.85 * down)))
    if face.open > 0.05:
        outline = closed_curve([ends[0], *top, ends[1], *low])
        with canvas.clipped(outline):
            canvas.fill(outline, _MOUTH)
            canvas.ellipse(head.beside(place, (0, middle + down + 1.5)), half * 0.62, 5.0 * size, _TONGUE)
            if style.teeth and face.smile > 0.3:
                edge = [ends[0], *[(x, y + 1.0) for x, y in top], ends[1]]
                canvas.stroke(edge, 3.4 * size, _WHITE)
        canvas.stroke([ends[1], *low, ends[0]], style.lip_width * 0.9, style.lip)
    canvas.stroke([ends[0], *top, ends[1]], style.lip_width, style.lip)


def draw_cap(canvas: Canvas, head: Head, outline: Points, heights: Sequence[float], paint: Colour) -> None:
    """Draw hair inside an outline, above a line at these latitudes from the left side of the face to the right."""
    places = [-100 + 200 * number / (len(heights) - 1) for number in range(len(heights))]
    line = [head.at(place, height, 1.0) for place, height in zip(places, heights, strict=True)]
    left, right = head.turned(-2 * head.rx, 0), head.turned(2 * head.rx, 0)
    line = [(left[0], line[0][1]), *line, (right[0], line[-1][1])]
    above = [head.turned(2 * head.rx, -2 * head.ry), head.turned(-2 * head.rx, -2 * head.ry)]
    with canvas.clipped(outline):
        canvas.fill(np.vstack([open_curve(line), above]), paint)
