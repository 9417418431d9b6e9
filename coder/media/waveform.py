"""Draw sound at any zoom: least and greatest sample of short bins, and of ever longer ones.

Imports av and numpy: import this module lazily.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coder.media.array_cache import find_arrays, write_arrays
from coder.media.mono import GAP_S, Mono, MonoReader
from coder.media.stopping import Cancel, Progress, tell
from coder.media.watching import GROWTH_S, Watch

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
        first = np.floor(edges[:-1] + 1e-9).astype(np.int64)
        after = np.maximum(first + 1, np.ceil(edges[1:] - 1e-9).astype(np.int64))
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
    kind = f"{KIND} {stream}"
    kept = find_arrays(path, cache_dir, kind) if cache_dir is not None else None
    if kept is not None and {"low", "high", "begin", "bin"} <= set(kept):
        bin_s, begin_s = float(kept["bin"].astype(float)), float(kept["begin"].astype(float))
        return _pyramid(kept["low"].astype(np.int16), kept["high"].astype(np.int16), begin_s - start_s, bin_s)
    growing = _read(path, stream, start_s, Watch(cancel, progress, on_growth, GROWTH_S))
    low, high = growing.bins()
    if cache_dir is not None:
        arrays = {"low": low, "high": high, "begin": np.array(growing.begin_s), "bin": np.array(growing.bin_s)}
        write_arrays(path, cache_dir, kind, arrays)
    tell(progress, 1.0)
    return _pyramid(low, high, growing.begin_s - start_s, growing.bin_s)


def _shape(growing: "_Growing", start_s: float) -> WaveForm:
    return _pyramid(*growing.bins(), growing.begin_s - start_s, growing.bin_s)


class _Growing:
    """The bins read so far, in order; ``begin_s`` is the container's time of the first."""

    def __init__(self, hz: int) -> None:
        self.bin_s = BIN / hz
        self.begin_s = 0.0
        self.count = 0
        self._lows: list[Levels] = []
        self._highs: list[Levels] = []

    @property
    def end_s(self) -> float:
        return self.begin_s + self.count * self.bin_s

    def take(self, samples: Levels) -> None:
        """Take samples that follow on the last; a rest shorter than a bin makes one of its own."""
        whole = len(samples) // BIN * BIN
        parts = [samples[:whole].reshape(-1, BIN), samples[whole:].reshape(1, -1)]
        for part in parts:
            if part.size:
                self._add(part.min(axis=1), part.max(axis=1))

    def silence_to(self, seconds: float) -> None:
        """Fill up to ``seconds`` with silent bins."""
        missing = round((seconds - self.end_s) / self.bin_s)
        if missing > 0:
            self._add(np.zeros(missing, np.int16), np.zeros(missing, np.int16))

    def _add(self, low: Levels, high: Levels) -> None:
        self._lows.append(low)
        self._highs.append(high)
        self.count += len(low)

    def bins(self) -> tuple[Levels, Levels]:
        empty = [np.zeros(0, np.int16)]
        return np.concatenate(self._lows or empty), np.concatenate(self._highs or empty)


def _read(path: Path, number: int, start_s: float, watch: Watch[WaveForm]) -> _Growing:
    with MonoReader(path, number) as reader:
        growing = _Growing(reader.hz)
        for piece in reader.pieces():
            if not growing.count:
                growing.begin_s = piece.at_s
            elif piece.at_s - growing.end_s > GAP_S:
                growing.silence_to(piece.at_s)
            growing.take(piece.samples)
            read_s = growing.count * growing.bin_s
            watch.look(read_s, reader.length_s, partial(_shape, growing, start_s))
    return growing


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
