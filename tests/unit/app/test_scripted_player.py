from coder.app.ports import Player
from coder.app.scripted_player import ScriptedPlayer
from tests.doubles import EvenFrames


def test_it_stands_on_the_frame_it_is_told() -> None:
    player: Player = ScriptedPlayer(EvenFrames())
    player.seek_ms(1_234)
    assert player.now_ms() == 1_200
    player.step(2)
    assert player.now_ms() == 1_280
    player.step_seconds(-1)
    assert player.now_ms() == 280
    player.step(-100)
    assert player.now_ms() == 0
    player.seek_ms(99_000)
    assert player.now_ms() == 59_960


def test_no_time_passes_for_it() -> None:
    player: Player = ScriptedPlayer(EvenFrames())
    player.seek_ms(1_200)
    for act in (player.play, player.toggle, player.pause, lambda: player.shuttle(1)):
        act()
        assert (player.now_ms(), player.playing) == (1_200, False)


def test_it_remembers_its_rate_and_its_loop() -> None:
    player: Player = ScriptedPlayer(EvenFrames())
    player.set_rate(0.5)
    player.loop(4_000, 5_000, 1_000)
    assert (player.rate, player.looping, player.now_ms()) == (0.5, True, 3_000)
    player.end_loop()
    assert not player.looping
