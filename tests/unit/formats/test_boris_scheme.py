"""Behaviours of BORIS projects, of today and of old, whole, damaged and made to do harm."""

import gzip
import json
import zlib
from typing import Any

import pytest

from coder.errors import CoderError
from coder.formats.boris.project import unpack
from coder.formats.boris.scheme import read_scheme
from coder.model.foreign_scheme import ForeignOption, LossKind
from coder.model.scheme import Ask, Kind, ModifierType
from tests.unit.formats.told import code_of, said, tier_of


def behaviour(code: str, type_: str = "State event", **more: Any) -> dict[str, Any]:
    return {"code": code, "type": type_, "key": code[:1], "description": "", "category": "", "modifiers": "", **more}


def project(*behaviours: dict[str, Any], **more: Any) -> bytes:
    numbered = {str(number): found for number, found in enumerate(behaviours)}
    return json.dumps({"project_name": "Lab", "behaviors_conf": numbered, **more}).encode()


GAZE = (
    behaviour("at face", category="gaze", excluded="away"),
    behaviour("away", category="gaze", excluded="at face", color="#112233", description="Anywhere else."),
    behaviour("bid", "Point event", category="signal"),
)


def test_a_category_is_a_tier_and_a_behaviour_a_code() -> None:
    scheme = read_scheme(project(*GAZE), "p.boris")
    assert (scheme.program, scheme.title) == ("BORIS", "Lab")
    assert [(tier.name, tier.kind, tier.actor) for tier in scheme.tiers] == [
        ("gaze", Kind.STATE, ""),
        ("signal", Kind.POINT, ""),
    ]
    away = code_of(scheme, "gaze", "away")
    assert (away.key, away.color, str(away.definition)) == ("a", "#112233", "Anywhere else.")


def test_behaviours_that_all_exclude_each_other_make_an_exclusive_tier() -> None:
    assert tier_of(read_scheme(project(*GAZE), "p.boris"), "gaze").exclusive


def test_behaviours_that_do_not_may_overlap_and_single_exclusions_are_told() -> None:
    third = behaviour("blink", category="gaze")
    scheme = read_scheme(project(*GAZE, third), "p.boris")
    assert not tier_of(scheme, "gaze").exclusive
    assert "That “at face” excludes “away”: only codes of one tier do." in said(scheme, LossKind.DROPPED)


def test_states_and_points_of_a_category_are_two_tiers() -> None:
    scheme = read_scheme(project(behaviour("a"), behaviour("b", "Point event")), "p.boris")
    assert [tier.name for tier in scheme.tiers] == ["behaviour states", "behaviour points"]
    assert any("two tiers" in what for what in said(scheme, LossKind.CHANGED))


def test_every_subject_has_the_tiers_and_their_keys_are_told() -> None:
    subjects = {"0": {"key": "1", "name": "mother", "description": "left"}, "1": {"key": "", "name": "infant"}}
    scheme = read_scheme(project(*GAZE, subjects_conf=subjects), "p.boris")
    assert [(tier.name, tier.actor) for tier in scheme.tiers] == [
        ("mother gaze", "mother"),
        ("mother signal", "mother"),
        ("infant gaze", "infant"),
        ("infant signal", "infant"),
    ]
    assert any("1 for “mother”" in what for what in said(scheme, LossKind.DROPPED))
    assert any("“left”" in what for what in said(scheme, LossKind.DROPPED))


SETS = {
    "0": {"name": "hand", "type": 0, "values": ["left (l)", "right (F2)", "both"], "ask at stop": True},
    "1": {"name": "", "type": 1, "values": ["a"]},
    "2": {"name": "count", "type": 2, "values": []},
    "3": {"name": "heart", "type": 3, "values": []},
}


@pytest.mark.parametrize("written", [SETS, json.dumps(SETS)], ids=["as a map", "as text"])
def test_modifiers_of_every_type_are_read(written: object) -> None:
    scheme = read_scheme(project(behaviour("touch", modifiers=written)), "p.boris")
    hand, second, count, heart = code_of(scheme, "behaviour", "touch").modifiers
    assert (hand.name, hand.type, hand.ask) == ("hand", ModifierType.CHOICE, Ask.OFFSET)
    assert hand.options == (ForeignOption("left", "l"), ForeignOption("right", "F2"), ForeignOption("both"))
    assert (second.name, second.type, second.ask) == ("modifier 2", ModifierType.CHOICES, Ask.ONSET)
    assert (count.type, count.options) == (ModifierType.NUMBER, ())
    assert heart.type is ModifierType.TEXT
    assert any("“heart” took its value from another file" in what for what in said(scheme, LossKind.CHANGED))


def test_modifiers_of_old_projects_are_read() -> None:
    scheme = read_scheme(project(behaviour("touch", modifiers="left,right|slow, fast")), "p.boris")
    modifiers = code_of(scheme, "behaviour", "touch").modifiers
    assert [[option.name for option in found.options] for found in modifiers] == [["left", "right"], ["slow", "fast"]]


def test_modifiers_that_cannot_be_read_are_told() -> None:
    scheme = read_scheme(project(behaviour("touch", modifiers="{oh")), "p.boris")
    assert any("cannot be read" in what for what in said(scheme, LossKind.DROPPED))


def test_what_a_scheme_has_no_place_for_is_told() -> None:
    more = {
        "independent_variables": {"0": {"label": "age"}},
        "coding_map": {"face": {}},
        "converters": {"clock": {}},
        "behavioral_categories_config": {"0": {"name": "gaze", "color": "#ff0000"}},
        "observations": {"one": {}, "two": {}},
    }
    mapped = behaviour("point", "Point event with coding map", **{"coding map": "face"})
    told = said(read_scheme(project(*GAZE, mapped, {"type": "Point event"}, **more), "p.boris"), LossKind.DROPPED)
    for words in ("“age”", "coding map", "converters", "colours of the categories", "2 observations", "without a code"):
        assert any(words in what for what in told), words


def test_an_unknown_type_is_taken_for_a_point_and_told() -> None:
    scheme = read_scheme(project(behaviour("odd", "Wave")), "p.boris")
    assert scheme.tiers[0].kind is Kind.POINT
    assert any("“odd” is a point" in what for what in said(scheme, LossKind.GUESSED))


def test_a_packed_project_is_the_same() -> None:
    assert read_scheme(gzip.compress(project(*GAZE)), "p.boris.gz") == read_scheme(project(*GAZE), "p.boris")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no whole BORIS project"),
        (b"{", "no whole BORIS project"),
        (b"[]", "behaviors_conf"),
        (b'{"behaviors_conf": []}', "behaviors_conf"),
        (b'{"behaviors_conf": {"0": {"code": "\xe4"}}}', "not UTF-8"),
        (b"[" * 200_000, "nested too deeply"),
        (gzip.compress(project(*GAZE), mtime=0)[:-20], "its end is missing"),
        (gzip.compress(project(*GAZE), mtime=0)[:10] + b"\xff" * 40, "cannot be unpacked"),
    ],
)
def test_what_is_no_project_is_refused_in_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(CoderError, match=words) as raised:
        read_scheme(content, "p.boris")
    assert raised.value.hint


def test_a_file_that_swells_more_than_two_hundred_times_is_refused_before_it_is_unpacked() -> None:
    bomb = zlib.compress(b" " * 4_000_000, wbits=zlib.MAX_WBITS | 16)
    with pytest.raises(CoderError, match="far too large"):
        unpack(bomb, "p.boris.gz")


def test_more_codes_than_any_scheme_has_are_refused() -> None:
    with pytest.raises(CoderError, match="2100 codes"):
        read_scheme(project(*(behaviour(f"b{number}") for number in range(2100))), "p.boris")
