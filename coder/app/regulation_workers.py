"""Share the sessions of regulation between processes or a cluster, or compute them here where they are few."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.cluster_jobs import cluster
from coder.app.export_workers import inputs_of
from coder.app.kept_results import Kept, hash_files, keeping, key_of
from coder.app.local_jobs import how_many, local_processes
from coder.app.regulation_session import SessionFound, find_in_session
from coder.app.regulation_wish import RegulationWish
from coder.app.session_jobs import Here, Job, Pool, in_order
from coder.media.stopping import Cancel
from coder.model.coded_log import CodedLog

if TYPE_CHECKING:
    from coder.app.export_survey import SessionFiles
    from coder.app.regulation_log import LogKnown

FEW_EVENTS = 20_000
"""So many are computed sooner than other processes have started."""
_FEW_SESSIONS = 12
"""So many sessions of a study are computed sooner than other processes have started."""
_AT_ONCE = 4


def each_session(
    sources: "Sequence[CodedLog | SessionFiles]",
    wish: RegulationWish,
    known: "LogKnown | None",
    cancel: Cancel | None = None,
) -> Iterator[SessionFound]:
    """Give what is found in each session, in the order given: the same whoever computes it.

    What is kept of an interrupted run is found again only for the same options and the same coding. Raises Stopped when
    ``cancel`` says so.
    """
    if wish.scheduler:
        with keeping() as kept, cluster(wish.scheduler) as pool:
            yield from _compute(pool, sources, wish, known, cancel, kept)
        return
    jobs = how_many(wish.jobs, len(sources))
    if jobs <= 1 or (not wish.jobs and _few(sources)):
        yield from _compute(Here(), sources, wish, known, cancel, None)
        return
    with keeping() as kept, local_processes(jobs) as processes:
        yield from _compute(processes, sources, wish, known, cancel, kept)


def _few(sources: "Sequence[CodedLog | SessionFiles]") -> bool:
    logs = [one for one in sources if isinstance(one, CodedLog)]
    return len(sources) - len(logs) <= _FEW_SESSIONS and sum(len(log.events) for log in logs) <= FEW_EVENTS


def _compute(
    pool: Pool,
    sources: "Sequence[CodedLog | SessionFiles]",
    wish: RegulationWish,
    known: "LogKnown | None",
    cancel: Cancel | None,
    kept: Kept | None,
) -> Iterator[SessionFound]:
    at_once = 1 if kept is None else _AT_ONCE
    parts = [sources[begin : begin + at_once] for begin in range(0, len(sources), at_once)]
    options = replace(wish, events=Path(), codable=None, out=Path(), jobs=0, scheduler="")
    tables = b"" if kept is None else hash_files(path for path in (wish.events, wish.codable) if path is not None)

    def jobs() -> Iterator[Job]:
        for part in parts:
            files = tuple(path for one in part if not isinstance(one, CodedLog) for path in one.files)
            key = "" if kept is None else key_of("regulation", options, known, tables, *map(_inputs, part))
            yield Job(_find, (part, wish, known), files, key)

    for found in in_order(pool, jobs(), cancel, kept):
        yield from found


def _inputs(source: "CodedLog | SessionFiles") -> object:
    if isinstance(source, CodedLog):
        return source.session_id, source.coder_id
    return inputs_of(source)


def _find(
    sources: "Sequence[CodedLog | SessionFiles]", wish: RegulationWish, known: "LogKnown | None"
) -> list[SessionFound]:
    return [find_in_session(one, wish, known) for one in sources]
