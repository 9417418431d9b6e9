"""Draw what sound is made of: the power of every pitch at every time. Imports av and numpy: import this lazily."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coder.media.array_cache import Arrays
from coder.media.drawn_sound import Drawing, bins_between
from coder.media.mono import GAP_S, Mono, Piece
from coder.media.stopping import Cancel, Progress

KIND = "spectrogram 1"
HZ = 16_000
WINDOW = 512  # samples: 32 ms
HOP = 256
ROWS = 128
HIGHEST_HZ = HZ / 2
FLOOR_DB = -96.0
COARSER = 4
SMALLEST = 256  # columns

Tile = NDArray[np.uint8]
Growth = Callable[["Spectrogram"], None]


@dataclass(frozen=True, slots=True, eq=False)
class Spectrogram:
    """Columns ``column_ms`` long, the first of which begins at media time ``begin_ms``; rows from low to high pitch.

    ``levels[0]`` (columns × 128) holds the finest columns, each further level columns 4 times as long. A value of 255
    is a tone as loud as can be, 0 one of −96 dB or less. Rows reach evenly from 0 to 8000 Hz.
    """

    begin_ms: float
    column_ms: float
    levels: tuple[Tile, ...]

    @property
    def end_ms(self) -> float:
        """Return where the sound ends."""
        return self.begin_ms + self.column_ms * len(self.levels[0])

    def slice(self, from_ms: float, to_ms: float, columns: int, rows: int) -> Tile:
        """Return a picture, ``rows`` × ``columns``, its first row the highest pitch; 0 where there is no sound."""
        level = 0
        while level + 1 < len(self.levels) and (to_ms - from_ms) / columns >= self.column_ms * COARSER ** (level + 1):
            level += 1
        long_ms = self.column_ms * COARSER**level
        edges = (np.linspace(from_ms, to_ms, columns + 1) - self.begin_ms) / long_ms
        found = _greatest(self.levels[level], edges)
        pitches = _greatest(np.ascontiguousarray(found.T), np.linspace(0, ROWS, rows + 1))
        return np.ascontiguousarray(pitches[::-1])


def build_spectrogram(
    path: Path,
    start_s: float = 0.0,
    *,
    stream: int = 0,
    cancel: Cancel | None = None,
    progress: Progress | None = None,
    on_growth: Growth | None = None,
    cache_dir: Path | None = None,
) -> Spectrogram:
    """Read the whole sound of ``path`` as a spectrogram, from ``cache_dir`` when it is known there.

    ``start_s``: the container's time of media time 0. ``on_growth`` gets the part read so far, once a minute of
    sound. Raises CoderError when there is no sound, and Stopped when ``cancel`` says so.
    """
    return _DRAWING.build(path, start_s, stream, cache_dir, cancel=cancel, progress=progress, on_growth=on_growth)


class _Growing:
    """The columns made so far; ``begin_s`` is the container's time of the first."""

    def __init__(self, _hz: int) -> None:
        self.begin_s: float = 0.0
        self._taken = 0  # samples
        self._parts: list[Tile] = []
        self._rest = np.zeros((WINDOW - HOP) // 2, np.int16)  # so that a window's middle is its column's middle
        self._shape = (np.hanning(WINDOW) / np.hanning(WINDOW).sum() * 2 / 32_768).astype(np.float32)

    @property
    def read_s(self) -> float:
        return self._taken / HZ

    def take(self, piece: Piece) -> None:
        if not self._taken:
            self.begin_s = piece.at_s
        missing = round((piece.at_s - self.begin_s) * HZ) - self._taken
        while missing > GAP_S * HZ:
            silent = min(missing, 60 * HZ)
            self._add(np.zeros(silent, np.int16))
            missing -= silent
        self._add(piece.samples)

    def end(self) -> None:
        """Take the last columns: what the last windows miss is silence."""
        left = -self._taken % HOP
        self._add(np.zeros(left + (WINDOW - HOP) // 2, np.int16))

    def arrays(self) -> Arrays:
        columns = np.concatenate([np.zeros((0, ROWS), np.uint8), *self._parts])
        return {"columns": columns, "begin": np.array(self.begin_s)}

    def _add(self, samples: Mono) -> None:
        self._taken += len(samples)
        sound = np.concatenate([self._rest, samples])
        count = max(0, (len(sound) - WINDOW) // HOP + 1)
        if count:
            windows = np.lib.stride_tricks.sliding_window_view(sound, WINDOW)[: count * HOP : HOP]
            self._parts.append(_powers(windows * self._shape))
        self._rest = sound[count * HOP :]


def _powers(windows: NDArray[np.float32]) -> Tile:
    """Return the power of 128 bands of pitch in each window, −96 to 0 dB as 0 to 255."""
    spectrum = np.fft.rfft(windows, axis=1)[:, 1:]
    power = np.square(spectrum.real) + np.square(spectrum.imag)
    power = power.reshape(len(power), ROWS, -1).max(axis=2)
    decibels = 10 * np.log10(np.maximum(power, np.float32(1e-12)))
    scaled: Tile = np.clip(np.rint((decibels - FLOOR_DB) * (255 / -FLOOR_DB)), 0, 255).astype(np.uint8)
    return scaled


def _shape(arrays: Arrays, start_s: float) -> Spectrogram:
    columns, begin_s = arrays["columns"].astype(np.uint8, copy=False), float(arrays["begin"].astype(float))
    return _pyramid(columns, begin_s - start_s)


def _pyramid(columns: Tile, begin_s: float) -> Spectrogram:
    levels = [columns]
    while len(levels[-1]) > SMALLEST:
        levels.append(np.maximum.reduceat(levels[-1], np.arange(0, len(levels[-1]), COARSER), axis=0))
    return Spectrogram(begin_s * 1000, HOP * 1000 / HZ, tuple(levels))


def _greatest(bins: Tile, edges: NDArray[np.float64]) -> Tile:
    """Return the greatest of the bins (along the first axis) between each two edges; 0 outside them."""
    count = len(bins)
    first, after = bins_between(edges)
    begin, end = np.clip(first, 0, count), np.clip(after, 0, count)
    if not (end > begin).any():
        return np.zeros((len(first), bins.shape[1]), np.uint8)
    lowest, highest = int(begin.min()), int(end.max())
    padded = np.concatenate([bins[lowest:highest], np.zeros((1, bins.shape[1]), np.uint8)])
    pairs = np.column_stack([begin, end]).ravel() - lowest
    reduced: Tile = np.maximum.reduceat(padded, pairs, axis=0)[::2]
    reduced[end <= begin] = 0
    return reduced


_DRAWING = Drawing(KIND, _Growing, _shape, HZ)
