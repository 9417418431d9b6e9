"""Whether there is a screen; Qt is not needed to know."""

import os
import sys


def has_display() -> bool:
    """Tell whether a window can be seen here."""
    if os.environ.get("QT_QPA_PLATFORM", "") in ("offscreen", "minimal"):
        return False
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
