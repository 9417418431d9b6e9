"""Names for people, short enough for a button, a lane or a row."""

import sys

from coder.app.consensus_choices import Choice
from coder.model.consensus import Dispute
from coder.model.event import Event
from coder.model.scheme import DESPITE_UNCODABLE, SESSION_ACTOR, Code, Modifier, ModifierType, Option, Scheme, Tier

_SIGNS = {"left": "←", "right": "→", "up": "↑", "down": "↓"}
_NAMES = {"pageup": "PgUp", "pagedown": "PgDn", "escape": "Esc", "delete": "Del", "backspace": "⌫"}


def plain_words(name: str) -> str:
    """Return an id as words: ``at_face`` is "at face"."""
    return name.replace("_", " ").strip()


def code_words(code: Code | None, code_id: str = "") -> str:
    """Return a code's short name: its id in words, or its label where the id says nothing, as ``c12`` does."""
    if code is None:
        return plain_words(code_id)
    label = str(code.label)
    opaque = len(code.id) < 3 or any(sign.isdigit() for sign in code.id)
    return label if opaque and label else plain_words(code.id)


def choice_words(scheme: Scheme, one: Dispute | None, choice: Choice) -> str:
    """Return what a code or a value that may be decided is called."""
    code = scheme.code(one.tier, choice.value) if one is not None and not one.asked else None
    return choice.words if code is None else code_words(code, code.id)


def tier_words(tier: Tier | None, tier_id: str = "") -> str:
    """Return a tier's short name: its label, or else its id in words."""
    return plain_words(tier_id) if tier is None else str(tier.label) or plain_words(tier.id)


def actor_words(scheme: Scheme, actor_id: str) -> str:
    """Return an actor's name as a title: its label, or else its id in words."""
    actor = scheme.actor(actor_id)
    label = "" if actor is None else str(actor.label)
    return label or plain_words(actor_id or SESSION_ACTOR).capitalize()


def modifier_words(modifier: Modifier) -> str:
    """Return a modifier's name: its label, or else its id in words."""
    return str(modifier.label) or plain_words(modifier.id)


def option_words(option: Option) -> str:
    """Return an option's name: its label, or else its id in words."""
    return str(option.label) or plain_words(option.id)


def range_words(modifier: Modifier) -> str:
    """Return which numbers a modifier takes: "1 to 5 s"."""
    low, high = (None if limit is None else f"{limit:g}" for limit in (modifier.minimum, modifier.maximum))
    if low is not None and high is not None:
        words = f"{low} to {high}"
    elif low is not None:
        words = f"{low} or more"
    else:
        words = "a number" if high is None else f"up to {high}"
    return f"{words} {modifier.unit}".strip()


def key_words(chord: str, platform: str = sys.platform) -> str:
    """Return a chord as it is written on keys: ``Ctrl+Z``, ``←``, ``g``, ``F5``."""
    if chord in ("", "+"):
        return chord
    sign = next((end for end in ("num+", "+") if chord.endswith(end)), "")
    *held, name = (*chord.removesuffix(sign).removesuffix("+").split("+"), sign) if sign else chord.split("+")
    held = [word for word in held if word]
    mac = {"ctrl": "⌘", "alt": "⌥"} if platform == "darwin" else {}
    return "+".join([*(mac.get(word, word.capitalize()) for word in held), _key_name(name, alone=not held)])


def _key_name(name: str, *, alone: bool) -> str:
    if name.startswith("num") and len(name) == len("num0"):
        return f"Num {name[-1]}"
    if name in _SIGNS or name in _NAMES:
        return _SIGNS.get(name) or _NAMES[name]
    if len(name) > 1:
        return name.capitalize()
    return name if alone else name.upper()


def answer_words(event: Event, code: Code | None) -> str:
    """Return an event's modifiers as words, in the scheme's order: "stroke, loving"."""
    if not event.modifiers:
        return ""
    given = dict(event.modifiers)
    order = [modifier.id for modifier in code.modifiers] if code else []
    names = [*(name for name in order if name in given), *(name for name in given if name not in order)]
    return ", ".join(_answer(code, name, given[name]) for name in names)


def modifier_value(name: str, value: str) -> str:
    """Return the value of a modifier in words, also of the remark that it was coded although it was uncodable."""
    return f"although {plain_words(value)}" if name == DESPITE_UNCODABLE else plain_words(value)


def _answer(code: Code | None, name: str, value: str) -> str:
    if name == DESPITE_UNCODABLE:
        return modifier_value(name, value)
    return given_words(None if code is None else code.modifier(name), value)


def given_words(modifier: Modifier | None, value: str) -> str:
    """Return an answer in words: "arms + voice", "4.5 s"."""
    if modifier is None or modifier.type in (ModifierType.NUMBER, ModifierType.TEXT):
        return f"{value} {modifier.unit}" if modifier is not None and modifier.unit else value
    return plain_words(value).replace("+", " + ")


def reading_words(share: float) -> str:
    """Say how much of a video's index is read, 0 to 1."""
    return f"Reading the times of its frames… {share * 100:.0f} %"
