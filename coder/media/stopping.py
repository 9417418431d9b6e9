"""Long work can be watched and given up."""

from collections.abc import Callable

Cancel = Callable[[], bool]
Progress = Callable[[float], None]


class Stopped(Exception):  # noqa: N818  (not an error: it was asked for)
    """Say that work was given up because its ``cancel`` said so."""


def check(cancel: Cancel | None) -> None:
    """Raise Stopped when ``cancel`` says so."""
    if cancel is not None and cancel():
        raise Stopped


def portion(progress: Progress | None, begin: float, end: float) -> Progress | None:
    """Return what takes the progress of a part as that of the whole, of which it is from ``begin`` to ``end``."""
    if progress is None:
        return None
    whole = progress
    return lambda done: whole(begin + (end - begin) * done)


def tell(progress: Progress | None, done: float) -> None:
    """Report the share that is done, 0 to 1."""
    if progress is not None:
        progress(min(1.0, max(0.0, done)))
