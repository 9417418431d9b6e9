"""Share the sessions of an export between processes, or do them here where they are few."""

import gc
import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from coder.app.export_survey import SessionFiles, Survey, join_surveys, survey
from coder.errors import CoderError
from coder.media.stopping import Cancel, check

if TYPE_CHECKING:
    from coder.app.export_session import SessionReader, SessionTexts
    from coder.app.export_wish import ExportWish

SMALL_BYTES = 6_000_000
"""So much is read sooner than other processes have started."""
_AT_ONCE = 8
_MOST_JOBS = 16
_NEW_OBJECTS = 50_000
_AHEAD = 3
_LOOK_S = 0.1


class Workers(Protocol):
    """Does the two rounds of an export, session by session, in the order given."""

    def survey(self, found: Sequence[SessionFiles], cancel: Cancel | None) -> Survey:
        """Look into every observation."""

    def write(self, found: Sequence[SessionFiles], seen: Survey, cancel: Cancel | None) -> "Iterator[SessionTexts]":
        """Give each session's part of every table."""


@contextmanager
def start_workers(found: Sequence[SessionFiles], wish: "ExportWish") -> Iterator[Workers]:
    """Give what does the work: as many processes as are wanted and pay."""
    jobs = min(wish.jobs or os.cpu_count() or 1, len(found), _MOST_JOBS)
    if jobs == 1 or sum(_size(path) for one in found for path in one.files) <= SMALL_BYTES:
        yield _Here(wish)
        return
    # spawn, on every system: a window's process has threads, which a fork would leave half alive
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)
    try:
        yield _Processes(pool, wish, jobs)
    except BrokenProcessPool as error:
        raise CoderError("A process of the export was ended from outside.", "Try again, or with --jobs 1.") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # whoever reads it says what is wrong


def _begin() -> None:
    """Leave Ctrl+C to the process that asked for the work, and look for garbage less often: rows are no garbage."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_NEW_OBJECTS)


class _Here:
    def __init__(self, wish: "ExportWish") -> None:
        self._wish = wish

    def survey(self, found: Sequence[SessionFiles], cancel: Cancel | None) -> Survey:
        return survey(found, cancel)

    def write(self, found: Sequence[SessionFiles], seen: Survey, cancel: Cancel | None) -> "Iterator[SessionTexts]":
        from coder.app.export_session import SessionReader

        reader = SessionReader(seen, self._wish)
        for one in found:
            check(cancel)
            yield reader.write(one)


class _Processes:
    def __init__(self, pool: ProcessPoolExecutor, wish: "ExportWish", jobs: int) -> None:
        self._pool, self._wish, self._jobs = pool, wish, jobs

    def survey(self, found: Sequence[SessionFiles], cancel: Cancel | None) -> Survey:
        return join_surveys(self._in_order([(survey, part) for part in self._parts(found)], cancel))

    def write(self, found: Sequence[SessionFiles], seen: Survey, cancel: Cancel | None) -> "Iterator[SessionTexts]":
        tasks = [(_write, part, seen, self._wish) for part in self._parts(found)]
        return chain.from_iterable(self._in_order(tasks, cancel))

    def _in_order(self, tasks: Sequence[tuple[Any, ...]], cancel: Cancel | None) -> Iterator[Any]:
        """Give the results in the order of the tasks; few are ahead of what is asked for, so memory is bounded."""
        waiting: deque[Future[Any]] = deque()
        left = iter(tasks)
        waiting.extend(self._pool.submit(*task) for task in islice(left, self._jobs * _AHEAD))
        while waiting:
            first = waiting.popleft()
            while not first.done():
                check(cancel)
                wait([first], timeout=_LOOK_S)
            waiting.extend(self._pool.submit(*task) for task in islice(left, 1))
            yield first.result()

    def _parts(self, found: Sequence[SessionFiles]) -> list[tuple[SessionFiles, ...]]:
        """Split the sessions so that every process has something to do, and none much at once."""
        count = max(1, min(_AT_ONCE, len(found) // (self._jobs * _AHEAD)))
        return [tuple(found[begin : begin + count]) for begin in range(0, len(found), count)]


def _write(part: tuple[SessionFiles, ...], seen: Survey, wish: "ExportWish") -> "list[SessionTexts]":
    return [_reader(seen, wish).write(one) for one in part]


@lru_cache(maxsize=1)
def _reader(seen: Survey, wish: "ExportWish") -> "SessionReader":
    from coder.app.export_session import SessionReader

    return SessionReader(seen, wish)
