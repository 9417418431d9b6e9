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
from coder.media.container import explain, open_media
from coder.media.sound_frames import Form, form_of, need_audio, resample, sound_frames

Mono = NDArray[np.int16]

PIECE = 1 << 16  # samples
GAP_S = 0.05
LONGEST_GAP_S = 4 * 3600.0  # a longer one is a damaged time, and would be hours of nothing
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
        try:
            self._stream = need_audio(self._container, path, stream, "Choose a file with sound.")
        except CoderError:
            self._container.close()
            raise
        self._own_hz = self._stream.codec_context.sample_rate or USUAL_HZ
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
        for frame in sound_frames(self._container, self._stream, self.path):
            at_s = _time_of(frame, run)
            if run is None or abs(at_s - run.end_s) > GAP_S or run.form != form_of(frame):
                if run is not None:
                    yield from run.take(None)
                run = _Run(at_s, self.hz, form_of(frame))
            run.end_s += frame.samples / (frame.sample_rate or self._own_hz)
            yield from run.take(frame)
        if run is not None:
            yield from run.take(None)


def _time_of(frame: AudioFrame, run: "_Run | None") -> float:
    """Return when a frame begins: as it says, unless it says nothing or what cannot be."""
    if run is None:
        return frame.time or 0.0
    return run.end_s if frame.time is None or frame.time - run.end_s > LONGEST_GAP_S else frame.time


class _Run:
    """A stretch of sound of one form without a gap; ``end_s`` is where the next frame is expected."""

    def __init__(self, begin_s: float, hz: int, form: Form) -> None:
        self.end_s = begin_s
        self.form = form
        self._begin_s, self._hz = begin_s, hz
        self._given = 0
        self._pieces = AudioResampler("s16", "mono", hz, frame_size=PIECE)

    def take(self, frame: AudioFrame | None) -> Iterator[Piece]:
        if frame is not None:
            frame.pts = None
        for piece in resample(self._pieces, frame):
            samples = piece.to_ndarray().reshape(-1).astype(np.int16, copy=False)
            yield Piece(self._begin_s + self._given / self._hz, samples)
            self._given += len(samples)
