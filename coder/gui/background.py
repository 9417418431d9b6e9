"""Long work on a thread of its own that tells how far it is, shows what is there, and can be given up at any time."""

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from threading import RLock, Thread
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from coder.errors import CoderError


class Background(QObject):
    """Does one piece of work, which gets this as its looker-on; news come on the window's thread.

    ``work`` may call ``left`` to learn that nobody waits any more, ``progress`` and ``grow`` as it goes on; leaving
    it by raising ``Stopped`` is no news.
    """

    progressed = Signal(float)
    grown = Signal(object)
    done = Signal(object)
    refused = Signal(object)
    _ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left, self._step = False, -1
        self._telling = RLock()
        self._thread: Thread | None = None
        self._let_go: Callable[[Any], object] | None = None
        self._end: deque[tuple[str, Any]] = deque()  # whoever takes it out, on whichever thread, has to see to it
        self._ended.connect(self._tell_end, Qt.ConnectionType.QueuedConnection)

    def start(
        self, name: str, work: Callable[["Background"], Any], let_go: Callable[[Any], object] | None = None
    ) -> None:
        """Begin the work; ``let_go`` is called with what came of it, on another thread, when nobody waits any more."""
        self._let_go = let_go
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

    @property
    def worker(self) -> Thread | None:
        """The thread, once the work is begun."""
        return self._thread

    # Called on the work's thread

    def left(self) -> bool:
        """Tell whether the work is to be given up."""
        return self._left

    def progress(self, share: float) -> None:
        """Tell how much is done, 0 to 1; what is less than a hundredth further is not told."""
        if (step := int(share * 100)) != self._step:
            self._step = step
            self._tell(lambda: self.progressed.emit(share))

    def grow(self, part: object) -> None:
        """Show what is there."""
        self._tell(lambda: self.grown.emit(part))

    def _run(self, work: Callable[["Background"], Any]) -> None:
        from coder.media.stopping import Stopped

        try:
            self._end.append(("done", work(self)))
        except Stopped:
            return
        except CoderError as error:
            self._end.append(("refused", error))
        except Exception as error:  # a thread that dies in silence would never be missed
            words = f"Something went wrong in the background ({type(error).__name__}: {error})."
            self._end.append(("refused", CoderError(words, "Nothing coded is touched by it. Please report it.")))
        if not self._tell(self._end_of_work):
            self._drop()

    def _end_of_work(self) -> None:
        self._ended.emit()

    def _tell(self, emit: Callable[[], object]) -> bool:
        """Tell news; False when nobody waits. Who left once is told nothing that was on its way: they may be gone."""
        with self._telling, suppress(RuntimeError):  # the window went without leaving
            if not self._left:
                emit()
                return True
        return False

    def _drop(self) -> None:
        with suppress(IndexError):
            name, news = self._end.popleft()
            if name == "done" and self._let_go is not None:
                self._let_go(news)

    # Called on the window's thread

    def leave(self) -> None:
        """Give the work up without waiting; it ends by itself, when it hangs or when it looks whether it was left."""
        with self._telling:
            self._left = True
        if self._end:
            Thread(target=self._drop, name="letting go", daemon=True).start()

    def _tell_end(self) -> None:
        if not self._left and self._end:
            name, news = self._end.popleft()
            getattr(self, name).emit(news)
