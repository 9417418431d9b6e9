"""Move observations to a new version of their scheme: first what would happen, in numbers, then doing it."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from coder.app.migration_phases import lead_phases
from coder.app.migration_table import Obstacle, Share, Table, add_up, count, count_one, hindered
from coder.app.new_session import load_named_scheme
from coder.app.scheme_files import supersede
from coder.app.schemes import scheme_folders, scheme_of
from coder.editing.migration import Migrated, migrate
from coder.editing.migration_path import parse
from coder.errors import CoderError
from coder.model.event import Event
from coder.model.recode import Recode
from coder.model.scheme import Scheme
from coder.model.session import Session

if TYPE_CHECKING:
    from coder.scheme.loader import LoadedScheme
    from coder.store.facts import StoredScheme
    from coder.store.scheme_migration import Coded

Progress = Callable[[float], None]
THREADS = 4
"""How many observations are under way at once: most of the time is waiting for the disk."""
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Place:
    """An observation of a study: its name for people, its file, and the version that it is under."""

    name: str
    path: Path
    version: str = ""

    @property
    def folder(self) -> Path:
        """The folder of its session."""
        return self.path.parents[1]


@dataclass(frozen=True, slots=True)
class Coding:
    """What is coded in an observation that is open."""

    events: tuple[Event, ...]
    queue: tuple[Recode, ...]


@dataclass(frozen=True, slots=True)
class SchemeFile:
    """A scheme file of the study that is an older version of the same scheme."""

    path: Path
    version: str


@dataclass(frozen=True, slots=True)
class MigrationPlan:
    """What would happen: ``moving`` go to the goal, ``there`` are under it already, ``others`` are of another scheme.

    ``sealed`` are submitted: they stay as they are until they are reopened.

    ``files`` are the sessions' own scheme files, whose place the goal takes once the observations are moved;
    ``outside`` those that lie elsewhere, as the program's own do: they stay, and new observations begin with them.
    """

    goal: "LoadedScheme"
    table: Table
    moving: tuple[Place, ...] = ()
    there: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()
    files: tuple[SchemeFile, ...] = ()
    outside: tuple[SchemeFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """An observation that was not migrated, and why."""

    name: str
    error: CoderError


@dataclass(frozen=True, slots=True)
class MigrationDone:
    """What was migrated, where the originals are kept, and what was not."""

    migrated: tuple[str, ...]
    kept: tuple[Path, ...]
    failures: tuple[Failure, ...] = ()


class StoredSchemes:
    """The schemes that observations keep, each read once however many keep it."""

    def __init__(self) -> None:
        self._read: dict[str, Scheme] = {}
        self._turn = Lock()

    def find(self, stored: "StoredScheme", name: str) -> Scheme:
        """Return the scheme of an observation; raise CoderError with all its faults."""
        from coder.scheme.loader import read_scheme

        with self._turn:
            if stored.sha256 not in self._read:
                self._read[stored.sha256] = read_scheme(stored.text, name=f"the scheme in {name}").scheme
            return self._read[stored.sha256]


def plan_migration(path: Path, to: str, progress: Progress | None = None) -> MigrationPlan:
    """Read every observation of a session or study and say what would become of it; nothing is written.

    ``to`` is a scheme file or the id of a shipped scheme. Raises CoderError when either cannot be read, or nothing is
    coded under that scheme.
    """
    from coder.store.session_folder import list_observations
    from coder.store.study_folder import find_sessions

    goal, sessions = load_named_scheme(to), find_sessions(path)
    places = [Place(f"{session.id}/{file.stem}", file) for session in sessions for file in list_observations(session)]
    looks = _in_threads(partial(_look, goal, StoredSchemes()), places, progress or _nobody)
    plan = _sort(goal, places, looks)
    if not plan.moving and not plan.there and not plan.sealed and not plan.table.obstacles:
        raise CoderError(
            f"Nothing in {path.name} is coded under {goal.scheme.id}.",
            "Name the study whose scheme has changed, and the newer version of that scheme.",
        )
    top, older = (path.parent if path.is_file() else path).resolve(), tuple(_older_files(sessions, goal))
    return replace(
        plan,
        files=tuple(file for file in older if file.path.is_relative_to(top)),
        outside=tuple(file for file in older if not file.path.is_relative_to(top)),
    )


def _look(goal: "LoadedScheme", schemes: StoredSchemes, place: Place) -> Share | Obstacle | str:
    """Return what an observation adds to the table; or "there", "other" or "sealed" when it stays as it is."""
    from coder.store.observation_file import open_observation

    try:
        with open_observation(place.path, read_only=True) as file:
            stored = file.scheme
            if stored.id != goal.scheme.id:
                return "other"
            if stored.sha256 == goal.sha256:
                return "there"
            if file.facts.seal is not None:
                return "sealed"
            old, events, queue = schemes.find(stored, place.path.name), tuple(file.load()), file.load_queue()
    except CoderError as error:
        return hindered(error, place.name)
    return count_one(place.name, old, goal.scheme, events, queue)


def _sort(goal: "LoadedScheme", places: Sequence[Place], looks: Sequence[Share | Obstacle | str]) -> MigrationPlan:
    pairs = list(zip(places, looks, strict=True))
    shares = [look for look in looks if isinstance(look, Share)]
    return MigrationPlan(
        goal,
        add_up(goal.scheme, shares, (look for look in looks if isinstance(look, Obstacle))),
        tuple(replace(place, version=look.version) for place, look in pairs if isinstance(look, Share)),
        tuple(place.name for place, look in pairs if look == "there"),
        tuple(place.name for place, look in pairs if look == "other"),
        tuple(place.name for place, look in pairs if look == "sealed"),
    )


def _older_files(sessions: Sequence[Session], goal: "LoadedScheme") -> Iterator[SchemeFile]:
    """Give the scheme files that sessions begin with and that are older than the goal."""
    known: dict[bytes, LoadedScheme | None] = {}
    for file in sorted({found for session in sessions if (found := _scheme_file(session)) is not None}):
        if file == goal.path.resolve():
            continue
        there = _read_once(file, known)
        if there is None or there.scheme.id != goal.scheme.id or there.sha256 == goal.sha256:
            continue
        if parse(there.scheme.version) <= parse(goal.scheme.version):
            yield SchemeFile(file, there.scheme.version)


def _read_once(file: Path, known: dict[bytes, "LoadedScheme | None"]) -> "LoadedScheme | None":
    """Return the scheme of a file, read once however many sessions have a copy; None where it cannot be read."""
    from coder.scheme.loader import load_scheme

    content = file.read_bytes()
    if content not in known or b"extends" in content:  # What it extends may be another file in another folder.
        try:
            known[content] = load_scheme(file, search=scheme_folders(file))
        except CoderError:
            known[content] = None  # Nobody can begin with it either; opening the session says so.
    return known[content]


def _scheme_file(session: Session) -> Path | None:
    try:
        return scheme_of(session).resolve()
    except CoderError:
        return None


def plan_one(path: Path, stored: "LoadedScheme", current: "LoadedScheme", coded: Coding) -> MigrationPlan:
    """Say what would become of an observation that is open; raise CoderError when there is nowhere to go."""
    there, wanted = stored.scheme, current.scheme
    if stored.sha256 == current.sha256:
        raise CoderError(f"This observation is under the session's scheme already: {there.id} {there.version}.", "")
    if there.id != wanted.id:
        raise CoderError(
            f"The session's scheme is {wanted.id}, and this was coded under {there.id}.",
            "Only a new version of the same scheme can be migrated to.",
        )
    share = count_one(path.stem, there, wanted, coded.events, coded.queue)
    return MigrationPlan(current, add_up(wanted, (share,)), (Place(path.stem, path, there.version),))


def carry_out(plan: MigrationPlan, person: str, progress: Progress | None = None) -> MigrationDone:
    """Migrate what a plan says, each observation whole or not at all; what fails is told, and the rest goes on.

    Raises CoderError, having written nothing, when there are obstacles or when observations are open somewhere.
    """
    from coder.store.scheme_migration import find_refusals

    _refuse_obstacles(plan.table)
    _refuse_open(find_refusals([place.path for place in plan.moving]))
    work = partial(_migrate, plan.goal, StoredSchemes(), person)
    results = _in_threads(work, plan.moving, progress or _nobody)
    pairs = list(zip(plan.moving, results, strict=True))
    failures = tuple(Failure(place.name, kept) for place, kept in pairs if isinstance(kept, CoderError))
    moved = [place for place, kept in pairs if isinstance(kept, Path)]
    failures += tuple(_lead_all_phases(plan.goal.scheme, moved))
    files = () if failures else tuple(supersede(file.path, file.version, plan.goal.text) for file in plan.files)
    return MigrationDone(
        tuple(place.name for place in moved),
        (*(kept for kept in results if isinstance(kept, Path)), *files),
        failures,
    )


def _lead_all_phases(goal: Scheme, moved: Sequence[Place]) -> Iterator[Failure]:
    """Let the phases of each session follow its observations; give those that cannot."""
    for folder in dict.fromkeys(place.folder for place in moved):
        places = [place for place in moved if place.folder == folder]
        try:
            lead_phases(folder, [place.path for place in places], goal, places[0].version)
        except CoderError as error:
            yield Failure(f"the phases of {folder.name}", error)


def _migrate(goal: "LoadedScheme", schemes: StoredSchemes, person: str, place: Place) -> Path | CoderError:
    try:
        return migrate_one(place.path, goal, person, schemes)
    except CoderError as error:
        return error


def migrate_one(path: Path, goal: "LoadedScheme", person: str, schemes: StoredSchemes | None = None) -> Path:
    """Migrate one observation file and return where its original is kept; raise CoderError, with nothing changed."""
    from coder.store.facts import StoredScheme
    from coder.store.scheme_migration import migrate_scheme

    stored = StoredScheme(goal.scheme.id, goal.scheme.version, goal.text)
    return migrate_scheme(path, stored, partial(_plan, goal, schemes or StoredSchemes(), path.name), person)


def _plan(goal: "LoadedScheme", schemes: StoredSchemes, name: str, coded: "Coded") -> Migrated:
    """Say what becomes of an observation as it is now, which may be another than when the table was made."""
    old = coded.facts.scheme
    if old.id != goal.scheme.id or old.sha256 == goal.sha256:
        raise CoderError(f"{name} is under {old.id} {old.version}.", "Nothing was changed in it.")
    done = migrate(schemes.find(old, name), goal.scheme, coded.events, coded.queue)
    if done.misfits:
        first = done.misfits[0]
        raise CoderError(f"{name}: {first.words} ({count(first.events, 'event')}).", first.mend)
    return done


def _refuse_obstacles(table: Table) -> None:
    if table.obstacles:
        several = len(table.obstacles) > 1
        also = f"{count(len(table.obstacles), 'obstacle')} stand in the way in all." if several else ""
        raise CoderError(f"Nothing was migrated. {table.obstacles[0]}", also)


def _refuse_open(refusals: Sequence[CoderError]) -> None:
    if refusals:
        sentences = " ".join(error.message for error in refusals)
        raise CoderError(f"Nothing was migrated. {sentences}", "Close them there, or put them right, and run it again.")


def _in_threads(work: Callable[[Place], Result], places: Sequence[Place], progress: Progress) -> list[Result]:
    """Do some work for every observation; when it is interrupted, what has begun is finished and no more is begun."""
    results: list[Result] = []
    pool = ThreadPoolExecutor(THREADS)
    try:
        for result in pool.map(work, places):
            results.append(result)
            progress(len(results) / len(places))
    finally:
        pool.shutdown(cancel_futures=True)
    return results


def _nobody(done: float) -> None:
    """Nobody looks on."""
