"""A code in words, as rich text: what it is, what counts, how it is coded, and what speaks of it elsewhere."""

from collections.abc import Iterator
from html import escape

from coder.gui.palette.definitions import definition_parts, modifier_line
from coder.gui.pass_words import whose_tier
from coder.gui.scheme_view.meanings import code_in_words
from coder.gui.words import actor_words, code_words, key_words, plain_words
from coder.model.rating import Item
from coder.model.scheme import PHASE, UNCODABLE, Code, Kind, Phase, Repress, Scheme, Tier

_AGAIN = {Repress.IGNORE: "changes nothing", Repress.END: "ends it", Repress.RESTART: "begins it anew"}


def code_text(scheme: Scheme, tier: Tier, code: Code) -> str:
    """Return all that a scheme says of a code, as rich text."""
    parts = [_title(scheme, tier, code), *definition_parts(code)]
    parts += [modifier_line(modifier) for modifier in code.modifiers]
    parts += [escape(line) for line in _facts(scheme, tier, code)]
    if not str(code.definition) and tier.id not in (PHASE, UNCODABLE):
        parts.insert(1, "<i>It has no definition.</i>")
    return "".join(f"<p style='margin:0 0 5px 0'>{part}</p>" for part in parts)


def _title(scheme: Scheme, tier: Tier, code: Code) -> str:
    label = str(code.label) or code_words(code)
    key = f"key {key_words(code.key)}" if code.key else "no key"
    whose = code_in_words(scheme, tier, code).partition(", ")[2]
    return f"<b>{escape(label)}</b> &nbsp;{escape(f'{key} · {tier.id}.{code.id} · {whose}')}"


def _facts(scheme: Scheme, tier: Tier, code: Code) -> Iterator[str]:
    if tier.id == PHASE:
        phase = scheme.procedure.phase(code.id)
        yield phase_words(phase) if phase is not None else ""
        return
    if tier.kind is Kind.STATE:
        yield _state_words(tier, code)
    if tier.kind is Kind.INTERVAL and tier.length_s:
        yield f"Sampled every {tier.length_s:g} s ({tier.rule or 'partial'})."
    item = tier.rating.item(code.id) if tier.rating is not None else None
    if item is not None:
        yield item_words(item)
    if code.value is not None:
        yield f"Value {code.value:g}."
    if code.target:
        yield f"Directed to {', '.join(actor_words(scheme, actor).lower() for actor in code.target)}."
    if code.constructs:
        spoken = ", ".join(f"{plain_words(one.id)} ({one.evidence})" for one in code.constructs)
        yield f"Speaks to {spoken}; no score is made of it."
    if code.hed:
        yield f"HED: {code.hed}"


def _state_words(tier: Tier, code: Code) -> str:
    one = "One at a time on this tier" if tier.exclusive else "May overlap with the others of its tier"
    default = "; holds by itself where nothing else does" if code.id == tier.default else ""
    return f"{one}; the same key again {_AGAIN[tier.repress]}{default}."


def item_words(item: Item) -> str:
    """Return what an item may be rated, with the words that anchor it."""
    if item.scale is not None:
        steps = "" if item.scale.step == 1 else f" in steps of {item.scale.step:g}"
        asked = f"{item.scale.minimum:g} to {item.scale.maximum:g}{steps}"
    else:
        asked = ", ".join(f"{level.key} {str(level.label) or plain_words(level.id)}".strip() for level in item.levels)
    anchors = "; ".join(f"{value}: {words}" for value, words in item.anchors)
    more = [f"Rated {asked}", anchors, "reversed" if item.reverse else "", "may be not ratable" * item.not_ratable]
    return f"{'; '.join(part for part in more if part)}."


def phase_words(phase: Phase) -> str:
    """Return how long a phase is planned, and what else is said of it."""
    planned = "of no planned length" if phase.planned_s is None else f"planned {length_words(phase.planned_s)}"
    more = [planned, "may end early" * phase.may_end_early, "optional" * phase.optional]
    return f"Phase {', '.join(part for part in more if part)}."


def length_words(seconds: float) -> str:
    """Write a length: ``2:00``, or ``7.5 s`` under a minute."""
    if seconds < 60:
        return f"{seconds:g} s"
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes)}:{rest:02.0f}" if rest == int(rest) else f"{int(minutes)}:{rest:04.1f}"


def code_link(scheme: Scheme, named: str) -> str:
    """Return a code named ``tier.code`` as rich text that leads to it."""
    tier_id, _, code_id = named.partition(".")
    tier, code = scheme.tier(tier_id), scheme.code(tier_id, code_id)
    if tier is None or code is None:
        return escape(named)
    words = f"{whose_tier(scheme, tier_id)}: {code_words(code)}"
    return f'<a href="{escape(named)}">{escape(words)}</a>'
