"""Play pauses at the end of each uncoded interval, asks for its codes, and goes on."""

from dataclasses import replace

import pytest

from coder.app.desk import Desk
from coder.app.notices import Notice
from coder.app.sampling import Prompt
from coder.editing.intervals import Counted
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import Code, Kind, Modifier, Scheme, Tier
from tests import lab
from tests.doubles import StillPlayer, build_desk, build_workspace

ACTS = Tier(
    "in_acts", "infant", Kind.INTERVAL, codes=(Code("kick", "m"), Code("suck", "n")), exclusive=False, length_s=20
)
BOTH = replace(lab.SCHEME, tiers=(*lab.TIERS, ACTS))
ASKS = replace(
    lab.tier("in_state"), codes=(Code("awake", "z", modifiers=(Modifier("sure", options=lab.options("yes", "no")),)),)
)


def desk_of(scheme: Scheme = lab.SCHEME, *events: Event, view_only: str = "") -> Desk:
    return build_desk(build_workspace(lab.observed(*events), scheme, view_only=view_only))


def play(desk: Desk, seconds: float) -> None:
    if not desk.player.playing:
        desk.press("space")
    pass_time(desk, seconds)


def pass_time(desk: Desk, seconds: float) -> None:
    player = desk.player
    assert isinstance(player, StillPlayer)
    player.pass_time(seconds)
    desk.sampling.look()


def coded(desk: Desk) -> list[tuple[str, int, int | None]]:
    return [(event.code, event.onset_ms, event.offset_ms) for event in desk.workspace.observation]


def prompt_of(desk: Desk) -> Prompt:
    assert desk.sampling.prompt is not None
    return desk.sampling.prompt


@pytest.fixture
def desk() -> Desk:
    return desk_of()


def test_play_pauses_on_the_last_frame_of_the_interval_and_its_codes_are_asked_for(desk: Desk) -> None:
    desk.player.set_rate(4.0)
    play(desk, 5.0)
    assert (desk.player.playing, desk.player.now_ms()) == (False, 9_960)
    prompt = prompt_of(desk)
    assert (prompt.asked.tier.id, prompt.asked.span, prompt.given) == ("in_state", (0, 10_000), ())
    assert prompt.counted == Counted(0, 6)


def test_the_key_of_a_code_codes_the_interval_and_play_goes_on(desk: Desk) -> None:
    play(desk, 12.0)
    desk.press("z")
    assert coded(desk) == [("awake", 0, 10_000)]
    assert desk.player.playing
    assert desk.sampling.prompt is None
    pass_time(desk, 12.0)
    assert desk.player.now_ms() == 19_960
    assert prompt_of(desk).counted == Counted(1, 6)


def test_what_it_says_names_the_interval(desk: Desk) -> None:
    said: list[Notice] = []
    desk.workspace.noticed.add(said.append)
    play(desk, 12.0)
    desk.press("z")
    assert said[-1].message == "Coded awake for 0:00.000–0:10.000."


@pytest.mark.parametrize("chord", ["enter", "escape", "space"])
def test_a_key_that_says_so_leaves_the_interval_uncoded_and_play_goes_on(desk: Desk, chord: str) -> None:
    play(desk, 12.0)
    desk.press(chord)
    assert coded(desk) == []
    assert desk.player.playing
    assert desk.sampling.prompt is None
    pass_time(desk, 5.0)
    assert desk.player.playing
    pass_time(desk, 12.0)
    assert desk.player.now_ms() == 19_960


def test_a_coded_interval_does_not_pause(desk: Desk) -> None:
    play(desk, 3.0)
    desk.press("v")
    pass_time(desk, 12.0)
    assert desk.player.playing


def test_an_interval_seen_again_pauses_only_where_it_has_no_code() -> None:
    desk = desk_of(lab.SCHEME, Event(1, "in_state", "awake", 10_000, 20_000))
    desk.player.seek_ms(10_000)
    play(desk, 15.0)
    assert desk.player.playing
    pass_time(desk, 9.0)
    assert (desk.player.now_ms(), prompt_of(desk).asked.span) == (29_960, (20_000, 30_000))


def test_the_interval_may_be_looked_at_again_before_it_is_coded(desk: Desk) -> None:
    play(desk, 12.0)
    desk.press("left")
    desk.press("left")
    assert prompt_of(desk).asked.span == (0, 10_000)
    desk.press("v")
    assert coded(desk) == [("asleep", 0, 10_000)]
    assert desk.player.playing


def test_elsewhere_nothing_is_asked_any_more(desk: Desk) -> None:
    play(desk, 12.0)
    desk.press("right")
    assert desk.sampling.prompt is None
    assert desk.player.now_ms() == 10_000


def test_a_key_of_another_tier_codes_the_frame_on_the_screen_and_the_question_stays(desk: Desk) -> None:
    play(desk, 12.0)
    desk.press("g")
    assert coded(desk) == [("caregiver", 9_960, None)]
    assert prompt_of(desk).asked.tier.id == "in_state"
    assert not desk.player.playing


def test_several_codes_may_be_given_where_they_overlap_and_enter_goes_on() -> None:
    desk = desk_of(replace(lab.SCHEME, tiers=(ACTS,)))
    play(desk, 25.0)
    desk.press("m")
    assert prompt_of(desk).given == ("kick",)
    desk.press("n")
    assert not desk.player.playing
    desk.press("enter")
    assert coded(desk) == [("kick", 0, 20_000), ("suck", 0, 20_000)]
    assert desk.player.playing


def test_tiers_that_end_together_are_asked_one_after_the_other() -> None:
    desk = desk_of(BOTH, Event(1, "in_state", "awake", 0, 10_000))
    play(desk, 25.0)
    assert (prompt_of(desk).asked.tier.id, prompt_of(desk).more) == ("in_state", 1)
    desk.press("v")
    assert (prompt_of(desk).asked.tier.id, prompt_of(desk).more) == ("in_acts", 0)
    desk.press("m")
    desk.press("enter")
    assert desk.player.playing
    assert coded(desk) == [("awake", 0, 10_000), ("kick", 0, 20_000), ("asleep", 10_000, 20_000)]


def test_play_goes_on_when_the_modifiers_of_the_code_are_answered() -> None:
    desk = desk_of(replace(lab.SCHEME, tiers=(ASKS,)))
    play(desk, 12.0)
    desk.press("z")
    assert (desk.sampling.prompt, desk.player.playing) == (None, False)
    desk.press("1")
    assert desk.player.playing
    assert next(iter(desk.workspace.observation)).modifier("sure") == "yes"


def test_a_click_codes_the_interval_as_its_key_does(desk: Desk) -> None:
    play(desk, 12.0)
    desk.code("in_state", "awake")
    assert coded(desk) == [("awake", 0, 10_000)]
    assert desk.player.playing


def test_it_can_be_turned_off_and_on(desk: Desk) -> None:
    desk.sampling.pause(False)
    play(desk, 12.0)
    assert desk.player.playing
    desk.sampling.pause(True)
    pass_time(desk, 12.0)
    assert desk.player.now_ms() == 19_960
    desk.sampling.pause(False)
    assert desk.sampling.prompt is None


def test_an_observation_that_is_only_looked_at_does_not_pause() -> None:
    desk = desk_of(view_only="another program holds it.")
    desk.sampling.pause(True)
    play(desk, 12.0)
    assert desk.player.playing


def test_an_interval_nobody_could_judge_does_not_pause() -> None:
    unseen = Event(1, "uncodable", "uncodable", 0, 10_000, modifiers=(("reason", "off_camera"),))
    desk = desk_of(lab.SCHEME, unseen)
    play(desk, 12.0)
    assert desk.player.playing


def test_only_tiers_of_the_pass_are_asked_for() -> None:
    observation = Observation(replace(lab.empty().identity, pass_id="gaze"))
    desk = build_desk(build_workspace(observation))
    play(desk, 12.0)
    assert desk.player.playing


def test_intervals_are_counted_from_the_phase_and_the_last_is_cut_with_it() -> None:
    desk = desk_of(lab.SCHEME, Event(1, "phase", "play", 2_000, 16_000))
    play(desk, 13.0)
    assert prompt_of(desk).asked.span == (2_000, 12_000)
    desk.press("z")
    pass_time(desk, 12.0)
    assert (desk.player.now_ms(), prompt_of(desk).asked.span) == (15_960, (12_000, 16_000))
    desk.press("z")
    pass_time(desk, 30.0)
    assert desk.player.playing


def test_the_last_interval_of_the_session_is_asked_for_on_its_last_frame(desk: Desk) -> None:
    desk.player.seek_ms(51_000)
    play(desk, 12.0)
    assert (desk.player.now_ms(), prompt_of(desk).asked.span) == (59_960, (50_000, 60_000))


def test_a_phase_that_ends_while_it_plays_takes_play_back_to_the_interval_it_cut() -> None:
    desk = desk_of(lab.SCHEME, Event(1, "phase", "play", 0))
    play(desk, 6.0)
    desk.press("f6")
    desk.sampling.look()
    assert (desk.player.playing, desk.player.now_ms()) == (False, 5_960)
    assert prompt_of(desk).asked.span == (0, 6_000)
    desk.press("z")
    assert coded(desk) == [("play", 0, 6_000), ("awake", 0, 6_000), ("still", 6_000, None)]
    assert desk.player.playing


def test_a_phase_marked_while_paused_leaves_the_frame_where_it_is() -> None:
    desk = desk_of(lab.SCHEME, Event(1, "phase", "play", 0))
    desk.player.seek_ms(6_000)
    desk.press("f6")
    assert (desk.player.now_ms(), desk.sampling.prompt) == (6_000, None)


def test_an_interval_shorter_than_a_frame_is_still_asked_for_itself() -> None:
    desk = desk_of(lab.SCHEME, Event(1, "phase", "play", 0, 10_020))
    play(desk, 11.0)
    desk.press("z")
    pass_time(desk, 1.0)
    assert prompt_of(desk).asked.span == (10_000, 10_020)
    desk.press("v")
    assert coded(desk)[1:] == [("awake", 0, 10_000), ("asleep", 10_000, 10_020)]


def test_undo_takes_back_a_code_while_others_are_asked_for() -> None:
    desk = desk_of(replace(lab.SCHEME, tiers=(ACTS,)))
    play(desk, 25.0)
    desk.press("m")
    desk.press("ctrl+z")
    assert prompt_of(desk).given == ()
    assert coded(desk) == []
