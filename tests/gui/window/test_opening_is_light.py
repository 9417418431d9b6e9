"""What a session needs is imported before the window's own thread needs it: importing would keep it from answering."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from coder.app.shipped import shipped_folder

LATE = ("PySide6.QtMultimedia",)
"""Tried in vain where it is missing, which takes no time."""
PROGRAM = """
import sys
import threading
import time
from pathlib import Path

imported = []


class Finder:
    def find_spec(self, name, path=None, target=None):
        if threading.current_thread() is threading.main_thread():
            imported.append(name)


from coder.gui.run import build_application, show_window

application = build_application()
window = show_window()
application.processEvents()
sys.meta_path.insert(0, Finder())


def wait(until, also_s=0.0):
    end_s = time.monotonic() + 60
    while not until() and time.monotonic() < end_s:
        application.processEvents()
        time.sleep(0.001)
    end_s = time.monotonic() + also_s
    while time.monotonic() < end_s:
        application.processEvents()
        time.sleep(0.001)


window.open_session(Path(sys.argv[1]), "ana")
wait(lambda: window.sitting is not None and window.sitting.video.has_time, 0.8)
print("opened", ",".join(imported))
imported.clear()
window.show_start()
wait(lambda: window.sitting is None, 0.1)
print("closed", ",".join(imported))
window.close()
"""


def test_the_windows_thread_imports_nothing_while_a_session_opens_and_closes(tmp_path: Path) -> None:
    session = tmp_path / "D01_v1"
    shutil.copytree(shipped_folder("sample_sessions") / "D01_v1", session)
    folders = {"ATTUNE_SETTINGS": str(tmp_path / "settings"), "ATTUNE_CACHE": str(tmp_path / "cache")}
    done = subprocess.run(
        (sys.executable, "-W", "error", "-c", PROGRAM, str(session)),
        env={**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    words = dict(line.partition(" ")[::2] for line in done.stdout.splitlines())
    assert [name for name in words["opened"].split(",") if name and name not in LATE] == []
    assert words["closed"] == ""
