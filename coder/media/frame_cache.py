"""Decoded frames around the play head, bounded in bytes. Imports av: import this module lazily."""

from threading import Lock

from av.video.frame import VideoFrame

FEWEST = 4  # kept whatever their size: a step either way must not decode anew
LEANING = 4


def frame_bytes(frame: VideoFrame) -> int:
    """Return how many bytes the planes of ``frame`` hold."""
    return sum(plane.buffer_size for plane in frame.planes)


class FrameCache:
    """Frames by number; when full, the frame farthest from ``head`` goes first. Safe for threads.

    While playing (``leaning`` is 1 forwards, -1 back) frames on the way count as nearer than those gone by.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.head = -1
        self.leaning = 0
        self.bytes = 0
        self._frames: dict[int, VideoFrame] = {}
        self._lock = Lock()

    def __contains__(self, n: object) -> bool:
        return n in self._frames

    def __len__(self) -> int:
        return len(self._frames)

    def find(self, n: int) -> VideoFrame | None:
        """Return frame ``n`` if it is here."""
        return self._frames.get(n)

    def room(self) -> int:
        """Return how many frames fit in all, judged by those that are here."""
        with self._lock:
            return max(FEWEST, self.limit * len(self._frames) // self.bytes) if self.bytes else FEWEST

    def put(self, n: int, frame: VideoFrame) -> bool:
        """Keep ``frame``; False when there is only room for frames nearer to the head."""
        size = frame_bytes(frame)
        with self._lock:
            if n in self._frames:
                return True
            while len(self._frames) >= FEWEST and self.bytes + size > self.limit:
                farthest = max(self._frames, key=self._distance)
                if self._distance(farthest) <= self._distance(n):
                    return False
                self.bytes -= frame_bytes(self._frames.pop(farthest))
            self._frames[n] = frame
            self.bytes += size
            return True

    def shrink(self, limit: int) -> None:
        """Keep no more than ``limit`` bytes from now on: those nearest to the head."""
        with self._lock:
            self.limit = limit
            while len(self._frames) > FEWEST and self.bytes > limit:
                farthest = max(self._frames, key=self._distance)
                self.bytes -= frame_bytes(self._frames.pop(farthest))

    def clear(self) -> None:
        """Let all frames go."""
        with self._lock:
            self._frames.clear()
            self.bytes = 0

    def _distance(self, n: int) -> int:
        away = n - self.head
        return abs(away) * (LEANING if away * self.leaning < 0 else 1)
