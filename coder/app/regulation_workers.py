"""Share the sessions of a log between processes, or compute them here where they are few."""

import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context

from coder.app.regulation_dyad import TierCodes
from coder.app.regulation_session import SessionFound, find_in_session
from coder.app.regulation_wish import RegulationWish
from coder.errors import CoderError
from coder.model.coded_log import CodedLog

FEW_EVENTS = 20_000
"""So many are computed sooner than other processes have started."""
_MOST_JOBS = 16
_AT_ONCE = 4
_AHEAD = 3


def each_session(logs: Sequence[CodedLog], wish: RegulationWish, codes: TierCodes | None) -> Iterator[SessionFound]:
    """Give what is found in each session, in the order given: the same whatever the number of processes."""
    jobs = min(wish.jobs or os.cpu_count() or 1, len(logs), _MOST_JOBS)
    if jobs <= 1 or (not wish.jobs and sum(len(log.events) for log in logs) <= FEW_EVENTS):
        yield from _find(logs, wish, codes)
        return
    parts = [logs[begin : begin + _AT_ONCE] for begin in range(0, len(logs), _AT_ONCE)]
    # spawn, on every system: a window's process has threads, which a fork would leave half alive
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_leave_interrupts)
    try:
        left = iter(parts)
        waiting: deque[Future[list[SessionFound]]] = deque()
        waiting.extend(pool.submit(_find, part, wish, codes) for part in islice(left, jobs * _AHEAD))
        while waiting:
            found = waiting.popleft().result()
            waiting.extend(pool.submit(_find, part, wish, codes) for part in islice(left, 1))
            yield from found
    except BrokenProcessPool as error:
        raise CoderError("A process was ended from outside.", "Try again, or with --jobs 1.") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _leave_interrupts() -> None:
    """Leave Ctrl+C to the process that asked for the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _find(logs: Sequence[CodedLog], wish: RegulationWish, codes: TierCodes | None) -> list[SessionFound]:
    return [find_in_session(log, wish, codes) for log in logs]
