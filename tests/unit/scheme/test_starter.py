"""The scheme that a new one begins as."""

import re

import pytest

from coder.app.keymap import PRESETS, build_keymap
from coder.model.scheme import Kind
from coder.scheme.loader import read_scheme
from coder.scheme.starter import starter_text
from tests.unit.scheme.editor import found_by_editor

TEXT = starter_text("my-lab")
WHOLE = re.sub(r"^#(?! \S)", "", TEXT, flags=re.MULTILINE)


@pytest.mark.parametrize("text", [TEXT, WHOLE], ids=["as it is", "with every block taken in"])
def test_it_is_right_beside_every_preset_of_player_keys(text: str) -> None:
    for preset in PRESETS:
        assert read_scheme(text, player_keys=build_keymap(preset).titles()).warnings == ()
    assert found_by_editor(text) == []


def test_it_has_two_tiers_with_modifiers_and_a_link() -> None:
    scheme = read_scheme(TEXT).scheme
    assert (scheme.id, scheme.version, scheme.status) == ("my-lab", "0.1.0", "draft")
    assert [tier.kind for tier in scheme.tiers] == [Kind.STATE, Kind.POINT]
    assert all(any(code.modifiers for code in tier.codes) for tier in scheme.tiers)
    assert len(scheme.links) == 1


def test_what_is_behind_a_hash_shows_what_else_there_may_be() -> None:
    scheme = read_scheme(WHOLE).scheme
    assert [tier.id for tier in scheme.tiers] == ["cg_touch", "in_signal", "in_gaze", "warmth"]
    assert scheme.derived
    assert scheme.procedure.phases
    assert scheme.passes


def test_it_begins_with_the_line_that_editors_look_for() -> None:
    assert TEXT.startswith("# yaml-language-server: $schema=./scheme.schema.json\n")
