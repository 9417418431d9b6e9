"""The bottle, the toy, the cloth, somebody who walks past, and the number of the frame."""

from math import pi, sin

import numpy as np

from drawing.canvas import Canvas, Point, colour, mix
from drawing.digits import write_digits
from drawing.infant import InfantPose
from drawing.motion import Motion
from drawing.people import Cast

_WHITE, _INK = colour("#ffffff"), colour("#2c3440")


def draw_bottle(canvas: Canvas, at: Point, tilt: float) -> None:
    """Draw the bottle; its middle is at the point, its teat points up and leans right by the tilt."""
    milk, glass, cap = colour("#fffaf0"), colour("#dfeef5"), colour("#5aa0c8")

    def place(points: list[Point]) -> list[Point]:
        c, s = np.cos(np.radians(tilt)), np.sin(np.radians(tilt))
        return [(at[0] + c * x - s * y, at[1] + s * x + c * y) for x, y in points]

    outline = place([(-9, -12), (0, -14), (9, -12), (10, 4), (9, 22), (0, 24), (-9, 22), (-10, 4)])
    canvas.blob(place([(-3.6, -19), (-2.4, -28), (0, -31), (2.4, -28), (3.6, -19)]), colour("#d8a878"))
    canvas.blob(outline, glass)
    canvas.blob(place([(-8, -2), (8, -2), (8.6, 8), (7.6, 20), (0, 22), (-7.6, 20), (-8.6, 8)]), milk)
    canvas.fill(np.array(place([(-9.5, -19), (9.5, -19), (9.5, -11), (-9.5, -11)])), cap)
    for mark in (2.0, 8.0, 14.0):
        canvas.line(place([(2, mark), (7, mark)]), 1.0, mix(cap, _WHITE, 0.3))


def draw_toy(canvas: Canvas, at: Point, cast: Cast) -> None:
    """Draw a bath duck."""
    x, y = at
    paint, shade = cast.toy, mix(cast.toy, _INK, 0.16)
    canvas.blob([(x - 18, y + 4), (x - 20, y - 8), (x - 8, y - 1), (x + 8, y - 3), (x + 17, y + 5), (x + 13, y + 16),
                 (x, y + 19), (x - 13, y + 16)], paint)  # fmt: skip
    canvas.ellipse((x + 8, y - 11), 11, 10.5, paint)
    canvas.blob([(x - 11, y + 5), (x, y + 2), (x + 5, y + 8), (x - 3, y + 13), (x - 10, y + 11)], shade)
    canvas.blob([(x + 17, y - 13), (x + 26, y - 10), (x + 18, y - 6)], mix(colour("#ef7d32"), cast.toy, 0.15))
    canvas.ellipse((x + 11, y - 14), 2.1, 2.3, _INK)


def draw_cloth(canvas: Canvas, infant: InfantPose, share: float) -> None:
    """Hold a muslin cloth before the infant's face."""
    if share <= 0:
        return
    cx, cy = infant.head.centre
    lift = (1 - share) * 130
    paint, fold = colour("#f3efe6"), colour("#d9d2c2")
    x, y = cx - 56 - lift * 0.8, cy - 44 + lift
    canvas.blob([(x, y), (x + 40, y - 8), (x + 90, y - 2), (x + 108, y + 30), (x + 106, y + 92), (x + 70, y + 108),
                 (x + 30, y + 102), (x + 4, y + 90), (x - 4, y + 40)], paint)  # fmt: skip
    for number in range(4):
        left = x + 18 + 24 * number
        canvas.stroke([(left, y + 6), (left - 4, y + 50), (left + 3, y + 94)], 1.6, fold)
    for row in range(3):
        for column in range(4):
            canvas.ellipse((x + 16 + 26 * column + 7 * (row % 2), y + 22 + 26 * row), 2.6, 2.6, colour("#8fb3c9"))


def draw_passer_by(canvas: Canvas, motion: Motion, t: float) -> None:
    """Let somebody walk past close to the camera: everything is hidden."""
    for on, off in motion.spells("uncodable.uncodable.third_person"):
        share = (t - on) / (off - on)
        if -0.5 < share < 1.5:  # from the caregiver's head to behind the infant's, and the steps before and after
            _draw_back(canvas, -155 + share * 960, 3 * sin(2 * pi * 1.8 * t))


def _draw_back(canvas: Canvas, x: float, bob: float) -> None:
    coat, dark = colour("#59606e"), colour("#4a505d")
    canvas.blob([(x - 300, 420 + bob), (x - 292, 120 + bob), (x - 190, 20 + bob), (x, -40 + bob), (x + 190, 20 + bob),
                 (x + 292, 120 + bob), (x + 300, 420 + bob)], coat)  # fmt: skip
    canvas.stroke([(x, -40 + bob), (x + 6, 180), (x - 4, 420)], 3.0, dark)
    for side in (-1, 1):
        canvas.stroke([(x + side * 200, 120 + bob), (x + side * 214, 260), (x + side * 206, 420)], 3.0, dark)


def draw_number(canvas: Canvas, number: int, t: float) -> None:
    """Write the frame's number and time into the corner."""
    plate = np.array([(497.0, 8.0), (632.0, 8.0), (632.0, 31.0), (497.0, 31.0)])
    canvas.veil(plate, (16, 20, 26), 0.62)
    write_digits(canvas, f"{number:5d}", (505, 25), 11.5, (255, 255, 255))
    write_digits(canvas, f"{int(t) // 60}:{t % 60:06.3f}", (566, 25), 9, (205, 214, 224))
