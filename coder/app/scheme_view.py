"""What the window shows of a scheme: a file as it reads now, and how it differs from the one that is coded with."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.desk import Desk
from coder.app.keymap import Keymap
from coder.app.ports import NoView
from coder.app.scheme_files import find_edit_refusal
from coder.app.schemes import scheme_folders, scheme_of
from coder.app.scripted_player import ScriptedPlayer
from coder.app.steady_frames import SteadyFrames
from coder.app.workspace import Task, Workspace
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.observation import Identity, Observation
from coder.model.scheme import Scheme
from coder.model.session import Session

if TYPE_CHECKING:
    from coder.scheme.faults import Fault
    from coder.scheme.loader import LoadedScheme

_SHOWN_ONLY = "it is only shown."
_VERSION = "The scheme: version was "
"""Not among the changes: both versions are named already."""


@dataclass(frozen=True, slots=True)
class SchemeReading:
    """A scheme file as it reads now: the scheme where it can be used, every fault, and why it may not be edited.

    ``files`` are all it was read from, those of the schemes it extends too.
    """

    path: Path
    loaded: "LoadedScheme | None"
    faults: tuple["Fault", ...] = ()
    files: tuple[Path, ...] = ()
    refusal: CoderError | None = None


@dataclass(frozen=True, slots=True)
class RunningScheme:
    """What an open observation is coded with, and in which pass; ``path`` is the session's scheme file, if found."""

    loaded: "LoadedScheme"
    pass_id: str = ""
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Drift:
    """In a sentence, that a file is not what an observation is coded with; and what changed."""

    sentence: str
    changes: tuple[str, ...] = ()


def read_scheme_file(path: Path, player_keys: Mapping[str, str]) -> SchemeReading:
    """Read a scheme file whatever is wrong with it; nothing is raised."""
    from coder.scheme.loader import examine_scheme

    found = examine_scheme(path, player_keys=player_keys, search=scheme_folders(path))
    return SchemeReading(path, found.loaded, found.faults, found.files, find_edit_refusal(path))


def find_scheme_file(session: Session) -> Path | None:
    """Find the file of a session's scheme; None when there is none."""
    try:
        return scheme_of(session)
    except CoderError:
        return None


def compare_running(running: "LoadedScheme", file: "LoadedScheme") -> Drift | None:
    """Say how a file differs from the scheme that an observation is coded with; None when it does not."""
    from coder.scheme.loader import describe_difference

    if running.sha256 == file.sha256:
        return None
    ours, theirs = running.scheme, file.scheme
    if ours.id != theirs.id:
        sentence = f"This observation is coded with {ours.id} {ours.version}; the file holds another scheme, "
        return Drift(f"{sentence}{theirs.id} {theirs.version}.")
    changes = tuple(said for said in describe_difference(ours, theirs) if not said.startswith(_VERSION))
    count = "wording or looks only" if not changes else "1 change" if len(changes) == 1 else f"{len(changes)} changes"
    file_is = "the file is" if ours.version != theirs.version else "the file differs, but says it is"
    return Drift(f"This observation is coded with {ours.version}; {file_is} {theirs.version} ({count}).", changes)


class _NoJournal:
    def submit(self, change: Change, kind: str) -> None:
        """Refuse: what is only shown never comes here."""
        raise CoderError("This scheme is only shown.", "Nothing was changed.")


def build_shown_desk(scheme: Scheme, pass_id: str, keymap: Keymap) -> Desk:
    """Build a desk on which a scheme lies as coders will see it, and nothing can be coded."""
    frames = SteadyFrames(1, 1000)
    session = Session(scheme.id, Path(), (), scheme.id)
    task = Task(session, scheme, frames)
    workspace = Workspace(task, Observation(Identity(scheme.id, "", pass_id)), _NoJournal(), view_only=_SHOWN_ONLY)
    return Desk(workspace, ScriptedPlayer(frames), NoView(), keymap)
