"""Ten events coded with keys alone, the program killed and started again: all ten are there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from coder.app.open_session import open_session
from coder.app.shipped import shipped_folder

PROGRAM = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from coder.gui.run import build_application, show_window

application = build_application()
window = show_window(Path(sys.argv[1]), "new")

def until(done):
    while not done():
        application.processEvents()

def press(key, text=""):
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        application.sendEvent(window, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))

until(lambda: window.sitting is not None and not window.sitting.video.image.isNull())
sitting = window.sitting
for number in range(10):
    press(Qt.Key.Key_B, "b")
    press(Qt.Key.Key_Right)
    until(lambda: sitting.playback.now_ms() == sitting.desk.workspace.frames.time_ms(number + 1))
until(lambda: sitting.opened.writer.pending == 0)
sys.stdout.write("saved")
sys.stdout.flush()
os._exit(9) if sys.platform == "win32" else os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_ten_keys_coded_is_there_after_the_program_is_killed(tmp_path: Path) -> None:
    session = tmp_path / "D01_v1"
    shutil.copytree(shipped_folder("sample_sessions") / "D01_v1", session)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    done = subprocess.run(
        (sys.executable, "-c", PROGRAM, str(session)),
        env=environment,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=100,
    )
    assert done.stdout == "saved", done.stderr
    assert done.returncode != 0
    with open_session(session, "new") as opened:
        events = list(opened.workspace.observation)
        frames = opened.workspace.frames
        assert [event.onset_ms for event in events] == [frames.time_ms(number) for number in range(10)]
