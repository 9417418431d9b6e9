"""Draw a whole sound, seen while it grows, and keep what was drawn. Imports av and numpy: import this module lazily."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from coder.media.array_cache import Arrays, find_arrays, write_arrays
from coder.media.mono import MonoReader, Piece
from coder.media.stopping import Cancel, Progress, tell
from coder.media.watching import GROWTH_S, Watch

Drawn = TypeVar("Drawn")


class Growing(Protocol):
    """What is drawn of a sound so far."""

    @property
    def read_s(self) -> float:
        """How much sound that is."""

    def take(self, piece: Piece) -> None:
        """Draw what follows; where it begins later than the last piece ended there is silence."""

    def end(self) -> None:
        """Draw what is left over."""

    def arrays(self) -> Arrays:
        """Return what is to be kept of it."""


@dataclass(frozen=True, slots=True)
class Drawing(Generic[Drawn]):
    """A way to draw a sound: ``begin`` gets samples a second (``hz``, or the sound's own), ``shape`` what is kept.

    ``kind`` tells it from others, and from what it was before it changed. ``shape`` gets the container's time of media
    time 0 as well, and raises KeyError for arrays of something else.
    """

    kind: str
    begin: Callable[[int], Growing]
    shape: Callable[[Arrays, float], Drawn]
    hz: int | None = None

    def build(
        self,
        path: Path,
        start_s: float,
        stream: int,
        cache_dir: Path | None,
        *,
        cancel: Cancel | None,
        progress: Progress | None,
        on_growth: Callable[[Drawn], None] | None,
    ) -> Drawn:
        """Return the whole of sound number ``stream``; ``on_growth`` gets the part read so far, once a minute of sound.

        Raises CoderError when there is no sound, and Stopped when ``cancel`` says so.
        """
        kind = f"{self.kind} {stream}"
        kept = find_arrays(path, cache_dir, kind) if cache_dir is not None else None
        if kept is not None:
            try:
                return self.shape(kept, start_s)
            except KeyError:
                kept = None
        arrays = self._read(path, start_s, stream, Watch(cancel, progress, on_growth, GROWTH_S))
        if cache_dir is not None:
            write_arrays(path, cache_dir, kind, arrays)
        tell(progress, 1.0)
        return self.shape(arrays, start_s)

    def _read(self, path: Path, start_s: float, stream: int, watch: Watch[Drawn]) -> Arrays:
        with MonoReader(path, stream, self.hz) as reader:
            growing = self.begin(reader.hz)
            for piece in reader.pieces():
                growing.take(piece)
                watch.look(growing.read_s, reader.length_s, lambda: self.shape(growing.arrays(), start_s))
            growing.end()
        return growing.arrays()


def bins_between(edges: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first bin between each two edges (in bins), and the one after the last: at least one of each."""
    first = np.floor(edges[:-1] + 1e-9).astype(np.int64)
    return first, np.maximum(first + 1, np.ceil(edges[1:] - 1e-9).astype(np.int64))
