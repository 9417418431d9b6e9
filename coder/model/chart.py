"""Charts as values: what is to be seen, before anybody paints it on a screen or draws it into a file.

Every mark has its ``words``, for a pointer and for who cannot see it, and a ``datum``: what it leads back to.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Axis:
    """One direction of a chart: what it is of, in which unit, and from where to where it goes."""

    title: str
    low: float
    high: float
    unit: str = ""
    dates: bool = False
    """Whether values are days, as ``date.toordinal`` counts them: then they are written as dates."""

    @property
    def words(self) -> str:
        """The title with the unit."""
        return f"{self.title} ({self.unit})" if self.unit else self.title


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a heat map: how warm it is (0 to 1; None: empty), what is written in it, what it means."""

    share: float | None
    text: str
    words: str
    datum: object = None
    framed: bool = False
    """Whether it has a frame: where two coders agree, or what an observed system is drawn to."""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Cells in rows and columns; ``path`` goes through them in order: places (column, row), within a cell by parts."""

    title: str
    row_title: str
    column_title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    path: tuple[tuple[float, float], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a place, with its interval; without a value there is a gap in the line."""

    x: float
    y: float | None
    words: str
    datum: object = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Points in order; ``stepped`` holds each value until the next; ``faint`` is what others are compared with."""

    name: str
    points: tuple[Point, ...]
    stepped: bool = False
    faint: bool = False
    marked: bool = True
    """Whether every point is marked; else only its interval and the line are seen."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A value that others are held against, such as a criterion or no effect."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Curves:
    """Lines over the same two axes: kappa against tolerance, survival, a profile of lags."""

    title: str
    x: Axis
    y: Axis
    lines: tuple[Line, ...]
    across: tuple[Rule, ...] = ()
    """Values of ``y``."""
    upright: tuple[Rule, ...] = ()
    """Values of ``x``."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """What falls between two places, and what would by chance."""

    low: float
    high: float
    value: float
    words: str
    datum: object = None
    chance: float | None = None
    chance_low: float | None = None
    chance_high: float | None = None


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars beside each other, with the band in which chance alone would have them."""

    title: str
    x: Axis
    y: Axis
    bars: tuple[Bar, ...]
    upright: tuple[Rule, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ForestRow:
    """One estimate with its interval, or in words (``text``) why there is none; ``whole`` stands for all others."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    text: str
    words: str
    datum: object = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Forest:
    """Estimates one under the other on one axis."""

    title: str
    x: Axis
    rows: tuple[ForestRow, ...]
    upright: tuple[Rule, ...] = ()
    note: str = ""


Chart = HeatMap | Curves | Histogram | Forest
