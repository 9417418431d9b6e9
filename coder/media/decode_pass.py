"""Index a video by decoding it once: for files whose packets lack times or state them out of order.

Imports av and numpy: import this module lazily.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import numpy as np
from av.container import InputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from coder.errors import CoderError
from coder.media.container import FFmpegError, need_video, open_media, packets_of
from coder.media.frame_times import FrameIndex, Ticks
from coder.media.packets import last_length
from coder.media.stopping import Cancel, Progress, check, tell

PROOF_FRAMES = 50
PROOF_PIXELS = 1920 * 1088 * PROOF_FRAMES


@dataclass(frozen=True, slots=True)
class Tag:
    """What is known of the packet that a frame is made of."""

    place: int
    pts: int | None
    dts: int | None
    key: bool
    length: int


@dataclass(slots=True)
class _Seen:
    """The tags of the pictures that came out, in the order shown."""

    tags: list[Tag] = field(default_factory=list)

    @property
    def pts(self) -> list[int | None]:
        return [tag.pts for tag in self.tags]


def tag_of(packet: "Packet[VideoStream]") -> Tag:
    """Return the tag of ``packet``; its place is the byte in the file, or its decode time where that is unknown."""
    place = packet.pos if packet.pos is not None and packet.pos >= 0 else packet.dts
    return Tag(-1 if place is None else place, packet.pts, packet.dts, packet.is_keyframe, packet.duration or 0)


def first_times(path: Path, cancel: Cancel | None = None) -> list[int | None]:
    """Return the times of the first pictures that come out of the decoder, in ticks."""
    times: list[int | None] = []
    with open_media(path) as container:
        stream = need_video(container, path)
        pixels = max(1, stream.codec_context.width * stream.codec_context.height)
        wanted = max(8, min(PROOF_FRAMES, PROOF_PIXELS // pixels))
        for frame in _decode(container, stream):
            check(cancel)
            times.append(frame.pts)
            if len(times) >= wanted:
                break
    return times


def read_by_decoding(
    path: Path, complaints: tuple[str, ...], cancel: Cancel | None = None, progress: Progress | None = None
) -> FrameIndex:
    """Return the index of all pictures that come out of the decoder; raise CoderError when none does."""
    seen = _Seen()
    size = path.stat().st_size
    with open_media(path) as container:
        stream = need_video(container, path)
        time_base = stream.time_base or Fraction(1, 1000)
        for tag in _decode_tags(container, stream, cancel):
            seen.tags.append(tag)
            tell(progress, max(0, tag.place) / size)
    if not seen.tags:
        raise CoderError(
            f"Not one picture of {path.name} can be decoded.", "Copy the file again, or convert it to H.264 in MP4."
        )
    return _index(path, seen, time_base, complaints)


def _decode_tags(container: InputContainer, stream: VideoStream, cancel: Cancel | None) -> Iterator[Tag]:
    """Yield the tag of every picture that comes out.

    Packets are numbered in the place of their times, because the decoder hands these on to its pictures untouched.
    (It would hand on an object too; but letting go of one needs the interpreter, which waits for the decoder's
    threads while the file is closed: they would wait for each other for ever.)
    """
    tags: list[Tag] = []

    def number(packet: "Packet[VideoStream]") -> None:
        tags.append(tag_of(packet))
        packet.pts = len(tags) - 1

    for frame in _decode(container, stream, cancel, number):
        if frame.pts is not None and 0 <= frame.pts < len(tags):
            yield tags[frame.pts]


def _decode(
    container: InputContainer,
    stream: VideoStream,
    cancel: Cancel | None = None,
    before: Callable[["Packet[VideoStream]"], None] | None = None,
) -> Iterator[VideoFrame]:
    """Yield every picture of ``stream``; packets that cannot be decoded are passed over."""
    stream.thread_type = "AUTO"
    packets = packets_of(container, stream)
    while True:
        check(cancel)
        try:
            packet = next(packets, None)
        except FFmpegError:
            return
        if packet is None:
            return
        if packet.size and before is not None:
            before(packet)
        try:
            yield from packet.decode()
        except FFmpegError:
            continue


def _index(path: Path, seen: _Seen, time_base: Fraction, complaints: tuple[str, ...]) -> FrameIndex:
    pts = _rising(seen.pts)
    by_place = pts is None
    if pts is None:
        pts = _filled(seen.pts)
    if pts is None:
        pts = _times_in_order(path, seen)
    keep = np.append(np.diff(pts) > 0, True)  # of frames at one time only the last is ever on the screen
    places = np.array([tag.place for tag in seen.tags] if by_place else [], np.int64)
    if len(np.unique(places)) != len(places):
        raise _no_times(path)
    dts = np.array([p if t.dts is None else t.dts for p, t in zip(pts.tolist(), seen.tags, strict=True)], np.int64)
    keys = np.array([tag.key for tag in seen.tags])
    end = int(pts[-1]) + last_length(pts, seen.tags[-1].length)
    if by_place:
        complaints = (*complaints, "decoded")
    if not keep.all():
        complaints = (*complaints, "same time")
    places = places[keep] if by_place else places
    return FrameIndex(time_base, pts[keep], dts[keep], keys[keep], end, places, complaints)


def _rising(stated: list[int | None]) -> Ticks | None:
    """Return the stated times when all are there and each is later than the one before."""
    if None in stated:
        return None
    pts = np.array(stated, np.int64)
    return pts if (np.diff(pts) > 0).all() else None


def _filled(stated: list[int | None]) -> Ticks | None:
    """Return the stated times with missing ones put evenly between their neighbours, or None when out of order."""
    there = np.array([n for n, pts in enumerate(stated) if pts is not None], np.int64)
    known = np.array([pts for pts in stated if pts is not None], np.int64)
    if len(known) < 2 or (np.diff(known) < 0).any():
        return None
    step = max(1.0, float(known[-1] - known[0]) / float(there[-1] - there[0]))
    numbers = np.arange(len(stated))
    times = np.interp(numbers, there, known)
    times = np.where(numbers < there[0], known[0] - (there[0] - numbers) * step, times)
    times = np.where(numbers > there[-1], known[-1] + (numbers - there[-1]) * step, times)
    return np.rint(times).astype(np.int64)


def _times_in_order(path: Path, seen: _Seen) -> Ticks:
    """Return rising times for pictures whose own are out of order or missing: the decode times, sorted."""
    times = sorted(tag.dts for tag in seen.tags if tag.dts is not None)
    if len(times) != len(seen.tags) or len(set(times)) != len(times):
        raise _no_times(path)
    return np.array(times, np.int64)


def _no_times(path: Path) -> CoderError:
    return CoderError(
        f"{path.name} does not say when its frames are shown.",
        "Wrap it once in a container that does: for example as MP4 with any video converter.",
    )
