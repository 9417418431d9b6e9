"""A part of the picture that something is measured in."""

import math
import re
from dataclasses import dataclass

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}")
THRESHOLD = 10

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Region:
    """A named polygon: ``points`` are (x, y) shares of the picture as shown, (0, 0) its upper left corner."""

    name: str
    points: tuple[Point, ...]

    def fault(self) -> str:
        """Return what is wrong with it, in words; empty when nothing is."""
        if not NAME.fullmatch(self.name):
            return f"“{self.name}” is no name: a letter, then letters, digits or _, 32 at most"
        if len(self.points) < 3:
            return "a region needs at least three points"
        if not all(math.isfinite(value) and 0 <= value <= 1 for point in self.points for value in point):
            return "every x and y must lie between 0 and 1, as a share of the picture"
        if self.area <= 0:
            return "a region needs an area"
        return ""

    @property
    def area(self) -> float:
        """Return its share of the picture."""
        pairs = zip(self.points, (*self.points[1:], *self.points[:1]), strict=True)
        return abs(sum(x * after_y - after_x * y for (x, y), (after_x, after_y) in pairs)) / 2


def rectangle(name: str, x: float, y: float, width: float, height: float) -> Region:
    """Return an upright region from its left upper corner and its size."""
    right, lower = round(x + width, 9), round(y + height, 9)
    return Region(name, ((x, y), (right, y), (right, lower), (x, lower)))


@dataclass(frozen=True, slots=True)
class MotionPlan:
    """What motion is measured in: ``threshold`` is how much a grey value (0 to 255) must change to count."""

    regions: tuple[Region, ...]
    threshold: int = THRESHOLD

    def fault(self) -> str:
        """Return what is wrong with it, in words; empty when nothing is."""
        names = [region.name.lower() for region in self.regions]
        if not names:
            return "there is no region"
        if len(set(names)) < len(names):
            return "two regions have the same name"
        if not 0 <= self.threshold <= 254:
            return "the threshold must lie between 0 and 254"
        return next((f"{region.name}: {region.fault()}" for region in self.regions if region.fault()), "")
