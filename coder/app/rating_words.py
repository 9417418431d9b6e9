"""What is rated, in words for people."""

from coder.model.rating import NOT_RATABLE, Item
from coder.model.scheme import Code


def item_words(code: Code | None, item_id: str) -> str:
    """Return an item's name: its label, or else its id in words."""
    label = "" if code is None else str(code.label)
    return label or item_id.replace("_", " ")


def value_words(item: Item, value: str) -> str:
    """Return what an item is rated: "5", "4, at times", "seen", "not ratable"."""
    if value == NOT_RATABLE:
        return "not ratable"
    if item.scale is not None:
        return ", ".join(words for words in (value, str(item.anchor(value))) if words)
    level = item.level(value)
    label = str(level.label) if level is not None else ""
    return label or value.replace("_", " ")


def range_words(item: Item) -> str:
    """Say which numbers an item can be rated: "0 to 100", "1 to 5 in steps of 0.5"; nothing of levels."""
    if item.scale is None:
        return ""
    steps = "" if item.scale.step == 1 else f" in steps of {item.scale.step:g}"
    return f"{item.scale.minimum:g} to {item.scale.maximum:g}{steps}"
