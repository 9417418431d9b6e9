"""Waveform and spectrogram of a view in several files, as one. Imports av and numpy: import this module lazily."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coder.media.spectrogram import Spectrogram, Tile
from coder.media.waveform import Curve, WaveForm


@dataclass(frozen=True, slots=True)
class Border:
    """Where a file begins and ends, in ms of the whole."""

    begin_ms: float
    end_ms: float

    def columns(self, from_ms: float, to_ms: float, columns: int) -> slice:
        """Return which of some equal columns have their middle in the file."""
        edges = [
            (border_ms - from_ms) / max(to_ms - from_ms, 1e-9) * columns for border_ms in (self.begin_ms, self.end_ms)
        ]
        first, after = (min(max(0, round(edge)), columns) for edge in edges)
        return slice(first, after)


@dataclass(frozen=True, slots=True, eq=False)
class PlaylistWave:
    """Waveforms of some files one after the other; a file without sound, or not read yet, is None."""

    borders: Sequence[Border]
    parts: Sequence[WaveForm | None]

    def slice(self, from_ms: float, to_ms: float, columns: int) -> tuple[Curve, Curve]:
        """Return least and greatest sample of each of ``columns`` equal parts; see WaveForm."""
        low, high = np.zeros(columns, np.float32), np.zeros(columns, np.float32)
        for border, part in zip(self.borders, self.parts, strict=False):
            here = border.columns(from_ms, to_ms, columns)
            if part is not None and here.stop > here.start:
                lows, highs = part.slice(from_ms - border.begin_ms, to_ms - border.begin_ms, columns)
                low[here], high[here] = lows[here], highs[here]
        return low, high


@dataclass(frozen=True, slots=True, eq=False)
class PlaylistSpectrogram:
    """Spectrograms of some files one after the other; a file without sound, or not read yet, is None."""

    borders: Sequence[Border]
    parts: Sequence[Spectrogram | None]

    def slice(self, from_ms: float, to_ms: float, columns: int, rows: int) -> Tile:
        """Return a picture, ``rows`` × ``columns``, its first row the highest pitch; see Spectrogram."""
        whole = np.zeros((rows, columns), np.uint8)
        for border, part in zip(self.borders, self.parts, strict=False):
            here = border.columns(from_ms, to_ms, columns)
            if part is not None and here.stop > here.start:
                tile = part.slice(from_ms - border.begin_ms, to_ms - border.begin_ms, columns, rows)
                whole[:, here] = tile[:, here]
        return whole
