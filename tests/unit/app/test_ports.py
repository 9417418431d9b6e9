from coder.app.ports import NoView, Player, View
from tests.doubles import EvenFrames, StillPlayer, build_desk


def test_a_view_without_a_window_does_nothing_whatever_it_is_asked() -> None:
    view: View = NoView()
    before = vars(view).copy()
    view.zoom_timeline(2.0)
    view.pan_timeline(0.25)
    view.show_all()
    view.toggle_panel("events")
    view.show("keys")
    view.close()
    assert vars(view) == before


def test_the_tests_own_player_is_one() -> None:
    player: Player = StillPlayer(EvenFrames())
    player.seek_ms(1_234)
    assert player.now_ms() == 1_200
    player.step(-1)
    assert player.now_ms() == 1_160
    assert not build_desk().player.playing
