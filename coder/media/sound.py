"""Read sound from a media time on, faster or slower with its pitch kept.

Nothing here plays it: the window's sink takes the chunks. Imports av and numpy: import this module lazily.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.filter.graph import Graph
from numpy.typing import NDArray

from coder.errors import CoderError
from coder.media.container import FFmpegError, explain, find_audio, open_media
from coder.media.stopping import Cancel, check

RATE_HZ = 48_000
SLOWEST, FASTEST = 0.25, 4.0
CONTIGUOUS_S = 0.010  # containers with whole-millisecond times jitter; a real gap is longer
SEEK_BACK_S = (0.5, 3.0, 15.0)

Samples = NDArray[np.int16]


@dataclass(frozen=True, slots=True, eq=False)
class SoundChunk:
    """48 kHz stereo: ``samples`` is n × 2, contiguous; its first one is heard at media time ``at_ms``."""

    at_ms: float
    samples: Samples


class SoundReader:
    """Read one sound stream. Not safe for threads: each thread opens its own.

    ``start_s``: where media time 0, the first frame of the video, lies on the container's time line.
    """

    def __init__(self, path: Path, start_s: float = 0.0, stream: int = 0) -> None:
        self.path = path
        self.start_s = start_s
        self._container = open_media(path)
        found = find_audio(self._container, stream)
        if found is None:
            self._container.close()
            raise CoderError(f"{path.name} has no sound.", "Play it without, or choose another file for sound.")
        self._stream = found
        self._hz = found.codec_context.sample_rate or RATE_HZ

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    def chunks(self, from_ms: float, rate: float = 1.0, cancel: Cancel | None = None) -> Iterator[SoundChunk]:
        """Yield the sound from exactly ``from_ms`` on, played at ``rate`` (0.25 to 4); gaps are silence.

        Ends with the sound stream, which may be before or after the video's end. Raises Stopped when ``cancel``
        says so, CoderError when the file cannot be read and ValueError for a rate that sound cannot keep.
        """
        if not SLOWEST <= rate <= FASTEST:
            raise ValueError(rate)
        tempo = _Tempo(self._hz, rate)
        given = 0
        try:
            for samples in tempo.played(self._pieces(from_ms / 1000 + self.start_s, cancel)):
                yield SoundChunk(from_ms + given * rate * 1000 / RATE_HZ, samples)
                given += len(samples)
        except (FFmpegError, OSError) as error:
            raise explain(self.path, error) from error

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
        to_stereo = AudioResampler("s16", "stereo", self._hz)
        for frame in self._frames_before(begin_s):
            start = (
                None if frame.pts is None or frame.time_base is None else round(frame.pts * frame.time_base * self._hz)
            )
            for stereo in to_stereo.resample(frame):
                yield start, stereo.to_ndarray().reshape(-1, 2).astype(np.int16, copy=False)
                start = None

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
        self._container.seek(ticks, stream=self._stream, backward=True)
        for packet in self._container.demux(self._stream):
            try:
                yield from packet.decode()
            except FFmpegError:
                continue  # damaged: what follows is placed by its own time


class _Tempo:
    """A chain of filters that plays samples faster or slower, pitch kept, at 48 kHz."""

    def __init__(self, hz: int, rate: float) -> None:
        self._hz = hz
        self._graph = Graph()
        source = self._graph.add_abuffer(sample_rate=hz, format="s16", layout="stereo", time_base=Fraction(1, hz))
        nodes = [source, *(self._graph.add("atempo", f"{part:.6f}") for part in tempo_parts(rate))]
        nodes.append(self._graph.add("aresample", str(RATE_HZ)))
        nodes.append(self._graph.add("aformat", "sample_fmts=s16:channel_layouts=stereo"))
        nodes.append(self._graph.add("abuffersink"))
        self._graph.link_nodes(*nodes).configure()
        self._taken = 0

    def played(self, pieces: Iterator[Samples]) -> Iterator[Samples]:
        """Yield what is to be heard of ``pieces``, to the last sample."""
        for piece in pieces:
            frame = AudioFrame.from_ndarray(np.ascontiguousarray(piece).reshape(1, -1), "s16", "stereo")
            frame.sample_rate, frame.pts, frame.time_base = self._hz, self._taken, Fraction(1, self._hz)
            self._taken += len(piece)
            self._graph.push(frame)
            yield from self._pull()
        self._graph.push(None)
        yield from self._pull()

    def _pull(self) -> Iterator[Samples]:
        while True:
            try:
                frame = self._graph.pull()
            except (BlockingIOError, EOFError):
                return
            if isinstance(frame, AudioFrame):
                yield np.ascontiguousarray(frame.to_ndarray().reshape(-1, 2)).astype(np.int16, copy=False)


def tempo_parts(rate: float) -> tuple[float, ...]:
    """Return tempos whose product is ``rate``, each one that the filter can do well (0.5 to 2)."""
    parts: list[float] = []
    while rate < 0.5 or rate > 2.0:
        parts.append(0.5 if rate < 0.5 else 2.0)
        rate /= parts[-1]
    return (*parts, rate) if rate != 1.0 else tuple(parts)
