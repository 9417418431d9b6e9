"""What there is to export: its sessions and observations, and what their tables will have columns for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from coder.errors import CoderError, named
from coder.formats.codable_csv import given_reasons
from coder.formats.ratings_csv import has_ratings
from coder.media.stopping import Cancel, check
from coder.model.scheme import UNCODABLE, Scheme, Window
from coder.model.session import Session

if TYPE_CHECKING:
    from coder.store.observation_file import ObservationFile


@dataclass(frozen=True, slots=True)
class SessionFiles:
    """A session with the files of its observations, in the order of their names."""

    session: Session
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class UsedScheme:
    """A scheme that something was coded under, as it was used."""

    scheme: Scheme
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found in all observations: ``schemes`` by id, version and hash, whatever the order of the files."""

    schemes: tuple[UsedScheme, ...] = ()
    reasons: tuple[str, ...] = ()
    rated: bool = False

    @property
    def windows(self) -> tuple[Window, ...]:
        """All windows of all procedures; of several with one id the first."""
        found = {one.id: one for used in reversed(self.schemes) for one in reversed(used.scheme.procedure.windows)}
        return tuple(reversed(found.values()))

    @property
    def phased(self) -> bool:
        """Tell whether any procedure has phases."""
        return any(used.scheme.procedure.phases for used in self.schemes)


def find_all(paths: Sequence[Path]) -> list[SessionFiles]:
    """Return every session with observations in some folders, by study and id.

    Raises CoderError when there is none, or when two sessions of different places cannot be told apart.
    """
    from coder.store.session_folder import list_observations
    from coder.store.study_folder import find_sessions

    sessions = {session.folder: session for path in paths for session in find_sessions(path)}
    _refuse_twins(list(sessions.values()))
    found = [SessionFiles(session, _by_name(list_observations(session))) for session in sessions.values()]
    coded = [one for one in found if one.files]
    if not coded:
        names = " and ".join(path.name or str(path) for path in paths)
        raise CoderError(f"There is nothing coded in {names}.", "Code a session first, or name another folder.")
    return sorted(coded, key=lambda one: (one.session.study, one.session.id))


def _by_name(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return paths in an order that is the same on every system: paths themselves are compared as the system does."""
    return tuple(sorted(paths, key=lambda path: path.name))


def _refuse_twins(sessions: list[Session]) -> None:
    seen: dict[tuple[str, str], Session] = {}
    for session in sessions:
        twin = seen.setdefault((session.study, session.id), session)
        if twin is not session:
            told = (
                f"Two sessions are called {session.id}: in {twin.folder.parent.name} and {session.folder.parent.name}."
            )
            raise CoderError(told, "Bring both studies together with coder merge, or export them one by one.")


def survey(found: Iterable[SessionFiles], cancel: Cancel | None = None) -> Survey:
    """Look into every observation; raise CoderError when one cannot be read, Stopped when it is given up."""
    from coder.store.observation_file import open_observation

    schemes: dict[str, UsedScheme] = {}
    reasons: set[str] = set()
    rated = False
    for session, path in ((one.session, path) for one in found for path in one.files):
        check(cancel)
        with named(session.id), open_observation(path, read_only=True) as file:
            used = schemes.get(file.scheme_sha256) or read_used(file)
            schemes[used.sha256] = used
            reasons |= given_reasons(file.load_tier(UNCODABLE))
            rated = rated or has_ratings(used.scheme, file.identity.pass_id)
    return _put_together(schemes, reasons, rated)


def join_surveys(parts: Iterable[Survey]) -> Survey:
    """Return the survey of all that some surveys are of."""
    parts = tuple(parts)
    schemes = {used.sha256: used for part in parts for used in part.schemes}
    return _put_together(schemes, {reason for part in parts for reason in part.reasons}, any(p.rated for p in parts))


def _put_together(schemes: Mapping[str, UsedScheme], reasons: set[str], rated: bool) -> Survey:
    ordered = sorted(schemes.values(), key=lambda used: (used.scheme.id, used.scheme.version, used.sha256))
    return Survey(tuple(ordered), tuple(sorted(reasons)), rated)


def read_used(file: "ObservationFile") -> UsedScheme:
    """Read the scheme that an observation was coded under; it is parsed once only, for that takes long."""
    name = f"the scheme in {file.path.name}"
    return _parse(_Text(file.scheme_sha256, file.scheme_text, name))


@dataclass(frozen=True, slots=True)
class _Text:
    sha256: str
    text: str = field(compare=False)
    name: str = field(compare=False)


@lru_cache(maxsize=64)
def _parse(found: _Text) -> UsedScheme:
    from coder.scheme.loader import read_scheme

    return UsedScheme(read_scheme(found.text, name=found.name).scheme, found.sha256, found.text)
