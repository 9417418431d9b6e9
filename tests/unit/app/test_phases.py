"""The list of phases: what it says, and what can be done about each."""

from dataclasses import replace

from coder.app.phases import (
    begin_here,
    clear,
    early_reasons,
    end_here,
    phase_rows,
    set_comment,
    set_reason,
)
from coder.app.workspace import Workspace
from coder.model.scheme import Phase, Procedure
from tests import lab
from tests.doubles import Ear, build_workspace
from tests.reversible import reversible

PROCEDURE = Procedure(
    "p",
    (
        Phase("play", "f5", planned_s=20),
        Phase("still", "f6", planned_s=20, may_end_early=True),
        Phase("reunion", "f7", optional=True),
    ),
)
SCHEME = replace(lab.SCHEME, procedure=PROCEDURE)


def build() -> Workspace:
    return build_workspace(scheme=SCHEME)


def test_the_list_says_planned_and_real_length_and_the_difference() -> None:
    workspace = build()
    for chord, at_ms in (("f5", 2_000), ("f6", 17_000), ("f7", 24_500)):
        workspace.press(chord, at_ms)
    play, still, reunion = phase_rows(workspace)
    assert (play.planned_ms, play.length_ms, play.difference_ms) == (20_000, 15_000, -5_000)
    assert (play.deviates, play.early) == (True, False)
    assert (still.difference_ms, still.deviates, still.early, still.reason) == (-12_500, False, True, "")
    assert (reunion.planned_ms, reunion.length_ms, reunion.difference_ms) == (None, None, None)
    assert reunion.event is not None


def test_a_phase_begins_and_ends_where_the_list_is_told_to() -> None:
    workspace = build()
    with reversible(workspace):
        begin_here(workspace, "play", 2_000)
        end_here(workspace, "play", 21_000)
        begin_here(workspace, "play", 3_000)
        begin_here(workspace, "still", 21_000)
        (event,) = workspace.observation.code_lane("phase", "play")
        assert (event.onset_ms, event.offset_ms) == (3_000, 21_000)
        clear(workspace, "play")
        assert phase_rows(workspace)[0].event is None
        clear(workspace, "play")


def test_a_phase_that_is_not_marked_cannot_end() -> None:
    workspace = build()
    ear = Ear.at(workspace)
    end_here(workspace, "play", 2_000)
    assert str(ear.notices[-1]) == "play is not marked. Let it begin first."


def test_the_reason_is_chosen_in_the_list_and_closes_the_question() -> None:
    workspace = build()
    begin_here(workspace, "still", 0)
    end_here(workspace, "still", 5_000)
    assert workspace.pending
    options = [option.id for option in early_reasons(workspace, PROCEDURE.phases[1])]
    set_reason(workspace, "still", options[0])
    assert phase_rows(workspace)[1].reason == options[0] == "infant_distress"
    assert not workspace.pending
    set_reason(workspace, "still", "")
    assert phase_rows(workspace)[1].reason == ""
    assert early_reasons(workspace, PROCEDURE.phases[0]) == ()


def test_what_else_there_is_to_say_is_the_phases_comment() -> None:
    workspace = build()
    begin_here(workspace, "still", 0)
    set_comment(workspace, "still", "the phone rang")
    set_comment(workspace, "play", "nowhere")
    assert [event.comment for event in workspace.observation] == ["the phone rang"]


def test_a_phase_marked_twice_says_so() -> None:
    workspace = build()
    for chord, at_ms in (("f5", 0), ("f6", 10_000), ("f5", 30_000)):
        workspace.press(chord, at_ms)
    assert [row.times for row in phase_rows(workspace)] == [2, 1, 0]
