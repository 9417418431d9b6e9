"""Write exact frames of a video as pictures."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from coder.app.instants import parse_instant
from coder.errors import CoderError


@dataclass(frozen=True, slots=True)
class WrittenFrame:
    """A frame that was asked for: what was asked, which frame it is, when it begins, and its file."""

    asked: float
    index: int
    time_s: float
    file: str

    def as_map(self) -> dict[str, object]:
        """Return it as a map, for machines."""
        return asdict(self)


def write_frames(
    media: Path,
    folder: Path,
    *,
    at: Sequence[str] = (),
    index: Sequence[int] = (),
    progress: Callable[[float], None] | None = None,
) -> list[WrittenFrame]:
    """Write the frames shown at some seconds, or of some numbers, as PNG; return them in the order asked.

    Raises CoderError when a frame lies outside the video or cannot be decoded.
    """
    from coder.media.frame_index import read_index
    from coder.media.frames import FrameReader
    from coder.media.snapshot import write_png

    frames = read_index(media)
    wanted = [(frames.at(parse_instant(text)), float(text)) for text in at]
    wanted += [(_checked(number, len(frames)), number) for number in index]
    _make(folder)
    written: dict[int, Path] = {}
    with FrameReader(media, frames) as reader:
        for done, number in enumerate(sorted({number for number, _ in wanted})):
            written[number] = folder / f"{media.stem}_{number:06}.png"
            write_png(reader.picture(number), written[number])
            if progress is not None:
                progress((done + 1) / len(wanted))
    return [WrittenFrame(asked, n, frames.time_ms(n) / 1000, str(written[n])) for n, asked in wanted]


def _checked(number: int, count: int) -> int:
    if not 0 <= number < count:
        raise CoderError(f"There is no frame {number}.", f"The video's frames are 0 to {count - 1}.")
    return number


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CoderError(f"The folder {folder} cannot be made: {error.strerror}.", "Choose another folder.") from error
