"""What Qt stands on here: its platform and its sound."""

import os

from coder.app.doctor import Finding
from coder.gui.display import find_display_problem


def examine() -> list[Finding]:
    """Look at Qt's version, platform and sound, in a process of its own kind."""
    return [_platform(), _sound()]


def _platform() -> Finding:
    problem = find_display_problem()
    if problem is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from PySide6.QtCore import qVersion
        from PySide6.QtWidgets import QApplication

        application = QApplication.instance() or QApplication([])
        name = application.platformName() if isinstance(application, QApplication) else "none"
    except ImportError as error:
        mend = "On Debian or Ubuntu: sudo apt install libegl1 libgl1 libxkbcommon0 libfontconfig1 libdbus-1-3"
        return Finding("Qt", "cannot be loaded", f"Qt cannot be loaded: {error}.", mend)
    if problem is None:
        return Finding("Qt", f"{qVersion()}, platform {name}")
    wanted = bool(os.environ.get("DISPLAY"))
    return Finding("Qt", f"{qVersion()}, no display", problem.message, problem.hint, harmless=not wanted)


def _sound() -> Finding:
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError as error:
        mend = "On Debian or Ubuntu: sudo apt install libpulse0. Coding works without sound."
        return Finding("sound", "none", f"Sound cannot be loaded: {error}.", mend, harmless=True)
    device = QMediaDevices.defaultAudioOutput()
    return Finding("sound", "no device (video plays without sound)" if device.isNull() else device.description())
