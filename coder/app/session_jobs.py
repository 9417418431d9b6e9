"""Work that is shared session by session, whoever does it: this process, others, or a cluster. Results in order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from coder.app.kept_results import Kept
from coder.errors import CoderError
from coder.media.stopping import Cancel, check

_LOOK_S = 0.1


@dataclass(frozen=True, slots=True)
class Job:
    """One part of the work: a function of a module with what it takes.

    ``files`` is what it reads, so that a worker elsewhere can say what it does not see; ``key`` is what its result is
    kept under until the whole is done, empty for not at all.
    """

    work: Callable[..., Any]
    args: tuple[Any, ...]
    files: tuple[Path, ...] = ()
    key: str = ""


class Awaited(Protocol):
    """A result that comes."""

    def result(self, timeout: float) -> Any:
        """Give it; raise TimeoutError only while it is not there, and whatever went wrong with it."""


class Pool(Protocol):
    """Who does the work; ``ahead``: how many jobs are begun before the first result is taken."""

    @property
    def ahead(self) -> int:
        """How many jobs there may be at once."""

    def submit(self, job: Job) -> Awaited:
        """Begin a job."""

    def look(self) -> None:
        """Raise CoderError when nobody works any more."""


class Here:
    """Does the work in this process, each job when its result is wanted."""

    ahead = 1

    def submit(self, job: Job) -> Awaited:
        """Keep a job for later."""
        return _Later(job)

    def look(self) -> None:
        """Say nothing: whoever asks is at work."""


@dataclass(frozen=True, slots=True)
class _Later:
    job: Job

    def result(self, timeout: float) -> Any:
        return run(self.job.work, self.job.args)


@dataclass(frozen=True, slots=True)
class _There:
    """A result of an earlier run that was interrupted."""

    found: Any

    def result(self, timeout: float) -> Any:
        return self.found


def run(work: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """Do a job; what a drive raises that does not answer is told apart from a result that is not there yet."""
    try:
        return work(*args)
    except TimeoutError as error:
        raise CoderError(f"A drive or a network does not answer ({error}).", "Try again when it does.") from error


def in_order(pool: Pool, jobs: Iterable[Job], cancel: Cancel | None = None, kept: Kept | None = None) -> Iterator[Any]:
    """Give the results in the order of the jobs; few are ahead of what is asked for, so memory is bounded.

    What an interrupted run left in ``kept`` is not done again. Raises Stopped when ``cancel`` says so, and whatever a
    job raises.
    """
    left = iter(jobs)
    waiting: deque[tuple[Job, Awaited]] = deque()
    while True:
        while len(waiting) < pool.ahead and (job := next(left, None)) is not None:
            waiting.append((job, _begin(pool, job, kept)))
        if not waiting:
            return
        job, awaited = waiting.popleft()
        found = _await(pool, awaited, cancel)
        if kept is not None and job.key and not isinstance(awaited, _There):
            kept.keep(job.key, found)
        yield found


def _begin(pool: Pool, job: Job, kept: Kept | None) -> Awaited:
    found = kept.find(job.key) if kept is not None and job.key else None
    return pool.submit(job) if found is None else _There(found)


def _await(pool: Pool, awaited: Awaited, cancel: Cancel | None) -> Any:
    while True:
        check(cancel)
        try:
            return awaited.result(timeout=_LOOK_S)
        except TimeoutError:
            pool.look()
