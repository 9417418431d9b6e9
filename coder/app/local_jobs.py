"""Processes of this computer that share work session by session."""

import gc
import os
import signal
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

from coder.app.session_jobs import Job, run
from coder.errors import CoderError

AHEAD = 3
_MOST_JOBS = 16
_NEW_OBJECTS = 50_000


def how_many(wanted: int, parts: int) -> int:
    """Return how many processes there are to be for so many parts; ``wanted``: 0 for one a processor."""
    return min(wanted or os.cpu_count() or 1, parts, _MOST_JOBS)


class Processes:
    """Does the work in some processes."""

    def __init__(self, pool: ProcessPoolExecutor, jobs: int) -> None:
        self._pool = pool
        self.ahead = jobs * AHEAD

    def submit(self, job: Job) -> Future[Any]:
        """Begin a job."""
        return self._pool.submit(run, job.work, job.args)

    def look(self) -> None:
        """Say nothing: a process that is ended breaks the results."""


@contextmanager
def local_processes(jobs: int) -> Iterator[Processes]:
    """Give so many processes; raise CoderError when one of them is ended from outside."""
    # spawn, on every system: a window's process has threads, which a fork would leave half alive
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)
    try:
        yield Processes(pool, jobs)
    except BrokenProcessPool as error:
        raise CoderError("A process was ended from outside.", "Try again, or with --jobs 1.") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """Leave Ctrl+C to the process that asked for the work, and look for garbage less often: rows are no garbage."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_NEW_OBJECTS)
