"""Look on while something long is read: give it up, tell how far it is, show what is there. Standard library only."""

from collections.abc import Callable
from typing import Generic, TypeVar

from coder.media.stopping import Cancel, Progress, check, tell

GROWTH_S = 60.0

Part = TypeVar("Part")


class Watch(Generic[Part]):
    """Who looks on: ``on_growth`` gets the part read so far, once in ``every_s`` seconds of media."""

    def __init__(
        self,
        cancel: Cancel | None = None,
        progress: Progress | None = None,
        on_growth: Callable[[Part], None] | None = None,
        every_s: float = GROWTH_S,
    ) -> None:
        self._cancel, self._progress, self._on_growth = cancel, progress, on_growth
        self._every_s = every_s
        self._told_s = 0.0

    def look(self, read_s: float, length_s: float, part: Callable[[], Part]) -> None:
        """Tell that ``read_s`` of ``length_s`` is read; raise Stopped when it was given up."""
        check(self._cancel)
        tell(self._progress, read_s / max(length_s, 1e-3))
        if self._on_growth is not None and read_s - self._told_s >= self._every_s:
            self._told_s = read_s
            self._on_growth(part())
