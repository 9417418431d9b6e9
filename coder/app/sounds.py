"""The sounds of a session to choose from: every sound of every camera, on the main video's time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from coder.app.ports import Frames
from coder.app.settings import cache_folder
from coder.errors import CoderError
from coder.model.media import SoundFacts

if TYPE_CHECKING:
    from coder.media.stopping import Cancel

Growth = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Source:
    """One sound: number ``stream`` of a camera's files, whose first frame lies at ``offset_ms``."""

    camera: int
    paths: tuple[Path, ...]
    frames: Frames
    stream: int = 0
    offset_ms: int = 0
    facts: SoundFacts | None = None

    @property
    def words(self) -> str:
        """The words for people."""
        said = str(self.facts) if self.facts is not None else f"sound {self.stream + 1}"
        return f"camera {self.camera + 1} · {self.paths[0].name} · {said}"


class Filmed(Protocol):
    """What a camera filmed; see ``coder.app.cameras.Film``."""

    @property
    def number(self) -> int:
        """Which camera, from 0."""

    @property
    def paths(self) -> tuple[Path, ...]:
        """Its files."""

    @property
    def frames(self) -> Frames | None:
        """Its frames, None where it cannot be read."""


class Reader(Protocol):
    """What reads sound of a source from a time of the main video on."""

    def chunks(self, from_ms: float, rate: float = 1.0, cancel: "Cancel | None" = None) -> Iterator[Any]:
        """Yield chunks with ``samples``."""

    def close(self) -> None:
        """Close the files."""


def list_sources(films: Sequence[Filmed], offsets_ms: Sequence[int]) -> tuple[Source, ...]:
    """Return every sound of the films that can be read, the main camera's first; none where all are silent."""
    from coder.media.sounds import list_sounds

    found: list[Source] = []
    for film in films:
        if film.frames is None or _starts(film.frames) is None:
            continue
        try:
            sounds = list_sounds(film.paths[0])
        except CoderError:
            continue
        offset_ms = offsets_ms[film.number]
        found += [Source(film.number, film.paths, film.frames, facts.number, offset_ms, facts) for facts in sounds]
    return tuple(found)


def open_source(source: Source) -> Reader:
    """Open a sound for reading; raise CoderError when the files have none or cannot be read."""
    from coder.media.playlist_sound import PlaylistSound
    from coder.media.shifted_sound import ShiftedSound
    from coder.media.sound import SoundReader

    if len(source.paths) == 1:
        return SoundReader(source.paths[0], _start_s(source, 0), source.stream)
    parts: Any = source.frames
    whole = PlaylistSound(source.paths, parts.parts, source.stream)
    return ShiftedSound(whole, source.offset_ms) if source.offset_ms else whole


def read_waveform(source: Source, cancel: "Cancel", on_growth: Growth) -> Any:
    """Return the waveform of a sound on the main video's time, and its parts as it grows."""
    from coder.media.playlist_lanes import PlaylistWave
    from coder.media.waveform import build_waveform

    return _read(source, build_waveform, PlaylistWave, "waveform", cancel, on_growth)


def read_spectrogram(source: Source, cancel: "Cancel", on_growth: Growth) -> Any:
    """Return the spectrogram of a sound on the main video's time, and its parts as it grows."""
    from coder.media.playlist_lanes import PlaylistSpectrogram
    from coder.media.spectrogram import build_spectrogram

    return _read(source, build_spectrogram, PlaylistSpectrogram, "spectrogram", cancel, on_growth)


def _read(source: Source, build: Any, put_together: Any, folder: str, cancel: "Cancel", on_growth: Growth) -> Any:
    from coder.media.playlist_lanes import Border

    parts: list[Any] = []
    ends = _ends(source)
    borders = [Border(begin + source.offset_ms, end + source.offset_ms) for begin, end in ends]
    for number, path in enumerate(source.paths):

        def grown(part: Any) -> None:
            on_growth(put_together(borders, [*parts, part]) if len(borders) > 1 else part)

        start_s, cache_dir = _start_s(source, number), cache_folder() / folder
        try:
            part = build(path, start_s, stream=source.stream, cancel=cancel, on_growth=grown, cache_dir=cache_dir)
        except CoderError:
            if len(source.paths) == 1:
                raise
            part = None
        parts.append(part)
    return put_together(borders, parts) if len(borders) > 1 else parts[0]


def _ends(source: Source) -> Sequence[tuple[int, int]]:
    parts: Any = source.frames
    return parts.borders if len(source.paths) > 1 else [(0, source.frames.duration_ms)]


def _start_s(source: Source, number: int) -> float:
    """Return where the main video's time 0 lies for a single file; for one of several, where its own first frame."""
    frames: Any = source.frames
    if len(source.paths) == 1:
        return float(frames.start_s) - source.offset_ms / 1000
    return float(frames.parts[number].start_s)


def _starts(frames: Frames) -> float | None:
    """Return where the first frame lies on its container's time; None where the frames are those of no file."""
    first: Any = getattr(frames, "parts", (frames,))[0]
    start_s: float | None = getattr(first, "start_s", None)
    return start_s
