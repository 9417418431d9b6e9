"""Read sound from a media time on, faster or slower with its pitch kept.

Nothing here plays it: the window's sink takes the chunks. Imports av and numpy: import this module lazily.
"""

from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler

from coder.errors import CoderError
from coder.media.container import FFmpegError, explain, open_media
from coder.media.snippet import SNIPPET_MS, snippet_of
from coder.media.sound_frames import form_of, need_audio, resample, sound_frames
from coder.media.stopping import Cancel, check
from coder.media.tempo import RATE_HZ, Samples, Tempo, lead_s, tempo_parts

__all__ = ["FASTEST", "RATE_HZ", "SLOWEST", "Samples", "SoundChunk", "SoundReader", "tempo_parts"]

SLOWEST, FASTEST = 0.25, 4.0
CONTIGUOUS_S = 0.010  # containers with whole-millisecond times jitter; a real gap is longer
SEEK_BACK_S = (0.5, 3.0, 15.0)
COARSEST_S = 0.002


@dataclass(frozen=True, slots=True, eq=False)
class SoundChunk:
    """48 kHz stereo: ``samples`` is n × 2, contiguous; its first one is heard at media time ``at_ms``."""

    at_ms: float
    samples: Samples


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the frames of a stream begin, in samples: times rounded to whole milliseconds are not exact enough."""

    anchor: int
    step: int
    loose: int

    def snap(self, start: int) -> int:
        off = (start - self.anchor + self.step // 2) % self.step - self.step // 2
        return start - off if abs(off) <= self.loose else start


class SoundReader:
    """Read one sound stream. Not safe for threads: each thread opens its own.

    ``start_s``: where media time 0, the first frame of the video, lies on the container's time line. ``stream``: the
    number of the sound, as ``coder.media.sounds.list_sounds`` gives it.
    """

    def __init__(self, path: Path, start_s: float = 0.0, stream: int = 0) -> None:
        self.path = path
        self.start_s = start_s
        self._container = open_media(path)
        try:
            self._stream = need_audio(
                self._container, path, stream, "Play it without, or choose another file for sound."
            )
        except CoderError:
            self._container.close()
            raise
        self._hz = self._stream.codec_context.sample_rate or RATE_HZ
        self._grid: _Grid | None = None
        self._grid_known = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    def chunks(
        self, from_ms: float, rate: float = 1.0, cancel: Cancel | None = None
    ) -> Generator[SoundChunk, None, None]:
        """Yield the sound from exactly ``from_ms`` on, played at ``rate`` (0.25 to 4); gaps are silence.

        Ends with the sound stream, which may be before or after the video's end. Raises Stopped when ``cancel``
        says so, CoderError when the file cannot be read and ValueError for a rate that sound cannot keep.
        """
        if not SLOWEST <= rate <= FASTEST:
            raise ValueError(rate)
        tempo = Tempo(self._hz, rate)
        given = 0
        begin_s = from_ms / 1000 + self.start_s - lead_s(rate)
        try:
            for samples in tempo.played(self._pieces(begin_s, cancel)):
                yield SoundChunk(from_ms + given * rate * 1000 / RATE_HZ, samples)
                given += len(samples)
        except (FFmpegError, OSError) as error:
            raise explain(self.path, error) from error

    def snippet(self, at_ms: float, length_ms: float = SNIPPET_MS, cancel: Cancel | None = None) -> Samples:
        """Return the sound from exactly ``at_ms`` on, ``length_ms`` long (48 kHz, n × 2), faded in and out.

        It is what is heard while the play head is dragged; past the ends of the sound it is silent.
        """
        return snippet_of(self.chunks(at_ms, 1.0, cancel), length_ms)

    def _pieces(self, begin_s: float, cancel: Cancel | None) -> Iterator[Samples]:
        """Yield the stream's samples from exactly ``begin_s`` of the container's time on, without gap or overlap."""
        place = round(begin_s * self._hz)
        loose = 0  # the first frame is cut to the sample; later ones may jitter
        for start, samples in self._decoded(begin_s):
            check(cancel)
            begin = place if start is None or abs(start - place) < loose else start
            for silent in range(place, begin, self._hz):  # a second at most in one piece
                yield np.zeros((min(self._hz, begin - silent), 2), np.int16)
            kept = samples[max(0, place - begin) :]
            if not len(kept):
                continue
            yield kept
            place = max(place, begin) + len(kept)
            loose = round(CONTIGUOUS_S * self._hz)

    def _decoded(self, begin_s: float) -> Iterator[tuple[int | None, Samples]]:
        """Yield (first sample's number on the container's time line, samples), from before ``begin_s`` on."""
        grid = self._find_grid()
        to_stereo, form = AudioResampler("s16", "stereo", self._hz), None
        for frame in self._frames_before(begin_s):
            if form != form_of(frame):
                to_stereo, form = AudioResampler("s16", "stereo", self._hz), form_of(frame)
            start = self._start_of(frame)
            start = start if start is None or grid is None else grid.snap(start)
            for stereo in resample(to_stereo, frame):
                yield start, stereo.to_ndarray().reshape(-1, 2).astype(np.int16, copy=False)
                start = None

    def _start_of(self, frame: AudioFrame) -> int | None:
        if frame.pts is None or frame.time_base is None:
            return None
        return round(frame.pts * frame.time_base * self._hz)

    def _find_grid(self) -> _Grid | None:
        """Return the stream's grid, or None where times are exact to the sample or frames differ in length."""
        if not self._grid_known:
            self._grid_known = True
            tick = self._stream.time_base or Fraction(1, 1000)
            if tick != Fraction(1, self._hz):
                with suppress(FFmpegError):  # damaged at its begin: times are as exact as they are written
                    self._grid = self._grid_of(list(islice(self._frames_from(None), 4)), tick)
        return self._grid

    def _grid_of(self, first: list[AudioFrame], tick: Fraction) -> _Grid | None:
        start = self._start_of(first[0]) if len(first) == 4 else None
        if start is None or len({frame.samples for frame in first[1:]}) != 1:
            return None
        loose = round(min(float(tick), COARSEST_S) * self._hz) + 1
        return _Grid(start + first[0].samples, first[1].samples, loose)

    def _frames_before(self, begin_s: float) -> Iterator[AudioFrame]:
        """Seek to before ``begin_s``: try, look at the first frame, back off."""
        for back_s in SEEK_BACK_S:
            frames = self._frames_from(begin_s - back_s)
            first = next(frames, None)
            if first is not None and (first.time is None or first.time <= begin_s):
                break
        else:
            frames = self._frames_from(None)
            first = next(frames, None)
        if first is not None:
            yield first
            yield from frames

    def _frames_from(self, seconds: float | None) -> Iterator[AudioFrame]:
        tick = self._stream.time_base or Fraction(1, 1000)
        earliest = self._stream.start_time or 0
        ticks = earliest if seconds is None else max(earliest, int(seconds / tick))
        with suppress(FFmpegError):  # nowhere to go to: what comes is placed by its own time
            self._container.seek(ticks, stream=self._stream, backward=True)
        yield from sound_frames(self._container, self._stream, self.path)
