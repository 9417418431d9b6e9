from dataclasses import replace

import pytest

from coder.editing.edits import Press
from coder.editing.planning import plan
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import Code, Kind, Scheme, Tier
from tests import lab

Span = tuple[str, int, int | None]


def press(observation: Observation, tier: str, code: str, at_ms: int) -> Change:
    """Press a code and carry out what that changes."""
    change = plan(lab.SCHEME, observation, Press(tier, code, at_ms))
    observation.perform(change)
    return change


def spans(observation: Observation, tier: str) -> list[Span]:
    """Return code, onset and offset of every event of a tier."""
    return [(event.code, event.onset_ms, event.offset_ms) for event in observation.lane(tier)]


def test_a_press_on_an_empty_tier_begins_a_running_state() -> None:
    observation = lab.empty()
    change = press(observation, "cg_touch", "touch", 1_000)
    assert change.title == "Begin touch"
    assert spans(observation, "cg_touch") == [("touch", 1_000, None)]


def test_a_new_state_ends_the_one_before_it_at_the_same_instant() -> None:
    observation = lab.empty()
    press(observation, "in_gaze", "caregiver", 0)
    press(observation, "in_gaze", "object", 1_500)
    assert spans(observation, "in_gaze") == [("caregiver", 0, 1_500), ("object", 1_500, None)]


def test_pressing_the_code_that_runs_ends_it() -> None:
    observation = lab.empty()
    press(observation, "cg_touch", "touch", 1_000)
    assert press(observation, "cg_touch", "touch", 3_000).title == "End touch"
    assert spans(observation, "cg_touch") == [("touch", 1_000, 3_000)]


def test_pressing_the_code_that_runs_changes_nothing_where_the_tier_ignores_it() -> None:
    observation = lab.observed(Event(1, "in_gaze", "object", 0))
    assert not press(observation, "in_gaze", "object", 2_000)


def test_pressing_the_code_that_runs_begins_it_anew_where_the_tier_restarts_it() -> None:
    observation = lab.empty()
    press(observation, "cg_rock", "rock", 0)
    press(observation, "cg_rock", "rock", 2_000)
    assert spans(observation, "cg_rock") == [("rock", 0, 2_000), ("rock", 2_000, None)]


@pytest.mark.parametrize(("tier", "code"), [("cg_touch", "touch"), ("cg_rock", "rock"), ("in_gaze", "object")])
def test_a_second_press_on_the_same_frame_changes_nothing(tier: str, code: str) -> None:
    observation = lab.empty()
    press(observation, tier, code, 1_000)
    assert not press(observation, tier, code, 1_000)
    assert spans(observation, tier) == [(code, 1_000, None)]


def test_another_code_on_the_very_first_frame_of_a_state_takes_its_place() -> None:
    observation = lab.observed(lab.touch(1, 1_000, 2_000).with_modifier("form", "pat"))
    change = press(observation, "cg_touch", "wipe", 1_000)
    assert change.title == "Replace touch by wipe"
    assert spans(observation, "cg_touch") == [("wipe", 1_000, 2_000)]
    assert observation.event(1).modifiers == ()


def test_a_state_that_takes_anothers_place_is_directed_to_whom_its_own_code_is() -> None:
    observation = lab.empty()
    press(observation, "cg_touch", "touch", 1_000)
    assert observation.event(1).target == "infant"
    press(observation, "cg_touch", "wipe", 1_000)
    assert observation.event(1).target == ""
    press(observation, "cg_touch", "hold", 1_000)
    assert observation.event(1).target == "infant"


def test_a_comment_stays_when_another_code_takes_the_place() -> None:
    observation = lab.observed(lab.touch(1, 1_000, 2_000, comment="unclear"))
    press(observation, "cg_touch", "wipe", 1_000)
    assert observation.event(1).comment == "unclear"


def test_a_press_inside_an_ended_state_cuts_it_there_and_holds_to_its_offset() -> None:
    observation = lab.observed(lab.touch(1, 0, 10_000).with_modifier("form", "pat"))
    press(observation, "cg_touch", "hold", 4_000)
    assert spans(observation, "cg_touch") == [("touch", 0, 4_000), ("hold", 4_000, 10_000)]
    assert observation.event(1).modifiers == (("form", "pat"),)


def test_a_press_before_an_existing_state_holds_up_to_it() -> None:
    observation = lab.observed(lab.touch(1, 5_000, 6_000))
    press(observation, "cg_touch", "hold", 2_000)
    assert spans(observation, "cg_touch") == [("hold", 2_000, 5_000), ("touch", 5_000, 6_000)]


def test_a_press_at_the_offset_of_a_state_begins_behind_it() -> None:
    observation = lab.observed(lab.touch(1, 0, 5_000))
    press(observation, "cg_touch", "hold", 5_000)
    assert spans(observation, "cg_touch") == [("touch", 0, 5_000), ("hold", 5_000, None)]


def test_ending_a_state_inside_what_was_coded_leaves_what_comes_behind_as_it_is() -> None:
    observation = lab.observed(lab.touch(1, 0, 10_000), lab.touch(2, 10_000, 12_000, code="hold"))
    press(observation, "cg_touch", "touch", 4_000)
    assert spans(observation, "cg_touch") == [("touch", 0, 4_000), ("hold", 10_000, 12_000)]


def test_overlapping_codes_do_not_end_one_another() -> None:
    observation = lab.empty()
    press(observation, "in_voice", "coo", 0)
    press(observation, "in_voice", "cry", 1_000)
    press(observation, "in_voice", "coo", 2_000)
    assert spans(observation, "in_voice") == [("coo", 0, 2_000), ("cry", 1_000, None)]


def test_an_overlapping_code_pressed_before_itself_holds_up_to_itself_only() -> None:
    observation = lab.observed(Event(1, "in_voice", "coo", 5_000), Event(2, "in_voice", "cry", 3_000))
    press(observation, "in_voice", "coo", 1_000)
    assert spans(observation, "in_voice") == [("coo", 1_000, 5_000), ("cry", 3_000, None), ("coo", 5_000, None)]


def test_a_point_has_an_onset_only_and_ends_nothing() -> None:
    observation = lab.empty()
    press(observation, "in_signal", "bid", 1_000)
    press(observation, "in_signal", "reach", 1_000)
    assert [(event.code, event.point, event.running) for event in observation] == [
        ("bid", True, False),
        ("reach", True, False),
    ]


def test_the_default_of_an_exhaustive_tier_can_be_pressed_and_is_then_an_event() -> None:
    observation = lab.empty()
    press(observation, "cg_gaze", "away", 0)
    assert spans(observation, "cg_gaze") == [("away", 0, None)]


def test_a_phase_ends_the_phase_before_it() -> None:
    observation = lab.empty()
    press(observation, "phase", "play", 0)
    press(observation, "phase", "still", 20_000)
    assert spans(observation, "phase") == [("play", 0, 20_000), ("still", 20_000, None)]


def test_an_interval_is_coded_whole_wherever_in_it_the_press_falls() -> None:
    observation = lab.empty()
    press(observation, "in_state", "awake", 13_000)
    assert spans(observation, "in_state") == [("awake", 10_000, 20_000)]


def test_intervals_are_counted_from_the_onset_of_the_phase() -> None:
    observation = lab.observed(Event(1, "phase", "play", 3_000))
    press(observation, "in_state", "awake", 13_500)
    assert spans(observation, "in_state") == [("awake", 13_000, 23_000)]


def test_an_interval_ends_with_its_phase_at_the_latest() -> None:
    observation = lab.observed(Event(1, "phase", "play", 0, 25_000), Event(2, "phase", "still", 25_000))
    press(observation, "in_state", "awake", 22_000)
    press(observation, "in_state", "asleep", 26_000)
    assert spans(observation, "in_state") == [("awake", 20_000, 25_000), ("asleep", 25_000, 35_000)]


def test_an_interval_pressed_on_the_first_frame_of_a_short_phase_ends_with_it() -> None:
    observation = lab.observed(Event(1, "phase", "play", 20_000, 24_000))
    press(observation, "in_state", "awake", 20_000)
    assert spans(observation, "in_state") == [("awake", 20_000, 24_000)]


def test_an_interval_before_the_first_phase_ends_where_that_begins() -> None:
    observation = lab.observed(Event(1, "phase", "play", 5_000))
    press(observation, "in_state", "awake", 2_000)
    assert spans(observation, "in_state") == [("awake", 0, 5_000)]


def test_coding_an_interval_again_gives_it_the_new_code() -> None:
    observation = lab.empty()
    press(observation, "in_state", "awake", 13_000)
    press(observation, "in_state", "asleep", 17_000)
    assert spans(observation, "in_state") == [("asleep", 10_000, 20_000)]


def test_coding_an_interval_again_with_the_same_code_changes_nothing() -> None:
    observation = lab.observed(Event(1, "in_state", "awake", 0, 10_000, modifiers=(("sure", "no"),)))
    assert not press(observation, "in_state", "awake", 3_000)


def test_an_interval_coded_before_the_phases_were_marked_is_never_overlapped() -> None:
    observation = lab.observed(Event(1, "in_state", "awake", 0, 10_000), Event(2, "in_state", "awake", 20_000, 30_000))
    press(observation, "phase", "play", 8_000)
    press(observation, "in_state", "asleep", 9_000)
    press(observation, "in_state", "asleep", 12_000)
    press(observation, "in_state", "asleep", 19_000)
    assert spans(observation, "in_state") == [
        ("asleep", 0, 10_000),
        ("asleep", 10_000, 18_000),
        ("asleep", 18_000, 20_000),
        ("awake", 20_000, 30_000),
    ]


def test_a_rating_is_not_coded_by_a_key() -> None:
    with pytest.raises(CoderError, match="attuned is a rating"):
        plan(lab.SCHEME, lab.empty(), Press("attuned", "low", 0))


@pytest.mark.parametrize(("tier", "code"), [("nowhere", "touch"), ("cg_touch", "nothing")])
def test_a_code_the_scheme_does_not_have_is_refused(tier: str, code: str) -> None:
    with pytest.raises(CoderError, match=f"no code {tier}.{code}"):
        plan(lab.SCHEME, lab.empty(), Press(tier, code, 0))


def test_an_act_that_may_be_directed_to_several_has_no_target_until_it_is_told() -> None:
    tier = Tier("cg_play", "caregiver", Kind.POINT, codes=(Code("show", "s", target=("infant", "sibling")),))
    observation = lab.empty()
    observation.perform(plan(Scheme("twins", "1.0.0", tiers=(tier,)), observation, Press("cg_play", "show", 0)))
    assert observation.event(1).target == ""


def test_a_point_is_directed_to_the_one_its_code_can_be_directed_to() -> None:
    tier = Tier("cg_need", "caregiver", Kind.POINT, codes=(Code("need_met", "n", target=("infant",)),))
    observation = lab.empty()
    observation.perform(plan(Scheme("need", "1.0.0", tiers=(tier,)), observation, Press("cg_need", "need_met", 0)))
    assert observation.event(1).target == "infant"


def test_planning_touches_nothing() -> None:
    event = lab.touch(1, 0, 10_000)
    observation = lab.observed(event)
    change = plan(lab.SCHEME, observation, Press("cg_touch", "hold", 4_000))
    assert list(observation) == [event]
    assert change.replaced == ((event, replace(event, offset_ms=4_000)),)
