"""Read exactly the frame asked for. Imports av and numpy: import this module lazily."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

from av.video.frame import VideoFrame

from coder.errors import CoderError
from coder.media.decoder import Decoder
from coder.media.frame_times import FrameIndex
from coder.media.picture import Picture, PictureMaker, pixel_aspect, shown_size
from coder.media.stopping import Cancel

__all__ = ["FrameReader", "Picture"]

Size = tuple[int, int]


class LostFrameError(CoderError):
    """Say that one frame cannot be decoded: the file is there, and the frames around it are."""


class FrameReader:
    """Read frames of one video by their number; blocks while it decodes. Each thread opens its own."""

    def __init__(self, path: Path, index: FrameIndex) -> None:
        self.path = path
        self.index = index
        self.decoder = Decoder(path, index)
        self._maker = PictureMaker(pixel_aspect(self.decoder.stream))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.decoder.close()

    def picture(self, n: int, size: Size | None = None, cancel: Cancel | None = None) -> Picture:
        """Return frame ``n``, ``size`` pixels wide and high (default: as large as it is shown).

        Raises IndexError outside the video, and LostFrameError when this frame cannot be decoded.
        """
        return self.convert(n, self.frame(n, cancel), size)

    def read_pictures(
        self, first: int = 0, last: int | None = None, size: Size | None = None, cancel: Cancel | None = None
    ) -> Iterator[Picture]:
        """Yield frames ``first`` to ``last`` (default: to the end); those that cannot be decoded are left out."""
        end = len(self.index) - 1 if last is None else min(last, len(self.index) - 1)
        for n, frame in self.decoder.frames(first, end, cancel):
            yield self.convert(n, frame, size)

    def frame(self, n: int, cancel: Cancel | None = None) -> VideoFrame:
        """Return frame ``n`` as decoded; raise LostFrameError when it cannot be."""
        time_ms = self.index.time_ms(n)
        with closing(self.decoder.frames(n, n, cancel)) as found:
            for number, frame in found:
                if number == n:
                    return frame
        raise LostFrameError(
            f"Frame {n} of {self.path.name}, at {time_ms / 1000:.3f} s, cannot be decoded.",
            "The file is damaged there; the frames around it can be coded.",
        )

    def convert(self, n: int, frame: VideoFrame, size: Size | None = None) -> Picture:
        """Return a decoded frame as the picture to show."""
        return self._maker.make(frame, n, self.index.time_ms(n), size)

    def show_one_field(self, wanted: bool) -> None:
        """Show only the upper lines of interlaced frames from now on, or all of them again."""
        self._maker.one_field = wanted

    def shown_size(self, frame: VideoFrame) -> Size:
        """Return width and height of a decoded frame as shown: square pixels, upright."""
        return shown_size(frame, self._maker.aspect, self._maker.turn_of(frame))
