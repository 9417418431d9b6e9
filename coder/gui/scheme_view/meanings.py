"""What keys mean, as it is written and painted on them."""

from collections.abc import Mapping

from coder.app.key_uses import KeyUse, find_key_uses
from coder.gui.pass_words import whose_tier
from coder.gui.scheme_view.key_plate import Meaning
from coder.gui.theme import Theme
from coder.gui.timeline.code_colors import build_code_colors
from coder.gui.timeline.rows import initials_of
from coder.gui.words import code_words
from coder.model.scheme import PHASE, UNCODABLE, Code, Scheme, Tier


def build_meanings(scheme: Scheme, pass_id: str, player_keys: Mapping[str, str], theme: Theme) -> dict[str, Meaning]:
    """Build what each key means in a pass, by chord."""
    colors = build_code_colors(scheme, theme)
    initials = initials_of(scheme.actors)
    meanings: dict[str, Meaning] = {}
    for chord, use in find_key_uses(scheme, pass_id, player_keys).items():
        if use.tier is None or use.code is None:
            meanings[chord] = Meaning(use.player, f"{use.player}, taken by the player", "player")
            continue
        words = "; also ".join(code_in_words(scheme, *found) for found in _all(use.tier, use.code, use))
        meanings[chord] = Meaning(
            code_words(use.code),
            words,
            mark_of(use.tier),
            colors[use.tier.id, use.code.id].fill,
            initials.get(use.tier.actor, ""),
            (use.tier.id, use.code.id),
        )
    return meanings


def _all(tier: Tier, code: Code, use: KeyUse) -> list[tuple[Tier, Code]]:
    return [(tier, code), *use.others]


def mark_of(tier: Tier) -> str:
    """Return the mark of a tier's keys: its kind, or what is special about it."""
    return tier.id if tier.id in (PHASE, UNCODABLE) else str(tier.kind)


def code_in_words(scheme: Scheme, tier: Tier, code: Code) -> str:
    """Return a code with its actor, tier and kind in words: "smile, infant face, state"."""
    if tier.id in (PHASE, UNCODABLE):
        return f"{code_words(code)}, {'a phase' if tier.id == PHASE else 'time that cannot be judged'}"
    return f"{code_words(code)}, {whose_tier(scheme, tier.id)}, {tier.kind}"
