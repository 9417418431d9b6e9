"""The behaviours of a BORIS project sorted into lanes: one for each category and kind."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from coder.formats.boris.modifiers import read_modifiers
from coder.model.foreign_scheme import ForeignCode, Losses, listed
from coder.model.scheme import Kind, plain

NO_CATEGORY = "behaviour"


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A behaviour, its lane, and the names of those that it excludes."""

    code: ForeignCode
    kind: Kind
    category: str
    excluded: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lane:
    """The behaviours of a category that are of one kind."""

    name: str
    kind: Kind
    inside: tuple[Behaviour, ...]
    exclusive: bool

    def tier_of(self, subject: str) -> str:
        """Return the name of the tier that the lane is for a subject; an empty one is nobody."""
        return f"{subject} {self.name}".strip()


def text(value: object) -> str:
    """Return words without blanks around them, and none for what are no words."""
    return value.strip() if isinstance(value, str) else ""


def parts(part: object) -> list[Mapping[str, Any]]:
    """Return the members of a part that BORIS numbers ``"0"``, ``"1"`` …, in order."""
    if not isinstance(part, dict):
        return []
    order = sorted(part, key=lambda number: (int(number) if str(number).isdecimal() else len(part), str(number)))
    return [part[number] for number in order if isinstance(part[number], dict)]


def read_behaviours(part: object, losses: Losses) -> Iterator[Behaviour]:
    """Read every behaviour that has a code."""
    for entry in parts(part):
        name, type_ = text(entry.get("code")), text(entry.get("type"))
        if not name:
            losses.dropped("A behaviour without a code.")
            continue
        kind = Kind.STATE if type_.lower().startswith("state") else Kind.POINT
        if not type_.lower().startswith(("state", "point")):
            losses.guessed(f"Behaviour “{name}” is a point, since its type “{type_}” is neither.")
        if text(entry.get("coding map")) or "coding map" in type_.lower():
            losses.dropped(f"Behaviour “{name}”: its coding map. Schemes have no areas to click.")
        code = ForeignCode(
            name,
            key=text(entry.get("key")),
            color=text(entry.get("color")),
            definition=plain(text(entry.get("description"))),
            modifiers=read_modifiers(entry.get("modifiers"), name, losses),
        )
        excluded = frozenset(filter(None, (part.strip() for part in text(entry.get("excluded")).split(","))))
        yield Behaviour(code, kind, text(entry.get("category")), excluded)


def sort_lanes(behaviours: Iterable[Behaviour]) -> list[Lane]:
    """Sort behaviours into lanes; one is exclusive when each two of its states exclude each other."""
    groups: dict[tuple[str, Kind], list[Behaviour]] = {}
    for behaviour in behaviours:
        groups.setdefault((behaviour.category, behaviour.kind), []).append(behaviour)
    count = Counter(category for category, _ in groups)
    return [
        Lane(
            _name(category, kind, several=count[category] > 1),
            kind,
            tuple(inside),
            kind is Kind.STATE and _exclude_each_other(inside),
        )
        for (category, kind), inside in groups.items()
    ]


def tell_lanes(lanes: list[Lane], losses: Losses) -> None:
    """Say which categories became two tiers, and which exclusions the tiers do not keep."""
    categories = Counter(lane.inside[0].category for lane in lanes)
    for category, count in categories.items():
        if count > 1:
            losses.changed(f"Category “{category or NO_CATEGORY}” is two tiers, one for states and one for points.")
    lane_of = {behaviour.code.name: lane for lane in lanes for behaviour in lane.inside}
    for lane in lanes:
        for behaviour in lane.inside:
            others = [name for name in sorted(behaviour.excluded) if name in lane_of and name != behaviour.code.name]
            lost = [name for name in others if not (lane.exclusive and lane_of[name] is lane)]
            if lost:
                losses.dropped(f"That “{behaviour.code.name}” excludes {listed(lost)}: only codes of one tier do.")


def _name(category: str, kind: Kind, *, several: bool) -> str:
    name = category or NO_CATEGORY
    return f"{name} {kind.value}s" if several else name


def _exclude_each_other(inside: list[Behaviour]) -> bool:
    return len(inside) > 1 and all(_excludes(one, other) for one, other in combinations(inside, 2))


def _excludes(one: Behaviour, other: Behaviour) -> bool:
    return other.code.name in one.excluded or one.code.name in other.excluded
