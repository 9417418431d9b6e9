"""The times of a video's packets, read without decoding anything. Imports av and numpy: import this module lazily."""

from array import array
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from coder.errors import CoderError
from coder.media.container import FFmpegError, explain, need_video, open_media, packets_of
from coder.media.frame_times import FrameIndex, Ticks
from coder.media.stopping import Cancel, Progress, check, tell

# Hidden pictures of VP8 have packets of their own: only decoding tells.
DECODE_ALWAYS = frozenset({"vp8", "libvpx"})
COUNTED = frozenset({"avi"})


@dataclass(frozen=True, slots=True, eq=False)
class Packets:
    """What a pass over the packets found: ``rows`` of (pts, dts, key, duration, place), in the order stored.

    ``tell`` says whether they tell the frames apart by time; ``counted`` whether the container has no times but only
    counts its packets, so that their places are what to trust.
    """

    rows: Ticks
    time_base: Fraction
    tell: bool
    complaints: tuple[str, ...]
    counted: bool = False

    def in_order(self) -> FrameIndex:
        """Return the index of the packets in the order shown."""
        rows = self.rows[np.argsort(self.rows[:, 0], kind="stable")]
        pts = rows[:, 0].copy()
        end = int(pts[-1]) + last_length(pts, int(rows[-1, 3]))
        places = rows[:, 4].copy() if self.counted else np.zeros(0, np.int64)
        return FrameIndex(self.time_base, pts, rows[:, 1].copy(), rows[:, 2] > 0, end, places, self.complaints)


def last_length(pts: Ticks, stated: int) -> int:
    """Return how long the last frame stays, in ticks: as stated, else as long as most frames do."""
    if stated > 0:
        return stated
    return int(np.median(np.diff(pts))) if len(pts) > 1 else 1


def read_packets(path: Path, cancel: Cancel | None = None, progress: Progress | None = None) -> Packets:
    """Read the times of all packets that are to be shown; raise CoderError when there is none."""
    with open_media(path) as container:
        stream = need_video(container, path)
        reading = Reading(path.stat().st_size)
        try:
            for packet in packets_of(container, stream):
                if reading.read == 0:
                    check_open(packet, path)
                reading.take(packet, cancel, progress)
        except FFmpegError as error:
            if not path.exists():
                raise explain(path, error) from error
            reading.broken = True
        return reading.result(container, stream, path)


def check_open(packet: "Packet[VideoStream]", path: Path) -> None:
    """Raise CoderError when the pictures are encrypted: decoded all the same, they would be noise."""
    if packet.has_sidedata("encryption_info"):
        raise CoderError(
            f"{path.name} is encrypted.", "Export the video without copy protection from the program it comes from."
        )


class Reading:
    """What was seen so far of a pass over the packets of a file of ``size`` bytes.

    The rows lie one after the other in plain memory: to make an array of hundreds of thousands of tuples would hold
    up every other thread.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.rows = array("q")
        self.read = self.missing = self.corrupt_tail = 0
        self.broken = False

    def take(self, packet: "Packet[VideoStream]", cancel: Cancel | None, progress: Progress | None) -> None:
        """Take note of a packet, in the order stored."""
        if not packet.size:
            return
        self.read += 1
        if self.read % 1024 == 0:
            check(cancel)
            tell(progress, (packet.pos or 0) / self.size)
        if packet.is_discard:
            return  # before the begin of an edit list: never shown
        if packet.pts is None:
            self.missing += 1
            return
        self.corrupt_tail = self.corrupt_tail + 1 if packet.is_corrupt else 0
        dts = packet.pts if packet.dts is None else packet.dts
        place = -1 if packet.pos is None else packet.pos
        self.rows.extend((packet.pts, dts, packet.is_keyframe, packet.duration or 0, place))

    def result(self, container: InputContainer, stream: VideoStream, path: Path) -> Packets:
        """Return what was found; raise CoderError when there was no frame at all."""
        every = np.array(self.rows, np.int64).reshape(-1, 5)
        table = every[: len(every) - self.corrupt_tail] if self.corrupt_tail < len(every) else every
        damaged = self.broken or self.corrupt_tail > 0
        return sum_up(container, stream, path, table, self.read, missing=self.missing, damaged=damaged)


def sum_up(
    container: InputContainer,
    stream: VideoStream,
    path: Path,
    table: Ticks,
    read: int,
    *,
    missing: int = 0,
    damaged: bool = False,
) -> Packets:
    """Return what ``table``, the rows of ``read`` packets, says; raise CoderError when there is no frame at all."""
    if not len(table) and not missing:
        raise CoderError(f"{path.name} has a video stream without a single frame.", "Copy the file again.")
    unique = len(np.unique(table[:, 0])) == len(table)
    tell_apart = not missing and unique and stream.codec_context.name not in DECODE_ALWAYS
    places = table[:, 4]
    counted = container.format.name in COUNTED and places.min(initial=0) >= 0 and len(np.unique(places)) == len(table)
    cut = damaged or read < stream.frames or _ends_early(container, stream, table)
    time_base = stream.time_base or Fraction(1, 1000)
    return Packets(table, time_base, tell_apart, ("cut",) if cut else (), bool(counted))


def _ends_early(container: InputContainer, stream: VideoStream, table: Ticks) -> bool:
    """Say whether the file promises more time than it holds."""
    if not len(table) or container.streams.audio or not container.duration or not stream.time_base:
        return False
    last = int((table[:, 0] + table[:, 3]).max()) * stream.time_base
    promised = Fraction((container.start_time or 0) + container.duration, 1_000_000)
    return promised - last > Fraction(1, 2)
