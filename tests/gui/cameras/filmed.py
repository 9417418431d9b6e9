"""A real session of several cameras in a window: every picture bears the number of its frame."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from coder.app.new_session import NewSession, create_session
from coder.app.settings import Settings
from coder.gui.cameras.cameras_view import CameraViews
from coder.gui.cameras.small_view import SmallView
from coder.gui.main_window import MainWindow
from coder.gui.sitting import Sitting
from coder.media.frame_times import FrameIndex
from tests.gui.stage import build_window
from tests.unit.media.clips import Recipe, draw_clip, read_number

WAIT_MS = 20_000
RATES = (Fraction(25), Fraction(30_000, 1001), Fraction(50), Fraction(15))
OFFSETS_S = (0.0, 0.487, -0.733, 1.013)
SECONDS = 4


def draw_cameras(folder: Path, count: int = 4, gop: int = 12) -> list[Path]:
    """Draw the films of some cameras, each at its own rate."""
    return [
        draw_clip(folder / f"camera{number + 1}.mp4", Recipe(frames=int(SECONDS * rate), rate=rate, gop=gop))
        for number, rate in enumerate(RATES[:count])
    ]


def make_session(folder: Path, films: list[Path], offsets_s: tuple[float, ...] = OFFSETS_S) -> Path:
    """Make a session of films and return its folder."""
    wanted = NewSession(folder, tuple(films), "core-cues", offsets_s=offsets_s[: len(films)])
    return create_session(wanted).session.folder


def number_in(image: QImage) -> int:
    """Read the number of the frame in an image."""
    whole = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(whole.constBits(), np.uint8).reshape(whole.height(), whole.bytesPerLine() // 4, 4)
    return read_number(pixels[:, : whole.width()].copy())


@dataclass
class Filmed:
    """A window on a session of several cameras, once their films were found."""

    window: MainWindow
    qtbot: QtBot

    @property
    def sitting(self) -> Sitting:
        """What is being coded."""
        assert self.window.sitting is not None
        return self.window.sitting

    @property
    def views(self) -> CameraViews:
        """Its cameras."""
        return self.sitting.company.cameras

    @property
    def small(self) -> list[SmallView]:
        """The small views."""
        return self.views.stage.views

    def small_of(self, camera: int) -> SmallView:
        """Return the small view that shows a camera."""
        return self.views.stage.views[self.views._places.index(camera)]

    def frame_of(self, camera: int, n: int) -> int:
        """Work out the camera's frame shown with the main video's frame ``n``, from the times of both."""
        cameras = self.views.cameras
        assert cameras is not None
        frames = cameras[camera].frames
        assert isinstance(frames, FrameIndex)
        ms = self.sitting.desk.workspace.frames.time_ms(n) - cameras[camera].offset_ms
        return max((k for k in range(len(frames)) if frames.time_ms(k) <= ms), default=0)

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds."""
        self.qtbot.waitUntil(condition, timeout=WAIT_MS)

    def show_frame(self, n: int) -> None:
        """Go to a frame of the main video, and wait until every view shows its instant."""
        frames, playback = self.sitting.desk.workspace.frames, self.sitting.playback
        playback.seek_ms(frames.time_ms(n))
        self.wait(lambda: playback.now_ms() == frames.time_ms(n))
        seen = [view for view in self.small if view.isVisible()]
        self.wait(lambda: all(view.frame == n for view in seen))
        self.settle()

    def settle(self) -> None:
        """Wait until every view was asked for in the size it has."""
        video, small = self.sitting.video, [view for view in self.small if view.isVisible()]
        self.wait(lambda: _in_its_size(video.image, video.picture_size()))
        self.wait(lambda: all(_in_its_size(view.image, view.picture_size()) for view in small))


def _in_its_size(image: QImage, size: tuple[int, int]) -> bool:
    return (image.width(), image.height()) == size


def open_filmed(qtbot: QtBot, session: Path, settings: Settings | None = None) -> Filmed:
    """Open a session in a window, and wait until its cameras are shown."""
    filmed = open_window(qtbot, session, settings)
    filmed.wait(lambda: filmed.views.cameras is not None)
    filmed.wait(lambda: not filmed.sitting.video.image.isNull())
    return filmed


def open_window(qtbot: QtBot, session: Path, settings: Settings | None = None) -> Filmed:
    """Open a session in a window, whatever can be seen of it."""
    window = build_window(qtbot, settings)
    window.resize(1440, 900)
    window.open_session(session, "ana")
    qtbot.waitUntil(lambda: window.sitting is not None, timeout=WAIT_MS)
    return Filmed(window, qtbot)
