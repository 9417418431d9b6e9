"""What each key means in a pass of a scheme: a code, a phase, uncodable time, or something of the player's."""

from collections.abc import Mapping
from dataclasses import dataclass

from coder.model.scheme import Code, Scheme, Tier


@dataclass(frozen=True, slots=True)
class KeyUse:
    """One key: what it codes, or the title of what it does in the player.

    ``others`` are codes that have the same key too, which only happens where all passes are looked at together.
    """

    chord: str
    tier: Tier | None = None
    code: Code | None = None
    player: str = ""
    others: tuple[tuple[Tier, Code], ...] = ()


def find_key_uses(scheme: Scheme, pass_id: str, player_keys: Mapping[str, str]) -> dict[str, KeyUse]:
    """Return every key that means something in a pass, by chord; a key of the player's is the player's.

    ``player_keys`` maps a chord to the title of what it does in the player.
    """
    coded: dict[str, list[tuple[Tier, Code]]] = {}
    for tier in scheme.lanes_of_pass(pass_id):
        for code in tier.codes:
            if code.key:
                coded.setdefault(code.key, []).append((tier, code))
    beside = scheme.find_key(scheme.key_beside, pass_id) if scheme.key_beside else None
    if beside is not None:
        coded.setdefault(scheme.key_beside, []).append(beside)
    uses = {chord: _use(chord, found) for chord, found in coded.items()}
    uses.update({chord: KeyUse(chord, player=title) for chord, title in player_keys.items()})
    return uses


def _use(chord: str, found: list[tuple[Tier, Code]]) -> KeyUse:
    # The last one is what the key codes, as Scheme.find_key has it.
    *others, (tier, code) = found
    return KeyUse(chord, tier, code, others=tuple(others))
