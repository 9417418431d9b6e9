"""Where requests wait for the decoder's thread: the newest wins. Standard library only."""

from threading import Condition

from coder.media.request import Request, Why


class Inbox:
    """The newest request, and how it is meant. Hold ``changed`` to read more than one thing."""

    def __init__(self) -> None:
        self.changed = Condition()
        self.newest: Request | None = None
        self.why = Why.STILL
        self.serving = False
        self.closed = False
        self.passed_over = 0
        self.dropped = 0

    def put(self, request: Request) -> None:
        """Let ``request`` wait in the place of the one that waits."""
        with self.changed:
            if self.newest is not None and self.newest.n != request.n:
                self.passed_over += 1
                self.dropped += self.newest.why.playing
            if request.why.playing and not self.why.playing:
                self.dropped = 0
            if request.why is not Why.STILL or not self.why.playing:
                self.why = request.why
            self.newest = request
            self.changed.notify_all()

    def take(self) -> Request | None:
        """Return the request that waits, for being served."""
        request, self.newest = self.newest, None
        return request

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
