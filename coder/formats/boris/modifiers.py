"""The modifiers of a BORIS behaviour, in each of the ways that its versions wrote them."""

import json
import re
from collections.abc import Iterator
from typing import Any

from coder.model.foreign_scheme import ForeignModifier, ForeignOption, Losses
from coder.model.scheme import Ask, ModifierType, plain

_TYPES = {0: ModifierType.CHOICE, 1: ModifierType.CHOICES, 2: ModifierType.NUMBER}
_EXTERNAL = 3
_KEY_BEHIND = re.compile(r"(.*\S)\s*\((\S|F\d{1,2})\)")


def read_modifiers(part: object, behaviour: str, losses: Losses) -> tuple[ForeignModifier, ...]:
    """Read sets of modifiers: a map, the same as JSON in a text, or ``a,b|c,d`` of old projects."""
    if isinstance(part, str) and part.strip().startswith("{"):
        try:
            part = json.loads(part)
        except (ValueError, RecursionError):
            losses.dropped(f"Behaviour “{behaviour}”: its modifiers, which cannot be read.")
            return ()
    if isinstance(part, str):
        return tuple(_old_sets(part))
    if not isinstance(part, dict):
        return ()
    sets = [part[number] for number in sorted(part, key=lambda number: (len(str(number)), str(number)))]
    return tuple(_sets([entry for entry in sets if isinstance(entry, dict)], behaviour, losses))


def _old_sets(words: str) -> Iterator[ForeignModifier]:
    for number, one in enumerate(filter(str.strip, words.split("|")), 1):
        options = tuple(_option(value) for value in one.split(",") if value.strip())
        yield ForeignModifier(f"modifier {number}", ModifierType.CHOICE, options)


def _sets(sets: list[dict[str, Any]], behaviour: str, losses: Losses) -> Iterator[ForeignModifier]:
    for number, entry in enumerate(sets, 1):
        name = str(entry.get("name") or "").strip() or f"modifier {number}"
        kind = entry.get("type", 0)
        if kind == _EXTERNAL:
            losses.changed(
                f"Behaviour “{behaviour}”: modifier “{name}” took its value from another file; it is a text."
            )
        values = entry.get("values")
        options = tuple(_option(str(value)) for value in values) if isinstance(values, list) else ()
        ask = Ask.OFFSET if entry.get("ask at stop") is True else Ask.ONSET
        definition = plain(str(entry.get("description") or "").strip())
        type_ = _TYPES.get(kind, ModifierType.TEXT) if isinstance(kind, int) else ModifierType.TEXT
        yield ForeignModifier(name, type_, options if type_ is not ModifierType.NUMBER else (), ask, definition)


def _option(value: str) -> ForeignOption:
    """Return one option; BORIS writes its key in brackets behind it."""
    found = _KEY_BEHIND.fullmatch(value.strip())
    return ForeignOption(found.group(1), found.group(2)) if found else ForeignOption(value.strip())
