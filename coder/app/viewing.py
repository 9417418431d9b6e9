"""What a coder watches of a session: which stretches pass on the screen, and where it is left."""

from typing import Protocol

from coder.app.listeners import Listeners
from coder.app.notices import Notice, Severity
from coder.app.workspace import Workspace
from coder.editing.viewing import watched_share
from coder.model.spans import Span
from coder.model.time import format_short_time
from coder.model.viewing import Viewing, join

FASTEST = 4.0
"""At a higher rate a picture flies by: nobody who saw it so has watched it."""
_LEAP_MS = 500
"""How much of the video can pass between two pictures at rate 1; what is further was jumped over."""
_OFTEN_MS = 1_000
"""The share is reckoned anew when so much more was watched, and when anything is coded."""


class Playing(Protocol):
    """What is asked of a player."""

    @property
    def playing(self) -> bool:
        """Tell whether it plays."""

    @property
    def rate(self) -> float:
        """How many seconds of media pass in one second."""


class Watched:
    """Begins with what was watched before; ``see`` is told every picture. ``changed`` gets the viewing now and then.

    A stretch is watched when it plays by, forwards and at most four times as fast, or is gone through frame by frame.
    """

    def __init__(self, workspace: Workspace, player: Playing, before: Viewing) -> None:
        self._workspace, self._player = workspace, player
        self._seen, self._share = before.seen, before.share
        self._head_ms = before.head_ms
        self._last_ms: int | None = None
        self._open: Span | None = None
        self._new_ms = 0
        self.changed: Listeners[Viewing] = Listeners()
        self._stop = workspace.changed.add(lambda _change: self._reckon())

    def close(self) -> None:
        """Follow the coding no more."""
        self._stop()

    @property
    def viewing(self) -> Viewing:
        """Where it stands, what was watched, and its share of the codable time."""
        return Viewing(self._head_ms, self._all(), self._share)

    def see(self, ms: int) -> None:
        """Take in that the picture of an instant is on the screen."""
        last_ms, self._last_ms, self._head_ms = self._last_ms, ms, ms
        if last_ms is None or ms == last_ms:
            return
        if self._passes(last_ms, ms):
            self._watch((min(last_ms, ms), self._end_of_frame(max(last_ms, ms))))

    def _passes(self, last_ms: int, ms: int) -> bool:
        frames, rate = self._workspace.frames, self._player.rate
        if not self._player.playing:
            return abs(frames.at(ms) - frames.at(last_ms)) == 1
        return 0 < rate <= FASTEST and 0 < ms - last_ms <= _LEAP_MS * max(1.0, rate)

    def _end_of_frame(self, ms: int) -> int:
        frames = self._workspace.frames
        number = frames.at(ms) + 1
        return frames.time_ms(number) if number < len(frames) else frames.duration_ms

    def _watch(self, span: Span) -> None:
        if self._open is not None and self._open[0] <= span[0] <= self._open[1]:
            self._new_ms += max(0, span[1] - self._open[1])
            self._open = (self._open[0], max(self._open[1], span[1]))
        else:
            self._seen, self._open = self._all(), span
            self._new_ms += span[1] - span[0]
        if self._new_ms >= _OFTEN_MS:
            self._reckon()

    def _all(self) -> tuple[Span, ...]:
        return self._seen if self._open is None else join(self._seen, self._open)

    def _reckon(self) -> None:
        workspace, self._new_ms = self._workspace, 0
        self._seen = self._all()
        self._share = watched_share(workspace.scheme, workspace.observation, self._seen, workspace.end_ms)
        self.changed.tell(self.viewing)

    def settle(self) -> Viewing:
        """Reckon the share anew, and return the viewing: somebody is about to keep it."""
        if self._new_ms:
            self._reckon()
        return self.viewing


def share_words(viewing: Viewing) -> str:
    """Return the share in words: "62 % watched"; what is not whole is never called so."""
    percent = round(100 * viewing.share)
    if viewing.share < 1:
        percent = min(99, percent)
    return f"{percent} % watched"


def viewing_words(viewing: Viewing | None) -> str:
    """Return how far a coder is: "62 % watched, stopped at 3:12", or "not begun"."""
    if viewing is None:
        return "not begun"
    if not viewing.begun:
        return "begun"
    stopped = f", stopped at {clock_words(viewing.head_ms)}" if viewing.head_ms else ""
    return f"{share_words(viewing)}{stopped}"


def going_on_notice(viewing: Viewing) -> Notice | None:
    """Return what to say where coding goes on in the middle; None where it begins."""
    if not viewing.head_ms:
        return None
    words = f"Goes on at {clock_words(viewing.head_ms)}, where it was left; {share_words(viewing)}."
    return Notice(words, "Home goes to the first frame.", Severity.NEWS)


def clock_words(ms: int) -> str:
    """Write an instant to the second: ``3:12``."""
    return format_short_time(ms).partition(".")[0]
