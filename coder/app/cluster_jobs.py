"""A Dask cluster that shares work session by session: the same functions on other computers, the same bytes out.

Workers see every folder under the same path, and have this version of Attune; both are checked, job by job. A worker
that is lost has its jobs done again by the others.
"""

import platform
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from coder import __version__
from coder.app.session_jobs import Job, run
from coder.errors import CoderError

ANSWER_S = 10
"""So long a scheduler may take to answer."""
WORKERS_S = 60
"""So long there may be no worker."""
_FETCH_S = 60
_AHEAD = 3


@contextmanager
def cluster(address: str) -> Iterator["Cluster"]:
    """Give the workers of a scheduler; raise CoderError, in words, when it does not answer or is lost."""
    client = _connect(address)
    try:
        pool = Cluster(client, address)
        pool.look()
        yield pool
    except (CancelledError, OSError) as error:
        if isinstance(error, OSError) and error.filename is not None:
            raise  # of a file here, not of the cluster
        hint = "Run the same again: it goes on from there."
        raise CoderError(f"The scheduler at {address} was lost.", hint) from error
    finally:
        client.close(timeout=ANSWER_S)


def _connect(address: str) -> Any:
    try:
        found = import_module("distributed")
    except ImportError:
        raise CoderError(
            "A cluster takes dask and distributed.", "Install them with pip install attune-coder[cluster]."
        ) from None
    try:
        return found.Client(address, timeout=ANSWER_S, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        hint = "Start one with dask scheduler, and give the address it says, such as tcp://node1:8786."
        raise CoderError(f"No scheduler answers at {address}.", hint) from error


class Cluster:
    """Does the work on the workers of a scheduler, as many as it has."""

    def __init__(self, client: Any, address: str) -> None:
        self._client, self._address = client, address
        self._seen_s = time.monotonic()

    @property
    def ahead(self) -> int:
        """How many jobs there may be at once."""
        return max(1, sum(self._threads())) * _AHEAD

    def submit(self, job: Job) -> "_Remote":
        """Begin a job on some worker; it is done again where that is lost."""
        future = self._client.submit(do_remotely, job.work, job.args, job.files, __version__, pure=False)
        return _Remote(future, self._address)

    def look(self) -> None:
        """Raise CoderError when there has been no worker for long."""
        if self._threads():
            self._seen_s = time.monotonic()
        elif time.monotonic() - self._seen_s > WORKERS_S:
            hint = f"Start some with dask worker {self._address}, then run the same again."
            raise CoderError(f"The scheduler at {self._address} has no workers.", hint)

    def _threads(self) -> list[int]:
        return [int(worker["nthreads"]) for worker in self._client.scheduler_info(n_workers=-1)["workers"].values()]


class _Remote:
    def __init__(self, future: Any, address: str) -> None:
        self._future, self._address = future, address

    def result(self, timeout: float) -> Any:
        """Give it; raise TimeoutError while it is not there."""
        killed = import_module("distributed").KilledWorker
        try:
            # what is there still has to be fetched, which takes as long as it takes
            return self._future.result(timeout=_FETCH_S if self._future.done() else timeout)
        except killed as error:
            hint = "Give them more memory, or run without --scheduler."
            raise CoderError(f"Worker after worker of {self._address} was lost at the same session.", hint) from error
        except (ImportError, AttributeError) as error:
            raise CoderError(*_other_version(self._address)) from error
        except RuntimeError as error:
            if "serializ" not in str(error):
                raise
            raise CoderError(*_other_version(self._address)) from error


def do_remotely(work: Callable[..., Any], args: tuple[Any, ...], files: tuple[Path, ...], version: str) -> Any:
    """Do a job on a worker; raise CoderError for another version, and for a file that the worker cannot see."""
    if version != __version__:
        raise CoderError(*_other_version(platform.node()))
    for path in files:
        if not path.is_file():
            hint = "Every worker must see the same folders under the same paths, such as a network drive."
            raise CoderError(f"The worker on {platform.node()} cannot read {path}.", hint)
    return run(work, args)


def _other_version(where: str) -> tuple[str, str]:
    return f"A worker of {where} has not this version of Attune.", f"Install Attune {__version__} on every worker."
