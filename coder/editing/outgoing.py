"""An observation on its way to another program's file: what was coded, with every state ended, and its answers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from coder.editing.occurrences import Occurrence, occurrences
from coder.model.consensus import DISAGREEMENT
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import SESSION_ACTOR, Kind, Modifier, ModifierType, Scheme, Tier
from coder.model.session import Session

USUAL_FRAME_MS = 40
TARGET, COMMENT = "target", "comment"
_MIXED = ModifierType.CHOICES
_NAMELESS = (SESSION_ACTOR, "unnamed")
"""Actors that are nobody: the session, and whom an import calls so for want of a name."""


class FrameNumbers(Protocol):
    """Which frame is shown when."""

    def at(self, ms: int) -> int:
        """Return the number of the frame shown at an instant."""


@dataclass(frozen=True)
class Outgoing:
    """One observation with all that a file of another program can be told of it.

    ``changed`` is when it was last changed (UTC, ISO 8601); ``frame_ms`` is how long a frame of the main video lasts;
    ``lengths_ms`` are the lengths of the session's media, 0 where one is not known. ``comments``: they may be told.
    """

    session: Session
    scheme: Scheme
    observation: Observation
    end_ms: int
    changed: str
    frame_ms: int = USUAL_FRAME_MS
    lengths_ms: tuple[int, ...] = ()
    frames: FrameNumbers | None = None
    comments: bool = False

    @property
    def coder(self) -> str:
        """Who coded, and in which viewing where it was one of several."""
        identity = self.observation.identity
        return f"{identity.coder}.{identity.pass_id}" if identity.pass_id else identity.coder

    @property
    def name(self) -> str:
        """What the observation is called among those of its study."""
        return f"{self.session.id}.{self.coder}"

    @property
    def lanes(self) -> tuple[Tier, ...]:
        """The tiers that were coded, in the scheme's order."""
        return self.scheme.lanes_of_pass(self.observation.identity.pass_id)

    @cached_property
    def rows(self) -> list[Occurrence]:
        """All that holds or happens, computed defaults and derived codes included, as tables list it."""
        return occurrences(self.scheme, self.observation, self.end_ms)

    @cached_property
    def coded(self) -> dict[str, list[Occurrence]]:
        """What somebody coded, by tier, in order of onset; every state has an offset."""
        found: dict[str, list[Occurrence]] = {tier.id: [] for tier in self.lanes}
        for row in self.rows:
            if row.event is not None:
                found[row.tier.id].append(row)
        return found

    @property
    def stray(self) -> list[Event]:
        """The events on tiers that are not among those coded."""
        known = {DISAGREEMENT, *(tier.id for tier in self.lanes)}
        return [event for event in self.observation if event.tier not in known]


@dataclass(frozen=True, slots=True)
class Lane:
    """A tier, or a part of it, on which nothing overlaps.

    ``code`` is the one that it is for, empty where it is for all; ``number`` counts the lanes for the same from 1.
    """

    tier: Tier
    code: str
    number: int
    rows: tuple[Occurrence, ...]

    @property
    def whole(self) -> bool:
        """Tell whether the lane has the name of its tier."""
        return not self.code and self.number == 1

    @property
    def name(self) -> str:
        """The tier's id, and after dots what tells the lane from the others of its tier."""
        number = str(self.number) if self.number > 1 else ""
        return ".".join(filter(None, (self.tier.id, self.code, number)))

    @property
    def part(self) -> Tier:
        """The tier with the codes that the lane is for."""
        codes = tuple(code for code in self.tier.codes if code.id == self.code)
        return replace(self.tier, codes=codes) if codes else self.tier


def split_lanes(tier: Tier, rows: Sequence[Occurrence]) -> list[Lane]:
    """Split a tier into lanes on which nothing overlaps, and no two points lie at one instant.

    A tier whose codes may overlap has a lane for each code, used or not, so that it has the same ones in every file.
    What still overlaps goes to further lanes, which are numbered.
    """
    if not may_overlap(tier):
        return list(_numbered(tier, "", rows))
    codes = dict.fromkeys([*(code.id for code in tier.codes), *(row.code.id for row in rows)])
    return [lane for code in codes for lane in _numbered(tier, code, [row for row in rows if row.code.id == code])]


def may_overlap(tier: Tier) -> bool:
    """Tell whether codes of a tier hold at the same time by its nature."""
    return tier.kind is Kind.RATING or (tier.kind is not Kind.POINT and not tier.exclusive)


def _numbered(tier: Tier, code: str, rows: Iterable[Occurrence]) -> Iterator[Lane]:
    lanes: list[list[Occurrence]] = [[]]
    for row in rows:
        free = next((lane for lane in lanes if not lane or end_ms(lane[-1]) <= row.onset_ms), None)
        if free is None:
            lanes.append(free := [])
        free.append(row)
    for number, lane in enumerate(lanes, 1):
        yield Lane(tier, code, number, tuple(lane))


def end_ms(row: Occurrence) -> int:
    """Return the first instant at which a row is over; a point takes one millisecond."""
    return max(row.onset_ms + 1, row.onset_ms if row.offset_ms is None else row.offset_ms)


def modifiers_of(tier: Tier, rows: Iterable[Occurrence] = ()) -> dict[str, Modifier]:
    """Return the modifiers of a tier by id, the scheme's first, then what else was answered.

    Codes of a tier that have a modifier of one id share it, with the options of all.
    """
    found: dict[str, Modifier] = {}
    for code in tier.codes:
        for modifier in code.modifiers:
            found[modifier.id] = _joined(found.get(modifier.id, modifier), modifier)
    for row in rows:
        for name, _ in row.event.modifiers if row.event is not None else ():
            found.setdefault(name, Modifier(name, ModifierType.TEXT))
    return found


def _joined(one: Modifier, other: Modifier) -> Modifier:
    options = {option.id: option for option in (*one.options, *other.options)}
    types = {one.type, other.type}
    type_ = one.type if len(types) == 1 else _MIXED if types <= {ModifierType.CHOICE, _MIXED} else ModifierType.TEXT
    return replace(one, type=type_, options=tuple(options.values()))


def chosen(modifier: Modifier, value: str) -> tuple[str, ...]:
    """Return the options of an answer: several of one that takes several, else the answer as it is."""
    return tuple(filter(None, value.split("+"))) if modifier.type is ModifierType.CHOICES else (value,)


def actor_of(tier: Tier) -> str:
    """Return who behaves on a tier; empty where it is nobody."""
    return "" if tier.actor in _NAMELESS else tier.actor


def targets_of(tier: Tier, rows: Iterable[Occurrence] = ()) -> tuple[str, ...]:
    """Return the actors that codes of a tier may be directed to, and those that they were."""
    used = [row.event.target for row in rows if row.event is not None and row.event.target]
    return tuple(dict.fromkeys([*(target for code in tier.codes for target in code.target), *used]))


def free_name(name: str, taken: Iterable[str]) -> str:
    """Return a name that is not taken, numbered where it has to be."""
    held = set(taken)
    names = (f"{name}{'' if number == 1 else f'_{number}'}" for number in range(1, len(held) + 2))
    return next(one for one in names if one not in held)
