"""Read the whole sound of a file as one channel, in large pieces: what waveform, spectrogram and alignment look at.

Imports av and numpy: import this module lazily.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from coder.errors import CoderError
from coder.media.container import FFmpegError, explain, find_audio, open_media

Mono = NDArray[np.int16]

PIECE = 1 << 16  # samples
GAP_S = 0.05
USUAL_HZ = 48_000


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Samples of one channel, 16 bit; the first one lies at ``at_s`` of the container's time."""

    at_s: float
    samples: Mono


class MonoReader:
    """Read sound number ``stream`` at ``hz`` samples a second (default: as many as it has), from begin to end once."""

    def __init__(self, path: Path, stream: int = 0, hz: int | None = None) -> None:
        self.path = path
        self._container = open_media(path)
        found = find_audio(self._container, stream)
        if found is None:
            self._container.close()
            raise CoderError(f"{path.name} has no sound.", "Choose a file with sound.")
        self._stream = found
        self._own_hz = found.codec_context.sample_rate or USUAL_HZ
        self.hz = hz or self._own_hz
        self.length_s = (self._container.duration or 0) / 1_000_000

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._container.close()

    def pieces(self) -> Iterator[Piece]:
        """Yield the sound in order; where it has a gap the next piece begins later. Raises CoderError on a bad disk."""
        try:
            yield from self._runs()
        except OSError as error:
            raise explain(self.path, error) from error

    def _runs(self) -> Iterator[Piece]:
        run: _Run | None = None
        for frame in self._frames():
            at_s = frame.time if frame.time is not None else run.end_s if run is not None else 0.0
            if run is None or abs(at_s - run.end_s) > GAP_S:
                if run is not None:
                    yield from run.take(None)
                run = _Run(at_s, self.hz)
            run.end_s += frame.samples / self._own_hz
            yield from run.take(frame)
        if run is not None:
            yield from run.take(None)

    def _frames(self) -> Iterator[AudioFrame]:
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets, None)
            except FFmpegError:
                return  # a file cut short: what came before it is there
            if packet is None:
                return
            try:
                yield from packet.decode()
            except FFmpegError:
                continue


class _Run:
    """A stretch of sound without a gap; ``end_s`` is where the next frame is expected."""

    def __init__(self, begin_s: float, hz: int) -> None:
        self.end_s = begin_s
        self._begin_s, self._hz = begin_s, hz
        self._given = 0
        self._pieces = AudioResampler("s16", "mono", hz, frame_size=PIECE)

    def take(self, frame: AudioFrame | None) -> Iterator[Piece]:
        if frame is not None:
            frame.pts = None
        for piece in self._pieces.resample(frame):
            samples = piece.to_ndarray().reshape(-1).astype(np.int16, copy=False)
            yield Piece(self._begin_s + self._given / self._hz, samples)
            self._given += len(samples)
