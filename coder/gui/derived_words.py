"""What a derived code is computed from, in words."""

from coder.gui.words import actor_words, code_words, tier_words
from coder.model.scheme import Derived, Scheme


def derived_words(scheme: Scheme, derived: Derived) -> list[str]:
    """Return a line for each thing that must be so: "while all hold: caregiver gaze at face, infant gaze caregiver"."""
    if derived.match:
        first, other = (_source(scheme, tier_id) for tier_id in (derived.match[0], derived.match[-1]))
        return [f"while both have the same value: {first}, {other}"]
    parts = (("all hold", derived.all_of), ("any holds", derived.any_of), ("none holds", derived.none_of))
    said = [f"{words}: {', '.join(_source(scheme, name) for name in names)}" for words, names in parts if names]
    return [f"{'and' if place else 'while'} {words}" for place, words in enumerate(said)]


def _source(scheme: Scheme, name: str) -> str:
    tier_id, _, code_id = name.partition(".")
    tier = scheme.tier(tier_id)
    actor = actor_words(scheme, tier.actor).lower() if tier is not None else ""
    code = code_words(scheme.code(tier_id, code_id), code_id) if code_id else ""
    return " ".join(word for word in (actor, tier_words(tier, tier_id), code) if word)
