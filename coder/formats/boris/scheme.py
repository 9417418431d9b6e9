"""The behaviours of a BORIS project as a scheme: a tier for each subject, category and kind."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from coder.formats.boris.modifiers import read_modifiers
from coder.formats.boris.project import read_project
from coder.model.foreign_scheme import ForeignCode, ForeignScheme, ForeignTier, Losses, check_count, listed
from coder.model.scheme import Kind, plain

PROGRAM = "BORIS"
_NO_CATEGORY = "behaviour"


@dataclass(frozen=True, slots=True)
class _Behaviour:
    """A behaviour, its lane, and the names of those that it excludes."""

    code: ForeignCode
    kind: Kind
    category: str
    excluded: frozenset[str]


def read_scheme(content: bytes, name: str) -> ForeignScheme:
    """Read the behaviours, subjects and modifiers of a project; raise CoderError when there are none."""
    project, losses = read_project(content, name), Losses()
    behaviours = list(_behaviours(project["behaviors_conf"], losses))
    subjects = _subjects(project.get("subjects_conf"), losses)
    check_count(len(behaviours) * max(1, len(subjects)), name)
    lanes = _lanes(behaviours)
    tiers = [tier for subject in subjects or [""] for tier in _tiers(lanes, subject)]
    if len(subjects) > 1:
        losses.changed(
            f"Every behaviour is there once for each of the subjects {listed(subjects)}: a tier belongs to one actor."
        )
    _tell_lanes(lanes, losses)
    _tell_rest(project, losses)
    return ForeignScheme(
        PROGRAM,
        _text(project.get("project_name")),
        _text(project.get("project_description")),
        tuple(tiers),
        tuple(losses.found),
    )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _parts(part: object) -> list[Mapping[str, Any]]:
    """Return the members of a part that BORIS numbers ``"0"``, ``"1"`` …, in order."""
    if not isinstance(part, dict):
        return []
    order = sorted(part, key=lambda number: (int(number) if str(number).isdecimal() else len(part), str(number)))
    return [part[number] for number in order if isinstance(part[number], dict)]


def _behaviours(part: object, losses: Losses) -> Iterator[_Behaviour]:
    for entry in _parts(part):
        name, type_ = _text(entry.get("code")), _text(entry.get("type"))
        if not name:
            losses.dropped("A behaviour without a code.")
            continue
        kind = Kind.STATE if type_.lower().startswith("state") else Kind.POINT
        if not type_.lower().startswith(("state", "point")):
            losses.guessed(f"Behaviour “{name}” is a point, since its type “{type_}” is neither.")
        if _text(entry.get("coding map")) or "coding map" in type_.lower():
            losses.dropped(f"Behaviour “{name}”: its coding map. Schemes have no areas to click.")
        code = ForeignCode(
            name,
            key=_text(entry.get("key")),
            color=_text(entry.get("color")),
            definition=plain(_text(entry.get("description"))),
            modifiers=read_modifiers(entry.get("modifiers"), name, losses),
        )
        excluded = frozenset(filter(None, (part.strip() for part in _text(entry.get("excluded")).split(","))))
        yield _Behaviour(code, kind, _text(entry.get("category")), excluded)


def _subjects(part: object, losses: Losses) -> list[str]:
    entries = [entry for entry in _parts(part) if _text(entry.get("name"))]
    names = list(dict.fromkeys(_text(entry.get("name")) for entry in entries))
    keys = [
        f"{_text(entry.get('key'))} for “{_text(entry.get('name'))}”" for entry in entries if _text(entry.get("key"))
    ]
    if keys:
        losses.dropped(f"The keys that choose a subject: {', '.join(keys)}. Each code has a key of its own instead.")
    for entry in entries:
        if _text(entry.get("description")):
            words = f"“{_text(entry.get('description'))}”"
            losses.dropped(f"Subject “{_text(entry.get('name'))}”: its description, {words}. Actors have none.")
    return names


@dataclass(frozen=True, slots=True)
class _Lane:
    """The behaviours of a category that are of one kind."""

    category: str
    kind: Kind
    inside: tuple[_Behaviour, ...]
    exclusive: bool


def _lanes(behaviours: list[_Behaviour]) -> list[_Lane]:
    """Sort behaviours into lanes; one is exclusive when each two of its states exclude each other."""
    groups: dict[tuple[str, Kind], list[_Behaviour]] = {}
    for behaviour in behaviours:
        groups.setdefault((behaviour.category, behaviour.kind), []).append(behaviour)
    return [
        _Lane(category, kind, tuple(inside), kind is Kind.STATE and _exclude_each_other(inside))
        for (category, kind), inside in groups.items()
    ]


def _exclude_each_other(inside: list[_Behaviour]) -> bool:
    pairs = combinations(inside, 2)
    return len(inside) > 1 and all(_excludes(one, other) for one, other in pairs)


def _excludes(one: _Behaviour, other: _Behaviour) -> bool:
    return other.code.name in one.excluded or one.code.name in other.excluded


def _tiers(lanes: list[_Lane], subject: str) -> Iterator[ForeignTier]:
    count = Counter(lane.category for lane in lanes)
    for lane in lanes:
        name = lane.category or _NO_CATEGORY
        name = f"{name} {lane.kind.value}s" if count[lane.category] > 1 else name
        codes = tuple(behaviour.code for behaviour in lane.inside)
        yield ForeignTier(f"{subject} {name}".strip(), lane.kind, subject, lane.exclusive, codes)


def _tell_lanes(lanes: list[_Lane], losses: Losses) -> None:
    """Say which categories became two tiers, and which exclusions the tiers do not keep."""
    for category, count in Counter(lane.category for lane in lanes).items():
        if count > 1:
            name = category or _NO_CATEGORY
            losses.changed(f"Category “{name}” is two tiers, one for states and one for points.")
    lane_of = {behaviour.code.name: lane for lane in lanes for behaviour in lane.inside}
    for lane in lanes:
        for behaviour in lane.inside:
            others = [name for name in sorted(behaviour.excluded) if name in lane_of and name != behaviour.code.name]
            lost = [name for name in others if not (lane.exclusive and lane_of[name] is lane)]
            if lost:
                losses.dropped(f"That “{behaviour.code.name}” excludes {listed(lost)}: only codes of one tier do.")


def _tell_rest(project: Mapping[str, Any], losses: Losses) -> None:
    variables = [_text(entry.get("label")) for entry in _parts(project.get("independent_variables"))]
    if variables:
        losses.dropped(f"The independent variables {listed(variables)}. They belong to a session, not to a scheme.")
    for part, what in (
        ("coding_map", "The modifiers' coding maps"),
        ("behaviors_coding_map", "The behaviours' coding maps"),
        ("converters", "The converters of external data"),
    ):
        if project.get(part):
            losses.dropped(f"{what}. Schemes have none.")
    if any(re.search(r"#", _text(entry.get("color"))) for entry in _parts(project.get("behavioral_categories_config"))):
        losses.dropped("The colours of the categories. Tiers have none.")
    count = len(project["observations"]) if isinstance(project.get("observations"), dict) else 0
    if count:
        losses.dropped(
            f"{count} observation{'s' if count > 1 else ''} with what was coded. This takes the scheme alone."
        )
