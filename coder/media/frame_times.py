"""The frames of a video in the order shown, each with its exact time. Imports numpy: import this module lazily."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Ticks = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class FrameIndex:
    """The frames of a video in the order shown.

    ``pts`` (strictly rising), ``dts`` and ``end_pts`` are ticks of ``time_base``; ``keys`` marks key frames.
    ``places`` is empty unless times cannot tell frames apart: then it holds the place in the file of each
    frame's packet. ``complaints`` say what is damaged.
    """

    time_base: Fraction
    pts: Ticks
    dts: Ticks
    keys: NDArray[np.bool_]
    end_pts: int
    places: Ticks = field(default_factory=lambda: np.zeros(0, np.int64))
    complaints: tuple[str, ...] = ()
    _times_ms: list[int] = field(init=False, repr=False)
    _pts: list[int] = field(init=False, repr=False)
    _keys: list[int] = field(init=False, repr=False)
    _by_place: dict[int, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        ms = to_ms(self.pts - self.pts[0], self.time_base)
        keys = np.flatnonzero(self.keys).tolist()
        object.__setattr__(self, "_times_ms", ms.tolist())
        object.__setattr__(self, "_pts", self.pts.tolist())
        object.__setattr__(self, "_keys", keys if keys and keys[0] == 0 else [0, *keys])
        object.__setattr__(self, "_by_place", {place: n for n, place in enumerate(self.places.tolist())})

    def __len__(self) -> int:
        return len(self._pts)

    @property
    def duration_ms(self) -> int:
        """Return the end of the last frame, in ms from the first frame."""
        return int(to_ms(np.array([self.end_pts - self._pts[0]]), self.time_base)[0])

    @property
    def start_s(self) -> float:
        """Return the time of the first frame on the container's own time line."""
        return float(self._pts[0] * self.time_base)

    @property
    def keyframes(self) -> Sequence[int]:
        """Return the numbers of the frames a decoder can begin at; frame 0 is always among them."""
        return self._keys

    @property
    def by_place(self) -> bool:
        """Say whether frames are told apart by their place in the file instead of by time."""
        return bool(self._by_place)

    def time_ms(self, n: int) -> int:
        """Return the time of frame ``n``, rounded to the ms; raise IndexError outside the video."""
        if not 0 <= n < len(self._times_ms):
            raise IndexError(n)
        return self._times_ms[n]

    def at(self, ms: float) -> int:
        """Return the last frame whose time is not after ``ms``; the first or last one outside the video."""
        return max(0, bisect_right(self._times_ms, ms) - 1)

    def key_before(self, n: int) -> int:
        """Return the last key frame that is not after frame ``n``."""
        return self._keys[bisect_right(self._keys, n) - 1]

    def key_after(self, n: int) -> int:
        """Return the first key frame after frame ``n``, or the number of frames."""
        place = bisect_right(self._keys, n)
        return self._keys[place] if place < len(self._keys) else len(self)

    def find_pts(self, pts: int | None) -> int | None:
        """Return the frame shown at exactly ``pts`` ticks, or None."""
        if pts is None:
            return None
        n = bisect_left(self._pts, pts)
        return n if n < len(self._pts) and self._pts[n] == pts else None

    def find_place(self, place: int | None) -> int | None:
        """Return the frame whose packet lies at ``place``, or None."""
        return None if place is None else self._by_place.get(place)

    def without_first(self, count: int) -> "FrameIndex":
        """Return the index without its first ``count`` frames."""
        return FrameIndex(
            self.time_base,
            self.pts[count:],
            self.dts[count:],
            self.keys[count:],
            self.end_pts,
            self.places[count:],
            self.complaints,
        )


def to_ms(ticks: Ticks, time_base: Fraction) -> Ticks:
    """Return ``ticks`` of ``time_base`` in whole ms, halves rounded down.

    So a frame is found at its time however others round a half: what is shown at ``t`` begins at or before ``t``.
    """
    above, below = 1000 * time_base.numerator, time_base.denominator
    return -((below - 2 * ticks * above) // (2 * below))
