"""Append frames to a proxy. Imports av and numpy: import this module lazily."""

import os
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from typing import BinaryIO

import numpy as np
from av.codec import CodecContext
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

from coder.media.frame_times import FrameIndex
from coder.media.picture import Turn, colours_of, read_turn, shown_size
from coder.media.proxy import Proxy
from coder.media.proxy_files import ProxyFiles, ProxyTable, digest_of_times

HEIGHTS = ((120_000, 360), (240_000, 270), (1 << 62, 216))  # up to so many frames: so that three hours take some 2 GB
# 8: 35 dB on detailed film, 43 dB on a room; no larger than H.264 of key frames only, and quicker. The others are for
# pictures full of noise.
QUALITIES = (8, 14, 24)
MOST_BYTES = 24_000  # a frame, in the mean of so many:
MEAN_OF = 50
QSCALE = 2


class ProxyWriting:
    """The pictures written so far; nothing counts before ``commit``."""

    def __init__(
        self, file: BinaryIO, files: ProxyFiles, index: FrameIndex, aspect: Fraction, begun: ProxyTable | None = None
    ) -> None:
        """Begin after what ``begun`` names, and cut off what it does not."""
        self.files = files
        self.index = index
        self._file = file
        self._aspect = aspect
        fresh = ProxyTable(digest_of_times(index), len(index), 0, 0, Turn(), np.zeros(1, np.int64))
        self._table = begun or fresh
        self._offsets: list[int] = self._table.offsets.tolist()
        file.truncate(self._offsets[-1])
        file.seek(0, os.SEEK_END)
        self._converter = VideoReformatter()
        self._encoder: VideoCodecContext | None = None
        self._quality = self._judged = 0

    @property
    def done(self) -> int:
        """Return how many frames are written."""
        return len(self._offsets) - 1

    def add(self, n: int, frame: VideoFrame) -> None:
        """Write frame ``n``; frames left out before it are empty."""
        self.end(n)
        coded = self._encode(n, frame)
        self._file.write(coded)
        self._offsets.append(self._offsets[-1] + len(coded))

    def end(self, n: int) -> None:
        """Leave frames before ``n`` that did not come out empty."""
        self._offsets.extend([self._offsets[-1]] * (n - self.done))

    def commit(self) -> Proxy | None:
        """Make what is written count, and return it as a proxy of its own; None when there is nothing."""
        if not self.done:
            return None
        self._file.flush()
        os.fsync(self._file.fileno())
        self._table = replace(self._table, offsets=np.array(self._offsets, np.int64))
        with suppress(PermissionError):  # another program reads the table just now: the next commit will do
            self.files.write_table(self._table)
        return Proxy(self.files, self._table, self.index)

    def _encode(self, n: int, frame: VideoFrame) -> bytes:
        if not self._table.width:
            turn = read_turn(frame)
            width, height = shown_size(frame, self._aspect, turn)
            self._table = replace(self._table, width=width, height=height, turn=turn)
        if self._encoder is None or self._is_large():
            self._encoder = self._open_encoder()
        encoder = self._encoder
        small = self._converter.reformat(
            frame,
            encoder.width,
            encoder.height,
            format="yuvj420p",
            src_colorspace=colours_of(frame),
            dst_colorspace=int(Colorspace.ITU601),
            dst_color_range=int(ColorRange.JPEG),
            interpolation=Interpolation.BILINEAR,
        )
        small.pts, small.time_base = n, Fraction(1, 1000)
        return b"".join(bytes(packet) for packet in encoder.encode(small))

    def _is_large(self) -> bool:
        """Say whether the last pictures were too large, and take note of it."""
        if self.done - self._judged < MEAN_OF or self._quality + 1 == len(QUALITIES):
            return False
        mean = (self._offsets[-1] - self._offsets[self.done - MEAN_OF]) / MEAN_OF
        self._judged = self.done
        self._quality += mean > MOST_BYTES
        return mean > MOST_BYTES

    def _open_encoder(self) -> VideoCodecContext:
        encoder = CodecContext.create("mjpeg", "w")
        assert isinstance(encoder, VideoCodecContext)
        table = self._table
        width, height = (table.height, table.width) if table.turn.swap else (table.width, table.height)
        most = next(high for frames, high in HEIGHTS if table.frames <= frames)
        scale = min(1.0, most / min(width, height))
        encoder.width, encoder.height = (max(2, round(side * scale / 2) * 2) for side in (width, height))
        encoder.pix_fmt, encoder.time_base = "yuvj420p", Fraction(1, 1000)
        encoder.thread_count = 1
        encoder.qmin = encoder.qmax = QUALITIES[self._quality]
        encoder.flags |= QSCALE
        return encoder
