"""Plan an import: read everything, find a scheme for it, and put every event in its place. Nothing is written."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.import_media import Filmed, film_session
from coder.app.import_names import Taken, coder_id, folder_name, session_id
from coder.app.import_reading import read_source
from coder.app.import_scheme import Fitted, fit_to_scheme
from coder.app.import_wish import (
    USUAL_CODER,
    ImportPlan,
    ImportWish,
    PlannedObservation,
    PlannedSession,
    SourceFile,
)
from coder.errors import CoderError
from coder.media.stopping import Cancel, check
from coder.model.foreign_log import ForeignObservation, ForeignSession, join_losses
from coder.model.observation import Identity
from coder.model.session import Session

if TYPE_CHECKING:
    from coder.scheme.import_events import Placed

Progress = Callable[[float], None]


def plan_import(wish: ImportWish, *, progress: Progress | None = None, cancel: Cancel | None = None) -> ImportPlan:
    """Plan an import; raise CoderError when a file cannot be read or a name is taken, and Stopped by ``cancel``."""
    if not wish.files:
        raise CoderError("There is no file to import.", "Name one or several.")
    wish = replace(wish, study=wish.study.resolve())
    there = _sessions_there(wish.study)
    sources = []
    for number, path in enumerate(wish.files):
        check(cancel)
        sources.append(read_source(path, wish.format, wish.mapping))
        _tell(progress, 0.4 * (number + 1) / len(wish.files))
    fitted = fit_to_scheme(wish, sources, next((session for session in there if session.id == wish.session), None))
    named = list(_named(wish, fitted.sources, there))
    sessions = []
    for number, (source, foreign, session, folder) in enumerate(named):
        check(cancel)
        sessions.append(_plan_session(wish, fitted, source, foreign, session, folder, cancel))
        _tell(progress, 0.4 + 0.6 * (number + 1) / len(named))
    return ImportPlan(wish, fitted.scheme, tuple(sessions))


def _tell(progress: Progress | None, share: float) -> None:
    if progress is not None:
        progress(share)


def _sessions_there(study: Path) -> list[Session]:
    from coder.store.session_folder import SESSION_FILE
    from coder.store.study_folder import load_sessions

    if study.exists() and not study.is_dir():
        raise CoderError(f"{study.name} is a file.", "Name a folder for the study.")
    if (study / SESSION_FILE).exists():
        raise CoderError(f"{study.name} is a session.", "Name the folder of its study, and the session by --session.")
    return load_sessions(study) if study.exists() else []


_Named = tuple[SourceFile, ForeignSession, Session | None, Path]
"""A session of a file, the one of the study that it goes into if there is one, and its folder."""


def _named(wish: ImportWish, sources: Sequence[SourceFile], there: Sequence[Session]) -> Iterator[_Named]:
    """Give each session its id and folder; raise CoderError when a name is taken."""
    pairs = [(source, foreign) for source in sources for foreign in source.log.sessions]
    if wish.session:
        if len(pairs) != 1:
            raise CoderError(
                f"There are {len(pairs)} sessions in what is imported, and one can be named.", "Leave --session out."
            )
        source, foreign = pairs[0]
        found = next((session for session in there if session.id == wish.session), None)
        if found is not None:
            yield source, replace(foreign, name=found.id), found, found.folder
            return
        pairs = [(source, replace(foreign, name=wish.session))]
    taken = Taken.of(_names_there(wish.study, there), again=wish.again)
    given = [taken.give(session_id(foreign.name), folder_name) for _, foreign in pairs]
    taken.check(wish.study)
    for (source, foreign), name in zip(pairs, given, strict=True):
        yield source, replace(foreign, name=name), None, wish.study / folder_name(name)


def _names_there(study: Path, there: Sequence[Session]) -> Iterator[str]:
    yield from (session.id for session in there)
    if study.is_dir():
        yield from (path.name for path in study.iterdir())


def _plan_session(
    wish: ImportWish,
    fitted: Fitted,
    source: SourceFile,
    foreign: ForeignSession,
    there: Session | None,
    folder: Path,
    cancel: Cancel | None,
) -> PlannedSession:
    filmed = film_session(foreign, source.path, wish.media, folder, cancel) if there is None else Filmed(foreign)
    taken = Taken.of(_observations_there(there), again=wish.again)
    observations = tuple(
        _plan_observation(wish, fitted, filmed.session, one, taken) for one in filmed.session.observations
    )
    if refused := taken.there or taken.twice:
        told = f"{foreign.name} has an observation of {refused[0]}{' already' if taken.there else ' twice'}"
        raise CoderError(
            f"{told}; nothing was imported.",
            f"Name another --coder, or import with --again to make {refused[0]}-2.",
        )
    dyad = foreign.dyad or foreign.name
    losses = join_losses(source.log.losses, filmed.losses)
    return PlannedSession(
        source,
        foreign.name,
        folder,
        observations,
        filmed.media,
        filmed.clock,
        dyad,
        foreign.visit,
        there is not None,
        filmed.missing,
        losses,
    )


def _observations_there(session: Session | None) -> list[str]:
    from coder.store.session_folder import list_observations

    return [] if session is None else [path.stem for path in list_observations(session)]


def _plan_observation(
    wish: ImportWish, fitted: Fitted, session: ForeignSession, one: ForeignObservation, taken: Taken
) -> PlannedObservation:
    several = len({other.coder for other in session.observations}) > 1
    who = coder_id("" if several else wish.coder, one.coder, one.suffix, wish.coder or USUAL_CODER)
    pass_id = one.pass_id if fitted.scheme.loaded.scheme.pass_(one.pass_id) is not None else ""
    given = taken.give(f"{who}.{pass_id}" if pass_id else who)
    who = given.removesuffix(f".{pass_id}") if pass_id else given
    placed: Placed = fitted.place(one.events, session.end_ms)
    identity = Identity(session.name, who, pass_id, one.record)
    return PlannedObservation(identity, placed.events, placed.left_out, placed.losses, one.counted)
