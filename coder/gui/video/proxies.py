"""The proxies of every camera's pictures: built quietly in the background, or found from the last time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from coder.app.ports import Frames
from coder.app.proxy import prepare_proxy
from coder.errors import CoderError
from coder.gui.background import Background
from coder.gui.video.playback import Engine, StartEngine
from coder.model.media import Fingerprint

WAITS_MS = 1_500
"""The first pictures come first."""


class Drafting(Protocol):
    """An engine that takes drafts from a proxy, file by file."""

    @property
    def busy(self) -> bool:
        """Whether somebody waits for a picture."""

    def use_proxy(self, proxy: Any, file: int = 0) -> None:
        """Take drafts of a file from a proxy from now on, or none."""


class Footage(Protocol):
    """What a camera filmed; see ``coder.app.entering.Video`` and ``coder.app.cameras.Film``."""

    @property
    def paths(self) -> tuple[Path, ...]:
        """Its files."""

    @property
    def frames(self) -> Frames | None:
        """Their frames."""

    @property
    def fingerprints(self) -> tuple[Fingerprint, ...]:
        """What tells the files from others."""


@dataclass(frozen=True, slots=True)
class Filmed:
    """One file of a camera's, and the engine that takes drafts of it as its file ``number``."""

    engine: Drafting
    number: int
    path: Path
    index: Any
    fingerprint: Fingerprint


class Proxies(QObject):
    """Prepares one proxy after the other, those of the main camera first, and hands each to its engine as it grows.

    ``progressed`` tells how much is done of all, 1.0 when nothing is to be done any more; ``refused`` why one was left.
    """

    progressed = Signal(float)
    refused = Signal(object)

    def __init__(self, parent: QObject, main: Footage, to_come: int = 0) -> None:
        """``to_come``: how many files the further cameras have, which ``add`` takes up once they were read."""
        super().__init__(parent)
        self._main, self._to_come = main, to_come
        self._files: tuple[Filmed, ...] = ()
        self._next = 0
        self._wanted = False
        self._work: Background | None = None
        self._told = ""
        self._hurried: Callable[[], bool] = lambda: False
        self._waiting = QTimer(self, singleShot=True)
        self._waiting.timeout.connect(self.begin)

    def through(self, start: StartEngine | None) -> StartEngine | None:
        """Return what starts the main camera's engine, so that its drafts can come from here."""
        if start is None:
            return None

        def begin(on_picture: Callable[[Any], None], on_error: Callable[[CoderError], None]) -> Engine:
            engine = start(on_picture, on_error)
            self._take(self._main, engine)
            return engine

        return begin

    def add(self, cameras: Iterable[tuple[Footage, Any]]) -> None:
        """Take the further cameras up that can be shown, each with its engine; there are no others to come."""
        self._to_come = 0
        for footage, engine in cameras:
            self._take(footage, engine)
        if self._wanted and self._work is None:
            self._go_on()

    def begin_soon(self, hurried: Callable[[], bool]) -> None:
        """Begin when the first pictures are there; wait whenever the picture needs the processor (``hurried``)."""
        self._hurried = hurried
        self._waiting.start(WAITS_MS)

    def begin(self) -> None:
        """Begin now, unless it was begun already."""
        if not self._wanted:
            self._wanted, self._next, self._told = True, 0, ""
            self._go_on()

    @property
    def running(self) -> bool:
        """Tell whether one is being prepared."""
        return self._work is not None and self._work.running

    def stop(self) -> None:
        """Give it up, and show every frame as it is decoded."""
        self.leave()
        for filmed in self._files:
            filmed.engine.use_proxy(None, filmed.number)
        self.progressed.emit(1.0)

    def leave(self) -> None:
        """Give it up; what is built stays for the next time."""
        self._waiting.stop()
        self._wanted = False
        work, self._work = self._work, None
        if work is not None:
            work.leave()

    def _take(self, footage: Footage, engine: Any) -> None:
        parts = getattr(footage.frames, "parts", (footage.frames,))
        if hasattr(engine, "use_proxy") and all(hasattr(part, "keyframes") for part in parts):
            files = zip(footage.paths, parts, footage.fingerprints, strict=True)
            self._files += tuple(Filmed(engine, number, *file) for number, file in enumerate(files))

    def _go_on(self) -> None:
        """Prepare the next one, or tell that there is none."""
        if self._next < len(self._files):
            self._work = work = Background(self)
            work.progressed.connect(self._tell_share)
            work.grown.connect(self._use)
            work.done.connect(self._end)
            work.refused.connect(self._fail)
            work.start("proxy", partial(self._prepare, self._files[self._next]))
        else:
            self._work = None
            if not self._to_come:
                self.progressed.emit(1.0)

    # On the work's thread

    def _prepare(self, filmed: Filmed, work: Background) -> tuple[Background, CoderError | None]:
        """Return who did it, and why there is no proxy: one camera's trouble is not the others'."""
        try:
            built = prepare_proxy(
                filmed.path,
                filmed.index,
                filmed.fingerprint,
                cancel=work.left,
                progress=work.progress,
                on_growth=lambda grown: work.grow((filmed, grown)),
                busy=self._is_busy,
                beside=[other.fingerprint for other in self._files],
            )
        except CoderError as error:
            return work, error
        if built is not None:
            work.grow((filmed, built))
        return work, None

    def _is_busy(self) -> bool:
        return self._hurried() or any(filmed.engine.busy for filmed in self._files)

    # On the window's thread

    def _tell_share(self, share: float) -> None:
        if self._work is not None:
            self.progressed.emit((self._next + share) / (len(self._files) + self._to_come))

    def _use(self, grown: tuple[Filmed, Any]) -> None:
        if self._work is not None:
            filmed, proxy = grown
            filmed.engine.use_proxy(proxy, filmed.number)

    def _end(self, outcome: tuple[Background, CoderError | None]) -> None:
        work, error = outcome
        if work is not self._work:
            return  # it was given up when this was on its way
        work.deleteLater()
        self._next += 1
        if error is not None and error.message != self._told:  # a full disk stops all, and is said once
            self._told = error.message
            self.refused.emit(error)
        self._go_on()

    def _fail(self, error: CoderError) -> None:
        """Take note of what nobody expected."""
        if self._work is not None:
            self._end((self._work, error))
