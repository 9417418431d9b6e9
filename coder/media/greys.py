"""Read every frame small and grey, upright, for what is measured on pictures. Imports av and numpy: import lazily."""

from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation, VideoReformatter
from numpy.typing import NDArray

from coder.media.decoder import Decoder
from coder.media.frame_times import FrameIndex
from coder.media.picture import PictureMaker, pixel_aspect, shown_size
from coder.media.stopping import Cancel, Progress, tell

WIDEST = 320

Grey = NDArray[np.uint8]


def read_greys(
    path: Path,
    index: FrameIndex,
    *,
    widest: int = WIDEST,
    cancel: Cancel | None = None,
    progress: Progress | None = None,
) -> Generator[tuple[int, Grey], None, None]:
    """Yield number and picture (height × width, at most ``widest`` wide as shown) of every frame, in order.

    Frames that cannot be decoded are left out. Raises CoderError when the file cannot be read, Stopped when
    ``cancel`` says so.
    """
    with closing(Decoder(path, index)) as decoder:
        shrinking = _Shrinking(PictureMaker(pixel_aspect(decoder.stream)), widest)
        for n, frame in decoder.frames(0, len(index) - 1, cancel):
            yield n, shrinking.shrink(frame)
            tell(progress, (n + 1) / len(index))


class _Shrinking:
    """One converter, set up once a size."""

    def __init__(self, maker: PictureMaker, widest: int) -> None:
        self._maker = maker
        self._widest = widest
        self._converter = VideoReformatter()

    def shrink(self, frame: VideoFrame) -> Grey:
        turn = self._maker.turn_of(frame)
        width, height = shown_size(frame, self._maker.aspect, turn)
        share = min(1.0, self._widest / width)
        size = (max(1, round(width * share)), max(1, round(height * share)))
        stored = size[::-1] if turn.swap else size
        small = self._converter.reformat(frame, *stored, format="gray", interpolation=Interpolation.AREA)
        pixels = small.to_ndarray().astype(np.uint8, copy=False)
        return turn.apply(pixels[..., None])[..., 0]
