"""Reads a scheme file whenever it changes on disk, also where the system does not tell, as on network shares."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Event, Thread

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from coder.app.scheme_view import SchemeReading, read_scheme_file
from coder.gui.background import Background

POLL_S = 0.4
"""How long a change can stay unseen where the system tells of none."""
SETTLE_S = 0.06
"""A file that changes again within it is still being written."""
GONE_S = 0.8
"""Editors that save under another name take the file away for a moment; after this it is gone."""

Stamp = tuple[tuple[int, int, int] | None, ...]


class SchemeWatch(QObject):
    """``read`` carries a SchemeReading, at once and after every change, until it is closed."""

    read = Signal(object)

    def __init__(self, parent: QObject, path: Path, player_keys: Mapping[str, str]) -> None:
        super().__init__(parent)
        self.path, self._player_keys = path, dict(player_keys)
        self._changed = Event()
        self._watcher = QFileSystemWatcher(self)
        for told in (self._watcher.fileChanged, self._watcher.directoryChanged):
            told.connect(self._wake)
        self._work = Background(self)
        self._work.grown.connect(self._tell)

    def start(self) -> None:
        """Begin to read and to look."""
        self._work.start("scheme watch", self._look)

    @property
    def worker(self) -> Thread | None:
        """The thread that looks, once it is begun."""
        return self._work.worker

    def close(self) -> None:
        """Look no more."""
        self._work.leave()
        self._changed.set()

    def _wake(self, _path: str) -> None:
        self._changed.set()

    def _tell(self, reading: SchemeReading) -> None:
        # Only what could be read is watched: asking after a share that hangs would hang the window.
        wanted = {str(path) for path in reading.files} | {str(path.parent) for path in reading.files}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if missing := sorted(wanted - watched):
            self._watcher.addPaths(missing)
        self.read.emit(reading)

    # Called on the work's thread

    def _look(self, work: Background) -> None:
        files: tuple[Path, ...] = (self.path,)
        known: Stamp | None = None
        told: SchemeReading | None = None
        while not work.left():
            if _stamp(files) != known:
                known = self._settled(files, work)
                reading = read_scheme_file(self.path, self._player_keys)
                if reading.files != files:
                    files, known = reading.files, _stamp(reading.files)
                if not _same(reading, told):
                    told = reading
                    work.grow(reading)
            self._changed.wait(POLL_S)
            self._changed.clear()

    def _settled(self, files: Sequence[Path], work: Background) -> Stamp:
        """Return how the files stand once nobody is writing them and the first is there, or is gone for good."""
        begun_s, stamp = time.monotonic(), _stamp(files)
        while not work.left():
            time.sleep(SETTLE_S)
            again = _stamp(files)
            waited = time.monotonic() - begun_s > GONE_S
            if waited or (again == stamp and again[0] is not None):
                return again
            stamp = again
        return stamp


def _stamp(files: Sequence[Path]) -> Stamp:
    return tuple(_look_at(path) for path in files)


def _look_at(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _same(one: SchemeReading, other: SchemeReading | None) -> bool:
    """Tell whether two readings say the same; a file whose time alone is new has not changed."""
    return other is not None and (one.loaded, one.faults, str(one.refusal)) == (
        other.loaded,
        other.faults,
        str(other.refusal),
    )
