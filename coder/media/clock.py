"""Media time that runs: standard library only, so that the program's start may import it."""

from collections.abc import Callable
from typing import Protocol

Now = Callable[[], float]


class MasterClock(Protocol):
    """A clock that leads while it can: the sound that is heard."""

    def media_ms(self, epoch: int) -> float | None:
        """Return the media time that is heard now, or None when it does not play ``epoch``."""


class MediaClock:
    """A place in the media that moves at ``rate`` while running.

    ``epoch`` counts every jump, start, stop and change of rate: whoever follows the clock begins anew when it changes.
    """

    def __init__(self, now: Now, master: MasterClock | None = None) -> None:
        self.master = master
        self.epoch = 0
        self._now = now
        self._place_ms = 0.0
        self._since_s = now()
        self._rate = 1.0
        self._running = False

    @property
    def running(self) -> bool:
        """Say whether time runs."""
        return self._running

    @property
    def rate(self) -> float:
        """Return how many seconds of media pass in a second; negative is backwards."""
        return self._rate

    def place_ms(self) -> float:
        """Return where in the media the clock is, in ms; it may lie outside the video."""
        if not self._running:
            return self._place_ms
        heard = self.master.media_ms(self.epoch) if self.master is not None else None
        now = self._now()
        if heard is not None:
            self._place_ms, self._since_s = heard, now  # if the sound dies, time runs on from here
            return heard
        return self._place_ms + (now - self._since_s) * 1000 * self._rate

    def set(self, place_ms: float | None = None, *, running: bool | None = None, rate: float | None = None) -> None:
        """Go to a place, start or stop, change the rate; what is left out stays as it is."""
        self._place_ms = self.place_ms() if place_ms is None else place_ms
        self._since_s = self._now()
        self._running = self._running if running is None else running
        self._rate = self._rate if rate is None else rate
        self.epoch += 1
