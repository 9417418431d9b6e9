"""Whether a window can be seen here; Qt is not needed to know."""

import ctypes
import os
import sys

from coder.errors import CoderError

X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt needs of an X11 system, and the Debian packages that hold it; without one, Qt ends the program."""


def find_display_problem() -> CoderError | None:
    """Return why no window can be seen here and what to do about it, or None where one can."""
    if os.environ.get("QT_QPA_PLATFORM", "") in ("offscreen", "minimal"):
        return CoderError("There is no display: QT_QPA_PLATFORM asks for none.", "Unset it to see the window.")
    if not sys.platform.startswith("linux"):
        return None
    if os.environ.get("WAYLAND_DISPLAY"):
        return None
    if not os.environ.get("DISPLAY"):
        return CoderError("There is no display to open a window on.", "Use `coder code` and `coder export` here.")
    missing = [package for library, package in X11_LIBRARIES.items() if not _loads(library)]
    if missing:
        return CoderError("The system lacks libraries that windows need.", f"Run: sudo apt install {' '.join(missing)}")
    return None


def has_display() -> bool:
    """Tell whether a window can be seen here."""
    return find_display_problem() is None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
