"""One step of a migration, carried out on events: pure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from coder.editing.answers import in_order
from coder.model.event import Event
from coder.model.migration import ChangeKind, MapModifier, Merge, Move, Rename, Retire, Split, Step
from coder.model.rating import RATED_PHASE, VALUE
from coder.model.recode import Reason, Recode
from coder.model.scheme import PHASE, Code, Kind, ModifierType, Scheme, Tier


@dataclass
class Draft:
    """Events under way from one version to another, those to look at again, and all as they were, by id."""

    new: Scheme
    events: dict[int, Event]
    queue: dict[int, Recode]
    was: dict[int, Event] = field(init=False)
    touched: set[int] = field(default_factory=set)
    torn: dict[str, int] = field(default_factory=dict)
    """How many events would lose an answer, because two of their modifiers become one (``tier.code.modifier``)."""

    def __post_init__(self) -> None:
        self.was = dict(self.events)
        self._known = {(tier.id, code.id): (tier, code) for tier in self.new.lanes for code in tier.codes}

    def put(self, pairs: Iterable[tuple[Event, Event]]) -> "Pairs":
        """Let events be others from now on; return what was asked."""
        put = list(pairs)
        self.events |= {before.id: after for before, after in put}
        self.touched |= {before.id for before, _ in put}
        return list(put)

    def take_out(self, events: Iterable[Event]) -> "Pairs":
        """Let events be no more; return what was asked."""
        gone = list(events)
        for event in gone:
            del self.events[event.id]
        return [(event, None) for event in gone]

    def find(self, event: Event) -> tuple[Tier, Code] | None:
        """Find the tier and the code of the new scheme that an event has."""
        return self._known.get((event.tier, event.code))

    def ask(self, event: Event, reason: Reason, codes: tuple[str, ...]) -> None:
        """Put an event into the queue; one that waits there already goes on waiting for what it did."""
        if event.id not in self.queue:
            self.queue[event.id] = Recode(self.was[event.id], event, reason, codes)


_Lead = Callable[[str], tuple[str, ...]]
"""Where a code (``tier.code``) goes."""
Pairs = list[tuple[Event, Event | None]]
"""Events before and after a step, the same where it is only to be looked at; None for what is taken out."""


def take_step(draft: Draft, step: Step) -> Pairs:
    """Carry a step out on a draft and return the events that it concerns, before and after."""
    match step:
        case Rename(source, to) | Move(source, to):
            return _lead(draft, (source,), to)
        case Merge(sources, to):
            return _lead(draft, sources, to)
        case Split(source, to_each):
            return _split(draft, source, to_each)
        case Retire(source):
            return _retire(draft, source)
        case MapModifier():
            return _map(draft, step)
        case ChangeKind(tier):
            return _change_kind(draft, tier)


def _lead(draft: Draft, sources: tuple[str, ...], to: str) -> Pairs:
    """Give what is named another tier, another code, or both."""
    _lead_codes(draft, sources, lambda name: (_goal(to, _halves(name)[1]),))
    found = [event for event in draft.events.values() if any(_names(source, event) for source in sources)]
    pairs = [(event, _as(event, _goal(to, event.code))) for event in found]
    phases = {code: _goal(to, code) for tier, code in map(_halves, sources) if tier == PHASE and code}
    pairs += [(event, _of_phase(event, phases)) for event in draft.events.values() if phases and _is_rated(event)]
    return draft.put(pair for pair in pairs if pair[0] != pair[1])


def _is_rated(event: Event) -> bool:
    return event.modifier(VALUE) is not None and event.modifier(RATED_PHASE) is not None


def _of_phase(event: Event, phases: dict[str, str]) -> Event:
    """Let a rating be one of the phase's new name."""
    phase = event.modifier(RATED_PHASE) or ""
    return event.with_modifier(RATED_PHASE, _halves(phases[phase])[1]) if phase in phases else event


def _split(draft: Draft, source: str, to_each: tuple[str, ...]) -> Pairs:
    """Let events stand as the code they have, where that is one of the goals, else as the first of them."""
    _lead_codes(draft, (source,), lambda _name: to_each)
    found = [event for event in draft.events.values() if _names(source, event)]
    for event in found:
        draft.ask(event, Reason.SPLIT, to_each)
    return draft.put((event, _as(event, source if source in to_each else to_each[0])) for event in found)


def _change_kind(draft: Draft, tier: str) -> Pairs:
    """Have every event of a tier looked at again; what it becomes is known when the last step is done."""
    found = [event for event in draft.events.values() if event.tier == tier]
    for event in found:
        draft.ask(event, Reason.CHANGE_KIND, (f"{event.tier}.{event.code}",))
    return draft.put((event, event) for event in found)


def _retire(draft: Draft, source: str) -> Pairs:
    code, _, modifier = source.rpartition(".")
    if source.count(".") == 2:
        found = [event for event in draft.events.values() if _names(code, event)]
        answered = (event for event in found if event.modifier(modifier) is not None)
        return draft.put((event, event.with_modifier(modifier, None)) for event in answered)
    _lead_codes(draft, (source,), lambda _name: ())
    gone = [event for event in draft.events.values() if _names(source, event)]
    for event in gone:
        draft.queue.pop(event.id, None)
    return draft.take_out(gone)


def _map(draft: Draft, step: MapModifier) -> Pairs:
    values, goal = dict(step.values), step.to or step.modifier
    code = draft.new.code(*_halves(step.code))
    tier = draft.new.tier(_halves(step.code)[0])
    single = _is_single(code, goal) or (tier is not None and tier.kind is Kind.RATING)
    pairs: list[tuple[Event, Event]] = []
    for event in draft.events.values():
        value = event.modifier(step.modifier) if _names(step.code, event) else None
        if value is None:
            continue
        mapped = _mapped(value, values, single=single)
        after = event if goal == step.modifier else event.with_modifier(step.modifier, None)
        if after.modifier(goal) not in (None, mapped) and goal != step.modifier:
            draft.torn[f"{step.code}.{goal}"] = draft.torn.get(f"{step.code}.{goal}", 0) + 1
        elif (after := after.with_modifier(goal, mapped)) != event:
            pairs.append((event, after if code is None else in_order(code, after)))
    return draft.put(pairs)


def _mapped(value: str, values: dict[str, str], *, single: bool) -> str:
    if value in values or single:
        return values.get(value, value)
    return "+".join(dict.fromkeys(values.get(part, part) for part in value.split("+")))


def _is_single(code: Code | None, modifier_id: str) -> bool:
    """Tell whether a ``+`` in an answer joins nothing."""
    modifier = code.modifier(modifier_id) if code is not None else None
    return modifier is not None and modifier.type is not ModifierType.CHOICES


def _lead_codes(draft: Draft, sources: tuple[str, ...], lead: _Lead) -> None:
    """Let the codes that waiting events may become go the way of the events."""
    for number, waiting in draft.queue.items():
        codes = tuple(dict.fromkeys(_led(waiting.codes, sources, lead)))
        if codes != waiting.codes:
            draft.queue[number] = replace(waiting, codes=codes)


def _led(codes: Iterable[str], sources: tuple[str, ...], lead: _Lead) -> Iterator[str]:
    for name in codes:
        tier, code = _halves(name)
        if any(source in (tier, name) for source in sources):
            yield from lead(name)
        else:
            yield f"{tier}.{code}"


def _names(source: str, event: Event) -> bool:
    tier, code = _halves(source)
    return event.tier == tier and code in ("", event.code)


def _goal(to: str, code: str) -> str:
    """Return where a code goes: to the code that is named, or to its own in the tier that is."""
    return to if "." in to else f"{to}.{code}"


def _as(event: Event, name: str) -> Event:
    tier, code = _halves(name)
    return replace(event, tier=tier, code=code)


def _halves(name: str) -> tuple[str, str]:
    tier, _, code = name.partition(".")
    return tier, code
