"""A frame as it is shown: upright, in square pixels, in colours a screen takes. Imports av and numpy: import lazily."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import Colorspace, Interpolation, VideoReformatter
from av.video.stream import VideoStream
from numpy.typing import NDArray

from coder.media.one_field import OneField

Pixels = NDArray[np.uint8]
UNSPECIFIED_COLOURS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """Frame ``n``, shown from ``time_ms`` on; ``bgra``: height × width × 4, contiguous, QImage's RGB32.

    A ``draft`` is the same frame from the proxy, less sharp; the full picture follows.
    """

    n: int
    time_ms: int
    width: int
    height: int
    bgra: Pixels
    draft: bool = False

    @property
    def rgb(self) -> Pixels:
        """Return the picture as height × width × 3, red first, contiguous."""
        return np.ascontiguousarray(self.bgra[..., 2::-1])


@dataclass(frozen=True, slots=True)
class Turn:
    """How stored pixels become upright ones: first swap rows and columns, then mirror."""

    swap: bool = False
    mirror_x: bool = False
    mirror_y: bool = False

    def apply(self, pixels: Pixels) -> Pixels:
        """Return ``pixels`` upright and contiguous."""
        if self.swap:
            pixels = pixels.transpose(1, 0, 2)
        pixels = pixels[:: -1 if self.mirror_y else 1, :: -1 if self.mirror_x else 1]
        return np.ascontiguousarray(pixels)


def read_turn(frame: VideoFrame) -> Turn:
    """Return the turn that the display matrix of ``frame`` asks for, in quarters of a circle and mirrors.

    Ask it of few frames: the library never frees a frame whose side data was looked at.
    """
    sides: Any = frame.side_data  # the library's types know of motion vectors only
    matrix = sides.get("DISPLAYMATRIX")
    if matrix is None:
        return Turn()
    a, b, _, c, d, *_ = np.frombuffer(bytes(matrix), np.int32).tolist()
    if abs(a) + abs(d) >= abs(b) + abs(c):
        return Turn(False, a < 0, d < 0)
    return Turn(True, c < 0, b < 0)


def pixel_aspect(stream: VideoStream) -> Fraction:
    """Return how wide a stored pixel is for its height; 1 when nothing sensible is stated."""
    stated = stream.sample_aspect_ratio
    aspect = Fraction(stated.numerator, stated.denominator) if stated else Fraction(1)
    return aspect if Fraction(1, 10) <= aspect <= 10 else Fraction(1)


def shown_size(frame: VideoFrame, aspect: Fraction, turn: Turn) -> tuple[int, int]:
    """Return width and height of ``frame`` as shown: square pixels, upright."""
    width, height = max(1, round(frame.width * aspect)), frame.height
    return (height, width) if turn.swap else (width, height)


class PictureMaker:
    """Turn decoded frames into pictures, keeping one converter that is set up once a size.

    ``one_field``: show only the upper lines of interlaced frames, as high as the whole.
    """

    def __init__(self, aspect: Fraction = Fraction(1), turn: Turn | None = None) -> None:
        """Without ``turn`` the frames themselves say how they are turned."""
        self.aspect = aspect
        self.one_field = False
        self._field = OneField()
        self._converter = VideoReformatter()
        self._fixed = turn
        self._turn: tuple[int, Turn] | None = None

    def turn_of(self, frame: VideoFrame) -> Turn:
        """Return the turn of ``frame``; its display matrix is read only when its rotation is a new one."""
        if self._fixed is not None:
            return self._fixed
        if self._turn is None or self._turn[0] != frame.rotation:
            self._turn = (frame.rotation, read_turn(frame))
        return self._turn[1]

    def make(
        self, frame: VideoFrame, n: int, time_ms: int, size: tuple[int, int] | None = None, *, draft: bool = False
    ) -> Picture:
        """Return ``frame`` as picture ``n``, ``size`` pixels wide and high (default: its own shown size)."""
        turn = self.turn_of(frame)
        width, height = size if size is not None else shown_size(frame, self.aspect, turn)
        stored = (height, width) if turn.swap else (width, height)
        colours = colours_of(frame)
        converted = self._converter.reformat(
            self._field.take(frame) if self.one_field else frame,
            *stored,
            format="bgra",
            src_colorspace=colours,
            # to less than half, averaging is sharper and quicker than looking at four points
            interpolation=Interpolation.AREA if frame.height >= 2 * stored[1] else Interpolation.BILINEAR,
            threads=1,  # several write past their lines' ends into each other's first pixels; they are no faster
        )
        pixels = converted.to_ndarray().astype(np.uint8, copy=False)
        return Picture(n, time_ms, width, height, turn.apply(pixels), draft)


def colours_of(frame: VideoFrame) -> int | None:
    """Return BT.709 for high definition that does not say; None leaves what the frame says."""
    unsaid = frame.colorspace == UNSPECIFIED_COLOURS
    return int(Colorspace.ITU709) if unsaid and frame.height >= 720 else None
