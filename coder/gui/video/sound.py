"""Sound beside the picture: while it is heard it leads the time; without a device the program's own clock does."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Condition, Thread
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from coder.errors import CoderError
from coder.media.heard import HeardClock

SAMPLE_BYTES = 4  # 16 bit, stereo
RATE_HZ = 48_000
SLOWEST, FASTEST = 0.25, 4.0
AHEAD_BYTES = RATE_HZ * SAMPLE_BYTES  # a second is read ahead of what the device takes
FEED_MS = 25


class Sink(Protocol):
    """What takes sound: 48 kHz, 16 bit, stereo."""

    def start(self) -> None:
        """Begin anew, with nothing written and nothing processed."""

    def stop(self) -> None:
        """Be silent at once."""

    def bytes_free(self) -> int:
        """Return how many bytes can be written now."""

    def write(self, samples: bytes) -> None:
        """Take samples."""

    def processed_us(self) -> int:
        """Return how much was taken by the device since ``start``, in µs."""

    def set_volume(self, volume: float) -> None:
        """Set the loudness, 0 to 1."""

    def failed(self) -> bool:
        """Tell whether the device is gone, as when it was unplugged."""


class Reader(Protocol):
    """What reads sound of a file; see ``coder.media.sound.SoundReader``."""

    def chunks(self, from_ms: float, rate: float = 1.0, cancel: Callable[[], bool] | None = None) -> Iterator[Any]:
        """Yield chunks with ``samples``."""

    def close(self) -> None:
        """Close the file."""


OpenReader = Callable[[], Reader]
Job = tuple[int, float, float]
"""Epoch, from which media time in ms, at which rate; at rate 0 a snippet."""
SNIPPET = -1
"""The epoch of snippets: no player has it, and so they never lead the time."""


class ReadAhead:
    """Reads sound on a thread of its own; the newest job wins."""

    def __init__(self, open_reader: OpenReader) -> None:
        self._open_reader = open_reader
        self._changed = Condition()
        self._job: Job | None = None
        self._taken: Job | None = None
        self._bytes = bytearray()
        self._ended = self._closed = False
        self.refusal: CoderError | None = None
        self._thread = Thread(target=self._run, name="sound", daemon=True)
        self._thread.start()

    def read(self, job: Job | None) -> None:
        """Read from another place, or nothing."""
        with self._changed:
            self._job, self._bytes, self._ended = job, bytearray(), False
            self._changed.notify()

    def take(self, count: int) -> bytes:
        """Return up to ``count`` bytes of what was read, in whole samples."""
        with self._changed:
            count -= count % SAMPLE_BYTES
            found = bytes(self._bytes[:count])
            del self._bytes[:count]
            self._changed.notify()
            return found

    @property
    def ended(self) -> bool:
        """Tell whether all there is was read and taken."""
        with self._changed:
            return (self._ended or self.refusal is not None) and not self._bytes

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join(2.0)

    def _run(self) -> None:
        reader: Reader | None = None
        try:
            reader = self._open_reader()
            while (job := self._next()) is not None:
                self._serve(reader, job)
        except CoderError as error:
            self.refusal = error
        finally:
            if reader is not None:
                reader.close()

    def _next(self) -> Job | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or (self._job is not None and self._job is not self._taken))
            self._taken = self._job
            return None if self._closed else self._job

    def _serve(self, reader: Reader, job: Job) -> None:
        from coder.media.stopping import Stopped

        with suppress(Stopped):
            with suppress(CoderError):  # silent from here on; the next place is tried anew
                for samples in _samples_of(reader, job, lambda: self._closed or self._job is not job):
                    if not self._put(job, samples):
                        return
            with self._changed:
                self._ended = self._job is job

    def _put(self, job: Job, samples: bytes) -> bool:
        """Wait for room; False when another job came."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._closed or self._job is not job or len(self._bytes) < AHEAD_BYTES,
            )
            if self._closed or self._job is not job:
                return False
            self._bytes += samples
            return True


def _samples_of(reader: Reader, job: Job, cancel: Callable[[], bool]) -> Iterator[bytes]:
    _, from_ms, rate = job
    if rate:
        for chunk in reader.chunks(from_ms, rate, cancel):
            yield chunk.samples.tobytes()
    else:
        from coder.media.snippet import snippet_of

        chunks: Any = reader.chunks(from_ms, 1.0, cancel)
        yield snippet_of(chunks).tobytes()


class Sound(QObject):
    """Follows the player's epochs, feeds the sink, and tells the time that is heard (a master clock).

    ``lost`` tells once that the device is gone: from then on the time is the player's own.
    """

    lost = Signal()

    def __init__(
        self,
        parent: QObject,
        sink: Sink,
        open_reader: OpenReader,
        *,
        volume: float = 0.8,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._sink = sink
        self._ahead = ReadAhead(open_reader)
        self._job: Job | None = None
        self._heard = HeardClock(now)
        self._written_us = 0.0
        self.gone = False
        self._feeder = QTimer(self, interval=FEED_MS)
        self._feeder.timeout.connect(self.feed)
        sink.set_volume(volume)

    def set_volume(self, volume: float) -> None:
        """Set the loudness, 0 to 1."""
        self._sink.set_volume(volume)

    def follow(self, epoch: int, place_ms: float, rate: float, playing: bool) -> None:
        """Begin anew where the player is, when it jumped, started, stopped or changed its rate."""
        if self.gone or (self._job is not None and self._job[0] == epoch):
            return
        if self._job is None or self._job[0] != SNIPPET or playing:
            self._quiet()
        if playing and SLOWEST <= rate <= FASTEST:
            self._job = (epoch, place_ms, rate)
            self._ahead.read(self._job)
            self._sink.start()
            self._heard.begin(place_ms, rate)
            self._written_us = 0.0
            self._feeder.start()

    def play_snippet(self, place_ms: float) -> None:
        """Let a moment of sound be heard; it leads no time."""
        if self.gone:
            return
        self._quiet()
        self._job = (SNIPPET, place_ms, 0.0)
        self._ahead.read(self._job)
        self._sink.start()
        self._feeder.start()

    def feed(self) -> None:
        """Hand over what the device has room for."""
        if self._sink.failed():
            self._lose()
            return
        samples = self._ahead.take(max(0, self._sink.bytes_free()))
        if samples:
            self._written_us += len(samples) / SAMPLE_BYTES * 1_000_000 / RATE_HZ
            self._sink.write(samples)
        elif self._job is not None and self._job[0] == SNIPPET and self._ahead.ended:
            self._feeder.stop()

    def media_ms(self, epoch: int) -> float | None:
        """Return the media time that is heard, or None when nothing leads: silence, another epoch, a dead device."""
        if self._job is None or self.gone or self._job[0] != epoch:
            return None
        heard = self._heard.media_ms(self._sink.processed_us(), self._written_us, ended=self._ahead.ended)
        if self._heard.dead:
            self._lose()
        return heard

    def _lose(self) -> None:
        self._quiet()
        if not self.gone:
            self.gone = True
            self.lost.emit()

    def close(self) -> None:
        """Be silent and end the thread."""
        self._quiet()
        self._ahead.close()

    def _quiet(self) -> None:
        if self._job is not None:
            self._job = None
            self._feeder.stop()
            self._sink.stop()
            self._ahead.read(None)
