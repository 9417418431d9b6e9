import pytest

from coder.app.acts import RATES, frame_time
from coder.app.commands import BY_ID
from coder.app.desk import Desk
from coder.model.event import Event
from coder.model.observation import Observation
from tests import lab
from tests.doubles import Ear, StillPlayer, build_desk, build_workspace
from tests.reversible import reversible

BID = Event(9, "in_signal", "bid", 4_000, point=True)


def desk_with(observation: Observation, selected: int | None = None, at_ms: int = 0) -> Desk:
    """Build a desk on an observation, with an event selected and a frame on the screen."""
    desk = build_desk(build_workspace(observation))
    desk.workspace.select(selected)
    desk.player.seek_ms(at_ms)
    return desk


def run(desk: Desk, *commands: str) -> Ear:
    """Run commands and return what was told."""
    ear = Ear.at(desk.workspace)
    for command in commands:
        BY_ID[command].run(desk)
    return ear


@pytest.mark.parametrize(
    "command",
    [
        "edit.delete",
        "edit.split",
        "edit.merge",
        "code.onset_here",
        "code.offset_here",
        "code.onset_back",
        "code.offset_on",
        "play.loop",
    ],
)
def test_what_works_on_the_selected_event_says_so_when_none_is_selected(command: str) -> None:
    ear = run(desk_with(lab.observed(lab.touch(1, 0, 9_000))), command)
    assert str(ear.notices[-1]) == "No event is selected. Click an event, or go to one with ↑ and ↓."
    assert ear.changes == []


def test_the_selected_event_is_deleted_and_undo_brings_it_back() -> None:
    desk = desk_with(lab.observed(lab.touch(1, 0, 9_000)), 1)
    with reversible(desk.workspace):
        ear = run(desk, "edit.delete")
        assert str(ear.notices[-1]) == "Deleted touch. Undo brings it back."
        assert len(desk.workspace.observation) == 0


def test_the_selected_event_is_split_at_the_frame_on_the_screen_and_merged_again() -> None:
    desk = desk_with(lab.observed(lab.touch(1, 0, 9_000)), 1, at_ms=4_010)
    with reversible(desk.workspace):
        run(desk, "edit.split")
        assert [event.onset_ms for event in desk.workspace.observation] == [0, 4_000]
        run(desk, "edit.merge")
        assert list(desk.workspace.observation) == [lab.touch(1, 0, 9_000)]


def test_the_selected_events_edges_are_set_to_the_frame_on_the_screen() -> None:
    desk = desk_with(lab.observed(lab.touch(1, 0, 9_000)), 1, at_ms=2_000)
    with reversible(desk.workspace):
        run(desk, "code.onset_here")
        desk.player.seek_ms(5_000)
        run(desk, "code.offset_here")
    assert list(desk.workspace.observation) == [lab.touch(1, 2_000, 5_000)]


def test_a_point_has_no_offset_to_set() -> None:
    ear = run(desk_with(lab.observed(BID), 9), "code.offset_here")
    assert ear.last == "bid is a point and has no offset."


@pytest.mark.parametrize(
    ("command", "span", "now_ms"),
    [
        ("code.onset_back", (3_960, 6_000), 3_960),
        ("code.onset_on", (4_040, 6_000), 4_040),
        ("code.offset_back", (4_000, 5_960), 5_960),
        ("code.offset_on", (4_000, 6_040), 6_040),
    ],
)
def test_an_edge_is_nudged_by_a_frame_which_is_then_shown(command: str, span: tuple[int, int], now_ms: int) -> None:
    desk = desk_with(lab.observed(lab.touch(1, 4_000, 6_000)), 1)
    with reversible(desk.workspace):
        run(desk, command)
    event = desk.workspace.observation.event(1)
    assert (event.onset_ms, event.offset_ms) == span
    assert desk.player.now_ms() == now_ms


@pytest.mark.parametrize("command", ["code.onset_on", "code.offset_on"])
def test_a_point_is_nudged_by_either_key(command: str) -> None:
    desk = desk_with(lab.observed(BID), 9)
    run(desk, command)
    assert desk.workspace.observation.event(9).onset_ms == 4_040


def test_the_offset_of_a_running_state_is_not_nudged() -> None:
    ear = run(desk_with(lab.observed(lab.touch(1, 0)), 1), "code.offset_on")
    assert ear.last == "touch is still running."
    assert "Set offset to now" in ear.notices[-1].hint


def test_a_nudge_that_cannot_be_made_leaves_the_picture_where_it_is() -> None:
    desk = desk_with(lab.observed(lab.touch(1, 0, 6_000)), 1, at_ms=3_000)
    ear = run(desk, "code.onset_back")
    assert ear.changes == []
    assert desk.player.now_ms() == 3_000


def test_an_offset_may_lie_at_the_end_of_the_video_and_come_back() -> None:
    desk = desk_with(lab.observed(lab.touch(1, 0, 59_960)), 1)
    run(desk, "code.offset_on")
    assert desk.workspace.observation.event(1).offset_ms == 60_000
    run(desk, "code.offset_on")
    assert desk.workspace.observation.event(1).offset_ms == 60_000
    run(desk, "code.offset_back")
    assert desk.workspace.observation.event(1).offset_ms == 59_960


@pytest.mark.parametrize(
    ("ms", "frames", "expected"),
    [(0, -1, 0), (0, 1, 40), (50, 1, 80), (50, -1, 0), (59_960, 1, 60_000), (60_000, -2, 59_920), (70_000, 1, 60_000)],
)
def test_some_frames_from_an_instant_is_the_time_of_a_frame(ms: int, frames: int, expected: int) -> None:
    assert frame_time(build_desk(), ms, frames) == expected


def test_the_rate_goes_up_and_down_by_steps_and_back_to_life() -> None:
    desk = build_desk()
    run(desk, "play.faster", "play.faster", "play.faster", "play.faster")
    assert desk.player.rate == RATES[-1]
    run(desk, *["play.slower"] * 9)
    assert desk.player.rate == RATES[0]
    run(desk, "play.normal")
    assert desk.player.rate == 1.0


def test_going_back_at_some_rate_the_next_step_is_from_that_rate() -> None:
    desk = build_desk()
    desk.player.set_rate(-2.0)
    run(desk, "play.faster")
    assert desk.player.rate == 4.0


def test_first_and_last_frame_are_a_key_away() -> None:
    desk = build_desk()
    run(desk, "play.end")
    assert desk.player.now_ms() == 59_960
    run(desk, "play.start")
    assert desk.player.now_ms() == 0


def test_steps_go_by_frames_and_by_seconds() -> None:
    desk = build_desk()
    run(desk, "play.next_frame", "play.next_second", "play.next_frame", "play.previous_frame", "play.previous_second")
    assert desk.player.now_ms() == 40


def test_the_shuttle_goes_back_stops_and_goes_on() -> None:
    desk = build_desk()
    run(desk, "play.shuttle_back")
    assert (desk.player.playing, desk.player.rate) == (True, -1.0)
    run(desk, "play.shuttle_stop")
    assert not desk.player.playing
    run(desk, "play.shuttle_on")
    assert desk.player.playing


def test_the_events_of_all_lanes_are_walked_in_order_and_back() -> None:
    gaze = Event(5, "in_gaze", "object", 2_000, 3_000)
    desk = desk_with(lab.observed(lab.touch(1, 2_000, 9_000), gaze, BID))
    walked: list[int | None] = []
    for command in (*["play.next_event"] * 4, *["play.previous_event"] * 3):
        run(desk, command)
        walked.append(desk.workspace.selected)
    assert walked == [1, 5, 9, 9, 5, 1, 1]
    assert desk.player.now_ms() == 2_000


def test_walking_starts_from_the_picture_when_the_selected_event_is_elsewhere() -> None:
    desk = desk_with(lab.observed(lab.touch(1, 2_000, 3_000), BID), 1, at_ms=3_000)
    run(desk, "play.next_event")
    assert desk.workspace.selected == 9
    desk.player.seek_ms(3_000)
    run(desk, "play.previous_event")
    assert desk.workspace.selected == 1


def test_walking_past_the_last_event_says_so() -> None:
    desk = desk_with(lab.observed(BID), at_ms=5_000)
    assert run(desk, "play.next_event").last == "There is no event after this frame."
    desk.player.seek_ms(1_000)
    assert run(desk, "play.previous_event").last == "There is no event before this frame."


@pytest.mark.parametrize(
    ("event", "looped"),
    [
        (lab.touch(1, 2_000, 3_000), (2_000, 3_000, 1_500)),
        (lab.touch(1, 2_000), (2_000, 60_000, 1_500)),
        (Event(1, "in_signal", "bid", 2_000, point=True), (2_000, 3_000, 1_500)),
    ],
    ids=["a state", "a running state", "a point"],
)
def test_the_selected_event_is_looped_with_what_comes_before_it(event: Event, looped: tuple[int, int, int]) -> None:
    desk = desk_with(lab.observed(event), 1)
    desk.pre_roll_ms = 1_500
    run(desk, "play.loop")
    assert isinstance(desk.player, StillPlayer)
    assert desk.player.looped == looped
    run(desk, "play.loop")
    assert not desk.player.looping


def test_undo_and_redo_are_commands_like_any_other() -> None:
    desk = build_desk()
    desk.press("g")
    run(desk, "edit.undo")
    assert len(desk.workspace.observation) == 0
    run(desk, "edit.redo")
    assert len(desk.workspace.observation) == 1


def test_modifiers_are_asked_again_and_skipped_by_commands() -> None:
    desk = desk_with(lab.observed(lab.touch(1, 0, 9_000)), 1)
    run(desk, "code.modifiers")
    assert desk.workspace.pending
    run(desk, "code.skip")
    assert not desk.workspace.pending
