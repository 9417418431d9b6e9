"""The behaviours and subjects of a BORIS project: those that are there are used, those that are wanting are added."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coder.editing.occurrences import Occurrence
from coder.editing.outgoing import TARGET, Outgoing, actor_of, free_name, may_overlap
from coder.formats.boris.lanes import text
from coder.model.scheme import Code, Kind, Modifier, ModifierType, Tier

_TYPES = {ModifierType.CHOICE: 0, ModifierType.CHOICES: 1, ModifierType.NUMBER: 2}
_NOT_CHOSEN = "None"
_FORBIDDEN = re.compile(r"[(|),`~]")
_KEY = re.compile(r"[a-z0-9]|f([1-9]|1[0-2])")
_KEY_BEHIND = re.compile(r"\s*\((\S|F\d{1,2})\)$")


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What a code is called in the project; of each set of modifiers the modifier, and what its options are called."""

    name: str
    sets: tuple[tuple[Modifier | None, Mapping[str, str]], ...]

    def answers(self, row: Occurrence) -> str:
        """Return what an event answers, a set each, as BORIS writes it."""
        if not self.sets:
            return ""
        return "|".join(_answer(row, modifier, names) for modifier, names in self.sets)


def _answer(row: Occurrence, modifier: Modifier | None, names: Mapping[str, str]) -> str:
    event = row.event
    if event is None or modifier is None:
        return _NOT_CHOSEN
    value = event.target if modifier.unit == TARGET else event.modifier(modifier.id)
    several = (value or "").split("+") if modifier.type is ModifierType.CHOICES else [value or ""]
    return ",".join(_FORBIDDEN.sub("_", names.get(one, one)) for one in several if one) or _NOT_CHOSEN


@dataclass
class Behaviours:
    """The behaviours and subjects of a project, for the codes and actors of some observations."""

    project: dict[str, Any]
    logs: Sequence[Outgoing]
    _known: dict[tuple[str, str, str], Behaviour] = field(default_factory=dict)

    def part(self, name: str) -> dict[str, Any]:
        """Return a part of the project, made where there is none."""
        part = self.project.get(name)
        if not isinstance(part, dict):
            part = self.project[name] = {}
        return part

    def subject(self, log: Outgoing, tier: Tier) -> str:
        """Return what the actor of a tier is called; empty where it is nobody."""
        if not actor_of(tier):
            return ""
        actor = log.scheme.actor(tier.actor)
        label = "" if actor is None else str(actor.label)
        subjects = self.part("subjects_conf")
        there = [entry.get("name") for entry in subjects.values() if isinstance(entry, dict)]
        if label and label in there:
            return label
        if tier.actor not in there:
            subjects[_next(subjects)] = {"key": "", "name": tier.actor, "description": label}
        return tier.actor

    def of(self, log: Outgoing, tier: Tier, code: Code) -> Behaviour:
        """Return the behaviour of a code."""
        key = (log.scheme.id, tier.id, code.id)
        if key not in self._known:
            self._known[key] = self._find(tier, code) or self._add(log, tier, code)
        return self._known[key]

    def _find(self, tier: Tier, code: Code) -> Behaviour | None:
        modifiers = self._modifiers(tier, code)
        for entry in self.part("behaviors_conf").values():
            if isinstance(entry, dict) and self._is_of(entry, tier, code):
                sets = tuple(_read_sets(entry.get("modifiers"), modifiers))
                if {modifier.id for modifier in modifiers} <= {one.id for one, _ in sets if one is not None}:
                    return Behaviour(str(entry["code"]), sets)
        return None

    def _is_of(self, entry: Mapping[str, Any], tier: Tier, code: Code) -> bool:
        names = (str(code.label) or code.id, code.id, _full(tier, code))
        category = text(entry.get("category"))
        ours = {lane.id for log in self.logs for lane in log.lanes}
        fits = category == tier.id or category not in ours
        return fits and entry.get("code") in names and text(entry.get("type")).startswith(_kind(tier).split()[0])

    def _add(self, log: Outgoing, tier: Tier, code: Code) -> Behaviour:
        behaviours, modifiers = self.part("behaviors_conf"), self._modifiers(tier, code)
        taken = [str(entry.get("code")) for entry in behaviours.values() if isinstance(entry, dict)]
        alone = sum(lane.code(code.id) is not None for lane in log.lanes) <= 1 and code.id not in taken
        name = code.id if alone else free_name(_full(tier, code), taken)
        behaviours[_next(behaviours)] = {
            "type": _kind(tier),
            "key": key_of(code.key),
            "code": name,
            "description": ": ".join(filter(None, (str(code.label), str(code.definition)))),
            "color": code.color,
            "category": tier.id,
            "modifiers": {str(number): _set(modifier) for number, modifier in enumerate(modifiers)},
            "excluded": "",
            "coding map": "",
        }
        _exclude(tier, behaviours)
        categories = self.project.setdefault("behavioral_categories", [])
        if isinstance(categories, list) and tier.id not in categories:
            categories.append(tier.id)
        return Behaviour(name, tuple((modifier, {}) for modifier in modifiers))

    def _modifiers(self, tier: Tier, code: Code) -> list[Modifier]:
        """Return what can be sets of modifiers: words cannot; what was answered beside the scheme can."""
        rows = [row for log in self.logs for row in log.coded.get(tier.id, ()) if row.code.id == code.id]
        events = [row.event for row in rows if row.event is not None]
        known = {modifier.id: modifier for modifier in code.modifiers}
        for name in (name for event in events for name, _ in event.modifiers):
            known.setdefault(name, Modifier(name))
        if code.target or any(event.target for event in events):
            name = free_name(TARGET, known)
            known[name] = Modifier(name, unit=TARGET)
        return [modifier for modifier in known.values() if modifier.type is not ModifierType.TEXT]


def _read_sets(part: object, modifiers: Sequence[Modifier]) -> Iterator[tuple[Modifier | None, dict[str, str]]]:
    """Give the modifier of each set that a behaviour has already; None for one that is of no code of ours."""
    ids = {name: modifier for modifier in modifiers for name in (str(modifier.label), modifier.id) if name}
    for entry in part.values() if isinstance(part, dict) else ():
        modifier = ids.get(text(entry.get("name"))) if isinstance(entry, dict) else None
        values = entry.get("values") if isinstance(entry, dict) else None
        there = {_KEY_BEHIND.sub("", str(value)) for value in values} if isinstance(values, list) else set()
        labels = {option.id: str(option.label) for option in modifier.options} if modifier is not None else {}
        yield modifier, {name: label for name, label in labels.items() if label in there and name not in there}


def _exclude(tier: Tier, behaviours: Mapping[str, Any]) -> None:
    """Let the behaviours of an exclusive tier exclude each other."""
    if tier.kind is Kind.POINT or may_overlap(tier):
        return
    own = [entry for entry in behaviours.values() if isinstance(entry, dict) and entry.get("category") == tier.id]
    names = [str(entry["code"]) for entry in own]
    for entry in own:
        entry["excluded"] = ",".join(other for other in names if other != entry["code"])


def _set(modifier: Modifier) -> dict[str, Any]:
    keys = {option.id: key_of(option.key) for option in modifier.options}
    return {
        "name": modifier.id,
        "description": str(modifier.label),
        "type": _TYPES[modifier.type],
        "ask at stop": modifier.ask == "offset",
        "values": [f"{name} ({key})" if key else name for name, key in keys.items()],
    }


def key_of(chord: str) -> str:
    """Return a key as BORIS has it: a sign, a capital for shift, or a function key; empty for what it has not."""
    plain = chord.removeprefix("shift+")
    if not _KEY.fullmatch(plain):
        return ""
    return plain.upper() if chord != plain or len(plain) > 1 else plain


def _kind(tier: Tier) -> str:
    return "Point event" if tier.kind is Kind.POINT else "State event"


def _full(tier: Tier, code: Code) -> str:
    return f"{tier.id} {code.id}"


def _next(part: Mapping[str, Any]) -> str:
    return str(max((int(number) for number in part if number.isdecimal()), default=-1) + 1)
