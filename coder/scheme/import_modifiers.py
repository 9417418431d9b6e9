"""The modifiers of an imported code."""

from collections.abc import Iterator

from coder.model.foreign_scheme import ForeignCode, ForeignModifier, Losses
from coder.model.scheme import Ask, Kind, ModifierType
from coder.scheme.import_keys import chord_of
from coder.scheme.import_names import Ids
from coder.scheme.import_tree import mapping, plain_words, sequence
from coder.scheme.modifier_checks import MOST_OPTIONS
from coder.scheme.nodes import Mapping

_CHOICES = (ModifierType.CHOICE, ModifierType.CHOICES)


def build_modifiers(code: ForeignCode, kind: Kind, where: str, losses: Losses) -> list[Mapping]:
    """Build the modifiers of a code, and note what they lose."""
    return [
        _modifier(modifier, given, kind, where, losses)
        for given, modifier in zip(modifier_ids(code), code.modifiers, strict=True)
    ]


def modifier_ids(code: ForeignCode) -> list[str]:
    """Return the ids of the modifiers of a code, in their order."""
    ids = Ids("modifier")
    return [ids.give(modifier.name) for modifier in code.modifiers]


def _modifier(modifier: ForeignModifier, given: str, kind: Kind, where: str, losses: Losses) -> Mapping:
    place = f"{where}, modifier {given}"
    options, type_ = _options(modifier, place, losses), modifier.type
    if type_ in _CHOICES and not 0 < len(options) <= MOST_OPTIONS:
        why = "has no options" if not options else f"has {len(options)} options, more than there are keys"
        losses.changed(f"{place} {why}; it is a text now.")
        options, type_ = [], ModifierType.TEXT
    ask = Ask.ONSET if kind is Kind.POINT and modifier.ask is Ask.OFFSET else modifier.ask
    if str(modifier.definition):
        losses.dropped(f"{place}: its description, “{modifier.definition}”. Modifiers have none.")
    return mapping(
        {
            "id": given,
            "type": str(type_.value),
            "label": "" if modifier.name == given else modifier.name,
            "ask": "" if ask is Ask.ONSET else str(ask.value),
            "options": sequence(options) if type_ in _CHOICES else None,
        }
    )


def _options(modifier: ForeignModifier, place: str, losses: Losses) -> list[Mapping]:
    taken: set[str] = set()
    options: list[Mapping] = []
    for name, key in _names(modifier, place, losses):
        chord = chord_of(key)
        if key and (not chord or chord in taken):
            losses.changed(f"{place}: option “{name}” cannot have the key “{key}”; it gets the first that is free.")
            chord = ""
        taken.add(chord)
        options.append(mapping({"id": name, "key": chord}))
    return options


def _names(modifier: ForeignModifier, place: str, losses: Losses) -> Iterator[tuple[str, str]]:
    told: set[str] = set()
    for option in modifier.options:
        name = plain_words(option.name)
        if modifier.type is ModifierType.CHOICES and "+" in name:
            losses.changed(f"{place}: option “{name}” has / for +, which joins several answers.")
            name = name.replace("+", "/")
        if not name or name in told:
            losses.dropped(f"{place}: an option {'without a name' if not name else f'“{name}” that was there twice'}.")
            continue
        told.add(name)
        yield name, option.key
