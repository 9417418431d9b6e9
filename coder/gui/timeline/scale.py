"""Time to pixels and back, and the ranges of time a timeline shows: pure arithmetic."""

from dataclasses import dataclass

Range = tuple[int, int]

SHORTEST_MS = 250
OPENING_MS = 60_000
WHOLE_UP_TO_MS = 120_000
_PAGE_EDGE = 0.94
_PAGE_START = 0.06
_SEEK_MS = 1_500


@dataclass(frozen=True, slots=True)
class TimeScale:
    """``[from_ms, to_ms)`` laid over ``width`` pixels that begin at ``left``."""

    from_ms: int
    to_ms: int
    left: float
    width: float

    @property
    def right(self) -> float:
        """The x where the range ends."""
        return self.left + self.width

    @property
    def px_per_ms(self) -> float:
        """Pixels for one millisecond."""
        return self.width / max(1, self.to_ms - self.from_ms)

    def x(self, ms: float) -> float:
        """Return where an instant lies; outside the range it lies outside the pixels."""
        return self.left + (ms - self.from_ms) * self.px_per_ms

    def ms(self, x: float) -> int:
        """Return the instant at an x."""
        return round(self.from_ms + (x - self.left) / max(self.px_per_ms, 1e-9))

    def length_ms(self, pixels: float) -> int:
        """Return how much time some pixels are."""
        return round(pixels / max(self.px_per_ms, 1e-9))

    def shows(self, ms: int) -> bool:
        """Tell whether an instant lies in the range."""
        return self.from_ms <= ms <= self.to_ms


def clamp_range(from_ms: int, to_ms: int, end_ms: int) -> Range:
    """Return the range moved and shortened so that it lies in the session, and is long enough to be seen."""
    whole = max(end_ms, SHORTEST_MS)
    length = min(max(to_ms - from_ms, SHORTEST_MS), whole)
    start = max(0, min(from_ms, whole - length))
    return start, start + length


def opening_range(now_ms: int, end_ms: int) -> Range:
    """Return what a timeline shows at first: a short session whole, of a long one a minute around now."""
    if end_ms <= WHOLE_UP_TO_MS:
        return clamp_range(0, end_ms, end_ms)
    return clamp_range(now_ms - OPENING_MS // 2, now_ms + OPENING_MS // 2, end_ms)


def zoomed(shown: Range, factor: float, at_ms: int, end_ms: int) -> Range:
    """Return the range with less (factor > 1) or more time in it; ``at_ms`` stays where it is."""
    from_ms, to_ms = shown
    share = (at_ms - from_ms) / max(1, to_ms - from_ms)
    length = min(max((to_ms - from_ms) / factor, SHORTEST_MS), max(end_ms, SHORTEST_MS))
    start = round(at_ms - share * length)
    return clamp_range(start, start + round(length), end_ms)


def panned(shown: Range, share: float, end_ms: int) -> Range:
    """Return the range moved by a share of its length."""
    by_ms = round((shown[1] - shown[0]) * share)
    return clamp_range(shown[0] + by_ms, shown[1] + by_ms, end_ms)


def followed(shown: Range, before_ms: int, now_ms: int, end_ms: int, *, playing: bool = False) -> Range:
    """Return the range that keeps the play head in sight: it jumps a page near the edge and is still otherwise.

    A range that the coder moved away from the head stays there while it plays, and comes back at a step or a seek.
    """
    from_ms, to_ms = shown
    length = to_ms - from_ms
    was_seen = from_ms <= before_ms <= to_ms
    if from_ms <= now_ms <= from_ms + _PAGE_EDGE * length:
        return shown
    if playing and not was_seen and abs(now_ms - before_ms) < _SEEK_MS:
        return shown
    if from_ms <= now_ms <= to_ms and now_ms < before_ms:
        return shown
    share = _PAGE_START if now_ms >= before_ms else 1 - 2 * _PAGE_START
    start = round(now_ms - share * length)
    return clamp_range(start, start + length, end_ms)
