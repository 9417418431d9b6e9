"""What a rating tier asks: of each item a value on a scale or one of some levels; and what is computed of them."""

from dataclasses import dataclass
from enum import StrEnum

from coder.model.text import Text

VALUE = "value"
"""The modifier of a rating's event that holds what it was rated."""
RATED_PHASE = "phase"
"""The modifier of a rating's event that says which phase it is of."""
NOT_RATABLE = "not_ratable"
"""What an item is rated that was looked at and cannot be judged; an item without an event is missing."""
_SAME = 1e-6


class Scope(StrEnum):
    """What one rating is of."""

    SESSION = "session"
    PHASE = "phase"


class Rule(StrEnum):
    """How a composite is computed."""

    MEAN = "mean"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Scale:
    """The numbers a rating may be: from ``minimum`` to ``maximum`` in steps."""

    minimum: float
    maximum: float
    step: float = 1.0

    def __len__(self) -> int:
        return int((self.maximum - self.minimum) / self.step + _SAME) + 1

    def __contains__(self, number: float) -> bool:
        steps = (number - self.minimum) / self.step
        return -_SAME < steps < len(self) - 1 + _SAME and abs(steps - round(steps)) < _SAME

    @property
    def values(self) -> tuple[str, ...]:
        """The numbers as they are written."""
        return tuple(write_number(self.minimum + place * self.step) for place in range(len(self)))


@dataclass(frozen=True, slots=True)
class Level:
    """One thing an item may be rated; without a ``value`` it is only another than the others (nominal)."""

    id: str
    key: str = ""
    label: Text = Text()
    value: float | None = None
    definition: Text = Text()


@dataclass(frozen=True, slots=True)
class Item:
    """How one code of a rating tier is rated: on a scale or by levels, with anchors (value as written, words)."""

    id: str
    scale: Scale | None = None
    levels: tuple[Level, ...] = ()
    anchors: tuple[tuple[str, Text], ...] = ()
    reverse: bool = False
    not_ratable: bool = True

    def level(self, value: str) -> Level | None:
        """Find a level by its id."""
        return next((level for level in self.levels if level.id == value), None)

    def anchor(self, value: str) -> Text:
        """Return the words that anchor a value; none for most."""
        return dict(self.anchors).get(value, Text())

    def number(self, value: str) -> float | None:
        """Return a value as a number: as written on a scale, that of its level; None where there is none."""
        if self.scale is not None:
            number = read_number(value)
            return number if number is not None and number in self.scale else None
        level = self.level(value)
        return None if level is None else level.value

    @property
    def limits(self) -> tuple[float, float] | None:
        """The least and the greatest number; None for levels without numbers."""
        if self.scale is not None:
            return self.scale.minimum, self.scale.maximum
        values = [level.value for level in self.levels if level.value is not None]
        return (min(values), max(values)) if values else None

    def scored(self, number: float) -> float:
        """Return the number as composites take it: turned to min + max − number where the item is reversed."""
        limits = self.limits
        return limits[0] + limits[1] - number if self.reverse and limits is not None else number


@dataclass(frozen=True, slots=True)
class Composite:
    """A number computed of several items, where at least ``min_valid`` of them have one."""

    id: str
    of: tuple[str, ...]
    rule: Rule = Rule.MEAN
    min_valid: int = 1
    label: Text = Text()


@dataclass(frozen=True, slots=True)
class Rating:
    """What is asked on a rating tier, once a session or once a phase."""

    scope: Scope = Scope.SESSION
    items: tuple[Item, ...] = ()
    composites: tuple[Composite, ...] = ()

    def item(self, item_id: str) -> Item | None:
        """Find an item by the id of its code."""
        return next((item for item in self.items if item.id == item_id), None)


def read_number(words: str) -> float | None:
    """Read a number as people write it; None where it is none."""
    plain = words.strip().removeprefix("-").replace(".", "", 1)
    return float(words) if plain.isascii() and plain.isdecimal() else None


def write_number(number: float) -> str:
    """Write a number without needless digits: ``3``, ``4.25``."""
    return f"{round(number, 6) + 0.0:.12g}"
