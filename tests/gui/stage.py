"""A window on an observation without video or disk: the decoder delivers a picture when the test says so."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coder.app.entering import Video
from coder.app.listeners import Listeners
from coder.app.notices import Notice
from coder.app.open_session import Opened
from coder.app.settings import Settings
from coder.app.workspace import Workspace
from coder.errors import CoderError
from coder.gui import sitting as sittings
from coder.gui.main_window import MainWindow
from coder.gui.opening import Wish
from coder.gui.saving import Saving
from coder.gui.sitting import Sitting
from coder.gui.style import Appearance, dress
from coder.gui.theme import DARK, Theme
from coder.media.picture import Picture
from coder.model.media import Fingerprint
from coder.model.scheme import Scheme
from coder.model.session import Medium
from tests.gui.desks import STEP_MS, build_workspace, core_cues

NO_KEY = Qt.KeyboardModifier.NoModifier


def picture(number: int, size: tuple[int, int] | None = None) -> Picture:
    """Build a grey picture of a frame."""
    width, height = size or (32, 18)
    return Picture(number, number * STEP_MS, width, height, np.full((height, width, 4), 128, np.uint8))


@dataclass
class HandEngine:
    """A decoder that waits for the test, unless it is ``prompt``."""

    prompt: bool = True
    asked: list[tuple[int, tuple[int, int] | None]] = field(default_factory=list)
    scrubbed: list[int] = field(default_factory=list)
    closed: bool = False
    dropped: int = 0
    rate: float = 1.0
    one_field: bool = False
    on_picture: Callable[[Any], None] = lambda _picture: None
    on_error: Callable[[CoderError], None] = lambda _error: None

    def start(self, on_picture: Callable[[Any], None], on_error: Callable[[CoderError], None]) -> "HandEngine":
        """Stand in for the engine that would be started."""
        self.on_picture, self.on_error = on_picture, on_error
        return self

    def request(self, n: int, size: tuple[int, int] | None = None) -> None:
        """Note a request, and answer it if prompt."""
        self.asked.append((n, size))
        if self.prompt:
            self.deliver()

    def scrub(self, n: int, size: tuple[int, int] | None = None) -> None:
        """Do as for a request, and note that it was amid a drag."""
        self.scrubbed.append(n)
        self.request(n, size)

    def play_from(self, n: int, size: tuple[int, int] | None = None, rate: float = 1.0) -> None:
        """Do as for a request, and note the rate."""
        self.rate = rate
        self.request(n, size)

    def rest(self) -> None:
        """Do nothing."""

    def show_one_field(self, wanted: bool) -> None:
        """Note what is wanted."""
        self.one_field = wanted

    def close(self, timeout_s: float = 2.0) -> bool:
        """Note that it ended."""
        self.closed = True
        return True

    def deliver(self) -> None:
        """Answer the newest request."""
        self.on_picture(picture(*self.asked[-1]))


@dataclass
class FakeFile:
    """An observation file that is nowhere."""

    path: Path = Path("D01/observations/ana.attune")
    media: tuple[Medium, ...] = (Medium("video.mp4"),)
    closed: bool = False

    def close(self) -> None:
        """Note that it was closed."""
        self.closed = True


@dataclass
class FakeWriter:
    """A writer whose disk does what the test says."""

    safe: bool = True
    pending: int = 0
    retried: int = 0
    state: Any = None

    def flush(self, timeout_s: float) -> bool:
        """Tell what the test says."""
        return self.safe

    def record_digests(self, digests: dict[int, str]) -> None:
        """Do nothing."""

    def afterwards(self, job: Callable[[], object]) -> None:
        """Do nothing."""

    def retry(self) -> None:
        """Note a retry."""
        self.retried += 1

    def close(self) -> bool:
        """Do nothing."""
        return self.safe


def build_opened(workspace: Workspace | None = None, *notices: Notice, writer: FakeWriter | None = None) -> Opened:
    """Build an open observation without a folder."""
    workspace = workspace or build_workspace(core_cues(), frames=1500)
    known = Fingerprint(1, workspace.end_ms, len(workspace.frames), "0")
    video = Video((Path("video.mp4"),), workspace.frames, (known,))
    return Opened(
        workspace.session,
        cast(Any, None),
        workspace,
        video,
        cast(Any, FakeFile()),
        cast(Any, writer),
        notices,
        Listeners(),
    )


@dataclass
class Stage:
    """A window that was opened on an observation, and the decoder behind it."""

    window: MainWindow
    engine: HandEngine
    qtbot: QtBot

    @property
    def sitting(self) -> Sitting:
        """The observation being coded."""
        assert self.window.sitting is not None
        return self.window.sitting

    @property
    def workspace(self) -> Workspace:
        """The workspace of it."""
        return self.sitting.desk.workspace

    def show_frame(self, number: int) -> None:
        """Go to a frame and wait until it is on the screen."""
        self.sitting.playback.seek_ms(number * STEP_MS)
        self.qtbot.waitUntil(lambda: self.sitting.video.read_out.frame == number)
        self.qtbot.waitUntil(lambda: self.sitting.playback.now_ms() == number * STEP_MS)


def build_window(qtbot: QtBot, settings: Settings | None = None, theme: Theme = DARK) -> MainWindow:
    """Build and show a window on its start page."""
    appearance = Appearance(theme)
    dress(theme)
    window = MainWindow(settings or Settings(coder="ana"), appearance)
    appearance.setParent(window)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


def sit_down(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    opened: Opened | None = None,
    *,
    settings: Settings | None = None,
    prompt: bool = True,
    size: tuple[int, int] = (1440, 900),
) -> Stage:
    """Open a window and seat it before an observation."""
    engine = HandEngine(prompt)
    monkeypatch.setattr(sittings, "engine_of", lambda _opened: engine.start)
    window = build_window(qtbot, settings)
    window.resize(*size)
    window.opening.opened.emit(opened or build_opened(), Saving(window), Wish(Path("D01"), "ana"))
    qtbot.waitUntil(lambda: window.sitting is not None)
    stage = Stage(window, engine, qtbot)
    if prompt:
        qtbot.waitUntil(lambda: not stage.sitting.video.image.isNull())
    return stage


def press(
    target: QWidget, key: Qt.Key, text: str = "", held: Qt.KeyboardModifier = NO_KEY, *, again: bool = False
) -> None:
    """Send a key press to a widget, as Qt would; ``again``: the key is held down."""
    QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, key, held, text, again))


def press_focused(key: Qt.Key, text: str = "", held: Qt.KeyboardModifier = NO_KEY, *, again: bool = False) -> None:
    """Send a key press to whatever has the focus, which must be something."""
    target = QApplication.focusWidget()
    assert target is not None
    press(target, key, text, held, again=again)


def of_scheme(scheme: Scheme) -> Opened:
    """Build an open observation under a scheme."""
    return build_opened(build_workspace(scheme, frames=1500))
