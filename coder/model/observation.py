"""One coder's events for one session: the one mutable noun, changed only by a Change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coder.model.change import Change
from coder.model.event import Event
from coder.model.lane import Lane
from coder.model.origin import Origin
from coder.model.scheme import Kind, Scheme, Tier
from coder.model.spans import Span

_EMPTY = Lane()


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose observation of what this is. ``record`` is primary, reliability, gold or consensus."""

    session: str
    coder: str
    pass_id: str = ""
    record: str = "primary"


class Observation:
    """Events by id, by tier and by code, so that each question costs O(log n).

    ``blocks``: only these stretches of the session are coded, and count; none: all of it.
    """

    def __init__(
        self,
        identity: Identity,
        events: Iterable[Event] = (),
        next_id: int = 1,
        origin: Origin | None = None,
        blocks: tuple[Span, ...] = (),
    ) -> None:
        self.identity, self.origin, self.blocks = identity, origin, blocks
        self._by_id = {event.id: event for event in events}
        self._tiers: dict[str, Lane] = {}
        self._codes: dict[tuple[str, str], Lane] = {}
        self._next_id = max(next_id, max(self._by_id, default=0) + 1)
        self._fill()

    def _fill(self) -> None:
        tiers: dict[str, list[Event]] = {}
        codes: dict[tuple[str, str], list[Event]] = {}
        for event in self._by_id.values():
            tiers.setdefault(event.tier, []).append(event)
            codes.setdefault((event.tier, event.code), []).append(event)
        self._tiers = {tier: Lane(events) for tier, events in tiers.items()}
        self._codes = {code: Lane(events) for code, events in codes.items()}

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, event_id: int) -> bool:
        return event_id in self._by_id

    def __iter__(self) -> Iterator[Event]:
        return iter(sorted(self._by_id.values(), key=lambda event: (event.onset_ms, event.id)))

    @property
    def next_id(self) -> int:
        """The id that the next event gets; ids are never used again."""
        return self._next_id

    def is_imported(self, event_id: int) -> bool:
        """Tell whether an event came from another program's file, whatever was done to it since."""
        return self.origin is not None and event_id <= self.origin.last_id

    def event(self, event_id: int) -> Event:
        """Return an event by its id; raise KeyError when there is none."""
        return self._by_id[event_id]

    def find(self, event_id: int | None) -> Event | None:
        """Find an event by its id."""
        return None if event_id is None else self._by_id.get(event_id)

    def lane(self, tier_id: str) -> Lane:
        """Return the events of a tier, in order."""
        return self._tiers.get(tier_id, _EMPTY)

    def code_lane(self, tier_id: str, code_id: str) -> Lane:
        """Return the events of one code, in order."""
        return self._codes.get((tier_id, code_id), _EMPTY)

    def rivals(self, tier: Tier, code_id: str) -> Lane:
        """Return the events that a state of this code may not overlap: its tier's, or only its code's."""
        return self.lane(tier.id) if tier.exclusive else self.code_lane(tier.id, code_id)

    def perform(self, change: Change) -> None:
        """Carry out a change; raise KeyError when it does not fit what is here, before anything is touched."""
        self._refuse_unfit(change)
        for event in change.gone:
            self._take(event)
        for event in change.come:
            self._put(event)

    def _refuse_unfit(self, change: Change) -> None:
        left: set[int] = set()
        for event in change.gone:
            if event.id in left or self._by_id.get(event.id) != event:
                raise KeyError(event.id)
            left.add(event.id)
        come: set[int] = set()
        for event in change.come:
            if event.id in come or (event.id in self._by_id and event.id not in left):
                raise KeyError(event.id)
            come.add(event.id)

    def _take(self, event: Event) -> None:
        del self._by_id[event.id]
        self._tiers[event.tier].discard(event)
        self._codes[event.tier, event.code].discard(event)

    def _put(self, event: Event) -> None:
        self._by_id[event.id] = event
        self._tiers.setdefault(event.tier, Lane()).add(event)
        self._codes.setdefault((event.tier, event.code), Lane()).add(event)
        self._next_id = max(self._next_id, event.id + 1)


def running_at(scheme: Scheme, observation: Observation, ms: int) -> dict[str, tuple[Event, ...]]:
    """Return the states that hold at an instant, by tier; ratings hold at none, they are of a whole."""
    tiers = [tier for tier in scheme.lanes if tier.kind is not Kind.RATING]
    held = {tier.id: tuple(observation.lane(tier.id).covering(ms)) for tier in tiers}
    return {tier_id: events for tier_id, events in held.items() if events}
