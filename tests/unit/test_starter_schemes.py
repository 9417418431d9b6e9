"""The schemes that come with the program: complete, without a finding, and each with its own keys and windows."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from coder.app.keymap import PRESETS, build_keymap
from coder.app.schemes import find_scheme
from coder.app.shipped import shipped_schemes
from coder.model.scheme import Kind, Scheme
from coder.scheme.loader import load_scheme

STARTERS = shipped_schemes()
NAMES = [path.stem for path in STARTERS]

KEYS = {
    "checklist-shell": 0,
    "core-cues": 17,
    "engagement-phases": 11,
    "free-play-turns": 15,
    "modality-streams": 30,
    "rating-shell": 0,
    "separation-and-reunion": 35,
    "still-face": 20,
    "touch": 13,
}
"""How many keys each has, phases and uncodable time included."""
WINDOWS = {
    "free-play-turns": ["first180", "middle300"],
    "separation-and-reunion": ["first15", "first60", "last30"],
    "still-face": ["first20", "last20"],
}
PROTECTED = re.compile(
    r"piccolo|\bcib\b|care.?index|ncast|\bfacs\b|babyfacs|affex|\bmaci\b|ainsworth|strange situation|\blena\b|q.?sort"
    r"|emotional availability|secure base|security score|proximity|avoidance|resistance|contact maintaining"
    r"|disorgani[sz]",
    re.IGNORECASE,
)


@cache
def load(name: str) -> Scheme:
    return load_scheme(find_scheme(name)).scheme


def test_there_is_a_starter_for_each_way_of_coding() -> None:
    assert sorted(KEYS) == NAMES
    kinds = {tier.kind for name in NAMES for tier in load(name).tiers}
    assert kinds == {Kind.STATE, Kind.POINT, Kind.RATING}


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("path", STARTERS, ids=NAMES)
def test_a_starter_loads_without_a_warning_beside_every_preset_of_player_keys(path: Path, preset: str) -> None:
    loaded = load_scheme(path, player_keys=build_keymap(preset).titles())
    assert loaded.warnings == ()
    assert loaded.scheme.id == path.stem
    assert loaded.scheme.rights == "own-words"


@pytest.mark.parametrize("name", NAMES)
def test_every_code_has_a_definition_an_example_and_a_non_example(name: str) -> None:
    for tier in load(name).tiers:
        for code in tier.codes:
            assert str(code.definition).endswith("."), code.id
            assert all(map(str, code.examples)), code.id
            assert all(map(str, code.non_examples)), code.id
            assert code.examples, code.id
            assert code.non_examples, code.id


@pytest.mark.parametrize("name", NAMES)
def test_no_two_codes_share_their_definition_unless_they_are_placeholders(name: str) -> None:
    tiers = [tier for tier in load(name).tiers if tier.kind is not Kind.RATING]
    counted = Counter(str(code.definition) for tier in tiers for code in tier.codes)
    assert [words for words, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_key_of_a_starter_means_one_thing(name: str) -> None:
    scheme = load(name)
    keys = [code.key for tier in scheme.lanes for code in tier.codes if code.key]
    assert len(keys) == len(set(keys)) == KEYS[name]
    assert all(scheme.find_key(key) is not None for key in keys)


@pytest.mark.parametrize("name", NAMES)
def test_every_code_that_is_pressed_has_a_key_and_no_colour_of_its_own(name: str) -> None:
    for tier in load(name).tiers:
        assert [code.id for code in tier.codes if bool(code.key) == (tier.kind is Kind.RATING)] == []
        assert [code.id for code in tier.codes if code.color] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_windows_have_the_names_that_tables_are_made_for(name: str) -> None:
    assert [window.id for window in load(name).procedure.windows] == WINDOWS.get(name, [])


@pytest.mark.parametrize("name", NAMES)
def test_the_passes_cover_every_tier_once(name: str) -> None:
    scheme = load(name)
    covered = [tier for found in scheme.passes for tier in found.tiers]
    assert covered == [tier.id for tier in scheme.tiers]


def test_two_schemes_mark_phases_that_may_end_early() -> None:
    early = {name: [phase.id for phase in load(name).procedure.phases if phase.may_end_early] for name in NAMES}
    assert early["still-face"] == ["still", "reunion"]
    assert early["separation-and-reunion"] == ["apart_1", "apart_2", "helped"]
    assert len(load("separation-and-reunion").procedure.phases) == 8


def test_nine_forms_of_touch_roll_up_to_three_kinds_that_leave_none_out() -> None:
    scheme = load("touch")
    tier = scheme.tier("cg_touch")
    assert tier is not None
    rolled = [code for derived in scheme.derived for code in derived.any_of]
    assert [derived.id for derived in scheme.derived] == ["tender", "lively", "practical"]
    assert rolled == [f"cg_touch.{code.id}" for code in tier.codes]
    assert len(rolled) == 9


def test_a_turn_is_a_link_in_both_directions() -> None:
    links = {link.id: link for link in load("free-play-turns").links}
    there, back = links["turn_to_caregiver"], links["turn_to_infant"]
    assert (there.cue.codes, there.response.codes) == (back.response.codes, back.cue.codes)
    assert (there.cue.edge, back.cue.edge) == ("offset", "offset")
    assert there.window_s == back.window_s


@pytest.mark.parametrize("name", ["modality-streams", "engagement-phases"])
def test_streams_and_phases_of_engagement_are_never_silent(name: str) -> None:
    assert all(tier.exhaustive for tier in load(name).tiers)


@pytest.mark.parametrize("path", STARTERS, ids=NAMES)
def test_a_starter_uses_no_words_of_a_protected_instrument(path: Path) -> None:
    assert PROTECTED.findall(path.read_text(encoding="utf-8")) == []


def test_the_items_of_the_shells_have_placeholders_for_words() -> None:
    for name in ("rating-shell", "checklist-shell"):
        items = [code for tier in load(name).tiers for code in tier.codes]
        assert [item.id for item in items] == [f"item_{number:02d}" for number in range(1, len(items) + 1)]
        assert {str(item.definition) for item in items} == {"Write here what is judged, in a sentence of your own."}
