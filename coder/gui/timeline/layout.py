"""Where the ruler, the rows and the overview lie: pure arithmetic on whole pixels."""

from dataclasses import dataclass

from coder.gui.timeline.rows import MEASURED, Row, RowKind
from coder.model.event import Event
from coder.model.observation import Observation

GUTTER = 112
RULER = 20
OVERVIEW = 26


@dataclass(frozen=True, slots=True)
class Density:
    """Heights of the rows in pixels, and of the words on bars; ``least``: how low a lane may be where room is short."""

    lane: int
    phases: int
    sound: int
    text: int
    least: int

    def at(self, lane: int) -> "Density":
        """Return it with lanes of another height, and the rest in proportion."""
        compact, share = DENSITIES["compact"], lane / self.lane
        phases, sound = max(compact.phases, round(self.phases * share)), max(compact.sound, round(self.sound * share))
        return Density(lane, phases, sound, min(self.text, lane - _AROUND_WORDS), self.least)


_AROUND_WORDS = 4
DENSITIES = {
    "compact": Density(14, 14, 22, 10, 14),
    "normal": Density(22, 19, 32, 11, 14),
    "comfortable": Density(34, 26, 48, 13, 22),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A row in its place."""

    row: Row
    top: int
    height: int

    @property
    def bottom(self) -> int:
        """The y below the row."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a timeline: phases and sound stay, the lanes between them and the overview may scroll."""

    width: int
    height: int
    fixed: tuple[Placed, ...]
    lanes: tuple[Placed, ...]
    lanes_top: int
    lanes_bottom: int
    content: int
    scroll: int

    @property
    def placed(self) -> tuple[Placed, ...]:
        """All rows, from top to bottom."""
        return (*self.fixed, *self.lanes)

    @property
    def overview_top(self) -> int:
        """Where the overview begins."""
        return self.height - OVERVIEW

    @property
    def overflow(self) -> int:
        """How many pixels of lanes do not fit."""
        return max(0, self.content - (self.lanes_bottom - self.lanes_top))

    def at(self, y: float) -> Placed | None:
        """Find the row at a y; a lane that is scrolled away is not there."""
        rows = self.lanes if self.lanes_top <= y < self.lanes_bottom else self.fixed
        return next((placed for placed in rows if placed.top <= y < placed.bottom), None)

    def of(self, tier_id: str, code: str = "") -> Placed | None:
        """Find the row that events of a tier, or of one of its codes, lie on."""
        rows = [placed for placed in self.placed if placed.row.tier is not None and placed.row.tier.id == tier_id]
        return next((placed for placed in rows if not placed.row.code or placed.row.code == code), None)

    def holding(self, event: Event, observation: Observation) -> Placed | None:
        """Find the row that an event lies on, also where its tier has one for each of those that hold at once."""
        placed = self.of(event.tier, event.code)
        if placed is None or placed.row.level is None:
            return placed
        levels = (other for other in self.placed if other.row.tier == placed.row.tier)
        return next((other for other in levels if event in other.row.lane(observation)), placed)

    def seen(self, placed: Placed) -> tuple[int, int]:
        """Return the top and bottom of what is seen of a row; bottom is not below top when nothing is."""
        if placed in self.fixed:
            return placed.top, placed.bottom
        return max(placed.top, self.lanes_top), max(min(placed.bottom, self.lanes_bottom), self.lanes_top)


def place_rows(rows: tuple[Row, ...], density: Density, width: int, height: int, scroll: int = 0) -> Layout:
    """Lay the rows out in a widget's size; ``scroll`` pixels of the lanes are above the first one seen."""
    still = [row for row in rows if _stays(row)]
    fixed = _stacked(still, density, RULER)
    lanes_top = fixed[-1].bottom if fixed else RULER
    moving = [row for row in rows if not _stays(row)]
    content = sum(row_height(row, density) for row in moving)
    room = max(0, height - OVERVIEW - lanes_top)
    scroll = max(0, min(scroll, content - room))
    lanes = _stacked(moving, density, lanes_top - scroll)
    lanes_bottom = lanes_top + min(room, content)
    return Layout(width, height, fixed, lanes, lanes_top, lanes_bottom, content, scroll)


def row_height(row: Row, density: Density) -> int:
    """Return a row's height; what overlaps shares a tier with rows of two thirds."""
    if row.kind is RowKind.PHASES:
        return density.phases
    if row.kind in (RowKind.SOUND, RowKind.SPECTROGRAM):
        return density.sound
    return max(12, density.lane * 2 // 3) if row.code or row.level is not None else density.lane


def fitted(rows: tuple[Row, ...], density: Density, height: int) -> Density:
    """Return a density with lanes as high as lets every row be seen in a height, at most and at least as it says."""
    lanes = range(density.lane, density.least, -1)
    fits = (lower for lower in map(density.at, lanes) if wanted_height(rows, lower) <= height)
    return next(fits, density.at(density.least))


def wanted_height(rows: tuple[Row, ...], density: Density) -> int:
    """Return the height at which every row is seen."""
    return RULER + sum(row_height(row, density) for row in rows) + OVERVIEW


def _stays(row: Row) -> bool:
    return row.kind is RowKind.PHASES or row.kind in MEASURED


def _stacked(rows: list[Row], density: Density, top: int) -> tuple[Placed, ...]:
    placed: list[Placed] = []
    for row in rows:
        placed.append(Placed(row, top, row_height(row, density)))
        top = placed[-1].bottom
    return tuple(placed)
