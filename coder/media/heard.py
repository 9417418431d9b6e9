"""Tell which media time is heard, by what the sound device says it took. Standard library only."""

from coder.media.clock import Now

STALL_S = 2.5  # a device may take this long to begin, as one that sleeps, or to be given sound
GONE_S = 1.0  # one that has begun and has sound before it
WAITING_US = 50_000
GUESS_US = 120_000  # how far the time may run on between two advances of the device
BEGIN_US = 20_000  # looks are further apart than this only when the window was busy


class HeardClock:
    """Media time by the device's own count: begin + rate × (taken − taken at its first advance), never backwards.

    The first advance is taken to have been half-way between two looks: look as often as pictures are shown.

    ``dead``: the device took nothing for a second although there was sound for it, as when it was unplugged; many
    systems say nothing of that. One that has not begun, or that is given nothing, has longer.
    """

    def __init__(self, now: Now) -> None:
        self.dead = False
        self._now = now
        self.begin(0.0, 1.0)

    def begin(self, from_ms: float, rate: float) -> None:
        """Begin anew at a media time: the device has taken nothing yet."""
        self._from_ms, self._rate = from_ms, rate
        self._seen_us, self._seen_s = 0, self._now()
        self._first_us, self._told_us = -1.0, 0.0
        self._looked_s = self._seen_s

    def media_ms(self, taken_us: int, given_us: float, *, ended: bool) -> float | None:
        """Return the media time heard now; None when nothing is: a dead device, or the sound is over.

        ``taken_us``: what the device took since the begin, ``given_us``: what it was given, ``ended``: that was all.
        """
        heard_us = self._heard_us(taken_us, given_us, ended)
        return None if heard_us is None else self._from_ms + heard_us / 1000 * self._rate

    def _heard_us(self, taken_us: int, given_us: float, ended: bool) -> float | None:
        now, before = self._now(), self._looked_s
        self._looked_s = now
        if taken_us != self._seen_us:
            if self._first_us < 0:
                self._first_us = max(0.0, taken_us - min((now - before) * 500_000, BEGIN_US / 2))
            self._seen_us, self._seen_s = taken_us, now
        elif now - self._seen_s > self._patience_s(given_us - taken_us):
            self.dead = self.dead or not ended
            return None
        if self._first_us < 0:
            return None if ended else 0.0
        if ended and taken_us >= given_us:
            return None  # the sound is over before the picture
        guessed = self._seen_us - self._first_us + min((now - self._seen_s) * 1_000_000, GUESS_US)
        self._told_us = max(self._told_us, guessed)
        return self._told_us

    def _patience_s(self, waiting_us: float) -> float:
        return GONE_S if self._first_us >= 0 and waiting_us > WAITING_US else STALL_S
