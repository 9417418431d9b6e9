"""Which tier and code of a scheme each tier and code of another program's file is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coder.errors import CoderError
from coder.model.foreign_log import ForeignEvent
from coder.model.foreign_scheme import ForeignScheme, Losses, listed
from coder.model.import_map import ImportMap, MappedTier
from coder.model.scheme import PHASE, UNCODABLE, Code, Role, Scheme, Text, Tier
from coder.scheme.import_actors import role_of
from coder.scheme.import_draft import Draft
from coder.scheme.import_modifiers import modifier_ids
from coder.scheme.import_names import to_id

Name = tuple[str, str]
"""A tier and a code as the file names them."""


@dataclass(frozen=True, slots=True)
class Place:
    """A tier and a code of ours, and the ids of its modifiers by their names in the file."""

    tier: Tier
    code: Code
    modifiers: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return f"{self.tier.id}.{self.code.id}"


Places = Mapping[Name, Place]


def places_of_draft(draft: Draft, scheme: Scheme) -> dict[Name, Place]:
    """Return the places of a scheme that was made from the file."""
    found: dict[Name, Place] = {}
    for drafted in draft.tiers:
        for given, foreign in drafted.codes:
            place = _find(scheme, drafted.id, given)
            names = [modifier.name for modifier in foreign.modifiers]
            if place is not None:
                modifiers = dict(zip(names, modifier_ids(foreign), strict=True))
                found[drafted.foreign.name, foreign.name] = Place(*place, modifiers)
    return found | dict(_lanes(scheme))


def places_of_map(
    events: Sequence[ForeignEvent], foreign: ForeignScheme, scheme: Scheme, said: ImportMap, losses: Losses
) -> dict[Name, Place]:
    """Return the places in a scheme that was there before: as a mapping says, else by the same names, which is told.

    Raises CoderError when the mapping names what the scheme does not have.
    """
    names = [(tier.name, code.name) for tier in foreign.tiers for code in tier.codes]
    names = list(dict.fromkeys([*names, *((event.tier, event.code) for event in events)]))
    answered: dict[Name, dict[str, None]] = {}
    for event in events:
        answered.setdefault((event.tier, event.code), {}).update(dict.fromkeys(name for name, _ in event.modifiers))
    search = _Search(scheme, said, _actors(foreign))
    found: dict[Name, Place] = {}
    by_name: list[str] = []
    for name in names:
        if name[0] in (PHASE, UNCODABLE) and said.tier(name[0]) is None:
            continue
        place, guessed = search.place(name, tuple(answered.get(name, ())))
        if place is not None:
            found[name] = place
            by_name += [f"{name[0]}, {name[1]} is {place}"] if guessed else []
    if by_name:
        losses.guessed(f"By the same name: {listed(by_name, most=40)}.")
    return dict(_lanes(scheme)) | found


def _find(scheme: Scheme, tier_id: str, code_id: str) -> tuple[Tier, Code] | None:
    tier = scheme.tier(tier_id)
    code = None if tier is None else tier.code(code_id)
    return None if tier is None or code is None else (tier, code)


def _lanes(scheme: Scheme) -> Iterator[tuple[Name, Place]]:
    for tier in scheme.lanes:
        if tier.id in (PHASE, UNCODABLE):
            for code in tier.codes:
                yield (tier.id, code.id), Place(tier, code, {one.id: one.id for one in code.modifiers})


def _actors(foreign: ForeignScheme) -> dict[str, str]:
    """Return whom the file itself names for each of its tiers."""
    return {tier.name: tier.actor for tier in foreign.tiers if tier.actor}


@dataclass(frozen=True, slots=True)
class _Search:
    """``actors``: whom the file names for a tier; the same name means nothing where it is of somebody else."""

    scheme: Scheme
    said: ImportMap
    actors: Mapping[str, str]

    def place(self, name: Name, answered: Sequence[str]) -> tuple[Place | None, bool]:
        """Return the place of a tier and code of the file, and whether only their names say so."""
        mapped = self.said.tier(name[0])
        given = dict(mapped.codes) if mapped is not None else {}
        if mapped is not None and (name[1] in given or not mapped.to):
            found = self._named(mapped, given.get(name[1], ""))
            guessed = False
        else:
            found, guessed = self._alike(name, mapped), mapped is None
        if found is None:
            return None, False
        return Place(*found, dict(self._modifiers(mapped, found[1], answered))), guessed

    def _named(self, mapped: MappedTier, to: str) -> tuple[Tier, Code] | None:
        if not to:
            return None
        tier_id, dot, code_id = to.rpartition(".")
        found = _find(self.scheme, tier_id if dot else mapped.to, code_id)
        if found is None:
            raise CoderError(
                f"The mapping of “{mapped.tier}” leads to {to}, which {self.scheme.id} does not have.",
                f"Its tiers are {', '.join(tier.id for tier in self.scheme.lanes)}; write tier.code, or nothing.",
            )
        return found

    def _alike(self, name: Name, mapped: MappedTier | None) -> tuple[Tier, Code] | None:
        """Find the code of the same name: on the mapped tier, on one of the same name, or the only one there is."""
        if mapped is not None and self.scheme.tier(mapped.to) is None:
            raise CoderError(
                f"The mapping of “{mapped.tier}” leads to {mapped.to}, which {self.scheme.id} does not have.",
                f"Its tiers are {', '.join(tier.id for tier in self.scheme.lanes)}.",
            )
        tiers = [tier for tier in self.scheme.tiers if mapped is not None or self._is_of(tier, name[0])]
        same = [tier for tier in self.scheme.lanes if mapped is not None and tier.id == mapped.to]
        same = same or (self.tiers_alike(name[0]) if mapped is None else [])
        for among in (same, tiers) if mapped is None and not same else (same,):
            codes = [(tier, code) for tier in among for code in tier.codes if _is_named(code.id, code.label, name[1])]
            if len(codes) == 1:
                return codes[0]
        only = same[0].codes if len(same) == 1 and name[1] == name[0] else ()
        return (same[0], only[0]) if len(only) == 1 else None

    def tiers_alike(self, name: str) -> list[Tier]:
        """Return the tiers of the same name, with or without that of the actor in front, and of the same actor."""
        plain = name.removeprefix(self.actors.get(name, "")).strip() or name
        return [
            tier
            for tier in self.scheme.tiers
            if self._is_of(tier, name) and any(_is_named(tier.id, tier.label, one) for one in (name, plain))
        ]

    def _is_of(self, tier: Tier, name: str) -> bool:
        """Tell whether a tier of ours may be of the actor that the file names: the same one, or one of that role."""
        actor, ours = self.actors.get(name, ""), self.scheme.actor(tier.actor)
        if not actor or ours is None or _is_named(ours.id, ours.label, actor):
            return True
        if any(_is_named(one.id, one.label, actor) for one in self.scheme.actors):
            return False
        return Role.OTHER in (role_of(actor), ours.role) or role_of(actor) is ours.role

    def _modifiers(self, mapped: MappedTier | None, code: Code, answered: Sequence[str]) -> Iterator[tuple[str, str]]:
        given = dict(mapped.modifiers) if mapped is not None else {}
        for name in answered:
            if name in given:
                if given[name] and code.modifier(given[name]) is None:
                    known = ", ".join(one.id for one in code.modifiers) or "none"
                    raise CoderError(
                        f"The mapping leads modifier “{name}” to {given[name]}, which {code.id} does not have.",
                        f"It has {known}; write one of them, or nothing.",
                    )
                if given[name]:
                    yield name, given[name]
                continue
            alike = next((one.id for one in code.modifiers if _is_named(one.id, one.label, name)), "")
            if alike:
                yield name, alike


def _is_named(given: str, label: Text, name: str) -> bool:
    words = name.strip().lower()
    labels = [said.strip().lower() for _, said in label.by_language]
    return given == words or given == to_id(name, "") or words in labels


def guess_tiers(foreign: ForeignScheme, events: Iterable[ForeignEvent], scheme: Scheme) -> tuple[MappedTier, ...]:
    """Return a mapping of every tier, code and modifier to what has the same name; to nothing where none has."""
    search = _Search(scheme, ImportMap(), _actors(foreign))
    named: dict[str, dict[str, dict[str, None]]] = {}
    for tier in foreign.tiers:
        for code in tier.codes:
            names = dict.fromkeys(one.name for one in code.modifiers)
            named.setdefault(tier.name, {}).setdefault(code.name, {}).update(names)
    for event in events:
        names = dict.fromkeys(name for name, _ in event.modifiers)
        named.setdefault(event.tier, {}).setdefault(event.code, {}).update(names)
    return tuple(_guessed(tier, codes, search) for tier, codes in named.items())


def _guessed(tier: str, codes: Mapping[str, Mapping[str, None]], search: _Search) -> MappedTier:
    found, modifiers = [], dict[str, str]()
    for code, names in codes.items():
        place, _ = search.place((tier, code), list(names))
        found.append((code, "" if place is None else str(place)))
        for name in names:
            modifiers[name] = modifiers.get(name) or (place.modifiers.get(name, "") if place is not None else "")
    alike = [one.id for one in search.tiers_alike(tier)]
    return MappedTier(tier, alike[0] if alike else "", tuple(found), tuple(modifiers.items()))
