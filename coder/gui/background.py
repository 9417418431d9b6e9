"""Long work on a thread of its own that tells how far it is, shows what is there, and can be given up at any time."""

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any

from PySide6.QtCore import QObject, Signal

from coder.errors import CoderError

LEAVE_S = 0.02


class Background(QObject):
    """Does one piece of work, which gets this as its looker-on; news come on the window's thread.

    ``work`` may call ``left`` to learn that nobody waits any more, ``progress`` and ``grow`` as it goes on; leaving
    it by raising ``Stopped`` is no news.
    """

    progressed = Signal(float)
    grown = Signal(object)
    done = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = False
        self._thread: Thread | None = None

    def start(self, name: str, work: Callable[["Background"], Any]) -> None:
        """Begin the work."""
        self._thread = Thread(target=self._run, args=(work,), name=name, daemon=True)
        self._thread.start()

    @property
    def begun(self) -> bool:
        """Tell whether the work was ever begun."""
        return self._thread is not None

    @property
    def running(self) -> bool:
        """Tell whether the work goes on."""
        return self._thread is not None and self._thread.is_alive()

    # Called on the work's thread

    def left(self) -> bool:
        """Tell whether the work is to be given up."""
        return self._left

    def progress(self, share: float) -> None:
        """Tell how much is done, 0 to 1."""
        self._tell(self.progressed, share)

    def grow(self, part: object) -> None:
        """Show what is there."""
        self._tell(self.grown, part)

    def _run(self, work: Callable[["Background"], Any]) -> None:
        from coder.media.stopping import Stopped

        try:
            self._tell(self.done, work(self))
        except Stopped:
            return
        except CoderError as error:
            self._tell(self.refused, error)
        except Exception as error:  # a thread that dies in silence would never be missed
            words = f"Something went wrong in the background ({type(error).__name__}: {error})."
            self._tell(self.refused, CoderError(words, "Coding goes on. Please report it."))

    def _tell(self, signal: Any, news: object) -> None:
        with suppress(RuntimeError):  # the window went while this was on its way
            if not self._left:
                signal.emit(news)

    # Called on the window's thread

    def leave(self, timeout_s: float = LEAVE_S) -> None:
        """Give the work up; it ends by itself when it hangs."""
        self._left = True
        if self._thread is not None:
            self._thread.join(timeout_s)
