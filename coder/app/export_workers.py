"""Share the sessions of an export between processes or a cluster, or do them here where they are few."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coder.app.cluster_jobs import cluster
from coder.app.export_survey import SessionFiles, Survey, join_surveys, survey
from coder.app.kept_results import Kept, hash_files, keeping, key_of
from coder.app.local_jobs import how_many, local_processes
from coder.app.session_jobs import Here, Job, Pool, in_order
from coder.media.stopping import Cancel

if TYPE_CHECKING:
    from coder.app.export_session import SessionReader, SessionTexts
    from coder.app.export_wish import ExportWish

SMALL_BYTES = 6_000_000
"""So much is read sooner than other processes have started."""
_AT_ONCE, _PARTS = 4, 32


class Workers:
    """Does the two rounds of an export, session by session, in the order given.

    What is kept of an interrupted one is found again only for the same options, schemes, coding and media.
    """

    def __init__(self, pool: Pool, wish: "ExportWish", kept: Kept | None = None) -> None:
        self._pool, self._wish, self._kept = pool, wish, kept

    def survey(self, found: Sequence[SessionFiles], cancel: Cancel | None) -> Survey:
        """Look into every observation."""
        jobs = (Job(survey, (part,), _files(part)) for part in self._parts(found))
        return join_surveys(in_order(self._pool, jobs, cancel))

    def write(self, found: Sequence[SessionFiles], seen: Survey, cancel: Cancel | None) -> "Iterator[SessionTexts]":
        """Give each session's part of every table."""
        parts = self._parts(found)
        jobs = (Job(_write, (part, seen, self._wish), _files(part), self._key(part, seen)) for part in parts)
        return chain.from_iterable(in_order(self._pool, jobs, cancel, self._kept))

    def _parts(self, found: Sequence[SessionFiles]) -> list[tuple[SessionFiles, ...]]:
        """Split the sessions so that every worker has something to do, and none much at once.

        However many workers there are: what is kept of an interrupted export is found again with others.
        """
        count = max(1, min(_AT_ONCE, len(found) // _PARTS)) if self._kept is not None else 1
        return [tuple(found[begin : begin + count]) for begin in range(0, len(found), count)]

    def _key(self, part: tuple[SessionFiles, ...], seen: Survey) -> str:
        if self._kept is None:
            return ""
        options = replace(self._wish, paths=(), folder=Path(), jobs=0, scheduler="", viewer="")
        schemes = [used.sha256 for used in seen.schemes]
        return key_of("export", options, schemes, seen.reasons, seen.rated, *(inputs_of(one) for one in part))


@contextmanager
def start_workers(found: Sequence[SessionFiles], wish: "ExportWish") -> Iterator[Workers]:
    """Give what does the work: a cluster where one is named, else as many processes as are wanted and pay."""
    if wish.scheduler:
        with keeping() as kept, cluster(wish.scheduler) as pool:
            yield Workers(pool, wish, kept)
        return
    jobs = how_many(wish.jobs, len(found))
    if jobs == 1 or sum(_size(path) for one in found for path in one.files) <= SMALL_BYTES:
        yield Workers(Here(), wish)
        return
    with keeping() as kept, local_processes(jobs) as processes:
        yield Workers(processes, wish, kept)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # whoever reads it says what is wrong


def _files(part: tuple[SessionFiles, ...]) -> tuple[Path, ...]:
    return tuple(path for one in part for path in one.files)


def inputs_of(one: SessionFiles) -> tuple[Any, ...]:
    """Return what tells one session from another, and from itself after a change: its coding, its facts, its media."""
    session = one.session
    beside = [path for path in session.folder.glob("*.yaml") if path.is_file()]
    coded = {above for path in one.files for above in path.parent.glob(f"{path.name}*")}
    media = []
    for number in range(len(session.media)):
        path = session.media_path(number)
        media.append((_size(path), path.stat().st_mtime_ns if path.exists() else 0))
    return (repr(replace(session, folder=Path())), hash_files(beside), hash_files(coded), media)


def _write(part: tuple[SessionFiles, ...], seen: Survey, wish: "ExportWish") -> "list[SessionTexts]":
    return [_reader(seen, wish).write(one) for one in part]


@lru_cache(maxsize=1)
def _reader(seen: Survey, wish: "ExportWish") -> "SessionReader":
    from coder.app.export_session import SessionReader

    return SessionReader(seen, wish)
