"""Write what an import has planned: in a folder of its own first, then all of it under its names, or nothing."""

import contextlib
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from coder.app.import_report import describe_observation, describe_scheme, format_left_out
from coder.app.import_scheme import SCHEMES
from coder.app.import_wish import ImportPlan, PlannedObservation, PlannedSession
from coder.app.scheme_schema import place_schema
from coder.errors import CoderError
from coder.media.stopping import Cancel, check
from coder.model.origin import Origin
from coder.model.session import Medium, Session, Study


@dataclass(frozen=True, slots=True)
class Imported:
    """What was made: the study, and the folders of its new sessions or those that got an observation.

    ``coders``: whose observation each of these got, empty where it got several.
    """

    study: Path
    sessions: tuple[Path, ...]
    reports: tuple[Path, ...]
    coders: tuple[str, ...] = ()


def write_plan(plan: ImportPlan, cancel: Cancel | None = None) -> Imported:
    """Write everything that was planned, or nothing; raise CoderError when it cannot be, or a name is taken by now."""
    study = plan.wish.study.resolve()
    new = not study.exists()
    with _workplace(study, new=new) as work:
        _fill(plan, work, cancel)
        check(cancel)
        if new:
            _name(work, study)
        else:
            _move_all(plan, work, study)
    folders = tuple(dict.fromkeys(session.folder for session in plan.sessions))
    reports = [
        session.folder / "observations" / f"{one.name}.import.txt"
        for session in plan.sessions
        for one in session.observations
    ]
    return Imported(study, folders, tuple(reports), tuple(_coder_of(plan, folder) for folder in folders))


def _coder_of(plan: ImportPlan, folder: Path) -> str:
    ids = [one.identity.coder for session in plan.sessions if session.folder == folder for one in session.observations]
    return ids[0] if len(ids) == 1 else ""


@contextmanager
def _workplace(study: Path, *, new: bool) -> Iterator[Path]:
    """Give a hidden folder on the study's disk that is gone afterwards."""
    from coder.store.plain_words import explain_os_error

    beside = study.parent if new else study
    work = beside / f".import-{secrets.token_hex(4)}"
    try:
        work.mkdir(parents=True)
    except OSError as error:
        raise explain_os_error(error, study) from error
    try:
        yield work
    except OSError as error:
        raise explain_os_error(error, study) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _fill(plan: ImportPlan, work: Path, cancel: Cancel | None) -> None:
    from coder.store.study_file import STUDY_FILE
    from coder.store.study_folder import save_study

    study = plan.wish.study.resolve()
    if not (study / STUDY_FILE).is_file():
        save_study(Study(study.name, work))
    if plan.scheme.new:
        schemes = work / SCHEMES
        schemes.mkdir()
        _text(schemes / f"{plan.scheme.name}.yaml", plan.scheme.loaded.text)
        place_schema(schemes)
        if plan.scheme.losses:
            _text(schemes / f"{plan.scheme.name}.losses.txt", describe_scheme(plan))
    for session in plan.sessions:
        check(cancel)
        _write_session(plan, session, work / session.folder.name)


def _write_session(plan: ImportPlan, session: PlannedSession, folder: Path) -> None:
    from coder.store.session_folder import OBSERVATIONS, save_session

    if not session.there:
        scheme = plan.scheme.name
        save_session(
            Session(session.id, folder, session.media, scheme, session.dyad, session.visit, clock=session.clock)
        )
    inside = folder / OBSERVATIONS
    inside.mkdir(parents=True, exist_ok=True)
    for one in session.observations:
        _write_observation(plan, session, one, inside)


def _write_observation(plan: ImportPlan, session: PlannedSession, one: PlannedObservation, folder: Path) -> None:
    from coder.store.facts import Facts, StoredScheme
    from coder.store.import_map import format_map
    from coder.store.imported import write_imported
    from coder.store.session_folder import SUFFIX

    scheme = plan.scheme.loaded
    stored = StoredScheme(scheme.scheme.id, scheme.scheme.version, scheme.text)
    facts = Facts(one.identity, stored, _media_of(session))
    origin = Origin(plan.wish.format, session.source.path.name, session.source.sha256, 0)
    write_imported(folder / f"{one.name}{SUFFIX}", facts, one.events, origin)
    _text(folder / f"{one.name}.import.txt", describe_observation(plan, session, one))
    if one.left_out:
        _text(folder / f"{one.name}.left_out.csv", format_left_out(one.left_out))
    mapping = session.source.mapping
    if mapping.columns is not None or mapping.tiers:
        _text(folder / f"{one.name}.mapping.yaml", format_map(mapping))


def _media_of(session: PlannedSession) -> tuple[Medium, ...]:
    """Return the media as an observation keeps them: those of a session that was there are read from it."""
    if not session.there:
        return session.media
    from coder.store.session_folder import load_session

    return tuple(replace(medium, sha256="") for medium in load_session(session.folder).media)


def _text(path: Path, text: str) -> None:
    from coder.store.atomic import write_synced

    write_synced(path, text.encode("utf-8"))


def _name(work: Path, study: Path) -> None:
    """Give a whole new study its name."""
    if study.exists():
        raise CoderError(f"There is a folder {study.name} by now.", "Import again.")
    work.rename(study)


def _move_all(plan: ImportPlan, work: Path, study: Path) -> None:
    """Move everything to its place, or take back what was moved."""
    moved: list[tuple[Path, Path]] = []
    made: list[Path] = []
    try:
        for source, target in _moves(plan, work, study):
            if target.exists():
                raise CoderError(f"There is {target.name} in {target.parent.name} by now.", "Import again.")
            if not target.parent.exists():
                target.parent.mkdir()
                made.append(target.parent)
            source.rename(target)
            moved.append((source, target))
    except (OSError, CoderError):
        with contextlib.suppress(OSError):
            for source, target in reversed(moved):
                target.rename(source)
            for folder in made:
                folder.rmdir()
        raise


def _moves(plan: ImportPlan, work: Path, study: Path) -> Iterator[tuple[Path, Path]]:
    """Give what is moved where: new sessions last and whole, so that a scheme is there before any session."""
    from coder.store.study_file import STUDY_FILE

    schemes = work / SCHEMES
    for path in sorted(schemes.iterdir()) if schemes.is_dir() else ():
        if not (study / SCHEMES / path.name).exists() or path.stem == plan.scheme.name:
            yield path, study / SCHEMES / path.name
    if (work / STUDY_FILE).is_file():
        yield work / STUDY_FILE, study / STUDY_FILE
    for session in plan.sessions:
        folder = work / session.folder.name
        if not session.there:
            yield folder, session.folder
            continue
        for path in sorted((folder / "observations").iterdir()):
            yield path, session.folder / "observations" / path.name
