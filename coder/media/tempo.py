"""Play samples faster or slower with their pitch kept. Imports av and numpy: import this module lazily."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from av.audio.frame import AudioFrame
from av.filter.graph import Graph
from numpy.typing import NDArray

Samples = NDArray[np.int16]

RATE_HZ = 48_000
TOLD_HZ = 24_000  # the filter chooses its window by the rate it is told: half of the truth halves window and error
WINDOW = 1024  # samples of sound at RATE_HZ: the power of two not below TOLD_HZ / 24
TAIL = 4 * WINDOW  # silence after the last sample, so that the filter lets go of it


def tempo_parts(rate: float) -> tuple[float, ...]:
    """Return tempos whose product is ``rate``, each one that the filter can do well (0.5 to 2)."""
    parts: list[float] = []
    while rate < 0.5 or rate > 2.0:
        parts.append(0.5 if rate < 0.5 else 2.0)
        rate /= parts[-1]
    return (*parts, rate) if rate != 1.0 else tuple(parts)


def lead_s(rate: float) -> float:
    """Return how many seconds of media the filter runs early at ``rate``: it must be fed from so much before.

    Each ``atempo`` puts an onset half a window early on its own input, whatever its tempo (measured with clicks).
    """
    lead, before = 0.0, 1.0
    for part in tempo_parts(rate):
        lead += before * WINDOW / 2
        before *= part
    return lead / RATE_HZ


class Tempo:
    """A chain of filters from ``hz``, stereo, 16 bit, to 48 kHz at ``rate``. Use it once."""

    def __init__(self, hz: int, rate: float) -> None:
        self._hz = hz
        self._rate = rate
        self._graph = Graph()
        source = self._graph.add_abuffer(sample_rate=hz, format="s16", layout="stereo", time_base=Fraction(1, hz))
        nodes = [source, self._graph.add("aresample", str(RATE_HZ))]
        if rate != 1.0:
            nodes.append(self._graph.add("asetrate", str(TOLD_HZ)))
            nodes += [self._graph.add("atempo", f"{part:.9f}") for part in tempo_parts(rate)]
            nodes.append(self._graph.add("asetrate", str(RATE_HZ)))
        nodes.append(self._graph.add("aformat", "sample_fmts=s16:channel_layouts=stereo"))
        nodes.append(self._graph.add("abuffersink"))
        self._graph.link_nodes(*nodes).configure()
        self._taken = 0

    def played(self, pieces: Iterator[Samples]) -> Iterator[Samples]:
        """Yield what is to be heard of ``pieces``, which begin ``lead_s`` early: exactly as long as they last."""
        given = 0
        for piece in pieces:
            self._push(piece)
            for samples in self._pull():
                given += len(samples)
                yield samples
        heard = self._taken / self._hz - lead_s(self._rate)
        left = max(0, round(heard / self._rate * RATE_HZ)) - given
        if self._taken and self._rate != 1.0:
            self._push(np.zeros((TAIL * self._hz // RATE_HZ + 1, 2), np.int16))
        self._graph.push(None)
        for samples in self._pull():
            if left > 0:
                yield samples[:left]
            left -= len(samples)

    def _push(self, piece: Samples) -> None:
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(piece).reshape(1, -1), "s16", "stereo")
        frame.sample_rate, frame.pts, frame.time_base = self._hz, self._taken, Fraction(1, self._hz)
        self._taken += len(piece)
        self._graph.push(frame)

    def _pull(self) -> Iterator[Samples]:
        while True:
            try:
                frame = self._graph.pull()
            except (BlockingIOError, EOFError):
                return
            if isinstance(frame, AudioFrame):
                yield np.ascontiguousarray(frame.to_ndarray().reshape(-1, 2)).astype(np.int16, copy=False)
