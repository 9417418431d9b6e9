"""Passes as people read them: what is coded in one viewing, and how."""

from typing import TYPE_CHECKING

from coder.gui.cards import Entry
from coder.gui.words import actor_words, plain_words, tier_words

if TYPE_CHECKING:
    from pathlib import Path

    from coder.app.passes import PassChoice
    from coder.model.scheme import Pass, Scheme

ALL_TIERS = "all tiers at once"


def pass_title(pass_id: str, scheme: "Scheme | None" = None) -> str:
    """Return a pass's name, its label where its scheme gives it one, or that it is all tiers."""
    one = scheme.pass_(pass_id) if scheme is not None else None
    return (str(one.label) if one is not None else "") or plain_words(pass_id) or ALL_TIERS


def pass_words(scheme: "Scheme", one: "Pass") -> str:
    """Return what is coded in a pass, and how the video is played."""
    tiers = ", ".join(whose_tier(scheme, tier_id) for tier_id in one.tiers)
    return f"{tiers} · {'with' if one.sound else 'without'} sound · at {one.rate:g}×"


def whose_tier(scheme: "Scheme", tier_id: str) -> str:
    """Return a tier with its actor: "infant gaze"; a tier that is called as its actor is not named twice."""
    tier = scheme.tier(tier_id)
    if tier is None:
        return plain_words(tier_id)
    actor, name = actor_words(scheme, tier.actor).lower(), tier_words(tier)
    return name if name.lower() == actor else f"{actor} {name}"


def pass_entry(session: "Path", coder: str, choice: "PassChoice") -> Entry:
    """Return the row of a viewing of a session."""
    title = pass_title(choice.pass_id, choice.scheme)
    detail = pass_words(choice.scheme, choice.one) if choice.scheme is not None and choice.one is not None else ""
    return Entry(session, coder, title[:1].upper() + title[1:], detail, choice.pass_id)
