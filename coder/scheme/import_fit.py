"""What events need of the scheme made for them: codes that no list has, tiers parted by kind, room to overlap."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from coder.model.foreign_log import ForeignEvent, ForeignLog, ForeignSession
from coder.model.foreign_scheme import (
    ForeignCode,
    ForeignModifier,
    ForeignOption,
    ForeignScheme,
    ForeignTier,
    Losses,
    listed,
)
from coder.model.rating import RATED_PHASE, VALUE
from coder.model.scheme import DESPITE_UNCODABLE, PHASE, UNCODABLE, Ask, Kind, ModifierType
from coder.scheme.modifier_checks import MOST_OPTIONS

_OWN = (VALUE, RATED_PHASE, DESPITE_UNCODABLE)
_LANES = (PHASE, UNCODABLE)
_CHOICES = (ModifierType.CHOICE, ModifierType.CHOICES)


def fit_scheme(log: ForeignLog) -> ForeignLog:
    """Return a log whose scheme has a place for each of its events, and tell what had to be added to it."""
    losses = Losses(list(log.scheme.losses))
    parted = _part_kinds(log, losses)
    needs = _Needs()
    for session in parted.sessions:
        for one in session.observations:
            needs.take(one.events)
    known = {tier.name: tier for tier in parted.scheme.tiers}
    missing = [ForeignTier(name, needs.kind(name)) for name in needs.codes if name not in known]
    tiers = tuple(_fitted(tier, needs, losses) for tier in (*parted.scheme.tiers, *missing))
    return replace(parted, scheme=replace(parted.scheme, tiers=tiers, losses=tuple(losses.found)))


def merge_schemes(schemes: Iterable[ForeignScheme]) -> ForeignScheme:
    """Return the scheme of several files: tiers of one name are one, with the codes of all."""
    found = list(schemes)
    tiers: dict[str, ForeignTier] = {}
    for scheme in found:
        for tier in scheme.tiers:
            tiers[tier.name] = _joined(tiers[tier.name], tier) if tier.name in tiers else tier
    return replace(
        found[0],
        tiers=tuple(tiers.values()),
        losses=tuple(dict.fromkeys(loss for scheme in found for loss in scheme.losses)),
        phases=tuple(dict.fromkeys(phase for scheme in found for phase in scheme.phases)),
        reasons=tuple(dict.fromkeys(reason for scheme in found for reason in scheme.reasons)),
        uncodable=any(scheme.uncodable for scheme in found),
    )


def _joined(one: ForeignTier, other: ForeignTier) -> ForeignTier:
    codes = {code.name: code for code in one.codes}
    for code in other.codes:
        held = codes.get(code.name)
        codes[code.name] = code if held is None else replace(held, modifiers=_all_modifiers(held, code))
    kind = one.kind if one.kind is other.kind else Kind.STATE
    return replace(one, kind=kind, exclusive=one.exclusive and other.exclusive, codes=tuple(codes.values()))


def _all_modifiers(one: ForeignCode, other: ForeignCode) -> tuple[ForeignModifier, ...]:
    found = {modifier.name: modifier for modifier in one.modifiers}
    for modifier in other.modifiers:
        held = found.get(modifier.name)
        if held is None:
            found[modifier.name] = modifier
        elif held.type in _CHOICES and modifier.type in _CHOICES:
            options = {option.name: option for option in (*modifier.options, *held.options)}
            type_ = held.type if held.type is modifier.type else ModifierType.CHOICES
            found[modifier.name] = replace(held, type=type_, options=tuple(options.values()))
        elif held.type is not modifier.type:
            found[modifier.name] = replace(held, type=ModifierType.TEXT, options=())
    return tuple(found.values())


def _part_kinds(log: ForeignLog, losses: Losses) -> ForeignLog:
    """Part tiers that hold points and states into two; a tier whose events are all of the other kind becomes that."""
    points = {event.tier for event in log.events if event.point}
    states = {event.tier for event in log.events if not event.point}
    tiers: list[ForeignTier] = []
    moved: dict[tuple[str, bool], str] = {}
    for tier in log.scheme.tiers:
        if tier.kind not in (Kind.STATE, Kind.POINT):
            tiers.append(tier)
        elif tier.name in points and tier.name in states:
            losses.changed(f"Tier “{tier.name}” is two tiers, since it has points and states.")
            tiers += (replace(tier, kind=Kind.STATE), _points_of(tier))
            moved[tier.name, True] = _points_of(tier).name
        else:
            kind = Kind.POINT if tier.name in points else Kind.STATE if tier.name in states else tier.kind
            tiers.append(replace(tier, kind=kind))
    sessions = tuple(_moved(session, moved) for session in log.sessions) if moved else log.sessions
    return replace(log, scheme=replace(log.scheme, tiers=tuple(tiers)), sessions=sessions)


def _points_of(tier: ForeignTier) -> ForeignTier:
    return replace(tier, name=f"{tier.name} points", kind=Kind.POINT)


def _moved(session: ForeignSession, moved: Mapping[tuple[str, bool], str]) -> ForeignSession:
    observations = tuple(
        replace(
            one,
            events=tuple(replace(event, tier=moved.get((event.tier, event.point), event.tier)) for event in one.events),
        )
        for one in session.observations
    )
    return replace(session, observations=observations)


@dataclass
class _Needs:
    """What events use: the values of each modifier by tier and code, and which tiers hold states that overlap."""

    codes: dict[str, dict[str, dict[str, list[str]]]] = field(default_factory=dict)
    overlapping: set[str] = field(default_factory=set)
    points: set[str] = field(default_factory=set)

    def take(self, events: Iterable[ForeignEvent]) -> None:
        """Take the events of one observation."""
        reach: dict[str, int] = {}
        for event in sorted(events, key=lambda event: event.onset_ms):
            if event.tier in _LANES:
                continue
            answers = self.codes.setdefault(event.tier, {}).setdefault(event.code, {})
            for name, value in event.modifiers:
                if name not in _OWN:
                    answers.setdefault(name, []).append(value)
            if event.point:
                self.points.add(event.tier)
            elif event.offset_ms is not None:  # one that was never ended ends with the next
                if event.onset_ms < reach.get(event.tier, 0):
                    self.overlapping.add(event.tier)
                reach[event.tier] = max(reach.get(event.tier, 0), event.offset_ms)

    def kind(self, tier: str) -> Kind:
        """Return the kind of a tier that no scheme tells of."""
        return Kind.POINT if tier in self.points else Kind.STATE


def _fitted(tier: ForeignTier, needs: _Needs, losses: Losses) -> ForeignTier:
    used = needs.codes.get(tier.name, {})
    known = {code.name for code in tier.codes}
    more = [name for name in used if name not in known]
    if more and known:
        losses.guessed(f"Codes of tier “{tier.name}” that were used and not listed: {listed(more)}.")
    exclusive = tier.exclusive
    if exclusive and tier.kind is Kind.STATE and tier.name in needs.overlapping:
        losses.guessed(f"Codes of tier “{tier.name}” may overlap, since they do.")
        exclusive = False
    codes = (*tier.codes, *(ForeignCode(name) for name in more))
    fitted = tuple(_fitted_code(tier, code, used.get(code.name, {}), losses) for code in codes)
    return replace(tier, exclusive=exclusive, codes=fitted)


def _fitted_code(tier: ForeignTier, code: ForeignCode, answers: Mapping[str, list[str]], losses: Losses) -> ForeignCode:
    if tier.kind is Kind.RATING:
        return code
    known = {modifier.name for modifier in code.modifiers}
    ask = Ask.ONSET if tier.kind is Kind.POINT else Ask.OFFSET
    more = (ForeignModifier(name, ask=ask) for name in answers if name not in known)
    modifiers = (*code.modifiers, *more)
    where = f"{tier.name}, {code.name}"
    return replace(
        code, modifiers=tuple(_fitted_modifier(one, answers.get(one.name, ()), where, losses) for one in modifiers)
    )


def _fitted_modifier(modifier: ForeignModifier, values: Iterable[str], where: str, losses: Losses) -> ForeignModifier:
    said = list(dict.fromkeys(values))
    if modifier.type is ModifierType.NUMBER and not all(map(_is_number, said)):
        losses.changed(f"“{where}”: modifier “{modifier.name}” is a text, since not all that was said is a number.")
        return replace(modifier, type=ModifierType.TEXT)
    if modifier.type not in _CHOICES:
        return modifier
    options = {option.name for option in modifier.options}
    more = [one for one in dict.fromkeys(_parts(modifier, said)) if one not in options]
    if not more:
        return modifier
    if len(options) + len(more) > MOST_OPTIONS:
        return replace(modifier, type=ModifierType.TEXT, options=())
    if options:
        losses.guessed(f"“{where}”: options of “{modifier.name}” that were used and not listed: {listed(more)}.")
    return replace(modifier, options=(*modifier.options, *(ForeignOption(name) for name in more)))


def _parts(modifier: ForeignModifier, values: Iterable[str]) -> Iterator[str]:
    for value in values:
        yield from value.split("+") if modifier.type is ModifierType.CHOICES else (value,)


def _is_number(words: str) -> bool:
    try:
        return abs(float(words)) < 1e15
    except ValueError:
        return False
