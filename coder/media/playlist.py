"""One view filmed in several files, one after the other, behaves as one film. Pure: standard library only."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from coder.media.player import FrameTimes


@dataclass(frozen=True, slots=True)
class Place:
    """A frame of the whole: the number of its file, and its number there."""

    file: int
    frame: int


class Playlist:
    """The frames of some files put together: each file begins where the one before it ends.

    It is what a FrameIndex is for one file: numbers and times of frames run through all files.
    """

    def __init__(self, parts: Sequence[FrameTimes]) -> None:
        if not parts:
            raise ValueError("a playlist needs a file")
        self.parts = tuple(parts)
        self._firsts = [0, *accumulate(len(part) for part in parts)]
        self._begins = [0, *accumulate(part.duration_ms for part in parts)]

    def __len__(self) -> int:
        return self._firsts[-1]

    @property
    def duration_ms(self) -> int:
        """Return the end of the last file's last frame."""
        return self._begins[-1]

    @property
    def borders(self) -> tuple[tuple[int, int], ...]:
        """Return where each file begins and ends, in ms of the whole."""
        return tuple(pairwise(self._begins))

    def place(self, n: int) -> Place:
        """Return file and frame of frame ``n`` of the whole; raise IndexError outside it."""
        if not 0 <= n < len(self):
            raise IndexError(n)
        file = bisect_right(self._firsts, n) - 1
        return Place(file, n - self._firsts[file])

    def number(self, place: Place) -> int:
        """Return the number in the whole of a file's frame; raise IndexError when there is none."""
        if not (0 <= place.file < len(self.parts) and 0 <= place.frame < len(self.parts[place.file])):
            raise IndexError(place)
        return self._firsts[place.file] + place.frame

    def time_ms(self, n: int) -> int:
        """Return the time of frame ``n`` of the whole; raise IndexError outside it."""
        place = self.place(n)
        return self._begins[place.file] + self.parts[place.file].time_ms(place.frame)

    def at(self, ms: int) -> int:
        """Return the last frame whose time is not after ``ms``; the first or last one outside the whole."""
        file = min(max(0, bisect_right(self._begins, ms) - 1), len(self.parts) - 1)
        return self._firsts[file] + self.parts[file].at(ms - self._begins[file])

    def file_ms(self, ms: float) -> tuple[int, float]:
        """Return the file that is shown at an instant, and the instant in its own time, as sound asks for it."""
        file = min(max(0, bisect_right(self._begins, ms) - 1), len(self.parts) - 1)
        return file, ms - self._begins[file]
