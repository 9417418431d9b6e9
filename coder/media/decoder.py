"""Decode exactly the frames asked for, wherever the container's seek lands. Imports av: import this module lazily."""

from collections import deque
from collections.abc import Generator, Iterator
from pathlib import Path

from av.packet import Packet
from av.stream import Discard
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from coder.errors import CoderError
from coder.media.container import FFmpegError, explain, need_video, open_media, packets_of
from coder.media.decode_pass import tag_of
from coder.media.frame_times import FrameIndex
from coder.media.stopping import Cancel, check

THREADS = 4
READ_ON = 12  # frames: nearer than this, decoding on is cheaper than a seek
BACK_OFFS = (1, 1, 2, 4, 8, 16)  # key frames to go back, one after the other, when a seek lands too late
EARLIER_STARTS = 4
NEVER_SKIPPED = frozenset({"libdav1d", "libaom-av1", "av1"})  # told once what to skip, they skip it for ever

Numbered = tuple[int, VideoFrame]


class Decoder:
    """One open video. Not safe for threads: each thread opens its own."""

    def __init__(self, path: Path, index: FrameIndex, threads: int = THREADS) -> None:
        self.path = path
        self.index = index
        self._container = open_media(path)
        try:
            self.stream = need_video(self._container, path)
        except CoderError:
            self._container.close()
            raise
        self.stream.thread_type = "AUTO"
        self.stream.codec_context.thread_count = threads
        for other in self._container.streams:
            if other is not self.stream:
                other.discard = Discard.all
        self._may_skip = not index.by_place and self.stream.codec_context.name not in NEVER_SKIPPED
        self._packets: Iterator[Packet[VideoStream]] | None = None
        self._ready: deque[VideoFrame] = deque()
        self._first: Packet[VideoStream] | None = None
        self._floor = 0  # the frames from here on are still to come
        self._out = 0  # the frame expected out of the decoder next

    def close(self) -> None:
        """Close the file."""
        self._packets = None
        self._ready.clear()
        self._container.close()

    def frames(self, first: int, last: int, cancel: Cancel | None = None) -> Generator[Numbered, None, None]:
        """Yield frames ``first`` to ``last`` in the order shown; a frame that cannot be decoded is left out.

        Raises Stopped between two packets when ``cancel`` says so, and CoderError when the file cannot be read.
        """
        try:
            yield from self._exact(first, last, cancel)
        except (FFmpegError, OSError) as error:
            self._packets = None
            raise explain(self.path, error) from error

    def hurry(self, n: int, cancel: Cancel | None = None) -> Generator[Numbered, None, None]:
        """Yield what comes out on the way to frame ``n``, leaving out pictures that no other picture needs.

        Every frame yielded is exact. Raises like ``frames``.
        """
        try:
            if not self.reaches(n):
                self._seek(self.index.key_before(n))
            for number, frame in self._from(n, cancel, self._floor):
                yield number, frame
                if number >= n:
                    return
        except (FFmpegError, OSError) as error:
            self._packets = None
            raise explain(self.path, error) from error

    def distance(self, n: int) -> int:
        """Return how many frames come out before frame ``n``: as many as there are when a seek is due."""
        return max(0, n - self._out) if self.reaches(n) else len(self.index)

    def first_on_the_way(self, n: int, lead: int) -> int:
        """Return the first of at most ``lead`` frames before ``n`` that come out on the way to it."""
        begin = self._floor if self.reaches(n) else self.index.key_before(n)
        return max(begin, n - lead)

    def reaches(self, n: int) -> bool:
        """Say whether decoding on is the quickest way to frame ``n``."""
        if self._packets is None or self._floor > n:
            return False
        return n - self._floor <= READ_ON or self.index.key_before(n) <= self._floor

    def _exact(self, first: int, last: int, cancel: Cancel | None) -> Generator[Numbered, None, None]:
        key = self.index.key_before(first)
        moved = not self.reaches(first)
        if moved:
            self._seek(key)
        for _ in range(EARLIER_STARTS):
            following = self._from(first, cancel)
            found = next(following, None)
            if found is None or found[0] > first:  # a recovery point, a broken reference: begin a key frame earlier
                if key == 0 and moved:
                    break
                key = self.index.key_before(key - 1) if moved and key else key
                moved = True
                self._seek(key)
                continue
            break
        while found is not None and found[0] <= last:
            yield found
            if found[0] == last:
                return
            found = next(following, None)

    def _from(self, first: int, cancel: Cancel | None, least: int | None = None) -> Generator[Numbered, None, None]:
        """Yield what comes out from frame ``first`` on; pictures that the index does not know are never shown.

        ``least``: yield what happens to come out from there on as well.
        """
        least = first if least is None else least
        while self._ready or self._feed(first, cancel):
            while self._ready:
                frame = self._ready.popleft()
                n = self._number(frame)
                if n is None:
                    continue
                self._floor = self._out = n + 1
                if n >= least:
                    yield n, frame

    def _number(self, frame: VideoFrame) -> int | None:
        if not self.index.by_place:
            return self.index.find_pts(frame.pts)
        return self.index.find_place(frame.pts)

    def _feed(self, first: int, cancel: Cancel | None) -> bool:
        """Decode one packet; return False at the end of the file."""
        check(cancel)
        packet = self._next_packet()
        if packet is None:
            self._packets = None
            return False
        self._skip(packet, first)
        if self.index.by_place and packet.size:
            packet.pts = tag_of(packet).place  # the decoder hands it on to its picture untouched
        try:
            self._ready.extend(packet.decode())
        except FFmpegError:
            return True  # damaged: the frames around it show whether anything is missing
        return True

    def _skip(self, packet: "Packet[VideoStream]", first: int) -> None:
        """Leave out pictures that come before frame ``first`` and that no other picture needs."""
        early = self._may_skip and packet.pts is not None and packet.pts < self.index.pts[first]
        self.stream.codec_context.skip_frame = "NONREF" if early and packet.size else "DEFAULT"
        if early:
            self._floor = max(self._floor, first)

    def _next_packet(self) -> "Packet[VideoStream] | None":
        if self._first is not None:
            packet, self._first = self._first, None
            return packet
        packets = self._packets or iter(())
        return next((p for p in packets if not (p.is_corrupt and self._is_unknown(p))), None)

    def _is_unknown(self, packet: "Packet[VideoStream]") -> bool:
        """Say whether ``packet`` is the torn end of a file, which the index left out."""
        return not self.index.by_place and self.index.find_pts(packet.pts) is None

    def _seek(self, key: int) -> None:
        """Go to key frame ``key`` or before it: try, look at the first packet, back off."""
        for ticks in self._attempts(key):
            if self._lands(ticks, key):
                self._floor = self._out = key  # not 0: frames before the key frame will not come
                return
        self._restart()

    def _attempts(self, key: int) -> Iterator[int]:
        """Yield seek targets: containers disagree on whether a time is a presentation or a decode time."""
        index = self.index
        yield int(index.pts[min(key + 4, index.key_after(key) - 1)])  # edit lists: a time after the key frame finds it
        yield int(index.pts[key])
        yield int(index.dts[key])
        back = key
        for count in BACK_OFFS:
            for _ in range(count):
                back = index.key_before(max(0, back - 1))
            yield int(index.pts[back])

    def _lands(self, ticks: int, key: int) -> bool:
        self._ready.clear()
        try:
            self._container.seek(ticks, stream=self.stream, backward=True, any_frame=False)
            self._packets = packets_of(self._container, self.stream)
            self._first = next((p for p in self._packets if not p.size or p.is_keyframe), None)
        except FFmpegError:
            return False
        return self._first is not None and self._is_before(self._first, key)

    def _is_before(self, packet: "Packet[VideoStream]", key: int) -> bool:
        if not packet.size:
            return False
        if self.index.by_place:
            n = self.index.find_place(tag_of(packet).place)
            return n is not None and n <= key
        return packet.pts is not None and packet.pts <= self.index.pts[key]

    def _restart(self) -> None:
        """Begin at the start of the file, opened anew: the one place every container can go to."""
        self._ready.clear()
        self._first = None
        self._floor = self._out = 0
        self._container.seek(0, backward=True)
        self._packets = packets_of(self._container, self.stream)
