from dataclasses import replace

from coder.model.event import Event

STATE = Event(1, "in_gaze", "object", 1_000, 2_000)
RUNNING = Event(2, "in_gaze", "object", 1_000)
POINT = Event(3, "in_signal", "bid", 1_000, point=True)


def test_a_state_without_an_offset_is_running_and_a_point_never_is() -> None:
    assert RUNNING.running
    assert not STATE.running
    assert not POINT.running


def test_a_state_holds_from_its_onset_up_to_but_not_at_its_offset() -> None:
    assert [STATE.covers(ms) for ms in (999, 1_000, 1_999, 2_000)] == [False, True, True, False]


def test_a_running_state_holds_from_its_onset_on() -> None:
    assert [RUNNING.covers(ms) for ms in (999, 1_000, 10_000_000)] == [False, True, True]


def test_a_point_covers_its_own_instant_only() -> None:
    assert [POINT.covers(ms) for ms in (999, 1_000, 1_001)] == [False, True, False]


def test_an_event_ends_at_its_offset_with_the_session_or_at_once() -> None:
    assert STATE.end_ms(9_000) == 2_000
    assert RUNNING.end_ms(9_000) == 9_000
    assert POINT.end_ms(9_000) == 1_000


def test_a_state_that_runs_past_the_session_ends_no_earlier_than_it_began() -> None:
    assert RUNNING.end_ms(500) == 1_000


def test_a_modifier_is_set_changed_and_taken_back_in_place() -> None:
    answered = STATE.with_modifier("form", "pat").with_modifier("quality", "loving")
    assert answered.modifiers == (("form", "pat"), ("quality", "loving"))
    assert answered.with_modifier("form", "stroke").modifiers == (("form", "stroke"), ("quality", "loving"))
    assert answered.with_modifier("form", None).modifiers == (("quality", "loving"),)
    assert answered.modifier("form") == "pat"
    assert answered.modifier("need") is None


def test_taking_back_a_modifier_that_was_never_set_changes_nothing() -> None:
    assert STATE.with_modifier("form", None) == STATE


def test_an_empty_answer_is_an_answer() -> None:
    assert STATE.with_modifier("form", "").with_modifier("form", "pat") == replace(STATE, modifiers=(("form", "pat"),))
