"""The player's logic, without waiting and without a video."""

import subprocess
import sys
from dataclasses import dataclass, field

import pytest

from coder.media.player import Player

STEP_MS = 40
COUNT = 250


class EvenFrames:
    """250 frames, 40 ms each."""

    duration_ms = STEP_MS * COUNT

    def __len__(self) -> int:
        return COUNT

    def time_ms(self, n: int, /) -> int:
        return n * STEP_MS

    def at(self, ms: int, /) -> int:
        return min(max(ms // STEP_MS, 0), COUNT - 1)


@dataclass
class Scene:
    """A player, a clock that a test turns, and a screen that shows at once what is wanted."""

    seconds: float = 100.0
    player: Player = field(init=False)

    def __post_init__(self) -> None:
        self.player = Player(EvenFrames(), now=lambda: self.seconds)

    def wait(self, seconds: float, *, show: bool = True) -> int:
        self.seconds += seconds
        wanted = self.player.wanted()
        if show:
            self.player.shown(wanted)
        return wanted


@pytest.fixture
def scene() -> Scene:
    made = Scene()
    made.wait(0)
    return made


def test_it_begins_paused_on_the_first_frame(scene: Scene) -> None:
    assert (scene.player.playing, scene.player.wanted(), scene.player.now_ms()) == (False, 0, 0)
    assert scene.wait(5) == 0


def test_playing_wants_the_frame_of_the_time(scene: Scene) -> None:
    scene.player.play()
    assert scene.wait(0.039) == 0
    assert scene.wait(0.002) == 1
    assert scene.wait(1.0) == 26


def test_now_is_the_time_of_the_frame_on_the_screen_not_of_the_clock(scene: Scene) -> None:
    scene.player.play()
    scene.wait(0.5)
    shown = scene.player.now_ms()
    scene.wait(0.3, show=False)
    assert scene.player.now_ms() == shown == 480


def test_pausing_stays_on_the_frame_on_the_screen(scene: Scene) -> None:
    scene.player.play()
    scene.wait(0.5)
    scene.wait(0.3, show=False)
    scene.player.pause()
    assert (scene.player.wanted(), scene.player.now_ms()) == (12, 480)
    assert scene.wait(3) == 12


def test_pausing_before_a_sought_frame_came_stays_on_the_sought_frame(scene: Scene) -> None:
    scene.player.play()
    scene.wait(0.5)
    scene.player.seek_ms(4000)
    scene.player.shown(13)  # decoded before the seek was known
    scene.player.pause()
    assert scene.player.wanted() == 100


def test_toggle_plays_and_pauses(scene: Scene) -> None:
    scene.player.toggle()
    assert scene.player.playing
    scene.player.toggle()
    assert not scene.player.playing


@pytest.mark.parametrize(("rate", "frame"), [(0.25, 12), (0.5, 25), (1.0, 50), (2.0, 100), (4.0, 200)])
def test_rates(scene: Scene, rate: float, frame: int) -> None:
    scene.player.set_rate(rate)
    scene.player.play()
    assert scene.wait(2.0001) == frame


def test_a_change_of_rate_while_playing_keeps_the_place(scene: Scene) -> None:
    scene.player.play()
    scene.wait(1.0)
    scene.player.set_rate(2.0)
    assert scene.player.wanted() == 25
    assert scene.wait(1.0001) == 75


def test_shuttle_doubles_in_its_direction_and_halves_against_it(scene: Scene) -> None:
    rates = []
    for direction in (1, 1, 1, -1, -1, -1, -1, 1, 1):
        scene.player.shuttle(direction)
        rates.append(scene.player.rate)
    assert rates == [1, 2, 4, 2, 1, -1, -2, -1, 1]


def test_shuttle_has_a_fastest_and_a_slowest_rate(scene: Scene) -> None:
    for _ in range(10):
        scene.player.shuttle(1)
    assert scene.player.rate == 32
    scene.player.shuttle(0)
    for _ in range(10):
        scene.player.shuttle(-1, slow=True)
    assert scene.player.rate == -1 / 32


def test_shuttle_stop_pauses_and_play_goes_on_at_the_chosen_rate(scene: Scene) -> None:
    scene.player.set_rate(0.5)
    scene.player.shuttle(-1)
    scene.player.shuttle(0)
    assert not scene.player.playing
    scene.player.play()
    assert scene.player.rate == 0.5


def test_shuttle_back_stops_at_the_first_frame(scene: Scene) -> None:
    scene.player.seek_ms(400)
    scene.player.shuttle(-1)
    assert scene.wait(0.2) == 5
    assert scene.wait(5) == 0
    assert not scene.player.playing


def test_it_stops_on_the_last_frame(scene: Scene) -> None:
    scene.player.seek_ms(9900)
    scene.player.play()
    assert scene.wait(1) == COUNT - 1
    assert not scene.player.playing
    assert scene.player.now_ms() == 9960
    scene.player.play()
    assert not scene.player.playing


def test_seeks_stay_within_the_video(scene: Scene) -> None:
    scene.player.seek_ms(-500)
    assert scene.player.wanted() == 0
    scene.player.seek_ms(99_000)
    assert scene.player.wanted() == COUNT - 1


def test_steps_pause_and_add_up_before_any_is_shown(scene: Scene) -> None:
    scene.player.play()
    scene.wait(1.0)
    for _ in range(3):
        scene.player.step(1)
    assert not scene.player.playing
    assert scene.player.wanted() == 28
    scene.player.step(-8)
    assert scene.wait(0) == 20
    assert scene.player.now_ms() == 800


def test_steps_stay_within_the_video(scene: Scene) -> None:
    scene.player.step(-3)
    assert scene.player.wanted() == 0
    scene.player.step(1000)
    assert scene.player.wanted() == COUNT - 1


def test_a_step_of_seconds_plays_on(scene: Scene) -> None:
    scene.player.play()
    scene.wait(1.0)
    scene.player.step_seconds(2)
    assert scene.player.playing
    assert scene.player.wanted() == 75
    scene.player.pause()
    scene.player.step_seconds(-1)
    assert scene.player.wanted() == 50


def test_home_and_end(scene: Scene) -> None:
    scene.player.end()
    assert scene.player.wanted() == COUNT - 1
    scene.player.home()
    assert scene.player.wanted() == 0


def test_a_loop_begins_before_the_onset_and_turns_at_the_offset(scene: Scene) -> None:
    scene.player.loop(2000, 3000, pre_roll_ms=500)
    assert scene.player.looping
    assert scene.wait(0) == 37
    assert scene.wait(1.4) == 72
    assert scene.wait(0.2) == 37
    assert scene.player.playing


def test_a_loop_is_played_backwards_too(scene: Scene) -> None:
    scene.player.loop(2000, 3000)
    scene.player.shuttle(0)
    scene.player.shuttle(-1)
    assert scene.wait(0.1) == 74


def test_the_loop_of_a_point_is_long_enough_to_see(scene: Scene) -> None:
    scene.player.loop(2000, 2000)
    assert scene.wait(0.45) == 61
    assert scene.wait(0.1) == 50


def test_a_seek_out_of_a_loop_ends_it(scene: Scene) -> None:
    scene.player.loop(2000, 3000)
    scene.player.seek_ms(2500)
    assert scene.player.looping
    scene.player.seek_ms(7000)
    assert not scene.player.looping


def test_an_ended_loop_plays_on(scene: Scene) -> None:
    scene.player.loop(2000, 3000)
    scene.wait(0.5)
    scene.player.end_loop()
    assert scene.wait(1.0) == 87


class Sound:
    """A sound that is heard at a place a test sets."""

    def __init__(self) -> None:
        self.place_ms: float | None = None
        self.epoch = -1

    def media_ms(self, epoch: int) -> float | None:
        return self.place_ms if epoch == self.epoch else None


def test_sound_leads_while_it_plays_the_present_stretch(scene: Scene) -> None:
    sound = Sound()
    scene.player.follow(sound)
    scene.player.play()
    assert scene.wait(0.4) == 10
    sound.epoch, sound.place_ms = scene.player.epoch, 200.0
    assert scene.wait(0.4) == 5
    sound.place_ms = 290.0
    assert scene.wait(5) == 7


def test_when_the_sound_dies_time_runs_on_from_where_it_was(scene: Scene) -> None:
    sound = Sound()
    scene.player.follow(sound)
    scene.player.play()
    sound.epoch, sound.place_ms = scene.player.epoch, 2000.0
    assert scene.wait(0.1) == 50
    sound.place_ms = None
    assert scene.wait(1.0) == 75


def test_sound_of_before_a_seek_does_not_lead(scene: Scene) -> None:
    sound = Sound()
    scene.player.follow(sound)
    scene.player.play()
    sound.epoch, sound.place_ms = scene.player.epoch, 2000.0
    scene.player.seek_ms(8000)
    assert scene.wait(0) == 200


def test_the_player_costs_the_programs_start_nothing() -> None:
    code = "import coder.media.player, sys; print(sorted({'av', 'numpy', 'cv2'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
