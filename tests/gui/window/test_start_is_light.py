"""The window is shown before anything heavy is loaded."""

import os
import subprocess
import sys

HEAVY = (
    "pandas",
    "cv2",
    "matplotlib",
    "scipy",
    "numpy",
    "av",
    "sqlalchemy",
    "pydantic",
    "ruamel",
    "PySide6.QtMultimedia",
)
PROGRAM = f"""
import sys
from coder.gui.run import build_application, show_window
application = build_application()
window = show_window()
application.processEvents()
assert window.isVisible()
print(",".join(name for name in {HEAVY!r} if name in sys.modules))
window.close()
"""


def test_nothing_heavy_is_imported_once_the_window_is_shown() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    done = subprocess.run(
        (sys.executable, "-W", "error", "-c", PROGRAM),
        env=environment,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""
