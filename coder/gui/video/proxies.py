"""The proxy of the picture that is coded: built quietly in the background, or found from the last time."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

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
        """Take drafts of a file from a proxy from now on."""


class Proxies(QObject):
    """Prepares one proxy after the other and hands each to the engine as it grows.

    ``progressed`` tells how much is done of all, 1.0 when nothing is to be done any more; ``refused`` why it was left.
    """

    progressed = Signal(float)
    refused = Signal(object)

    def __init__(
        self, parent: QObject, paths: Sequence[Path], indexes: Sequence[Any], prints: Sequence[Fingerprint]
    ) -> None:
        super().__init__(parent)
        self._files = list(zip(paths, indexes, prints, strict=True))
        self._engine: Drafting | None = None
        self._work: Background | None = None
        self._hurried: Callable[[], bool] = lambda: False

    def through(self, start: StartEngine | None) -> StartEngine | None:
        """Return what starts the engine, so that its drafts can come from here."""
        if start is None:
            return None

        def begin(on_picture: Callable[[Any], None], on_error: Callable[[CoderError], None]) -> Engine:
            engine: Any = start(on_picture, on_error)
            self._engine = engine if hasattr(engine, "use_proxy") else None
            began: Engine = engine
            return began

        return begin

    def begin_soon(self, hurried: Callable[[], bool]) -> None:
        """Begin when the first pictures are there; wait whenever the picture needs the processor (``hurried``)."""
        self._hurried = hurried
        QTimer.singleShot(WAITS_MS, self, self.begin)

    def begin(self) -> None:
        """Begin now, unless it goes on already or there is nothing to show."""
        if self._engine is None or self._work is not None or not self._files:
            return
        self._work = work = Background(self)
        work.progressed.connect(self.progressed)
        work.grown.connect(self._use)
        work.done.connect(self._end)
        work.refused.connect(self._refuse)
        work.start("proxy", self._prepare_all)

    @property
    def running(self) -> bool:
        """Tell whether one is being prepared."""
        return self._work is not None and self._work.running

    def stop(self) -> None:
        """Give it up, and show every frame as it is decoded."""
        self.leave()
        if self._engine is not None:
            for file in range(len(self._files)):
                self._engine.use_proxy(None, file)
        self.progressed.emit(1.0)

    def leave(self) -> None:
        """Give it up; what is built stays for the next time."""
        work, self._work = self._work, None
        if work is not None:
            work.leave()

    def _prepare_all(self, work: Background) -> None:
        for file, (path, index, fingerprint) in enumerate(self._files):
            self._prepare(work, file, path, index, fingerprint)

    def _prepare(self, work: Background, file: int, path: Path, index: Any, fingerprint: Fingerprint) -> None:
        built = prepare_proxy(
            path,
            index,
            fingerprint,
            cancel=work.left,
            progress=lambda share: work.progress((file + share) / len(self._files)),
            on_growth=lambda grown: work.grow((file, grown)),
            busy=self._is_busy,
        )
        if built is not None:
            work.grow((file, built))

    def _is_busy(self) -> bool:
        engine = self._engine
        return self._hurried() or (engine is not None and engine.busy)

    def _use(self, grown: tuple[int, Any]) -> None:
        if self._work is not None and self._engine is not None:
            self._engine.use_proxy(grown[1], grown[0])

    def _end(self) -> None:
        self._work = None
        self.progressed.emit(1.0)

    def _refuse(self, error: CoderError) -> None:
        self._work = None
        self.progressed.emit(1.0)
        self.refused.emit(error)
