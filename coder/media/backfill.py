"""Decode what lies before the play head, on a thread and with a decoder of its own, while nobody waits.

Imports av and numpy: import this module lazily.
"""

from contextlib import suppress

from coder.errors import CoderError
from coder.media.filling import Stretch, next_behind, next_played_back
from coder.media.frames import FrameReader
from coder.media.priority import BEHIND_THE_FOREGROUND, give_way
from coder.media.request import Why
from coder.media.stopping import Stopped
from coder.media.workplace import Workplace

WHO = "backfill"


class Backfill:
    """Keep the cache filled behind the play head: all of it for steps, group by group for playing back."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._kept: Stretch | None = None
        self._tired = -1  # the head at which the file could not be read
        self._reader: FrameReader | None = None

    def run(self) -> None:
        """Work until the inbox is closed."""
        give_way(BEHIND_THE_FOREGROUND)
        place = self._place
        while (stretch := self._next()) is not None:
            place.watchdog.beat(WHO)
            try:
                self._fill(stretch)
            except Stopped:
                continue
            except (CoderError, Exception):  # the foreground meets the same fault, and tells it
                self._tired, self._kept = place.cache.head, None
                self._close()
                place.unreadable = True
            finally:
                place.filling = None
                self._tell()
        self._close()

    def _next(self) -> Stretch | None:
        place = self._place
        with place.inbox.changed:
            while not place.is_over():
                stretch = None if place.foreground else self._stretch()
                if stretch is not None:
                    return stretch
                if not place.abandoned:
                    place.watchdog.end(WHO)
                place.inbox.changed.wait()
            return None

    def _stretch(self) -> Stretch | None:
        place = self._place
        why, cache = place.inbox.why, place.cache
        head, count, room = cache.head, len(place.index), cache.room()
        if why is Why.PLAY or why is Why.SCRUB or head < 0 or head == self._tired:
            return None
        last_useful = head if why is Why.PLAY_BACK else head - 1
        kept = self._kept
        if kept is not None and kept.last <= last_useful and head <= kept.last + room:
            return kept  # go on where the foreground interrupted: beginning again would never end
        if why is Why.PLAY_BACK:
            return next_played_back(head, count, place, room)
        return next_behind(head, count, place, room, leaning=cache.leaning)

    def _fill(self, stretch: Stretch) -> None:
        place = self._place
        if self._reader is None:
            self._reader = FrameReader(place.path, place.index)
        self._kept = place.filling = stretch
        place.unreadable = False
        after = stretch.first
        cancel = place.heard(WHO, lambda: place.is_over() or place.foreground)
        for number, frame in self._reader.decoder.frames(stretch.first, stretch.last, cancel):
            place.lost.update(range(after, number))
            place.cache.put(number, frame)
            after = number + 1
            self._kept = place.filling = Stretch(after, stretch.last) if after <= stretch.last else None
            self._tell()
        place.lost.update(range(after, stretch.last + 1))
        self._kept = None

    def _tell(self) -> None:
        """Wake whoever waits for one of the frames."""
        with self._place.inbox.changed:
            self._place.inbox.changed.notify_all()

    def _close(self) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            with suppress(OSError):
                reader.close()
