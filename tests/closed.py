"""Close a window as a person does, who sees it go when everything is written."""

import time

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

WAIT_S = 20
_LOOK_MS = 10


def close_window(window: QWidget) -> None:
    """Close a window and wait until it is gone: on a slow disk it first writes what waits."""
    end_s = time.monotonic() + WAIT_S
    window.close()
    while not window.isHidden():
        assert time.monotonic() < end_s, "The window stayed open."
        QTest.qWait(_LOOK_MS)
