"""Playing around a frame ends where it began."""

import pytest

from tests.unit.media.test_player import STEP_MS, Scene


@pytest.fixture
def scene() -> Scene:
    made = Scene()
    made.player.seek_ms(4_000)
    made.wait(0)
    return made


def test_it_plays_from_before_the_frame_to_after_it_and_comes_back(scene: Scene) -> None:
    scene.player.play_around(1_000)
    assert scene.wait(0) * STEP_MS == 3_000
    assert scene.wait(1.9) * STEP_MS == 4_880
    assert scene.player.playing
    assert (scene.wait(0.2) * STEP_MS, scene.player.playing) == (4_000, False)
    assert scene.player.now_ms() == 4_000


def test_asked_again_meanwhile_it_begins_again_around_the_same_frame(scene: Scene) -> None:
    scene.player.play_around(1_000)
    scene.wait(1.5)
    scene.player.play_around(1_000)
    assert scene.wait(0) * STEP_MS == 3_000
    assert scene.wait(2.1) * STEP_MS == 4_000


def test_it_goes_at_the_chosen_rate(scene: Scene) -> None:
    scene.player.set_rate(0.5)
    scene.player.play_around(1_000)
    assert scene.wait(2.0) * STEP_MS == 4_000
    assert scene.player.playing


@pytest.mark.parametrize("at_ms", [0, 9_960])
def test_at_the_ends_of_the_video_it_plays_what_there_is(scene: Scene, at_ms: int) -> None:
    scene.player.seek_ms(at_ms)
    scene.wait(0)
    scene.player.play_around(1_000)
    scene.wait(0.9)
    assert scene.player.playing
    assert (scene.wait(1.2) * STEP_MS, scene.player.playing) == (at_ms, False)


def test_a_pause_stays_where_it_was_pressed(scene: Scene) -> None:
    scene.player.play_around(1_000)
    scene.wait(0.5)
    scene.player.pause()
    assert scene.wait(3) * STEP_MS == 3_480
    scene.player.play()
    assert scene.wait(3) * STEP_MS == 6_480


def test_another_way_of_moving_leaves_it(scene: Scene) -> None:
    scene.player.play_around(500)
    scene.player.seek_ms(2_000)
    assert (scene.wait(2) * STEP_MS, scene.player.playing) == (4_000, True)
    scene.player.play_around(500)
    scene.player.shuttle(1)
    scene.wait(2)
    assert scene.player.playing


def test_it_ends_a_loop_and_a_loop_ends_it(scene: Scene) -> None:
    scene.player.loop(1_000, 3_000)
    scene.wait(1)
    scene.player.play_around(500)
    assert not scene.player.looping
    scene.player.loop(1_000, 3_000)
    scene.wait(5)
    assert scene.player.playing
