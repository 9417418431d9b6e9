"""Feedback at the desk: where a submitted gold session differs from gold, played one clip after the other."""

from collections.abc import Callable

from coder.app.listeners import Listeners
from coder.app.ports import Player
from coder.model.agreement import Disagreement
from coder.model.training import Attempt

SHORTEST_MS = 800
"""A shorter clip is played with what follows, so that it can be seen at all."""


class Feedback:
    """Plays a clip in a loop, with what comes before it; ``changed`` is told whenever something else is to be shown.

    While it is open ↓ and ↑ go to the next and previous clip, Enter plays it again, Escape closes.
    """

    def __init__(self, player: Player, pre_roll_ms: Callable[[], int]) -> None:
        self._player, self._pre_roll_ms = player, pre_roll_ms
        self.attempt: Attempt | None = None
        self.place = 0
        self.changed: Listeners[Feedback] = Listeners()
        self._keys: dict[str, Callable[[], object]] = {
            "down": lambda: self.go(1),
            "up": lambda: self.go(-1),
            "enter": self.play,
            "escape": self.close,
        }

    @property
    def is_open(self) -> bool:
        """Tell whether there is feedback to go through."""
        return self.attempt is not None

    @property
    def clips(self) -> tuple[tuple[str, Disagreement], ...]:
        """The clips, each with its tier, by onset."""
        return () if self.attempt is None else self.attempt.disagreements

    def open(self, attempt: Attempt) -> None:
        """Show an attempt's clips, and play the first."""
        self.attempt, self.place = attempt, 0
        self.play()
        self.changed.tell(self)

    def close(self) -> None:
        """Show no clips any more."""
        if self.attempt is not None:
            self.attempt = None
            self._player.end_loop()
            self._player.pause()
            self.changed.tell(self)

    def go(self, by: int) -> None:
        """Go to the next or previous clip; the first follows the last."""
        if self.clips:
            self.go_to((self.place + by) % len(self.clips))

    def go_to(self, place: int) -> None:
        """Play a clip by its place."""
        self.place = place
        self.play()
        self.changed.tell(self)

    def play(self) -> None:
        """Play the clip over and over, with what comes before it."""
        if not self.clips:
            return
        one = self.clips[self.place][1]
        until = max(one.onset_ms + SHORTEST_MS, one.onset_ms if one.offset_ms is None else one.offset_ms)
        self._player.loop(one.onset_ms, until, self._pre_roll_ms())

    def takes(self, chord: str) -> bool:
        """Tell whether a key means something here."""
        return self.is_open and chord in self._keys

    def press(self, chord: str) -> bool:
        """Do what a key means here; tell whether it means anything."""
        if not self.takes(chord):
            return False
        self._keys[chord]()
        return True
