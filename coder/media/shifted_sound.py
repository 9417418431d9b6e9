"""The sound of another camera on the main video's time. Imports av and numpy: import this module lazily."""

from collections.abc import Generator, Iterator
from typing import Protocol

import numpy as np

from coder.media.sound import RATE_HZ, SoundChunk
from coder.media.stopping import Cancel, check

SILENCE = RATE_HZ  # samples at most in one piece


class Reader(Protocol):
    """What reads sound from a media time on; see SoundReader and PlaylistSound."""

    def chunks(self, from_ms: float, rate: float = 1.0, cancel: Cancel | None = None) -> Iterator[SoundChunk]:
        """Yield the sound."""

    def close(self) -> None:
        """Close the file."""


class ShiftedSound:
    """A reader whose time 0 lies at ``offset_ms``: silent before it. Not safe for threads."""

    def __init__(self, reader: Reader, offset_ms: float) -> None:
        self._reader, self._offset_ms = reader, offset_ms

    def close(self) -> None:
        """Close the file."""
        self._reader.close()

    def chunks(
        self, from_ms: float, rate: float = 1.0, cancel: Cancel | None = None
    ) -> Generator[SoundChunk, None, None]:
        """Yield the sound from exactly ``from_ms`` on, played at ``rate``; raise as SoundReader does."""
        here_ms = from_ms - self._offset_ms
        missing = round(max(0.0, -here_ms) / rate * RATE_HZ / 1000)
        given = 0
        while given < missing:
            check(cancel)
            silent = np.zeros((min(SILENCE, missing - given), 2), np.int16)
            yield SoundChunk(from_ms + given * rate * 1000 / RATE_HZ, silent)
            given += len(silent)
        for chunk in self._reader.chunks(max(0.0, here_ms), rate, cancel):
            yield SoundChunk(from_ms + given * rate * 1000 / RATE_HZ, chunk.samples)
            given += len(chunk.samples)
