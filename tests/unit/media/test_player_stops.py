"""Play pauses by itself on the last frame before an instant, and never shows one beyond."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.media.player import Player
from tests.unit.media.test_player import COUNT, STEP_MS, EvenFrames, Scene

ENDS = (1_000, 2_000, 3_010)


def stop(from_ms: int, to_ms: int) -> int | None:
    return next((end for end in ENDS if from_ms < end <= to_ms), None)


def held(scene: Scene) -> int | None:
    return scene.player.held_before


@pytest.fixture
def scene() -> Scene:
    made = Scene()
    made.wait(0)
    made.player.pause_where(stop)
    return made


@pytest.mark.parametrize("rate", [0.25, 1.0, 4.0, 32.0])
def test_it_pauses_on_the_last_frame_before_the_instant_at_any_rate(scene: Scene, rate: float) -> None:
    scene.player.set_rate(rate)
    scene.player.play()
    frames = [scene.wait(0.033) for _ in range(200)]
    assert max(frames) == frames[-1] == 24
    assert (scene.player.playing, held(scene), scene.player.now_ms()) == (False, 1_000, 960)


def test_a_frame_that_reaches_over_the_instant_is_the_last_one(scene: Scene) -> None:
    scene.player.seek_ms(2_500)
    scene.player.play()
    assert scene.wait(1.0) == 75
    assert (scene.player.now_ms(), held(scene)) == (3_000, 3_010)


def test_playing_again_goes_on_past_the_instant_to_the_next(scene: Scene) -> None:
    scene.player.play()
    scene.wait(3.0)
    scene.player.play()
    assert held(scene) is None
    assert scene.wait(0.5) > 24
    scene.wait(3.0)
    assert (held(scene), scene.player.now_ms()) == (2_000, 1_960)


def test_it_goes_on_at_the_rate_it_had_where_it_was_shuttled(scene: Scene) -> None:
    for _ in range(3):
        scene.player.shuttle(1)
    scene.wait(1.0)
    assert held(scene) == 1_000
    scene.player.play()
    assert scene.player.rate == 4.0


def test_a_rate_chosen_meanwhile_is_the_one_it_goes_on_at(scene: Scene) -> None:
    scene.player.play()
    scene.wait(3.0)
    scene.player.set_rate(0.5)
    scene.player.play()
    assert scene.player.rate == 0.5


def test_a_step_back_and_it_pauses_there_again(scene: Scene) -> None:
    scene.player.play()
    scene.wait(3.0)
    scene.player.step(-3)
    assert scene.wait(0) == 21
    assert held(scene) is None
    scene.player.play()
    scene.wait(2.0)
    assert (held(scene), scene.player.now_ms()) == (1_000, 960)


def test_a_jump_over_an_instant_does_not_pause(scene: Scene) -> None:
    scene.player.play()
    scene.wait(0.5)
    scene.player.seek_ms(1_500)
    scene.wait(0.3)
    assert scene.player.playing


def test_backwards_loops_and_play_around_do_not_pause(scene: Scene) -> None:
    scene.player.seek_ms(1_500)
    scene.player.shuttle(-1)
    assert scene.wait(0.8) == 17
    scene.player.loop(800, 1_400)
    assert scene.wait(0.4) == 30
    scene.player.end_loop()
    scene.player.seek_ms(2_000)
    scene.player.shown(50)
    scene.player.play_around(500)
    assert scene.wait(0.8) == 57


def test_after_a_loop_it_pauses_again(scene: Scene) -> None:
    scene.player.loop(400, 1_200)
    scene.wait(0.4)
    scene.player.end_loop()
    scene.wait(1.0)
    assert held(scene) == 1_000


def test_an_instant_at_the_very_end_is_held_as_well(scene: Scene) -> None:
    scene.player.pause_where(lambda from_ms, to_ms: 10_000 if from_ms < 10_000 <= to_ms else None)
    scene.player.play()
    assert scene.wait(20.0) == COUNT - 1
    assert held(scene) == 10_000
    scene.player.play()
    assert not scene.player.playing


def test_it_can_be_sent_back_to_an_instant_just_passed(scene: Scene) -> None:
    scene.player.set_rate(2.0)
    scene.player.play()
    scene.wait(0.3)
    scene.player.hold_before(480)
    assert (scene.player.playing, scene.wait(0), held(scene)) == (False, 11, 480)
    scene.player.play()
    assert (scene.player.rate, scene.wait(0.05)) == (2.0, 13)


@given(st.lists(st.floats(0.001, 1.5), min_size=1, max_size=40), st.sampled_from([0.5, 1.0, 4.0]))
def test_however_time_passes_no_frame_is_shown_beyond_an_instant_that_was_not_held(
    waits: list[float], rate: float
) -> None:
    scene, held = Scene(), list[int]()
    player: Player = scene.player
    player.pause_where(stop)
    player.set_rate(rate)
    player.play()
    for seconds in waits:
        shown = scene.wait(seconds)
        if player.held_before is not None:
            held.append(player.held_before)
            player.play()
        due = [end for end in ENDS if end <= EvenFrames().time_ms(shown)]
        assert [end for end in held if end <= shown * STEP_MS] == due
