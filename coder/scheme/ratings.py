"""From the parts of a rating tier to what the model asks of each item."""

from collections.abc import Sequence

from coder.editing.rating_keys import FREE_KEYS
from coder.model.rating import Composite, Item, Level, Rating, Rule, Scale, Scope, read_number, write_number
from coder.model.text import Text
from coder.scheme.coding_parts import CodePart, LevelPart, ScalePart, TierPart
from coder.scheme.option_keys import text_of


def build_rating(tier: TierPart) -> Rating | None:
    """Return what a tier asks to be rated; None for a tier of another kind."""
    if tier.kind != "rating":
        return None
    composites = tuple(
        Composite(part.id, tuple(part.of), Rule(part.rule), part.min_valid, text_of(part.label))
        for part in tier.composites
    )
    return Rating(Scope(tier.scope), tuple(_item(tier, code) for code in tier.codes), composites)


def _item(tier: TierPart, code: CodePart) -> Item:
    """Return how an item is rated: as it says itself, else as its tier does; anchors go with their scale."""
    own = code.scale is not None or bool(code.levels)
    measure: TierPart | CodePart = code if own else tier
    anchors = code.anchors if own else {**tier.anchors, **code.anchors}
    return Item(
        code.id,
        _scale(measure.scale),
        _levels(measure.levels),
        _anchors(anchors, on_scale=measure.scale is not None),
        code.reverse,
        tier.not_ratable if code.not_ratable is None else code.not_ratable,
    )


def _scale(part: ScalePart | None) -> Scale | None:
    return None if part is None else Scale(part.min, part.max, part.step)


def _anchors(anchors: dict[str, dict[str, str]], *, on_scale: bool) -> tuple[tuple[str, Text], ...]:
    """Return the anchors by the value as it is stored: "1.0" anchors 1."""
    numbers = {value: read_number(value) for value in anchors} if on_scale else {}
    names = {value: write_number(number) for value, number in numbers.items() if number is not None}
    return tuple((names.get(value, value), text_of(words)) for value, words in anchors.items())


def _levels(parts: Sequence[LevelPart]) -> tuple[Level, ...]:
    keys = _keys(parts)
    return tuple(
        Level(part.id, key, text_of(part.label), _value(part), text_of(part.definition))
        for part, key in zip(parts, keys, strict=True)
    )


def _value(part: LevelPart) -> float | None:
    """Return a level's number: as written, else its id where that is a number."""
    return part.value if part.value is not None else read_number(part.id)


def _keys(parts: Sequence[LevelPart]) -> list[str]:
    """Return each level's key: its own, else the digit of its value, else the first that is free."""
    taken = {part.key for part in parts if part.key}
    keys = []
    for part in parts:
        key = part.key or _digit(part, taken) or next((key for key in FREE_KEYS if key not in taken), "")
        taken.add(key)
        keys.append(key)
    return keys


def _digit(part: LevelPart, taken: set[str]) -> str:
    value = _value(part)
    digit = "" if value is None else write_number(value)
    return digit if digit in FREE_KEYS and digit not in taken else ""
