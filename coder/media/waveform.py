"""Draw sound at any zoom: least and greatest sample of short bins, and of ever longer ones.

Imports av and numpy: import this module lazily.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coder.media.array_cache import Arrays
from coder.media.drawn_sound import Drawing, bins_between
from coder.media.mono import GAP_S, Mono, Piece
from coder.media.stopping import Cancel, Progress

KIND = "waveform 1"
BIN = 256  # samples
BINS_AT_ONCE = 256
COARSER = 4

Levels = Mono
Curve = NDArray[np.float32]
Growth = Callable[["WaveForm"], None]


@dataclass(frozen=True, slots=True, eq=False)
class WaveForm:
    """Least and greatest sample (16 bit) of every bin; bin 0 begins at media time ``begin_ms``.

    ``lows[0]`` and ``highs[0]`` hold the finest bins, ``bin_ms`` long; each further level has bins 4 times as long.
    """

    begin_ms: float
    bin_ms: float
    lows: tuple[Levels, ...]
    highs: tuple[Levels, ...]

    @property
    def end_ms(self) -> float:
        """Return where the sound ends."""
        return self.begin_ms + self.bin_ms * len(self.lows[0])

    def slice(self, from_ms: float, to_ms: float, columns: int) -> tuple[Curve, Curve]:
        """Return least and greatest sample (-1 to 1) of each of ``columns`` equal parts; 0 where there is no sound."""
        column_bins = max((to_ms - from_ms) / columns, 1e-9) / self.bin_ms
        level = 0
        while level + 1 < len(self.lows) and column_bins >= COARSER ** (level + 2):
            level += 1
        bin_ms = self.bin_ms * COARSER**level
        edges = (np.linspace(from_ms, to_ms, columns + 1) - self.begin_ms) / bin_ms
        first, after = bins_between(edges)
        low = _reduce(np.minimum, self.lows[level], first, after)
        return low, _reduce(np.maximum, self.highs[level], first, after)


def build_waveform(
    path: Path,
    start_s: float = 0.0,
    *,
    stream: int = 0,
    cancel: Cancel | None = None,
    progress: Progress | None = None,
    on_growth: Growth | None = None,
    cache_dir: Path | None = None,
) -> WaveForm:
    """Read the whole sound of ``path`` as a waveform, from ``cache_dir`` when it is known there.

    ``start_s``: the container's time of media time 0. ``on_growth`` gets the part read so far, once a minute of
    sound. Raises CoderError when there is no sound, and Stopped when ``cancel`` says so.
    """
    return _DRAWING.build(path, start_s, stream, cache_dir, cancel=cancel, progress=progress, on_growth=on_growth)


class _Growing:
    """The bins read so far, in order; ``begin_s`` is the container's time of the first."""

    def __init__(self, hz: int) -> None:
        self.bin_s = BIN / hz
        self.begin_s = 0.0
        self.count = 0
        self._lows: list[Levels] = []
        self._highs: list[Levels] = []

    @property
    def read_s(self) -> float:
        return self.count * self.bin_s

    def take(self, piece: Piece) -> None:
        if not self.count:
            self.begin_s = piece.at_s
        missing = piece.at_s - self.begin_s - self.read_s
        if missing > GAP_S:
            silent = np.zeros(round(missing / self.bin_s), np.int16)
            self._add(silent, silent)
        self._draw(piece.samples)

    def end(self) -> None:
        """Draw nothing: no samples are left over."""

    def arrays(self) -> Arrays:
        empty = [np.zeros(0, np.int16)]
        low, high = np.concatenate(self._lows or empty), np.concatenate(self._highs or empty)
        return {"low": low, "high": high, "begin": np.array(self.begin_s), "bin": np.array(self.bin_s)}

    def _draw(self, samples: Levels) -> None:
        """Draw samples that follow on the last; a rest shorter than a bin makes one of its own."""
        whole = len(samples) // BIN * BIN
        parts = [samples[:whole].reshape(-1, BIN), samples[whole:].reshape(1, -1)]
        for part in parts:
            if part.size:
                self._add(part.min(axis=1), part.max(axis=1))

    def _add(self, low: Levels, high: Levels) -> None:
        self._lows.append(low)
        self._highs.append(high)
        self.count += len(low)


def _shape(arrays: Arrays, start_s: float) -> WaveForm:
    low, high = (arrays[name].astype(np.int16, copy=False) for name in ("low", "high"))
    begin_s, bin_s = (float(arrays[name].astype(float)) for name in ("begin", "bin"))
    return _pyramid(low, high, begin_s - start_s, bin_s)


def _pyramid(low: Levels, high: Levels, begin_s: float, bin_s: float) -> WaveForm:
    lows, highs = [low], [high]
    while len(lows[-1]) > BINS_AT_ONCE:
        starts = np.arange(0, len(lows[-1]), COARSER)
        lows.append(np.minimum.reduceat(lows[-1], starts))
        highs.append(np.maximum.reduceat(highs[-1], starts))
    return WaveForm(begin_s * 1000, bin_s * 1000, tuple(lows), tuple(highs))


def _reduce(least_or_greatest: np.ufunc, bins: Levels, first: NDArray[np.int64], after: NDArray[np.int64]) -> Curve:
    """Reduce bins [first, after) of each column; columns outside the bins are 0."""
    count = len(bins)
    padded = np.append(bins, np.int16(0))
    begin, end = np.clip(first, 0, count), np.clip(after, 0, count)
    pairs = np.column_stack([begin, end]).ravel()
    reduced = least_or_greatest.reduceat(padded, pairs)[::2]
    return np.where(end > begin, reduced, 0).astype(np.float32) / np.float32(32768)


_DRAWING = Drawing(KIND, _Growing, _shape)
