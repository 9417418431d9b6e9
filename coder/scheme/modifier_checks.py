"""Whether the questions about an event can be asked and answered."""

from collections.abc import Iterator
from math import inf, isnan, nan

from coder.editing.answers import is_number
from coder.scheme.chords import find_chord
from coder.scheme.faults import Fault
from coder.scheme.known import id_of, not_an_option, unknown
from coder.scheme.nodes import Node, Scalar, Sequence
from coder.scheme.rules import CHOICES, KEYS_OF_NUMBERS, TYPES

MOST_OPTIONS = 36 * 2


def check_modifiers(code: Node, kind: str) -> Iterator[Fault]:
    """Yield what is wrong with the modifiers of a code."""
    modifiers = code.get("modifiers").items
    for place, modifier in enumerate(modifiers):
        yield from _check_answers(modifier)
        yield from check_option_keys(modifier.get("options"))
        yield from _check_when(modifier, modifiers, place)
        if kind == "point" and modifier.get("ask").text == "offset":
            mend = "Write `ask: onset`; it is asked there."
            yield modifier.get("ask").fault("A point has no offset.", mend, severity="warning")


def type_of(modifier: Node) -> str:
    """Return how a modifier is answered."""
    return modifier.get("type").text or "choice"


def check_option_keys(options: Node) -> Iterator[Fault]:
    """Yield options that share a key, and lists that are too long for keys."""
    first: dict[str, str] = {}
    for option in options.items:
        key = option.get("key") if not isinstance(option, Scalar) else None
        if key is None or not key.text:
            continue
        name = id_of(option).text
        other = first.setdefault((find_chord(key.text) or key.text), name)
        if other != name:
            yield key.fault(f'"{key.text}" is already the key of {other}.', "Choose another key.")
    if len(options.items) > MOST_OPTIONS:
        yield options.fault(f"There are more than {MOST_OPTIONS} options.", "No key is left; use fewer.")


def _check_answers(modifier: Node) -> Iterator[Fault]:
    kind, options = type_of(modifier), modifier.get("options")
    if kind not in TYPES:
        return
    if kind in CHOICES and modifier.find("options") is None:
        yield modifier.fault("A choice needs options.", "Add `options:`, or write `type: text` or `type: number`.")
    if kind in CHOICES and isinstance(options, Sequence) and not options.items:
        yield options.fault("A choice needs options.", "Add at least one.")
    if kind not in CHOICES and modifier.find("options") is not None:
        yield options.fault(f"A modifier of type {kind} has no options.", "Delete them, or write `type: choice`.")
    if kind == "choices":
        for option in options.items:
            if "+" in id_of(option).text:
                mend = "Give it another id and write the sign into its label."
                yield id_of(option).fault("Several answers are joined by +, so none may hold it.", mend)
    yield from _check_numbers(modifier, kind)
    yield from _check_default(modifier, kind)


def _check_default(modifier: Node, kind: str) -> Iterator[Fault]:
    """Yield a default that is no answer."""
    default, options = modifier.get("default"), [id_of(option).text for option in modifier.get("options").items]
    if kind == "choice" and options:
        yield from not_an_option(default, options, "option")
    elif kind == "choices" and options and not _is_made_of(options, default.text):
        yield default.fault(f'"{default.text}" is not made of options.', "Join options by +, without spaces.")
    elif kind == "number" and default.text:
        yield from _check_default_number(modifier, default)


def _number(words: str, otherwise: float) -> float:
    try:
        return float(words)
    except ValueError:
        return otherwise


def _check_default_number(modifier: Node, default: Node) -> Iterator[Fault]:
    wanted = _number(default.text, nan) if is_number(default.text) else nan
    low, high = _number(modifier.get("min").text, -inf), _number(modifier.get("max").text, inf)
    if isnan(wanted):
        yield default.fault(f'"{default.text}" is no number.', "Write digits, with a point where there is a fraction.")
    elif low <= high and not low <= wanted <= high:
        yield default.fault(f"{default.text} is not between min and max.", "Choose a default that may be answered.")
    elif not _is_on_a_step(modifier, wanted):
        yield default.fault(f"{default.text} is between two steps.", "Choose a default that may be answered.")


def _is_on_a_step(modifier: Node, wanted: float) -> bool:
    step, low = _number(modifier.get("step").text, 0.0), _number(modifier.get("min").text, 0.0)
    steps = (wanted - low) / step if step > 0 else 0.0
    return abs(steps - round(steps)) < 1e-6


def _is_made_of(options: list[str], default: str) -> bool:
    """Tell whether a default names options, each once; none is named by nothing."""
    named = default.split("+") if default else []
    return set(named) <= set(options) and len(set(named)) == len(named)


def _check_numbers(modifier: Node, kind: str) -> Iterator[Fault]:
    for name in KEYS_OF_NUMBERS:
        if kind != "number" and modifier.find(name) is not None:
            yield modifier.get(name).fault(f"{name} is for modifiers of type number.", "Delete it.")
    low, high = modifier.get("min").text, modifier.get("max").text
    try:
        empty = bool(low and high) and float(low) > float(high)
    except ValueError:
        return
    if empty:
        yield modifier.get("max").fault("max is less than min.", "Exchange the two.")


def condition_of(modifier: Node) -> tuple[Node, tuple[Node, ...]] | None:
    """Return which modifier a condition names and which values it asks for."""
    when = modifier.get("when")
    if not when.pairs:
        return None
    short = len(when.pairs) == 1 and when.pairs[0][0].text not in ("modifier", "is")
    name, asked = when.pairs[0] if short else (when.get("modifier"), when.get("is"))
    return name, asked.items or (asked,)


def _check_when(modifier: Node, modifiers: tuple[Node, ...], place: int) -> Iterator[Fault]:
    condition = condition_of(modifier)
    if condition is None:
        return
    name, asked = condition
    others = {other.get("id").text: number for number, other in enumerate(modifiers) if number != place}
    yield from unknown(name, others, "other modifier of this code")
    if name.text not in others:
        return
    other = modifiers[others[name.text]]
    if others[name.text] > place or (_moment(modifier), _moment(other)) == (0, 1):
        yield name.fault(f"{name.text} is asked only after this.", "Put it first, or ask for this later.")
    for value in asked:
        if type_of(other) in CHOICES and other.get("options").items:
            options = [id_of(option).text for option in other.get("options").items]
            yield from not_an_option(value, options, f"option of {name.text}")
        if "+" in value.text:
            yield value.fault("A value that is waited for may not hold +.", "Give the option another id.")


def _moment(modifier: Node) -> int:
    return 1 if modifier.get("ask").text == "offset" else 0
