"""What the two threads of an engine share: the inbox, the cache, and the right to be left alone.

Imports av and numpy: import this module lazily.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from coder.media.filling import Stretch
from coder.media.frame_cache import FrameCache
from coder.media.frame_times import FrameIndex
from coder.media.inbox import Inbox
from coder.media.watchdog import Watchdog


@dataclass(slots=True, eq=False)
class Workplace:
    """One video being shown. ``foreground``: somebody waits for a decoder; whoever fills the cache stands back."""

    path: Path
    index: FrameIndex
    inbox: Inbox
    watchdog: Watchdog
    cache: FrameCache
    lost: set[int] = field(default_factory=set)  # frames that cannot be decoded: not to be tried again
    foreground: bool = False
    filling: Stretch | None = None  # what the backfill is at work on
    unreadable: bool = False  # what lies before the head could not be read: the foreground tells why
    abandoned: bool = False
    one_field: bool = False

    def is_over(self) -> bool:
        """Say whether nothing is to be shown any more."""
        return self.inbox.closed or self.abandoned

    def is_urgent(self) -> bool:
        """Say whether a request waits."""
        return self.is_over() or self.inbox.newest is not None

    def begin(self) -> None:
        """Take the processor: somebody waits."""
        self.foreground = True

    def end(self) -> None:
        """Give the processor back."""
        with self.inbox.changed:
            self.foreground = False
            self.inbox.changed.notify_all()

    def is_coming(self, n: int) -> bool:
        """Say whether the backfill is on its way to frame ``n``: quicker than another decoder would be."""
        filling = self.filling
        return filling is not None and filling.first <= n <= filling.last and not self.unreadable

    def heard(self, who: str, cancel: Callable[[], bool]) -> Callable[[], bool]:
        """Return ``cancel``, which at the same time says that the file answers."""

        def ask() -> bool:
            if not self.abandoned:
                self.watchdog.beat(who)
            return self.abandoned or cancel()

        return ask

    def __contains__(self, n: object) -> bool:
        """Say whether frame ``n`` need not be decoded: it is in the cache, or cannot be."""
        return n in self.lost or (isinstance(n, int) and n in self.cache)
