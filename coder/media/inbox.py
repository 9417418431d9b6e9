"""Where requests wait for the decoder's thread: the newest wins. Standard library only."""

from collections.abc import Container
from threading import Condition

from coder.media.request import Request, Why


class Inbox:
    """The newest request, and how it is meant. Hold ``changed`` to read more than one thing."""

    def __init__(self) -> None:
        self.changed = Condition()
        self.newest: Request | None = None
        self._before: Request | None = None  # the one it overtook while playing: a tick late, but not yet lost
        self.why = Why.STILL
        self.serving = False
        self.closed = False
        self.passed_over = 0
        self.dropped = 0

    def put(self, request: Request) -> None:
        """Let ``request`` wait in the place of the one that waits."""
        with self.changed:
            self._overtake(request)
            if request.why.playing and not self.why.playing:
                self.dropped = 0
            if request.why is not Why.STILL or not self.why.playing:
                self.why = request.why
            self.newest = request
            self.changed.notify_all()

    def _overtake(self, request: Request) -> None:
        """Forget what waits for the sake of ``request``; of two pictures to be played the earlier keeps its turn."""
        overtaken = self.newest
        if overtaken is None or overtaken.n == request.n:
            return
        if overtaken.why.playing and overtaken.why is request.why and self._before is None:
            self._before = overtaken
        else:
            self._pass_over(overtaken, request)

    def take(self, there: Container[int] = ()) -> Request | None:
        """Return the request to be served next; one that was overtaken only if its frame is ``there`` already."""
        before, self._before = self._before, None
        if before is not None:
            if before.n in there and self.newest is not None and self.newest.why is before.why:
                return before
            self._pass_over(before, self.newest)
        request, self.newest = self.newest, None
        return request

    def _pass_over(self, request: Request, newer: Request | None) -> None:
        """Count a request that is not served; a picture to be played is missed only where playing goes on."""
        self.passed_over += 1
        self.dropped += request.why.playing and newer is not None and newer.why.playing

    def drop(self, count: int = 1) -> None:
        """Take note that pictures asked for while playing were not shown."""
        with self.changed:
            self.dropped += count

    def rest(self) -> None:
        """Take note that playing is over."""
        with self.changed:
            self.why = Why.STILL
            self.changed.notify_all()

    def close(self) -> None:
        """Take note that nothing will be asked any more."""
        with self.changed:
            self.closed = True
            self.changed.notify_all()

    @property
    def busy(self) -> bool:
        """Say whether somebody waits for a picture."""
        return self.serving or self.newest is not None
