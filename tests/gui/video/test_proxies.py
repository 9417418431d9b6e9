"""The proxy comes quietly, is handed to the engine, and never stands in the way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coder.app.new_session import NewSession, create_session
from coder.app.settings import Settings, cache_folder, load_settings
from coder.errors import CoderError
from coder.gui.video import proxies as module
from coder.gui.video.proxies import Proxies
from coder.media.fingerprint import read_fingerprint
from coder.media.frame_index import read_index
from coder.media.picture import Picture
from tests.gui.desks import STEP_MS
from tests.gui.stage import HandEngine, Stage, build_window, picture, press_focused, sit_down
from tests.unit.media.clips import Recipe, draw_clip

WAIT_MS = 20_000


@dataclass
class DraftingEngine(HandEngine):
    """A decoder that takes proxies."""

    busy: bool = False
    used: list[Any] = field(default_factory=list)

    def use_proxy(self, proxy: Any, file: int = 0) -> None:
        self.used.append(proxy)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_clip(tmp_path_factory.mktemp("clip") / "visit.mp4", Recipe())


@pytest.fixture
def engine() -> DraftingEngine:
    return DraftingEngine(prompt=False)


@pytest.fixture
def proxies(clip: Path, engine: DraftingEngine, qtbot: QtBot) -> Iterator[Proxies]:
    parent, index = QObject(), read_index(clip)
    made = Proxies(parent, [clip], [index], [read_fingerprint(clip, index)])
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
    made = Proxies(QObject(), (), (), ())
    assert made.through(None) is None
    made.begin()
    assert not made.running


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
    engine = window.sitting.watching.proxies._engine
    qtbot.waitUntil(lambda: engine._proxy is not None and engine._proxy.complete, timeout=WAIT_MS)
    built = list(folder.glob("*.npz"))
    window.close()
    again = opens(load_settings())
    engine = again.sitting.watching.proxies._engine
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
    assert window.sitting.watching.proxies._engine._proxy is None
    window.close()
