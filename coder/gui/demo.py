"""The demo where nobody looks: the real window, off screen, played and coded by the real keys."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from coder.app.demo import DEMO_END_MS, PRESSES, DemoPress
from coder.errors import CoderError
from coder.gui.main_window import MainWindow
from coder.gui.sitting import Sitting

RATE = 2.0
PATIENCE_S = 60.0
PICTURE_SIZE = (1440, 900)


def code_sample(session: Path, coder: str, picture: Path, progress: Callable[[float], None]) -> None:
    """Play the sample, press the demo's keys as it plays, and save a picture of the window.

    Raises CoderError when the sample does not open or play.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from coder.gui.run import build_application, show_window

    application = build_application()
    window = show_window(session, coder)
    window.resize(*PICTURE_SIZE)
    try:
        _wait(application, lambda: window.sitting is not None and not window.sitting.video.image.isNull())
        sitting = window.sitting
        assert sitting is not None
        _play(application, window, sitting, progress)
        sitting.opened.flush()
        _wait(application, lambda: sitting.opened.writer is None or sitting.opened.writer.pending == 0)
        if not window.grab().save(str(picture)):
            raise CoderError(f"{picture} cannot be written.", "Choose another folder.")
    finally:
        window.close()
        application.processEvents()


def _play(application: QApplication, window: MainWindow, sitting: Sitting, progress: Callable[[float], None]) -> None:
    presses = list(PRESSES)
    playback = sitting.playback
    playback.set_rate(RATE)
    playback.play()

    def done() -> bool:
        now_ms = playback.now_ms()
        while presses and presses[0].at_ms <= now_ms:
            _press(window, presses.pop(0))
        progress(min(1.0, now_ms / DEMO_END_MS))
        return now_ms >= DEMO_END_MS or not playback.playing

    _wait(application, done)
    playback.pause()
    _wait(application, lambda: not playback.playing)


def _press(window: MainWindow, press: DemoPress) -> None:
    letter = ord(press.chord.upper())
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, letter, Qt.KeyboardModifier.NoModifier, press.chord)
        QApplication.sendEvent(window.focusWidget() or window, event)


def _wait(application: QApplication, until: Callable[[], bool]) -> None:
    end_s = time.monotonic() + PATIENCE_S
    while not until():
        if time.monotonic() > end_s:
            raise CoderError("The sample did not play.", "Run `coder doctor` to see what is missing.")
        application.processEvents()
        time.sleep(0.005)
