"""A picture to draw on: smooth shapes in logical units, drawn at twice the size and scaled down at the end."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import cv2
import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT = 640, 360
_SCALE = 2
_SHIFT = 4  # cv2 takes coordinates in 1/16 of a pixel, so that slow movements do not jump
_STEPS = np.linspace(0.0, 1.0, 9)[:-1, None]

Point = tuple[float, float]
Colour = tuple[int, int, int]
Picture = NDArray[np.uint8]
Points = NDArray[np.float64]


def colour(text: str) -> Colour:
    """Read ``#rrggbb``."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Blend two colours; share 0 gives the first."""
    r, g, b = (round(a + (z - a) * share) for a, z in zip(first, second, strict=True))
    return r, g, b


def lerp(first: Point, second: Point, share: float) -> Point:
    """Return the point that lies the share of the way from the first to the second."""
    return first[0] + (second[0] - first[0]) * share, first[1] + (second[1] - first[1]) * share


def closed_curve(points: Sequence[Point]) -> Points:
    """Run a smooth closed curve through the points."""
    p = np.asarray(points, dtype=float)
    return _through(np.roll(p, 1, 0), p, np.roll(p, -1, 0), np.roll(p, -2, 0))


def open_curve(points: Sequence[Point]) -> Points:
    """Run a smooth curve through the points, from the first to the last."""
    p = np.asarray(points, dtype=float)
    before = np.vstack([2 * p[0] - p[1], p[:-2]]) if len(p) > 2 else np.array([2 * p[0] - p[1]])
    after = np.vstack([p[2:], 2 * p[-1] - p[-2]])
    return np.vstack([_through(before, p[:-1], p[1:], after), p[-1]])


def _through(before: Points, start: Points, end: Points, after: Points) -> Points:
    """Catmull-Rom pieces from each start to each end."""
    t = _STEPS[None]
    a, b, c, d = (part[:, None, :] for part in (before, start, end, after))
    curve = b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
    return curve.reshape(-1, 2)


def oval(centre: Point, rx: float, ry: float, angle: float = 0.0) -> Points:
    """Return the outline of an ellipse; the angle in degrees turns it clockwise."""
    around = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    x, y = rx * np.cos(around), ry * np.sin(around)
    c, s = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    return np.stack([centre[0] + c * x - s * y, centre[1] + s * x + c * y], 1)


class Canvas:
    """A picture under way."""

    def __init__(self, background: Picture | None = None) -> None:
        self.pixels: Picture = (
            np.zeros((HEIGHT * _SCALE, WIDTH * _SCALE, 3), np.uint8) if background is None else background.copy()
        )

    def fill(self, outline: Points, paint: Colour) -> None:
        """Fill a closed outline."""
        cv2.fillPoly(self.pixels, [_fixed(outline)], paint, cv2.LINE_AA, _SHIFT)

    def blob(self, points: Sequence[Point], paint: Colour) -> None:
        """Fill the smooth closed curve through the points."""
        self.fill(closed_curve(points), paint)

    def ellipse(self, centre: Point, rx: float, ry: float, paint: Colour, angle: float = 0.0) -> None:
        """Fill an ellipse."""
        self.fill(oval(centre, rx, ry, angle), paint)

    def line(self, curve: Points | Sequence[Point], width: float, paint: Colour) -> None:
        """Draw a line of even width with round ends."""
        points = np.asarray(curve, dtype=float)
        cv2.polylines(self.pixels, [_fixed(points)], False, paint, max(1, round(width * _SCALE)), cv2.LINE_AA, _SHIFT)

    def stroke(self, points: Sequence[Point], width: float, paint: Colour) -> None:
        """Draw a smooth line through the points."""
        self.line(open_curve(points), width, paint)

    def limb(self, points: Sequence[Point], widths: tuple[float, float], paint: Colour) -> None:
        """Draw a smooth limb through the points that tapers from the first width to the second."""
        curve = open_curve(points)
        along = np.gradient(curve, axis=0)
        normal = np.stack([-along[:, 1], along[:, 0]], 1) / (np.linalg.norm(along, axis=1, keepdims=True) + 1e-9)
        half = np.linspace(widths[0], widths[1], len(curve))[:, None] / 2
        self.fill(np.vstack([curve + normal * half, (curve - normal * half)[::-1]]), paint)
        for end, width in ((curve[0], widths[0]), (curve[-1], widths[1])):
            self.ellipse((float(end[0]), float(end[1])), width / 2, width / 2, paint)

    def veil(self, outline: Points, paint: Colour, share: float) -> None:
        """Lay a see-through colour over an outline."""
        if share < 0.01:
            return
        with self._inside(outline, share) as patch:
            patch[:] = paint

    @contextmanager
    def clipped(self, outline: Points) -> Iterator[None]:
        """Keep what is drawn meanwhile inside the outline."""
        before = self.pixels.copy()
        yield
        rows, columns = _box(outline)
        mask = self._mask(outline, rows, columns)
        before[rows, columns] = _blend(before[rows, columns], self.pixels[rows, columns], mask)
        self.pixels = before

    @contextmanager
    def _inside(self, outline: Points, share: float) -> Iterator[Picture]:
        rows, columns = _box(outline)
        patch = self.pixels[rows, columns]
        new = patch.copy()
        yield new
        patch[:] = _blend(patch, new, self._mask(outline, rows, columns) * share)

    def _mask(self, outline: Points, rows: slice, columns: slice) -> NDArray[np.float32]:
        mask = np.zeros((rows.stop - rows.start, columns.stop - columns.start), np.uint8)
        corner = np.array([columns.start, rows.start]) / _SCALE
        cv2.fillPoly(mask, [_fixed(outline - corner)], 255, cv2.LINE_AA, _SHIFT)
        return np.divide(mask, 255, dtype=np.float32)[..., None]

    def finished(self) -> Picture:
        """Return the picture at its real size, HEIGHT x WIDTH x RGB."""
        return np.asarray(cv2.resize(self.pixels, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA), np.uint8)


def _fixed(points: Points) -> NDArray[np.int32]:
    # Pixel centres lie at half units once the picture is scaled down.
    return np.rint((points * _SCALE - 0.5) * (1 << _SHIFT)).astype(np.int32)


def _box(outline: Points) -> tuple[slice, slice]:
    low = np.floor(outline.min(0) * _SCALE - 2).astype(int)
    high = np.ceil(outline.max(0) * _SCALE + 3).astype(int)
    left, right = np.clip([low[0], high[0]], 0, WIDTH * _SCALE)
    top, bottom = np.clip([low[1], high[1]], 0, HEIGHT * _SCALE)
    return slice(int(top), int(bottom)), slice(int(left), int(right))


def _blend(old: Picture, new: Picture, mask: NDArray[np.float32]) -> Picture:
    return np.rint(old + (new.astype(np.float32) - old) * mask).astype(np.uint8)
