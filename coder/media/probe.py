"""Say what a video is and what will matter for coding it. Imports av and numpy: import this module lazily."""

from fractions import Fraction
from pathlib import Path

import numpy as np
from av.container import InputContainer
from av.video.stream import VideoStream
from numpy.typing import NDArray

from coder.errors import CoderError
from coder.media.container import need_video, open_media
from coder.media.frame_index import FrameIndex, read_index
from coder.media.frames import FrameReader
from coder.media.picture import pixel_aspect
from coder.media.stopping import Cancel, Progress
from coder.model.media import Gap, MediaFacts

JITTER_MS = 1.5  # whole-millisecond containers put even frames up to 1 ms off
JITTER_SHARE = 0.05
GAP_SHARE = 3.0
GAP_MS = 150.0
LONG_GOP_S = 5.0
NO_TABLE = frozenset({"mpegts", "mpeg", "mpegvideo", "h264", "hevc", "flv"})


def probe(
    path: Path,
    *,
    index: FrameIndex | None = None,
    cancel: Cancel | None = None,
    progress: Progress | None = None,
    cache_dir: Path | None = None,
) -> MediaFacts:
    """Return the facts of the video at ``path``; raise CoderError when it is none.

    ``index``: its frame index where that is known already; else it is read, or found in ``cache_dir``.
    """
    if index is None:
        index = read_index(path, cancel=cancel, progress=progress, cache_dir=cache_dir)
    lengths = np.diff(index.pts) * float(index.time_base) * 1000
    width, height = _shown(path, index)
    with open_media(path) as container:
        stream = need_video(container, path)
        return MediaFacts(
            frames=len(index),
            duration_s=index.duration_ms / 1000,
            nominal_fps=_nominal(stream, lengths),
            mean_fps=_rate(lengths.mean()) if len(lengths) else 0.0,
            min_fps=_rate(lengths.max()) if len(lengths) else 0.0,
            max_fps=_rate(lengths.min()) if len(lengths) else 0.0,
            variable=_is_variable(lengths),
            width=width,
            height=height,
            audio=bool(container.streams.audio),
            start_s=index.start_s,
            codec=stream.codec_context.codec.name,
            gaps=_gaps(index, lengths),
            warnings=tuple(_warnings(container, index, lengths)),
        )


def _shown(path: Path, index: FrameIndex) -> tuple[int, int]:
    with FrameReader(path, index) as reader:
        for n in range(min(3, len(index))):
            try:
                return reader.shown_size(reader.frame(n))
            except CoderError:
                continue
        context = reader.decoder.stream.codec_context
        return round(context.width * pixel_aspect(reader.decoder.stream)), context.height


def _nominal(stream: VideoStream, lengths: NDArray[np.float64]) -> Fraction:
    """Return the rate the file states, else the mean of what it holds."""
    stated = stream.average_rate or stream.guessed_rate
    if stated:
        return Fraction(stated.numerator, stated.denominator)
    return Fraction(_rate(lengths.mean())).limit_denominator(1001) if len(lengths) else Fraction(0)


def _rate(length_ms: float) -> float:
    return round(1000 / float(length_ms), 3)


def _is_variable(lengths: NDArray[np.float64]) -> bool:
    """Say whether some frame stays clearly longer or shorter than most do."""
    if len(lengths) < 2:
        return False
    usual = float(np.median(lengths))
    return bool(np.abs(lengths - usual).max() > max(JITTER_MS, JITTER_SHARE * usual))


def _gaps(index: FrameIndex, lengths: NDArray[np.float64]) -> tuple[Gap, ...]:
    if not len(lengths):
        return ()
    long = np.flatnonzero(lengths > max(GAP_MS, GAP_SHARE * float(np.median(lengths)))).tolist()
    return tuple(Gap(index.time_ms(n), index.time_ms(n + 1) - index.time_ms(n)) for n in long)


def _warnings(container: InputContainer, index: FrameIndex, lengths: NDArray[np.float64]) -> list[str]:
    """Return a sentence for everything that a coder of this file should know."""
    found: list[str] = []
    if "cut" in index.complaints:
        found.append(
            f"The file is cut or damaged at its end: what can be played ends at {index.duration_ms / 1000:.3f} s."
        )
    if _is_variable(lengths):
        slow, quick = _rate(lengths.max()), _rate(lengths.min())
        found.append(
            f"The frame rate varies from {slow:g} to {quick:g} frames a second: trust times, not frame counts."
        )
    if "same time" in index.complaints:
        found.append("Some frames share their time with the next one and are never shown.")
    if "decoded" in index.complaints:
        found.append("The file states the times of its frames out of order or not at all: opening decodes it once.")
    starts = np.array([*(index.time_ms(n) for n in index.keyframes), index.duration_ms])
    apart_s = float(np.diff(starts).max()) / 1000
    if apart_s > LONG_GOP_S:
        found.append(f"Key frames lie up to {apart_s:.1f} s apart: jumps into the middle take longer.")
    if container.format.name in NO_TABLE or _lacks_table(container):
        found.append("The file has no index of its frames: opening it reads the whole file once.")
    return found


def _lacks_table(container: InputContainer) -> bool:
    return container.format.name == "avi" and not len(container.streams.video[0].index_entries)
