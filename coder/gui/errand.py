"""Work that takes a while, done on a thread of its own; what came of it is told on the window's thread."""

from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Thread
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from coder.errors import CoderError

Work = Callable[[], Any]


class Errand(QObject):
    """Does one piece of work; ``on_done`` gets its result or ``on_refused`` its CoderError, on the window's thread."""

    _finished = Signal(object, object)

    def __init__(
        self,
        parent: QObject,
        work: Work,
        on_done: Callable[[Any], object],
        on_refused: Callable[[CoderError], object],
    ) -> None:
        super().__init__(parent)
        self._work, self._on_done, self._on_refused = work, on_done, on_refused
        self._left, self._telling = False, Lock()
        self._finished.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._thread = Thread(target=self._run, name="errand", daemon=True)
        self._thread.start()

    def leave(self, timeout_s: float = 10.0) -> None:
        """Tell nobody, and wait for the work to end, no longer than that."""
        with self._telling:
            self._left = True
        self._thread.join(timeout_s)

    def _run(self) -> None:
        result: Any = None
        refusal: CoderError | None = None
        try:
            result = self._work()
        except CoderError as error:
            refusal = error
        except Exception as error:  # a thread that dies in silence would leave the window waiting for ever
            words = f"Something went wrong that should not have ({type(error).__name__}: {error})."
            refusal = CoderError(words, "Nothing was changed. Please report it with what you did.")
        with self._telling, suppress(RuntimeError):  # the window went without leaving
            if not self._left:
                self._finished.emit(result, refusal)

    def _tell(self, result: Any, error: CoderError | None) -> None:
        if not self._left:
            if error is None:
                self._on_done(result)
            else:
                self._on_refused(error)
        self.deleteLater()
