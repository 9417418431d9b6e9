"""What Qt stands on here: its platform and its sound."""

import os

from coder.app.doctor import Finding
from coder.gui.display import has_display


def examine() -> list[Finding]:
    """Look at Qt's version, platform and sound, in a process of its own kind."""
    return [_platform(), _sound()]


def _platform() -> Finding:
    if not has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from PySide6.QtCore import qVersion
        from PySide6.QtWidgets import QApplication

        app = QApplication.instance() or QApplication([])
        name = app.platformName() if isinstance(app, QApplication) else "none"
    except ImportError as error:
        mend = "On Debian or Ubuntu: sudo apt install libegl1 libxkbcommon-x11-0 libxcb-cursor0"
        return Finding("Qt", "cannot be loaded", f"Qt cannot be loaded: {error}.", mend)
    return Finding("Qt", f"{qVersion()}, platform {name}{'' if has_display() else ' (no display)'}")


def _sound() -> Finding:
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError as error:
        mend = "On Debian or Ubuntu: sudo apt install libpulse0. Coding works without sound."
        return Finding("sound", "none", f"Sound cannot be loaded: {error}.", mend, harmless=True)
    device = QMediaDevices.defaultAudioOutput()
    return Finding("sound", "no device (video plays without sound)" if device.isNull() else device.description())
