from dataclasses import replace

import pytest

from coder.editing.edits import Delete, Edit, Merge, SetCode, SetComment, SetModifier, Split
from coder.editing.planning import plan
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from tests import lab
from tests.unit.editing import versions

BID = Event(9, "in_signal", "bid", 500, point=True)


def carry_out(observation: Observation, edit: Edit) -> Change:
    """Plan an edit and carry it out."""
    change = plan(lab.SCHEME, observation, edit)
    observation.perform(change)
    return change


@pytest.mark.parametrize(
    "edit",
    [SetCode(7, "hold"), SetModifier(7, "form", "pat"), SetComment(7, "?"), Delete((7,)), Split(7, 5), Merge(7)],
    ids=lambda edit: type(edit).__name__,
)
def test_an_event_that_is_gone_cannot_be_edited(edit: Edit) -> None:
    with pytest.raises(CoderError, match="no longer there") as told:
        plan(lab.SCHEME, lab.observed(lab.touch(1, 0)), edit)
    assert "Undo" in told.value.hint


def test_an_event_gets_another_code_of_its_tier() -> None:
    observation = lab.observed(lab.touch(1, 0, 1_000))
    assert carry_out(observation, SetCode(1, "hold")).title == "Change touch to hold"
    assert observation.event(1) == lab.touch(1, 0, 1_000, code="hold")


def test_a_new_code_keeps_the_modifiers_it_has_too_and_drops_the_others() -> None:
    event = Event(1, "in_voice", "cry", 0, 1_000, modifiers=(("loudness", "3"),))
    observation = lab.observed(event)
    carry_out(observation, SetCode(1, "coo"))
    assert observation.event(1).modifiers == ()


def test_a_new_code_is_directed_to_whom_it_can_be() -> None:
    observation = lab.observed(replace(lab.touch(1, 0, 1_000), target="infant"))
    carry_out(observation, SetCode(1, "hold"))
    assert observation.event(1).target == "infant"
    carry_out(observation, SetCode(1, "wipe"))
    assert observation.event(1).target == ""


def test_a_code_of_another_tier_is_refused() -> None:
    with pytest.raises(CoderError, match="cg_touch has no code bid"):
        plan(lab.SCHEME, lab.observed(lab.touch(1, 0)), SetCode(1, "bid"))


def test_an_overlapping_code_is_not_given_where_it_already_holds() -> None:
    observation = lab.observed(Event(1, "in_voice", "coo", 0, 2_000), Event(2, "in_voice", "cry", 1_000, 3_000))
    with pytest.raises(CoderError, match="coo already holds there"):
        plan(lab.SCHEME, observation, SetCode(2, "coo"))


def test_a_running_state_does_not_get_a_code_that_holds_again_later() -> None:
    observation = lab.observed(Event(1, "in_voice", "cry", 0), Event(2, "in_voice", "coo", 10_000, 20_000))
    with pytest.raises(CoderError, match="coo already holds there"):
        plan(lab.SCHEME, observation, SetCode(1, "coo"))


def test_a_point_gets_another_code_wherever_it_is() -> None:
    observation = lab.observed(BID, replace(BID, id=10, code="reach"))
    carry_out(observation, SetCode(9, "reach"))
    assert observation.event(9).code == "reach"


def test_a_modifier_is_answered_and_taken_back() -> None:
    observation = lab.observed(lab.touch(1, 0))
    carry_out(observation, SetModifier(1, "form", "pat"))
    assert observation.event(1).modifier("form") == "pat"
    carry_out(observation, SetModifier(1, "form", None))
    assert observation.event(1).modifiers == ()


def test_modifiers_are_kept_in_the_schemes_order_whatever_order_they_were_answered_in() -> None:
    observation = lab.observed(Event(1, "in_voice", "cry", 0))
    carry_out(observation, SetModifier(1, "words", "ma"))
    carry_out(observation, SetModifier(1, "loudness", "4.50"))
    assert observation.event(1).modifiers == (("loudness", "4.5"), ("words", "ma"))


def test_an_answer_takes_out_those_that_are_no_longer_asked_and_undo_brings_them_back() -> None:
    touch = lab.touch(1, 0).with_modifier("form", "pat").with_modifier("quality", "loving")
    observation = lab.observed(touch)
    change = carry_out(observation, SetModifier(1, "form", "still"))
    assert change.title == "Set form, take out quality"
    assert observation.event(1).modifiers == (("form", "still"),)
    observation.perform(change.inverse())
    assert observation.event(1) == touch
    carry_out(observation, SetModifier(1, "form", None))
    assert observation.event(1).modifiers == ()


def test_an_answer_that_is_not_asked_of_the_event_is_refused() -> None:
    with pytest.raises(CoderError, match="quality is not asked of this touch") as refused:
        plan(lab.SCHEME, lab.observed(lab.touch(1, 0)), SetModifier(1, "quality", "rough"))
    assert refused.value.hint == "It goes with form: stroke or pat. Answer that first."


def test_a_modifier_the_code_does_not_have_is_refused() -> None:
    with pytest.raises(CoderError, match="touch has no modifier loudness"):
        plan(lab.SCHEME, lab.observed(lab.touch(1, 0)), SetModifier(1, "loudness", "3"))


@pytest.mark.parametrize(
    ("event", "modifier", "value"),
    [
        (lab.touch(1, 0), "form", "kick"),
        (Event(1, "in_voice", "cry", 0), "loudness", "9"),
        (Event(1, "in_voice", "cry", 0), "loudness", "1.3"),
        (Event(1, "in_voice", "cry", 0), "loudness", "loud"),
        (Event(1, "in_voice", "cry", 0), "loudness", "nan"),
        (replace(BID, id=1), "with", "arms+foot"),
        (replace(BID, id=1), "with", "arms+arms"),
    ],
)
def test_a_value_the_scheme_does_not_allow_is_refused(event: Event, modifier: str, value: str) -> None:
    with pytest.raises(CoderError, match=modifier) as told:
        plan(lab.SCHEME, lab.observed(event), SetModifier(1, modifier, value))
    assert told.value.hint


@pytest.mark.parametrize(
    ("event", "modifier", "value"),
    [
        (lab.touch(1, 0), "form", "pat"),
        (Event(1, "in_voice", "cry", 0), "loudness", "1.5"),
        (Event(1, "in_voice", "cry", 0), "words", "“mama”, 2 × + more"),
        (replace(BID, id=1), "with", "arms+voice"),
    ],
)
def test_a_value_the_scheme_allows_is_kept_as_it_is(event: Event, modifier: str, value: str) -> None:
    observation = lab.observed(event)
    carry_out(observation, SetModifier(1, modifier, value))
    assert observation.event(1).modifier(modifier) == value


def test_a_modifier_that_the_scheme_no_longer_has_can_still_be_taken_back() -> None:
    observation = lab.observed(lab.touch(1, 0).with_modifier("old", "x"))
    carry_out(observation, SetModifier(1, "old", None))
    assert observation.event(1).modifiers == ()


def test_a_comment_is_written_and_cleared() -> None:
    observation = lab.observed(lab.touch(1, 0))
    carry_out(observation, SetComment(1, "hand hidden, see 2nd camera"))
    assert observation.event(1).comment == "hand hidden, see 2nd camera"
    carry_out(observation, SetComment(1, ""))
    assert observation.event(1) == lab.touch(1, 0)


@pytest.mark.parametrize("edit", [SetCode(1, "touch"), SetModifier(1, "form", None), SetComment(1, ""), Delete(())])
def test_setting_what_is_already_so_changes_nothing(edit: Edit) -> None:
    assert not plan(lab.SCHEME, lab.observed(lab.touch(1, 0)), edit)


def test_events_are_deleted_together_and_nothing_else_moves() -> None:
    observation = lab.observed(lab.touch(1, 0, 1_000), lab.touch(2, 1_000, 2_000, code="hold"), BID)
    carry_out(observation, Delete((1, 9)))
    assert list(observation) == [lab.touch(2, 1_000, 2_000, code="hold")]


def test_an_event_named_twice_is_deleted_once() -> None:
    observation = lab.observed(lab.touch(1, 0, 1_000))
    assert carry_out(observation, Delete((1, 1))).removed == (lab.touch(1, 0, 1_000),)


def test_a_state_is_split_in_two_that_are_otherwise_alike() -> None:
    whole = lab.touch(1, 0, 10_000, comment="slow").with_modifier("form", "pat")
    observation = lab.observed(whole)
    carry_out(observation, Split(1, 4_000))
    assert list(observation) == [replace(whole, offset_ms=4_000), replace(whole, id=2, onset_ms=4_000)]


def test_a_running_state_is_split_and_runs_on_behind() -> None:
    observation = lab.observed(lab.touch(1, 0))
    carry_out(observation, Split(1, 4_000))
    assert list(observation) == [lab.touch(1, 0, 4_000), lab.touch(2, 4_000)]


@pytest.mark.parametrize("at_ms", [0, 10_000, 12_000])
def test_a_state_is_not_split_at_its_edge_or_outside(at_ms: int) -> None:
    with pytest.raises(CoderError, match="nothing of touch to split"):
        plan(lab.SCHEME, lab.observed(lab.touch(1, 0, 10_000)), Split(1, at_ms))


def test_a_point_is_not_split() -> None:
    with pytest.raises(CoderError, match="nothing of bid to split"):
        plan(lab.SCHEME, lab.observed(BID), Split(9, 500))


def test_two_states_of_one_code_become_one() -> None:
    observation = lab.observed(
        lab.touch(1, 0, 1_000, comment="hand").with_modifier("form", "pat"),
        lab.touch(2, 3_000, 5_000, comment="foot").with_modifier("quality", "loving"),
    )
    carry_out(observation, Merge(1))
    merged = lab.touch(1, 0, 5_000, comment="hand; foot")
    assert list(observation) == [merged.with_modifier("form", "pat").with_modifier("quality", "loving")]


def test_merging_keeps_the_first_events_answer_where_both_have_one() -> None:
    observation = lab.observed(
        lab.touch(1, 0, 1_000).with_modifier("form", "pat"), lab.touch(2, 1_000, 2_000).with_modifier("form", "still")
    )
    carry_out(observation, Merge(1))
    assert observation.event(1).modifier("form") == "pat"


def test_merging_with_a_running_state_runs_on() -> None:
    observation = lab.observed(lab.touch(1, 0, 1_000), lab.touch(2, 3_000))
    carry_out(observation, Merge(1))
    assert list(observation) == [lab.touch(1, 0)]


def test_split_and_merge_give_back_what_was_there() -> None:
    whole = lab.touch(1, 0, 10_000, comment="slow").with_modifier("form", "pat")
    observation = lab.observed(whole)
    carry_out(observation, Split(1, 4_000))
    carry_out(observation, Merge(1))
    assert list(observation) == [whole]


@pytest.mark.parametrize(
    "others",
    [(), (lab.touch(2, 2_000, 3_000, code="hold"), lab.touch(3, 3_000, 4_000))],
    ids=["nothing behind it", "another code in between"],
)
def test_a_state_is_merged_only_with_the_same_code_next_to_it(others: tuple[Event, ...]) -> None:
    with pytest.raises(CoderError, match="The next event on the tier is not touch"):
        plan(lab.SCHEME, lab.observed(lab.touch(1, 0, 1_000), *others), Merge(1))


def test_overlapping_codes_do_not_stand_between_two_of_another() -> None:
    observation = lab.observed(
        Event(1, "in_voice", "coo", 0, 1_000),
        Event(2, "in_voice", "cry", 500),
        Event(3, "in_voice", "coo", 2_000, 3_000),
    )
    carry_out(observation, Merge(1))
    assert observation.event(1).offset_ms == 3_000
    assert 2 in observation


def test_points_are_not_merged() -> None:
    with pytest.raises(CoderError, match="The next event on the tier is not bid"):
        plan(lab.SCHEME, lab.observed(BID, replace(BID, id=10, onset_ms=900)), Merge(9))


def test_an_event_may_get_a_code_of_another_tier_and_the_form_it_has_there() -> None:
    scheme = versions.OLD
    events = [versions.state(1, "gaze.toy", 200, 700), versions.point(2, "signal.bid", 300)]
    observation = Observation(Identity("D01_v1", "ana"), events)
    assert plan(scheme, observation, SetCode(1, "bid", "signal")).come == (versions.point(1, "signal.bid", 200),)
    assert plan(scheme, observation, SetCode(1, "stroke", "touch")).come == (
        versions.state(1, "touch.stroke", 200, 700),
    )
    assert plan(scheme, observation, SetCode(2, "calm", "mood")).come == (versions.state(2, "mood.calm", 0, 10_000),)
    with pytest.raises(CoderError, match="toy already holds there"):
        plan(scheme, observation, SetCode(2, "toy", "gaze"))
    with pytest.raises(CoderError, match="warmth is a rating"):
        plan(scheme, observation, SetCode(1, "overall", "warmth"))
    with pytest.raises(CoderError, match="nothing has no code bid"):
        plan(scheme, observation, SetCode(1, "bid", "nothing"))
