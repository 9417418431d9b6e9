"""Start the window: shown first, everything heavy afterwards."""

import signal
import sys
import threading
import time
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from coder.app.notices import Notice, Severity
from coder.app.settings import load_settings
from coder.gui.main_window import MainWindow
from coder.gui.style import Appearance, dress

END_S = 1.0


def run_window(session: Path | None = None, coder: str = "", pass_id: str = "") -> int:
    """Show the window, open a session in it if one is named, and return the exit code once it is closed."""
    application = build_application()
    window = show_window(session, coder, pass_id)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends the program: what was coded is safe
    sys.excepthook = partial(tell_fault, window)
    try:
        return application.exec()
    finally:
        sys.excepthook = sys.__excepthook__
        window.close()
        _end_threads()


def build_application() -> QApplication:
    """Return the one application, dressed as the system is: light or dark."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([sys.argv[0]])
    application.setApplicationName("Attune")
    application.setApplicationDisplayName("Attune")
    application.setStyle("Fusion")
    return application


def show_window(session: Path | None = None, coder: str = "", pass_id: str = "") -> MainWindow:
    """Show the window at once; the session opens when it is seen, a coder's without a pass with all tiers."""
    appearance = Appearance()
    dress(appearance.theme)
    window = MainWindow(load_settings(), appearance)
    appearance.setParent(window)
    window.show()
    if session is not None:
        QTimer.singleShot(0, window, partial(window.open_path, session, coder, pass_id if coder else None))
    return window


def _end_threads() -> None:
    """Wait a moment for threads that were asked to end: one that decodes while all is taken down may crash it."""
    end_s = time.monotonic() + END_S
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join(max(0.0, end_s - time.monotonic()))


def tell_fault(
    window: MainWindow, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Say that something failed, in the window and on the terminal; coding goes on."""
    sys.__excepthook__(kind, error, trace)
    words = f"Something went wrong that should not have ({kind.__name__}: {error})."
    window.bar.show_notice(Notice(words, "What was saved is safe. Please report it.", Severity.ERROR))
