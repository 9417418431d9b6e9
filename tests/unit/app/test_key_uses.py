"""What each key means in a pass: the pass's codes, phases and uncodable time, and what the player keeps to itself."""

from coder.app.key_uses import find_key_uses
from coder.app.shipped import shipped_folder
from coder.model.scheme import PHASE, UNCODABLE
from coder.scheme.loader import load_scheme
from tests.unit.scheme.small import SMALL, scheme_of

PASSES = """\
passes:
  - {id: caregiver, tiers: [touch]}
  - {id: infant, tiers: [face, signal]}
"""


def test_a_pass_has_the_keys_of_its_own_tiers_only() -> None:
    uses = find_key_uses(scheme_of(SMALL + PASSES), "caregiver", {})
    assert set(uses) == {"t"}
    assert (uses["t"].tier, uses["t"].code) != (None, None)


def test_phases_and_uncodable_time_have_their_keys_in_every_view() -> None:
    uses = find_key_uses(load_scheme(shipped_folder("schemes") / "still-face.yaml").scheme, "", {})
    tiers = {use.tier.id for use in uses.values() if use.tier is not None}
    assert {PHASE, UNCODABLE} <= tiers


def test_a_key_of_the_player_is_the_players() -> None:
    uses = find_key_uses(scheme_of(SMALL), "", {"space": "Play or pause", "t": "Loop"})
    assert (uses["space"].player, uses["t"].player, uses["t"].code) == ("Play or pause", "Loop", None)


def test_a_key_of_two_passes_is_told_with_both_where_all_tiers_are_seen() -> None:
    text = SMALL.replace("key: b}", "key: t}") + PASSES
    use = find_key_uses(scheme_of(text), "", {})["t"]
    assert use.code is not None
    assert (use.code.id, [code.id for _, code in use.others]) == ("bid", ["touch"])
    assert find_key_uses(scheme_of(text), "caregiver", {})["t"].others == ()
