"""The room: wall, window light, a picture, a plant, the floor, the table."""

import numpy as np

from drawing.canvas import HEIGHT, WIDTH, Canvas, colour, lerp, mix, oval
from drawing.people import Cast

_WHITE, _INK = colour("#ffffff"), colour("#2c3440")


def draw_room(canvas: Canvas, cast: Cast) -> None:
    """Draw everything that never moves, but for the seat."""
    light, dark = mix(cast.wall, _WHITE, 0.35), mix(cast.wall, colour("#46505e"), 0.1)
    rows = np.linspace(0, 1, canvas.pixels.shape[0])[:, None]
    shade = np.rint(np.array(light) + (np.array(dark) - np.array(light)) * rows).astype(np.uint8)
    canvas.pixels[:] = shade[:, None, :]
    beam = np.array([(40.0, 0.0), (250.0, 0.0), (430.0, 280.0), (150.0, 280.0)])
    canvas.veil(beam, _WHITE, 0.16)
    _draw_picture(canvas, cast)
    _draw_plant(canvas, cast)
    canvas.fill(np.array([(0.0, 276.0), (WIDTH, 276.0), (WIDTH, HEIGHT), (0.0, HEIGHT)]), cast.floor)
    canvas.fill(np.array([(0.0, 272.0), (WIDTH, 272.0), (WIDTH, 277.0), (0.0, 277.0)]), mix(cast.wall, _WHITE, 0.55))
    canvas.ellipse((330, 350), 300, 48, mix(cast.floor, _WHITE, 0.3))
    canvas.ellipse((330, 350), 282, 43, mix(cast.floor, _WHITE, 0.2))


def _draw_picture(canvas: Canvas, cast: Cast) -> None:
    frame = np.array([(296.0, 44.0), (366.0, 44.0), (366.0, 102.0), (296.0, 102.0)])
    canvas.fill(frame + 2.5, mix(cast.wall, _INK, 0.18))
    canvas.fill(frame, mix(cast.wall, _WHITE, 0.8))
    inner = np.array([(303.0, 51.0), (359.0, 51.0), (359.0, 95.0), (303.0, 95.0)])
    canvas.fill(inner, mix(cast.wall, colour("#8fc1dc"), 0.45))
    with canvas.clipped(inner):
        canvas.ellipse((346, 64), 6, 6, mix(cast.toy, _WHITE, 0.4))
        canvas.ellipse((314, 106), 34, 26, mix(cast.seat, _WHITE, 0.2))
        canvas.ellipse((352, 108), 30, 24, mix(cast.seat, _INK, 0.12))


def _draw_plant(canvas: Canvas, cast: Cast) -> None:
    leaf = mix(colour("#6d9a74"), cast.wall, 0.3)
    for angle, tip in ((-14, (24, 150)), (4, (52, 138)), (-30, (4, 178)), (22, (82, 164)), (36, (92, 196))):
        canvas.stroke([(50, 250), lerp((50, 250), tip, 0.5), tip], 2.0, mix(leaf, _INK, 0.15))
        middle = lerp((50, 250), tip, 0.82)
        canvas.ellipse(middle, 10, 25, leaf if angle % 4 else mix(leaf, _WHITE, 0.12), angle)
    pot = mix(colour("#c98a6b"), cast.wall, 0.2)
    canvas.fill(np.array([(30.0, 240.0), (72.0, 240.0), (66.0, 286.0), (36.0, 286.0)]), pot)
    canvas.fill(np.array([(27.0, 236.0), (75.0, 236.0), (75.0, 246.0), (27.0, 246.0)]), mix(pot, _WHITE, 0.15))


def draw_table(canvas: Canvas, cast: Cast) -> None:
    """Draw the small table between the two."""
    wood = mix(cast.floor, colour("#8a5f3c"), 0.4)
    canvas.veil(oval((322, 352), 84, 12), _INK, 0.2)
    canvas.fill(np.array([(316.0, 320.0), (330.0, 320.0), (334.0, 362.0), (312.0, 362.0)]), mix(wood, _INK, 0.25))
    canvas.ellipse((322, 321), 70, 17, mix(wood, _INK, 0.22))
    canvas.ellipse((322, 316), 70, 17, mix(wood, _WHITE, 0.14))
