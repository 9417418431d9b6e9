"""What happens to how many events in how many observations when a scheme changes: counted, for people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coder.editing.migration import UNASKED, migrate
from coder.errors import CoderError
from coder.model.event import Event
from coder.model.recode import Recode
from coder.model.scheme import Scheme

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A step: how many events in how many observations it concerns, and how many are to be looked at ``again``."""

    source: str
    to: str
    words: str
    events: int
    observations: int
    again: int


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why observations cannot be migrated: in words, how to mend it, and what it concerns."""

    words: str
    mend: str
    events: int
    observations: tuple[str, ...]

    def __str__(self) -> str:
        events = f"{count(self.events, 'event')} in " if self.events else ""
        return f"{self.words}: {events}{name_some(self.observations)}. {self.mend}".strip()


@dataclass(frozen=True, slots=True)
class Table:
    """What a migration does, a row a step; nothing is migrated while there are ``obstacles``."""

    scheme_id: str
    version: str
    sources: tuple[str, ...] = ()
    events: int = 0
    observations: int = 0
    rows: tuple[Row, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()

    @property
    def again(self) -> int:
        """How many events are to be looked at again."""
        return sum(row.again for row in self.rows)

    @property
    def title(self) -> str:
        """The whole in a sentence."""
        what = f"{count(self.events, 'event')} in {count(self.observations, 'observation')}"
        return f"{self.scheme_id} {', '.join(self.sources)} → {self.version}: {what}."


@dataclass(frozen=True, slots=True)
class Share:
    """What one observation adds to the table."""

    name: str
    version: str
    events: int
    rows: tuple[Row, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()


def count_one(name: str, old: Scheme, goal: Scheme, events: Sequence[Event], queue: Sequence[Recode]) -> Share:
    """Count what becomes of one observation."""
    try:
        done = migrate(old, goal, events, queue)
    except CoderError as error:
        return Share(name, old.version, len(events), obstacles=(hindered(error, name, len(events)),))
    rows = (
        Row(taken.source, taken.to, taken.words, taken.events, int(taken.events > 0), taken.again)
        for taken in done.taken
    )
    obstacles = (Obstacle(misfit.words, misfit.mend, misfit.events, (name,)) for misfit in done.misfits)
    return Share(name, old.version, len(events), tuple(rows), tuple(obstacles))


def hindered(error: CoderError, name: str, events: int = 0) -> Obstacle:
    """Return the obstacle that an error is."""
    return Obstacle(error.message.rstrip("."), error.hint, events, (name,))


def add_up(goal: Scheme, shares: Iterable[Share], obstacles: Iterable[Obstacle] = ()) -> Table:
    """Return the whole table; what is done unasked stands last."""
    every = list(shares)
    rows: dict[tuple[str, str, str], Row] = {}
    for row in (row for share in every for row in share.rows):
        key = (row.source, row.to, row.words)
        rows[key] = _sum(rows[key], row) if key in rows else row
    found: dict[tuple[str, str], Obstacle] = {}
    for obstacle in (*(obstacle for share in every for obstacle in share.obstacles), *obstacles):
        same = found.get((obstacle.words, obstacle.mend))
        found[obstacle.words, obstacle.mend] = obstacle if same is None else _both(same, obstacle)
    return Table(
        goal.id,
        goal.version,
        tuple(dict.fromkeys(share.version for share in every)),
        sum(share.events for share in every),
        len(every),
        tuple(sorted(rows.values(), key=lambda row: row.words in UNASKED)),
        tuple(found.values()),
    )


def _sum(one: Row, other: Row) -> Row:
    return Row(
        one.source,
        one.to,
        one.words,
        one.events + other.events,
        one.observations + other.observations,
        one.again + other.again,
    )


def _both(one: Obstacle, other: Obstacle) -> Obstacle:
    names = (*one.observations, *other.observations)
    return Obstacle(one.words, one.mend, one.events + other.events, names)


def count(number: int, word: str) -> str:
    """Return a number of things in words, thousands apart: ``1,200 events``."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def name_some(names: Sequence[str]) -> str:
    """Return the names of a few observations, or the first few of many."""
    shown = ", ".join(names[:_MOST_NAMED])
    return shown if len(names) <= _MOST_NAMED else f"{shown} and {len(names) - _MOST_NAMED} more"
