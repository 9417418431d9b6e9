"""Proxies come quietly, are handed to the engines, and never stand in the way."""

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coder.app.cameras import Film
from coder.app.entering import Video, join
from coder.app.new_session import NewSession, create_session
from coder.app.settings import Settings, cache_folder, load_settings
from coder.errors import CoderError
from coder.gui.video import proxies as module
from coder.gui.video.proxies import Proxies
from coder.media.fingerprint import read_fingerprint
from coder.media.frame_index import read_index
from coder.media.picture import Picture
from coder.media.stopping import Stopped
from tests.doubles import EvenFrames
from tests.gui.desks import STEP_MS
from tests.gui.stage import HandEngine, Stage, build_window, picture, press_focused, sit_down
from tests.unit.media.clips import Recipe, draw_clip

WAIT_MS = 20_000
NAMES = ("main", "left", "right", "top")


@dataclass
class DraftingEngine(HandEngine):
    """A decoder that takes proxies."""

    busy: bool = False
    used: list[Any] = field(default_factory=list)
    by_file: dict[int, Any] = field(default_factory=dict)

    def use_proxy(self, proxy: Any, file: int = 0) -> None:
        self.used.append(proxy)
        self.by_file[file] = proxy


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_clip(tmp_path_factory.mktemp("clip") / "visit.mp4", Recipe())


def film_of(number: int, *paths: Path) -> Film:
    indexes = [read_index(path) for path in paths]
    prints = [read_fingerprint(path, index) for path, index in zip(paths, indexes, strict=True)]
    return Film(number, paths, join(indexes), "", tuple(prints))


@pytest.fixture
def engine() -> DraftingEngine:
    return DraftingEngine(prompt=False)


@pytest.fixture
def proxies(clip: Path, engine: DraftingEngine, qtbot: QtBot) -> Iterator[Proxies]:
    parent = QObject()
    made = Proxies(parent, film_of(0, clip))
    start = made.through(engine.start)
    assert start is not None
    start(lambda _picture: None, lambda _error: None)
    yield made
    made.leave()


def test_the_engine_gets_a_whole_proxy_and_progress_is_told(
    proxies: Proxies, engine: DraftingEngine, qtbot: QtBot
) -> None:
    told: list[float] = []
    proxies.progressed.connect(told.append)
    proxies.begin()
    proxies.begin()
    qtbot.waitUntil(lambda: proxies._work is None, timeout=WAIT_MS)
    assert engine.used[-1].complete
    assert told[-1] == 1.0
    assert told == sorted(told)


def test_turned_off_the_engine_uses_none(proxies: Proxies, engine: DraftingEngine) -> None:
    proxies.begin()
    proxies.stop()
    assert engine.used[-1] is None
    assert not proxies.running


def test_what_goes_wrong_is_told_and_nothing_else_happens(
    proxies: Proxies, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise CoderError("There is no room for a proxy.", "Coding goes on without it.")

    monkeypatch.setattr(module, "prepare_proxy", fail)
    with qtbot.waitSignal(proxies.refused) as refused:
        proxies.begin()
    assert refused.args[0].message == "There is no room for a proxy."
    assert not proxies.running


def test_without_an_engine_or_its_like_nothing_is_prepared(qtbot: QtBot) -> None:
    parent = QObject()
    made = Proxies(parent, Video((), EvenFrames(4_000), ()))
    assert made.through(None) is None
    start = made.through(HandEngine().start)
    assert start is not None
    start(lambda _picture: None, lambda _error: None)
    made.begin()
    assert not made.running


# ------------------------------------------------------------------- several cameras


@dataclass
class Mill:
    """Prepares what is no proxy, and notes what was asked for."""

    asked: list[str] = field(default_factory=list)
    beside: list[int] = field(default_factory=list)
    busy: list[bool] = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)
    held: threading.Event = field(default_factory=threading.Event)
    at_once: int = 0
    most: int = 0

    def prepare(self, path: Path, _index: Any, _print: Any, **asked: Any) -> str:
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        self.asked.append(path.stem)
        self.beside.append(len(asked["beside"]))
        self.busy.append(asked["busy"]())
        asked["progress"](0.5)
        asked["on_growth"](f"half of {path.stem}")
        while not self.held.wait(0.002):
            if asked["cancel"]():
                self.at_once -= 1
                raise Stopped
        self.at_once -= 1
        if path.stem in self.refuses:
            raise CoderError(self.refuses[path.stem], "")
        return f"all of {path.stem}"


@dataclass
class Cameras:
    """Three cameras, the second one in two files, and what prepares their proxies."""

    proxies: Proxies
    engines: list[DraftingEngine]
    films: list[Film]
    mill: Mill
    shares: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def add(self) -> None:
        self.proxies.add(list(zip(self.films, self.engines[1:], strict=True)))


@pytest.fixture
def cameras(clip: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cameras]:
    main, left, right, top = (Path(shutil.copy(clip, tmp_path / f"{name}.mp4")) for name in NAMES)
    engines = [DraftingEngine(prompt=False) for _ in range(3)]
    parent, mill = QObject(), Mill()
    monkeypatch.setattr(module, "prepare_proxy", mill.prepare)
    made = Proxies(parent, film_of(0, main), to_come=3)
    start = made.through(engines[0].start)
    assert start is not None
    start(lambda _picture: None, lambda _error: None)
    cameras = Cameras(made, engines, [film_of(1, left, right), film_of(2, top)], mill)
    made.progressed.connect(cameras.shares.append)
    made.refused.connect(lambda error: cameras.refused.append(error.message))
    yield cameras
    made.leave()
    qtbot.waitUntil(lambda: mill.at_once == 0)


def test_every_camera_gets_its_proxies_one_after_the_other_the_main_one_first(cameras: Cameras, qtbot: QtBot) -> None:
    cameras.mill.held.set()
    cameras.add()
    cameras.proxies.begin()
    qtbot.waitUntil(lambda: cameras.shares[-1:] == [1.0])
    assert cameras.mill.asked == list(NAMES)
    assert cameras.mill.most == 1
    assert cameras.mill.beside == [4] * 4
    assert [engine.by_file for engine in cameras.engines] == [
        {0: "all of main"},
        {0: "all of left", 1: "all of right"},
        {0: "all of top"},
    ]
    assert cameras.engines[2].used == ["half of top", "all of top"]


def test_progress_is_one_figure_for_all_cameras_also_for_those_found_later(cameras: Cameras, qtbot: QtBot) -> None:
    cameras.mill.held.set()
    cameras.proxies.begin()
    qtbot.waitUntil(lambda: cameras.proxies._work is None)
    assert cameras.shares == [0.125]
    cameras.add()
    qtbot.waitUntil(lambda: cameras.shares[-1] == 1.0)
    assert cameras.shares == [0.125, 0.375, 0.625, 0.875, 1.0]


def test_it_is_at_its_end_where_no_other_camera_can_be_shown(cameras: Cameras, qtbot: QtBot) -> None:
    cameras.mill.held.set()
    cameras.proxies.begin()
    qtbot.waitUntil(lambda: cameras.proxies._work is None)
    cameras.proxies.add([(Film(1, (Path("lost.mp4"),), None, "lost.mp4 is missing."), DraftingEngine())])
    assert cameras.shares[-1] == 1.0
    assert cameras.mill.asked == ["main"]


def test_it_gives_way_to_whoever_waits_for_a_picture_of_any_camera(cameras: Cameras, qtbot: QtBot) -> None:
    cameras.mill.held.set()
    cameras.add()
    cameras.engines[2].busy = True
    cameras.proxies.begin()
    qtbot.waitUntil(lambda: cameras.shares[-1:] == [1.0])
    assert cameras.mill.busy == [True] * 4


def test_one_cameras_trouble_is_said_once_and_does_not_stop_the_others(cameras: Cameras, qtbot: QtBot) -> None:
    full = "There is no room for a proxy."
    cameras.mill.refuses = {"main": "main.mp4 cannot be read.", "left": full, "right": full}
    cameras.mill.held.set()
    cameras.add()
    cameras.proxies.begin()
    qtbot.waitUntil(lambda: cameras.shares[-1:] == [1.0])
    assert cameras.refused == ["main.mp4 cannot be read.", full]
    assert cameras.engines[2].by_file == {0: "all of top"}


def test_turned_off_no_camera_uses_any_and_turned_on_all_do_again(cameras: Cameras, qtbot: QtBot) -> None:
    cameras.add()
    cameras.proxies.begin()
    qtbot.waitUntil(lambda: cameras.engines[0].used == ["half of main"])
    cameras.proxies.stop()
    assert [engine.by_file for engine in cameras.engines] == [{0: None}, {0: None, 1: None}, {0: None}]
    assert cameras.shares[-1] == 1.0
    cameras.mill.held.set()
    cameras.proxies.begin()
    qtbot.waitUntil(lambda: cameras.engines[2].by_file == {0: "all of top"})
    assert cameras.mill.asked == ["main", *NAMES]


def test_once_it_is_left_nothing_begins_any_more(
    cameras: Cameras, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAITS_MS", 0)
    cameras.proxies.begin_soon(lambda: False)
    cameras.proxies.leave()
    cameras.add()
    qtbot.wait(20)
    assert cameras.mill.asked == []
    assert not cameras.proxies.running


def test_an_event_coded_on_a_draft_has_the_drafts_frame(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = sit_down(qtbot, monkeypatch)
    stage.engine.prompt = False
    stage.sitting.playback.seek_ms(900 * STEP_MS)
    full = picture(900)
    stage.engine.on_picture(Picture(full.n, full.time_ms, full.width, full.height, full.bgra, draft=True))
    qtbot.waitUntil(lambda: stage.sitting.playback.now_ms() == 900 * STEP_MS)
    press_focused(Qt.Key.Key_B, "b")
    stage.engine.on_picture(full)
    qtbot.waitUntil(lambda: stage.sitting.video.read_out.frame == 900)
    (event,) = stage.workspace.observation
    assert event.onset_ms == 900 * STEP_MS


def test_a_drag_on_the_ruler_scrubs_and_a_click_seeks(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:

    stage: Stage = sit_down(qtbot, monkeypatch)
    timeline = stage.sitting.timeline
    QTest.mousePress(timeline, Qt.MouseButton.LeftButton, pos=QPoint(400, 8))
    assert stage.engine.scrubbed == []
    first = stage.engine.asked[-1][0]
    QTest.mouseMove(timeline, QPoint(460, 8))
    assert stage.engine.scrubbed
    assert stage.engine.scrubbed[-1] > first
    QTest.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=QPoint(460, 8))


Opens = Callable[[Settings], Any]


@pytest.fixture
def opens(clip: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Opens:
    monkeypatch.setattr(module, "WAITS_MS", 0)
    made = create_session(NewSession(tmp_path / "D01", (clip,), "core-cues")).session

    def open_window(settings: Settings) -> Any:
        window = build_window(qtbot, settings)
        window.open_session(made.folder, "ana")
        qtbot.waitUntil(lambda: window.sitting is not None and not window.sitting.video.image.isNull(), timeout=WAIT_MS)
        return window

    return open_window


def test_in_the_window_it_is_built_and_found_the_next_time(opens: Opens, qtbot: QtBot) -> None:
    window = opens(Settings(coder="ana"))
    folder = cache_folder() / "proxy"
    qtbot.waitUntil(lambda: bool(list(folder.glob("*.npz"))), timeout=WAIT_MS)
    (filmed,) = window.sitting.watching.proxies._files
    engine: Any = filmed.engine
    qtbot.waitUntil(lambda: engine._proxy is not None and engine._proxy.complete, timeout=WAIT_MS)
    built = list(folder.glob("*.npz"))
    window.close()
    again = opens(load_settings())
    engine = again.sitting.watching.proxies._files[0].engine
    qtbot.waitUntil(lambda: engine._proxy is not None and engine._proxy.complete, timeout=WAIT_MS)
    assert list(folder.glob("*.npz")) == built
    again.close()


def test_a_setting_turns_it_off_and_on(opens: Opens, qtbot: QtBot) -> None:
    window = opens(Settings(coder="ana", proxies=False))
    folder = cache_folder() / "proxy"
    assert not window.sitting.watching.proxies.running
    assert not folder.exists()
    window.run("play.proxies")
    assert load_settings().proxies
    qtbot.waitUntil(lambda: bool(list(folder.glob("*.npz"))), timeout=WAIT_MS)
    window.run("play.proxies")
    assert not load_settings().proxies
    assert window.sitting.watching.proxies._files[0].engine._proxy is None
    window.close()
