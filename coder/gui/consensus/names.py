"""How the desk calls where coders differ, and the sign of each way of differing."""

from coder.app.consensus_words import asked_words
from coder.gui.timeline.rows import initials_of
from coder.gui.words import actor_words, code_words, plain_words, tier_words
from coder.model.agreement import DisagreementType
from coder.model.consensus import Dispute
from coder.model.scheme import Scheme, Tier

_SIGNS = {
    DisagreementType.BOUNDARY: "↔",
    DisagreementType.CATEGORY: "≠",
    DisagreementType.MISSED_BY_A: "▵",
    DisagreementType.MISSED_BY_B: "▿",
}


def sign_of(kind: DisagreementType) -> str:
    """Return the sign of a way of differing, which stands beside its word wherever there is room for that."""
    return _SIGNS[kind]


def where_words(scheme: Scheme, one: Dispute) -> str:
    """Return actor and tier, the code or item where each is judged by itself, and what is asked of it."""
    tier = scheme.tier(one.tier)
    if tier is None:
        return plain_words(one.tier)
    words = f"{actor_words(scheme, tier.actor)} {tier_words(tier)}"
    return f"{words} {_stream_words(tier, one.stream)}".strip() + asked_words(one)


def short_words(scheme: Scheme, tier_id: str, code: str = "") -> str:
    """Return the actor's initial and the tier, for lists; and a code, where it is judged by itself."""
    tier = scheme.tier(tier_id)
    initial = initials_of(scheme.actors).get(tier.actor, "") if tier is not None else ""
    parts = (initial, tier_words(tier, tier_id), _stream_words(tier, code))
    return " ".join(part for part in parts if part)


def _stream_words(tier: Tier | None, code: str) -> str:
    return code_words(tier.code(code) if tier is not None else None, code)
