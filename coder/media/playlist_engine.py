"""Show the frames of a view in several files as those of one film. Imports av and numpy: import this module lazily."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import RLock

from coder.errors import CoderError
from coder.media.engine import CLOSE_S, VideoEngine
from coder.media.frame_times import FrameIndex
from coder.media.frames import Picture
from coder.media.playlist import Place, Playlist
from coder.media.proxy import Proxy
from coder.media.request import Size

Ask = Callable[[VideoEngine, int], None]


class PlaylistEngine:
    """One engine at a time, for the file that is shown; pictures bear the numbers and times of the whole.

    ``on_picture`` and ``on_error`` are called as a VideoEngine's are. Pictures of a file that was left come no more.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        indexes: Sequence[FrameIndex],
        on_picture: Callable[[Picture], None],
        on_error: Callable[[CoderError], None] | None = None,
        cache_bytes: int | None = None,
    ) -> None:
        self.playlist = Playlist(indexes)
        self._paths, self._indexes = tuple(paths), tuple(indexes)
        self._on_picture = on_picture
        self._on_error = on_error or (lambda _error: None)
        self._cache_bytes = cache_bytes
        self._lock = RLock()
        self._dropped = self._passed_over = 0
        self._one_field = False
        self._proxies: dict[int, Proxy] = {}
        self._file = 0
        self._engine: VideoEngine | None = self._start(0)

    @property
    def passed_over(self) -> int:
        """Return how many requests a newer one overtook."""
        return self._passed_over + (self._engine.passed_over if self._engine is not None else 0)

    @property
    def dropped(self) -> int:
        """Return how many pictures were not shown because decoding was too slow."""
        return self._dropped + (self._engine.dropped if self._engine is not None else 0)

    @property
    def busy(self) -> bool:
        """Say whether somebody waits for a picture."""
        return self._engine is not None and self._engine.busy

    def request(self, n: int, size: Size | None = None) -> None:
        """Ask for frame ``n`` of the whole; raise IndexError outside it."""
        self._ask(n, lambda engine, frame: engine.request(frame, size))

    def scrub(self, n: int, size: Size | None = None) -> None:
        """Ask for frame ``n`` amid a drag."""
        self._ask(n, lambda engine, frame: engine.scrub(frame, size))

    def play_from(self, n: int, size: Size | None = None, rate: float = 1.0) -> None:
        """Ask for frame ``n`` and decode ahead of the requests, until ``rest``."""
        self._ask(n, lambda engine, frame: engine.play_from(frame, size, rate))

    def rest(self) -> None:
        """Fill the cache on both sides of the play head again."""
        if self._engine is not None:
            self._engine.rest()

    def show_one_field(self, wanted: bool) -> None:
        """Show only one field of interlaced frames from the next request on, or both again."""
        self._one_field = wanted
        if self._engine is not None:
            self._engine.show_one_field(wanted)

    def use_proxy(self, proxy: Proxy | None, file: int = 0) -> None:
        """Take drafts of a file from ``proxy`` from now on, or none."""
        with self._lock:
            if proxy is None:
                self._proxies.pop(file, None)
            else:
                self._proxies[file] = proxy
            if self._engine is not None and file == self._file:
                self._engine.use_proxy(self._find_proxy(file))

    def _find_proxy(self, file: int) -> Proxy | None:
        """Return a proxy of its own for each engine: they are not safe for threads."""
        found = self._proxies.get(file)
        return Proxy(found.files, found.table, found.index) if found is not None else None

    def limit_cache(self, limit: int) -> None:
        """Keep no more than ``limit`` bytes of decoded frames from now on."""
        self._cache_bytes = limit
        if self._engine is not None:
            self._engine.limit_cache(limit)

    def close(self, timeout_s: float = CLOSE_S) -> bool:
        """End the thread; False when it hangs and was given up."""
        with self._lock:
            engine, self._engine = self._engine, None
            self._file = -1
        return engine is None or engine.close(timeout_s)

    def _ask(self, n: int, ask: Ask) -> None:
        place = self.playlist.place(n)
        with self._lock:
            if self._engine is None:
                return
            if place.file != self._file:
                self._leave(self._engine)
                self._file = place.file
                self._engine = self._start(place.file)
            ask(self._engine, place.frame)

    def _leave(self, engine: VideoEngine) -> None:
        """Let an engine end by itself: nobody waits for it."""
        self._dropped += engine.dropped
        self._passed_over += engine.passed_over
        engine.close(0.0)

    def _start(self, file: int) -> VideoEngine:
        engine = VideoEngine(
            self._paths[file],
            self._indexes[file],
            lambda picture: self._show(file, picture),
            lambda error: self._tell(file, error),
            self._cache_bytes,
            proxy=self._find_proxy(file),
        )
        engine.show_one_field(self._one_field)
        return engine

    def _show(self, file: int, picture: Picture) -> None:
        if file == self._file:
            n = self.playlist.number(Place(file, picture.n))
            self._on_picture(replace(picture, n=n, time_ms=self.playlist.time_ms(n)))

    def _tell(self, file: int, error: CoderError) -> None:
        if file == self._file:
            self._on_error(error)
