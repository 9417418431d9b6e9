"""From what another program's file says to the text of a scheme: ids, actors, keys put right, and every loss told."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coder.model.foreign_scheme import ForeignCode, ForeignScheme, ForeignTier, Loss, Losses
from coder.model.scheme import Kind, Text
from coder.scheme.import_actors import actor_of, role_of
from coder.scheme.import_keys import Laid, Wish, lay_keys
from coder.scheme.import_modifiers import build_modifiers
from coder.scheme.import_names import Ids, to_id
from coder.scheme.import_told import tell_actors, tell_ids, tell_keys
from coder.scheme.import_tree import Value, mapping, quoted, sequence, words
from coder.scheme.nodes import Mapping as MapNode
from coder.scheme.values import COLOR
from coder.scheme.yaml_writer import write_yaml

_SCHEMA = "# yaml-language-server: $schema=./scheme.schema.json"
_LENGTH_S = 10.0
_SCALE = {"min": 1.0, "max": 7.0}


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a scheme, what is not as it was, and which tier and code of it is whose."""

    id: str
    text: str
    losses: tuple[Loss, ...]
    tiers: "tuple[DraftTier, ...]" = ()


@dataclass(frozen=True, slots=True)
class DraftTier:
    """A tier with the ids of itself, its actor and its codes, those in the order of the file."""

    id: str
    actor: str
    foreign: ForeignTier
    codes: tuple[tuple[str, ForeignCode], ...]


def write_draft(foreign: ForeignScheme, name: str, player_keys: Mapping[str, str]) -> Draft:
    """Write a scheme that is named ``name`` and checks without an error; ``player_keys`` maps chords to titles."""
    losses = Losses(list(foreign.losses))
    actors = _Actors()
    tiers = _tiers(foreign, actors, losses)
    tell_actors(actors.ids, actors.guessed, losses)
    tell_ids([(tier.foreign.name, tier.id, dict_of(tier)) for tier in tiers], losses)
    laid = lay_keys(list(_wishes(tiers)), player_keys)
    tell_keys(laid, losses)
    scheme_id = to_id(name, "scheme", "-")
    tree = mapping(
        {
            "format": 1.0,
            "scheme": _head(foreign, scheme_id),
            "actors": sequence(actors.nodes()),
            "tiers": sequence([_tier(tier, laid, losses) for tier in tiers]),
            "procedure": _procedure(foreign),
            "uncodable": _uncodable(foreign),
            "passes": sequence(_passes(laid)),
        }
    )
    note = f"# Made from a file of {foreign.program}. Read what was lost before anybody codes with it."
    return Draft(scheme_id, f"{_SCHEMA}\n{note}\n{write_yaml(tree)}", tuple(losses.found), tuple(tiers))


def dict_of(tier: DraftTier) -> dict[str, str]:
    """Return the codes' ids with the names they had."""
    return {given: code.name for given, code in tier.codes}


class _Actors:
    """The actors as tiers name them, each with its id."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}
        self.guessed: dict[str, list[str]] = {}
        """The tiers that were given to an actor the file does not name."""
        self._ids = Ids("actor")

    def of(self, tier: ForeignTier) -> str:
        """Return the id of a tier's actor, guessed where the file names none."""
        name = tier.actor or actor_of(tier.name)
        if not tier.actor:
            self.guessed.setdefault(name, []).append(tier.name)
        if name not in self.ids:
            self.ids[name] = self._ids.give(name)
        return self.ids[name]

    def nodes(self) -> Iterator[MapNode]:
        """Build what the scheme says of each."""
        for name, given in self.ids.items():
            yield mapping({"id": given, "role": str(role_of(name).value), "label": "" if name == given else name})


def _head(foreign: ForeignScheme, scheme_id: str) -> MapNode:
    note = f"Taken from a file of {foreign.program}, which does not say whose words these are."
    return mapping(
        {
            "id": scheme_id,
            "version": quoted("0.1.0"),
            "status": "draft",
            "title": foreign.title,
            "description": foreign.description,
            "rights": mapping({"kind": "imported", "note": note}),
        }
    )


def _tiers(foreign: ForeignScheme, actors: _Actors, losses: Losses) -> list[DraftTier]:
    ids, found = Ids("tier"), []
    for tier in foreign.tiers:
        if not tier.codes:
            losses.dropped(f"Tier “{tier.name}”: it has no codes.")
            continue
        code_ids = Ids("code")
        codes = tuple((code_ids.give(code.name), code) for code in tier.codes)
        found.append(DraftTier(ids.give(tier.name), actors.of(tier), tier, codes))
    return found


def _wishes(tiers: Sequence[DraftTier]) -> Iterator[Wish]:
    for tier in tiers:
        for given, code in tier.codes:
            if tier.foreign.kind is not Kind.RATING:
                yield Wish(tier.id, given, tier.actor, code.key)


def _procedure(foreign: ForeignScheme) -> MapNode | None:
    phases = sequence(mapping({"id": phase}) for phase in foreign.phases)
    return mapping({"phases": phases}) if phases is not None else None


def _uncodable(foreign: ForeignScheme) -> MapNode | None:
    if not foreign.uncodable:
        return None
    return mapping({"reasons": sequence(mapping({"id": reason}) for reason in foreign.reasons)})


def _passes(laid: Laid) -> Iterator[MapNode]:
    ids = Ids("pass")
    return (mapping({"id": ids.give(name), "tiers": words(inside)}) for name, inside in laid.passes)


def _tier(tier: DraftTier, laid: Laid, losses: Losses) -> MapNode:
    kind = tier.foreign.kind
    entries: dict[str, Value] = {
        "id": tier.id,
        "actor": tier.actor,
        "kind": str(kind.value),
        "label": "" if tier.foreign.name == tier.id else tier.foreign.name,
    }
    if kind in (Kind.STATE, Kind.INTERVAL) and not tier.foreign.exclusive:
        entries["exclusive"] = False
    if kind is Kind.INTERVAL:
        losses.guessed(f"Tier {tier.id}: an interval lasts {_LENGTH_S:g} s and takes what held for most of it.")
        entries |= {"length_s": _LENGTH_S, "rule": "predominant"}
    if kind is Kind.RATING:
        losses.guessed(f"Tier {tier.id}: its scale goes from {_SCALE['min']:g} to {_SCALE['max']:g}.")
        entries["scale"] = mapping(_SCALE)
    used: set[str] = set()
    entries["codes"] = sequence([_code(tier, given, code, laid, used, losses) for given, code in tier.codes])
    return mapping(entries)


def _code(tier: DraftTier, given: str, code: ForeignCode, laid: Laid, used: set[str], losses: Losses) -> MapNode:
    kind, where = tier.foreign.kind, f"{tier.id}.{given}"
    modifiers = [] if kind is Kind.RATING else build_modifiers(code, kind, where, losses)
    label = code.label if str(code.label) else Text((("", code.name),) if code.name != given else ())
    return mapping(
        {
            "id": given,
            "key": laid.keys.get((tier.id, given), ""),
            "label": label,
            "color": _color(code.color, where, used, losses),
            "value": code.value,
            "definition": code.definition,
            "examples": words(code.examples),
            "non_examples": words(code.non_examples),
            "modifiers": sequence(modifiers),
        }
    )


def _color(color: str, where: str, used: set[str], losses: Losses) -> str:
    """Return a colour when it is one and no other code of the tier has it; the program chooses the others."""
    lower = color.strip().lower()
    if not lower:
        return ""
    if re.fullmatch(COLOR, lower) and lower not in used:
        used.add(lower)
        return lower
    losses.dropped(
        f"{where}: its colour {color.strip()}, which another code of the tier has or which is not like #0072b2."
    )
    return ""
