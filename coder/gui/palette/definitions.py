"""What a code means, as rich text; whatever a lab writes in its scheme is shown as it is written."""

from collections.abc import Sequence
from html import escape

from coder.gui.interval_words import tier_note
from coder.gui.words import code_words, key_words, modifier_words, option_words, plain_words, range_words
from coder.model.scheme import Ask, Code, Condition, Kind, Modifier, ModifierType, Text, Tier

_MOMENTS = {Ask.ONSET: "asked when it begins", Ask.OFFSET: "asked when it ends", Ask.ANY: "asked at any edge"}


def tooltip_of(tier: Tier, code: Code) -> str:
    """Return name, definition, examples, what does not count, and the modifiers."""
    key = f" &nbsp;<code>{escape(key_words(code.key))}</code>" if code.key else ""
    title = str(code.label) or code_words(code)
    default = "<br><i>holds by itself when nothing else does</i>" if code.id == tier.default else ""
    sampled = f"<br><i>{escape(tier_note(tier))}</i>" if tier.kind is Kind.INTERVAL else ""
    parts = [f"<b>{escape(title)}</b>{key}{default}{sampled}", *definition_parts(code)]
    parts += [modifier_line(modifier) for modifier in code.modifiers]
    return "<qt>" + "".join(f"<p style='margin:0 0 4px 0'>{part}</p>" for part in parts) + "</qt>"


def definition_parts(code: Code) -> list[str]:
    """Return definition, examples and non-examples, each as rich text, those that there are."""
    parts = [escape(str(code.definition))] if str(code.definition) else []
    parts += [f"<b>counts:</b> {_listed(code.examples)}"] if code.examples else []
    parts += [f"<b>does not count:</b> {_listed(code.non_examples)}"] if code.non_examples else []
    return parts


def modifier_line(modifier: Modifier) -> str:
    """Return a modifier with its options and their keys, as rich text."""
    name = escape(modifier_words(modifier))
    options = ", ".join(
        f"{escape(key_words(option.key))} {escape(option_words(option))}" for option in modifier.options
    )
    kind = "" if modifier.options else (range_words(modifier) if modifier.type is ModifierType.NUMBER else "words")
    must = f", where {escape(_condition_words(modifier.when))}" if modifier.when is not None else ""
    must += ", required" if modifier.required else ""
    must += ", play waits for it" if modifier.pauses else ""
    must += f", {modifier.default.replace('_', ' ')} if nothing else is given" if modifier.default else ""
    return f"<b>{name}</b> ({_MOMENTS[modifier.ask]}{must}): {options or kind}"


def _condition_words(condition: Condition) -> str:
    return f"{plain_words(condition.modifier)} is {' or '.join(map(plain_words, condition.values))}"


def _listed(texts: Sequence[Text]) -> str:
    return escape("; ".join(str(text) for text in texts))
