"""Several cameras in the window, in step on one clock, and events stamped in the main video's time."""

import threading
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coder.app.settings import load_settings
from coder.gui.cameras.small_view import SmallView
from coder.gui.video import proxies
from coder.media.cameras import Side
from coder.media.memory import default_cache_bytes
from coder.media.picture import Picture
from tests.gui.cameras.filmed import Filmed, draw_cameras, make_session, number_in, open_filmed, open_window
from tests.gui.stage import press_focused
from tests.unit.media.clips import read_number

ALT = Qt.KeyboardModifier.AltModifier
OTHERS = (1, 2, 3)
JUMPS = (80, 33, 60)
LAST = {(camera, JUMPS[-1]) for camera in OTHERS}


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return draw_cameras(tmp_path_factory.mktemp("films"))


@pytest.fixture
def four(qtbot: QtBot, films: list[Path], tmp_path: Path) -> Filmed:
    return open_filmed(qtbot, make_session(tmp_path / "four", films))


@pytest.fixture
def two(qtbot: QtBot, films: list[Path], tmp_path: Path) -> Filmed:
    return open_filmed(qtbot, make_session(tmp_path / "two", films[:2]))


def test_every_view_shows_the_exact_frame_of_one_instant(four: Filmed) -> None:
    for n in (50, 3, 97, 51, 52, 40):
        four.show_frame(n)
        assert number_in(four.sitting.video.image) == n
        for camera in (1, 2, 3):
            assert number_in(four.small_of(camera).image) == four.frame_of(camera, n)


def test_they_stay_in_step_over_steps_and_after_playing(four: Filmed) -> None:
    four.show_frame(20)
    playback = four.sitting.playback
    for step in (1, 1, -1, 10):
        playback.step(step)
    n = playback.core.wanted()
    four.wait(lambda: all(view.frame == n for view in four.small))
    playback.set_rate(2.0)
    playback.play()
    four.wait(lambda: playback.now_ms() >= 2_400)
    playback.pause()
    n = playback.core.wanted()
    four.wait(lambda: four.sitting.video.read_out.frame == n and all(view.frame == n for view in four.small))
    assert number_in(four.sitting.video.image) == n
    for camera in (1, 2, 3):
        assert number_in(four.small_of(camera).image) == four.frame_of(camera, n)


def test_every_picture_of_a_small_view_is_exact_while_it_plays(two: Filmed) -> None:
    two.show_frame(13)
    view, seen = two.small_of(1), list[tuple[int, int]]()
    view.painted.connect(lambda n: seen.append((n, number_in(view.image))))
    two.sitting.playback.play()
    two.wait(lambda: len(seen) > 15)
    two.sitting.playback.pause()
    assert [(n, two.frame_of(1, n)) for n, _ in seen] == seen


def test_a_drag_shows_exact_drafts_on_every_view_and_then_the_full_pictures(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proxies, "WAITS_MS", 0)
    filmed = open_filmed(qtbot, make_session(tmp_path / "D01", draw_cameras(tmp_path, gop=200)))
    made = filmed.sitting.watching.proxies
    filmed.wait(lambda: len(made._files) == 4 and not made.running and not filmed.sitting.transport.toolTip())
    for feed in filmed.views._feeds:
        assert feed.engine is not None
        feed.engine.limit_cache(1)  # so that nothing is there before it is asked for
    filmed.show_frame(0)
    arrived: list[tuple[int, Picture]] = []
    for follower, camera in zip(filmed.views._followers, OTHERS, strict=True):
        follower._arrived.connect(partial(_note, arrived, camera))
    for n in JUMPS:
        filmed.sitting.playback.scrub_ms(n * 40)
        filmed.wait(partial(_show_all, filmed, n))
        assert number_in(filmed.sitting.video.image) == n
        for camera in OTHERS:
            assert number_in(filmed.small_of(camera).image) == filmed.frame_of(camera, n)
    drafts = [(camera, picture) for camera, picture in arrived if picture.draft]
    drafted = {(camera, picture.n) for camera, picture in drafts}
    overtaken = {(camera, picture.n) for camera, picture in arrived if not picture.draft}  # by the full one, in time
    assert {(camera, n) for camera in OTHERS for n in JUMPS} <= drafted | overtaken
    assert {camera for camera, _ in drafted} == set(OTHERS)
    for camera, picture in drafts:
        assert read_number(picture.bgra) == filmed.frame_of(camera, picture.n)
    filmed.wait(lambda: {(camera, picture.n) for camera, picture in arrived if not picture.draft} >= LAST)


def _note(arrived: list[tuple[int, Picture]], camera: int, picture: Picture, _feed: object) -> None:
    arrived.append((camera, picture))


def _show_all(filmed: Filmed, n: int) -> bool:
    return filmed.sitting.video.read_out.frame == n and all(view.frame == n for view in filmed.small)


def test_a_key_makes_another_camera_large_and_events_keep_the_main_videos_time(four: Filmed) -> None:
    four.show_frame(60)
    press_focused(Qt.Key.Key_3, "3", ALT)
    four.wait(lambda: number_in(four.sitting.video.image) == four.frame_of(2, 60))
    four.wait(lambda: four.small_of(0).frame == 60 and number_in(four.small_of(0).image) == 60)
    assert four.sitting.video.read_out.note == "camera 3"
    press_focused(Qt.Key.Key_B, "b")
    press_focused(Qt.Key.Key_Right)
    four.wait(lambda: four.sitting.playback.now_ms() == 61 * 40)
    assert number_in(four.sitting.video.image) == four.frame_of(2, 61)
    press_focused(Qt.Key.Key_R, "r")
    events = [(event.code, event.onset_ms) for event in four.sitting.desk.workspace.observation]
    assert events == [("bid", 60 * 40), ("reach", 61 * 40)]
    press_focused(Qt.Key.Key_1, "1", ALT)
    four.wait(lambda: number_in(four.sitting.video.image) == 61)
    assert four.sitting.video.read_out.note == ""


def test_what_is_stamped_while_another_camera_plays_large_brings_that_picture_back(four: Filmed) -> None:
    press_focused(Qt.Key.Key_2, "2", ALT)
    four.show_frame(30)
    video, playback = four.sitting.video, four.sitting.playback
    stamped: list[tuple[int, int]] = []
    video.painted.connect(lambda _n: stamped.append((playback.now_ms(), number_in(video.image))))
    playback.play()
    four.wait(lambda: len(stamped) > 12)
    playback.pause()
    frames = four.sitting.desk.workspace.frames
    assert all(four.frame_of(1, frames.at(ms)) == number for ms, number in stamped)


def test_a_click_or_the_next_camera_key_makes_a_small_view_large(four: Filmed) -> None:
    four.show_frame(40)
    QTest.mouseClick(four.small_of(3), Qt.MouseButton.LeftButton)
    four.wait(lambda: number_in(four.sitting.video.image) == four.frame_of(3, 40))
    press_focused(Qt.Key.Key_F8)
    four.wait(lambda: number_in(four.sitting.video.image) == 40)
    assert four.views.large == 0


def test_a_camera_that_does_not_film_at_an_instant_says_so(four: Filmed) -> None:
    four.show_frame(0)
    assert four.small_of(3).side is Side.BEFORE
    four.show_frame(99)
    assert four.small_of(2).side is Side.AFTER
    four.views.show_large(2)
    assert four.sitting.video.read_out.note == "camera 3 · has ended"
    four.show_frame(50)
    assert four.sitting.video.read_out.note == "camera 3"


def test_small_views_that_are_hidden_are_not_decoded(four: Filmed) -> None:
    four.show_frame(10)
    four.window.run("camera.small")
    assert not any(view.isVisible() for view in four.small)
    before = [view.frame for view in four.small]
    four.show_frame(44)
    assert [view.frame for view in four.small] == before
    four.window.run("camera.small")
    four.wait(lambda: all(view.frame == 44 for view in four.small))


def test_the_memory_for_frames_is_shared_out(four: Filmed) -> None:
    def limits() -> list[int]:
        engines: list[object] = [feed.engine for feed in four.views._feeds]
        return [getattr(getattr(engine, "_engine", engine), "_cache_bytes", 0) for engine in engines]

    whole = default_cache_bytes()
    assert limits() == [whole // 2, *[whole // 6] * 3]
    four.views.show_large(1)
    assert limits() == [whole // 6, whole // 2, *[whole // 6] * 2]
    four.window.run("camera.small")
    assert limits() == [0, whole, 0, 0]


def test_the_large_camera_and_the_splitter_are_remembered(two: Filmed, qtbot: QtBot) -> None:
    two.views.show_large(1)
    two.views.stage.setSizes([500, 600])
    folder, width = two.sitting.opened.session.folder, two.small[0].width()
    two.window.close()
    again = open_filmed(qtbot, folder, load_settings())
    again.show_frame(25)
    assert again.views.large == 1
    assert number_in(again.sitting.video.image) == again.frame_of(1, 25)
    assert again.small[0].width() == width


def test_a_missing_film_is_said_and_the_others_are_coded(qtbot: QtBot, films: list[Path], tmp_path: Path) -> None:
    copies = [tmp_path / film.name for film in films[:3]]
    for film, copy in zip(films, copies, strict=False):
        copy.write_bytes(film.read_bytes())
    session = make_session(tmp_path / "D01", copies)
    open_filmed(qtbot, session).window.close()
    copies[1].unlink()
    filmed = open_filmed(qtbot, session)
    assert filmed.window.bar.text.startswith("Camera 2: camera2.mp4 is missing.")
    assert filmed.small_of(1).notice == "camera2.mp4 is missing."
    filmed.wait(lambda: not filmed.small_of(2).image.isNull())
    press_focused(Qt.Key.Key_2, "2", ALT)
    assert filmed.views.large == 0
    assert "camera2.mp4 is missing" in filmed.window.bar.text
    press_focused(Qt.Key.Key_F8)
    assert filmed.views.large == 2
    filmed.window.close()


def test_when_the_main_video_is_missing_another_camera_is_seen(qtbot: QtBot, films: list[Path], tmp_path: Path) -> None:
    main = tmp_path / "main.mp4"
    main.write_bytes(films[0].read_bytes())
    session = make_session(tmp_path / "D01", [main, films[1]])
    open_filmed(qtbot, session).window.close()
    main.unlink()
    window = open_window(qtbot, session)
    window.wait(lambda: window.views.cameras is not None)
    window.views.show_large(1)
    window.wait(lambda: not window.sitting.video.image.isNull())
    window.sitting.playback.seek_ms(1_000)
    window.wait(lambda: number_in(window.sitting.video.image) == (1_000 - 487) * 30 // 1001)


def test_a_session_of_one_camera_says_so_and_has_no_small_views(
    qtbot: QtBot, films: list[Path], tmp_path: Path
) -> None:
    window = open_window(qtbot, make_session(tmp_path / "D01", films[:1]))
    for command in ("camera.2", "camera.next", "camera.small", "camera.align", "camera.offsets"):
        window.window.bar.clear()
        window.window.run(command)
        assert window.window.bar.text.startswith("This session has one camera.")
    assert window.small == []
    window.window.run("camera.same")
    assert window.window.bar.text.startswith("No camera is held.")


def test_closing_ends_the_threads_of_every_camera(qtbot: QtBot, films: list[Path], tmp_path: Path) -> None:
    before = set(threading.enumerate())
    filmed = open_filmed(qtbot, make_session(tmp_path / "D01", films))
    filmed.show_frame(5)
    filmed.window.close()
    qtbot.waitUntil(lambda: not set(threading.enumerate()) - before, timeout=20_000)


def test_a_small_view_is_named_for_those_who_do_not_see_it(two: Filmed) -> None:
    view: SmallView = two.small_of(1)
    assert view.accessibleName() == "2 · camera2.mp4, small"
    assert view.toolTip() == "Make 2 · camera2.mp4 large (Alt+2)"
