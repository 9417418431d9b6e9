"""The sound of a view in several files, as one. Imports av and numpy: import this module lazily."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from coder.errors import CoderError
from coder.media.frame_times import FrameIndex
from coder.media.playlist import Playlist
from coder.media.sound import RATE_HZ, Samples, SoundChunk, SoundReader
from coder.media.stopping import Cancel, check

SILENCE = RATE_HZ  # samples at most in one piece


class PlaylistSound:
    """Read sound through all files: each file's lasts exactly as long as its pictures; a file without is silent.

    Not safe for threads. Raises CoderError when no file has sound.
    """

    def __init__(self, paths: Sequence[Path], indexes: Sequence[FrameIndex], stream: int = 0) -> None:
        self._playlist = Playlist(indexes)
        self._readers: list[SoundReader | None] = []
        for path, index in zip(paths, indexes, strict=True):
            reader: SoundReader | None = None
            with suppress(CoderError):
                reader = SoundReader(path, index.start_s, stream)
            self._readers.append(reader)
        if not any(self._readers):
            raise CoderError(f"{paths[0].name} has no sound.", "Play it without, or choose another file for sound.")

    def close(self) -> None:
        """Close the files."""
        for reader in self._readers:
            if reader is not None:
                reader.close()

    def chunks(self, from_ms: float, rate: float = 1.0, cancel: Cancel | None = None) -> Iterator[SoundChunk]:
        """Yield the sound from exactly ``from_ms`` of the whole on, to the last file's end; see SoundReader."""
        first, local_ms = self._playlist.file_ms(max(0.0, from_ms))
        given = 0
        for file, (begin_ms, end_ms) in list(enumerate(self._playlist.borders))[first:]:
            until = max(0, round((end_ms - from_ms) / rate * RATE_HZ / 1000))  # counted in samples of the whole
            here_ms = local_ms if file == first else from_ms + given * rate * 1000 / RATE_HZ - begin_ms
            for samples in self._samples(file, here_ms, until - given, rate, cancel):
                yield SoundChunk(from_ms + given * rate * 1000 / RATE_HZ, samples)
                given += len(samples)

    def _samples(self, file: int, from_ms: float, count: int, rate: float, cancel: Cancel | None) -> Iterator[Samples]:
        """Yield exactly ``count`` samples of a file, silence where it has none."""
        reader = self._readers[file]
        for chunk in reader.chunks(from_ms, rate, cancel) if reader is not None and count > 0 else ():
            samples = chunk.samples[:count]
            yield samples
            count -= len(samples)
            if count <= 0:
                return
        while count > 0:
            check(cancel)
            yield np.zeros((min(count, SILENCE), 2), np.int16)
            count -= min(count, SILENCE)
