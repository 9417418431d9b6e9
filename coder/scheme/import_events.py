"""Another program's events put into the places that a scheme has for them; what does not fit is told and kept apart."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from coder.editing.uncodable import lane_key
from coder.model.event import Event
from coder.model.foreign_log import ForeignEvent, Tally
from coder.model.foreign_scheme import Loss
from coder.model.rating import RATED_PHASE, VALUE
from coder.model.scheme import (
    DESPITE_UNCODABLE,
    EARLY_END,
    PHASE,
    REASON,
    UNCODABLE,
    Kind,
    Modifier,
    ModifierType,
    Scheme,
)
from coder.model.time import format_short_time
from coder.scheme.import_places import Place, Places

_OURS = frozenset((VALUE, RATED_PHASE, DESPITE_UNCODABLE))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An event that is not in the observation, and why."""

    event: ForeignEvent
    why: str


@dataclass(frozen=True, slots=True)
class Placed:
    """The events of an observation in order of onset, those left out, and what changed on the way."""

    events: tuple[Event, ...]
    left_out: tuple[LeftOut, ...]
    losses: tuple[Loss, ...]


def place_events(foreign: Sequence[ForeignEvent], places: Places, scheme: Scheme, end_ms: int) -> Placed:
    """Put events where they belong; ``end_ms`` is where the session ends, which ratings last until."""
    work = _Placing(places, scheme, end_ms)
    for one in foreign:
        work.take(one)
    events = _numbered(work.free())
    return Placed(events, tuple(work.left_out), work.tally.losses())


_Pair = tuple[Event, ForeignEvent]


@dataclass
class _Placing:
    places: Places
    scheme: Scheme
    end_ms: int
    tally: Tally = field(default_factory=Tally)
    left_out: list[LeftOut] = field(default_factory=list)
    _lanes: dict[tuple[str, str], list[_Pair]] = field(default_factory=dict)
    _actors: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._actors = frozenset(actor.id for actor in self.scheme.actors)

    def take(self, one: ForeignEvent) -> None:
        """Take an event to its place, or leave it out."""
        place = self.places.get((one.tier, one.code))
        if place is None:
            self._leave(one, "The scheme has nothing for them", f"{one.tier}, {one.code}")
            return
        event = self._timed(one, place)
        if event is not None:
            modifiers, comment = self._said(one, place)
            whole = replace(event, modifiers=modifiers, target=self._target(one), comment=comment)
            is_rating = place.tier.kind is Kind.RATING
            lane = (place.tier.id, place.code.id) if is_rating else lane_key(place.tier, whole)
            self._lanes.setdefault(lane, []).append((whole, one))

    def _leave(self, one: ForeignEvent, why: str, example: object = "") -> None:
        self.tally.dropped(f"{why}: events that were left out, and are kept in a table beside", example or one)
        self.left_out.append(LeftOut(one, why))

    def _timed(self, one: ForeignEvent, place: Place) -> Event | None:
        """Return the event with its times, as the tier's kind has them."""
        event = Event(one.id, place.tier.id, place.code.id, one.onset_ms, one.offset_ms, one.point)
        kind = place.tier.kind
        if kind is Kind.POINT and not one.point:
            self.tally.changed("States on a tier of points; their onset is kept", one)
            event = replace(event, offset_ms=None, point=True)
        elif kind is not Kind.POINT and one.point:
            self._leave(one, "Points on a tier of states")
            return None
        if kind is Kind.RATING and event.offset_ms is None:
            event = replace(event, offset_ms=max(self.end_ms, one.onset_ms))
        if not event.point and kind is not Kind.RATING and event.offset_ms == event.onset_ms:
            self.tally.changed("States without a length; they last 1 ms", one)
            event = replace(event, offset_ms=event.onset_ms + 1)
        return self._from_zero(event, one)

    def _from_zero(self, event: Event, one: ForeignEvent) -> Event | None:
        if event.onset_ms >= 0:
            return event
        if event.point or (event.offset_ms is not None and event.offset_ms <= 0):
            self._leave(one, "Before the first frame of the video")
            return None
        self.tally.changed("States that began before the first frame of the video; they begin with it", one)
        return replace(event, onset_ms=0)

    def _target(self, one: ForeignEvent) -> str:
        return one.target if one.target in self._actors else ""

    def _said(self, one: ForeignEvent, place: Place) -> tuple[tuple[tuple[str, str], ...], str]:
        """Return the modifiers, and the comment with what no modifier is for."""
        kept: dict[str, str] = {}
        rest: list[str] = []
        for name, value in one.modifiers:
            ours = self._modifier(place, name, value)
            if ours and ours not in kept:
                kept[ours] = value
            else:
                rest.append(f"{name}: {value}")
                self.tally.changed("Modifiers that the scheme has nothing for; they are in the comment", rest[-1])
        if one.target and not self._target(one):
            rest.append(f"target: {one.target}")
            self.tally.changed("Targets that are no actor of the scheme; they are in the comment", rest[-1])
        order = [modifier.id for modifier in place.code.modifiers]
        modifiers = sorted(kept.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))
        return tuple(modifiers), " / ".join(filter(None, (one.comment, *rest)))

    def _modifier(self, place: Place, name: str, value: str) -> str:
        if name in _OURS or (place.tier.id, name) in ((PHASE, EARLY_END), (UNCODABLE, REASON)):
            return name
        modifier = place.code.modifier(place.modifiers.get(name, ""))
        return modifier.id if modifier is not None and _fits(modifier, value) else ""

    def free(self) -> Iterator[_Pair]:
        """Give the events; a state that runs into the next one of its lane ends where that begins."""
        for lane in self._lanes.values():
            lane.sort(key=lambda pair: (pair[0].onset_ms, pair[0].id))
            yield from lane if self._is_free(lane[0][0]) else self._cut(lane)

    def _is_free(self, event: Event) -> bool:
        """Tell whether events of a lane may lie on each other: points may, and ratings."""
        tier = self.scheme.tier(event.tier)
        return tier is None or tier.kind in (Kind.POINT, Kind.RATING)

    def _cut(self, lane: Iterable[_Pair]) -> Iterator[_Pair]:
        held: _Pair | None = None
        for event, one in lane:
            if held is not None and held[0].onset_ms == event.onset_ms:
                self._leave(one, "Another state began at the same moment")
                continue
            if held is not None:
                yield self._ended(held, event.onset_ms)
            held = event, one
        if held is not None:
            yield held

    def _ended(self, held: _Pair, onset_ms: int) -> _Pair:
        event, one = held
        if event.offset_ms is not None and event.offset_ms <= onset_ms:
            return held
        until = format_short_time(onset_ms)
        if event.offset_ms is None:
            self.tally.changed("States that nobody ended; they end where the next one begins", f"{one}, until {until}")
        else:
            self.tally.changed("States that ran into the next one; they end where that begins", f"{one}, until {until}")
        return replace(event, offset_ms=onset_ms), one


def _fits(modifier: Modifier, value: str) -> bool:
    options = {option.id for option in modifier.options}
    match modifier.type:
        case ModifierType.CHOICE:
            return value in options
        case ModifierType.CHOICES:
            return set(value.split("+")) <= options
        case ModifierType.NUMBER:
            return _is_number(value)
        case ModifierType.TEXT:
            return True


def _is_number(words: str) -> bool:
    try:
        return abs(float(words)) < 1e15
    except ValueError:
        return False


def _numbered(pairs: Iterable[_Pair]) -> tuple[Event, ...]:
    """Return events in order, with the ids they had where all had one of their own, else numbered from 1."""
    events = [event for event, _ in pairs]
    ids = {event.id for event in events}
    own = len(ids) == len(events) and 0 not in ids
    events.sort(key=lambda event: (event.onset_ms, event.id if own else 0))
    return tuple(events if own else (replace(event, id=number) for number, event in enumerate(events, 1)))
