"""Open a session for a coder: everything that coding needs, checked, in one place."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from coder.app.blinding import blinded, blocks_of, refuse_unassigned, segments_notice, shown_name
from coder.app.entering import Video, current_scheme, key_notice, read_all_times, read_video, scheme_notice
from coder.app.imported import imported_notice
from coder.app.keymap import Keymap, build_keymap
from coder.app.listeners import Listeners
from coder.app.notices import Notice, Severity
from coder.app.recode import Recodes, recode_notice
from coder.app.scheme_files import retired_notice
from coder.app.sealed import sealed_notice, sealed_refusal
from coder.app.shared_phases import SharedPhases, share_phases
from coder.app.trust import compare_recorded
from coder.app.workspace import Task, Workspace
from coder.editing.history import History
from coder.errors import CoderError
from coder.media.stopping import Cancel, Progress, check, portion
from coder.model.change import Change
from coder.model.consensus import CONSENSUS
from coder.model.observation import Identity
from coder.model.recode import Tick
from coder.model.session import Medium, Session
from coder.model.viewing import UNSEEN, Viewing

if TYPE_CHECKING:
    from coder.app.consensus import Review
    from coder.scheme.loader import LoadedScheme
    from coder.store.observation_file import ObservationFile
    from coder.store.writer import SaveState, Writer

FLUSH_S = 30.0


class _NoJournal:
    """Nothing is written while an observation is only looked at."""

    def submit(self, change: Change, kind: str) -> None:
        """Refuse: a view-only workspace never comes here."""
        raise CoderError("This observation is view-only.", "Nothing was changed.")


@dataclass
class Opened:
    """An open observation: close it, or use it as a context.

    ``saved`` gets every SaveState, on the writer's thread. ``phases`` are shared with the session's other coders; None
    where there are none to share, or where it is only looked at. ``viewing`` is how far it was watched.
    """

    session: Session
    scheme: "LoadedScheme"
    workspace: Workspace
    video: Video
    file: "ObservationFile"
    writer: "Writer | None"
    notices: tuple[Notice, ...]
    saved: Listeners["SaveState"]
    recodes: Recodes = field(default_factory=Recodes)
    phases: SharedPhases | None = None
    viewing: Viewing = UNSEEN
    name: str = ""
    """What the session is called for its coder: its id, or the alias of the assignment."""
    blind: bool = False
    """Whether it is coded blind, by a plan: nobody else sees that it was opened."""
    review: "Review | None" = None
    """Where two coders differ, in a consensus that is being decided."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def flush(self) -> int:
        """Wait until everything is safe and return the events on disk; raise CoderError when it is not."""
        if self.writer is None:
            return len(self.workspace.observation)
        safe = self.writer.flush(FLUSH_S)
        state = self.writer.state
        if not safe:
            reason = state.reason or f"the disk has not answered for {FLUSH_S:.0f} s."
            raise CoderError(f"The coding is not saved: {reason}", state.hint)
        return state.count

    def keep_viewing(self, viewing: Viewing) -> None:
        """Keep how far it has been watched, soon; it is nobody's work, so what fails is left for another time."""
        if self.writer is not None and viewing != self.viewing:
            self.viewing = viewing
            self.writer.afterwards(partial(_keep_viewing, self.file, viewing))

    def close(self) -> None:
        """Write what waits and let the file go."""
        if self.writer is not None:
            self.writer.close()
        self.file.close()


def open_session(
    path: Path,
    coder: str,
    pass_id: str = "",
    *,
    view_only: bool = False,
    keymap: Keymap | None = None,
    on_saved: Callable[["SaveState"], object] | None = None,
    cancel: Cancel | None = None,
    progress: Progress | None = None,
    decided_by: str = "",
) -> Opened:
    """Open a coder's observation of a session, or begin it; raise CoderError when it cannot be opened.

    A consensus is opened by who decides in it (``decided_by``), else view-only; see ``open_consensus``.

    A changed scheme, a missing or another video and clashing keys come as notices; nothing is lost by any of them.
    ``progress`` is told how much of the times of the frames is read, where they are not known from before. Raises
    Stopped when ``cancel`` says so; then nothing was begun and no file is held.
    """
    from coder.store.session_folder import load_session, observation_path

    session = load_session(path)
    identity = Identity(session.id, coder, pass_id)
    where = observation_path(session, coder, pass_id)
    entry = _Entry(session, where, keymap or build_keymap(), Listeners(), cancel, progress, decided_by)
    if on_saved is not None:
        entry.saved.add(on_saved)
    if coder.casefold() == CONSENSUS:
        _check_decided(entry, view_only)
        return _reopen(entry, replace(identity, record=CONSENSUS), view_only)
    refuse_unassigned(session, coder, pass_id)
    if entry.where.exists():
        return _share(_reopen(entry, identity, view_only))
    if view_only:
        raise CoderError(f"{coder} has coded nothing in {session.id}.", "Open it without view-only to begin.")
    return _share(_begin(entry, identity))


def _check_decided(entry: "_Entry", view_only: bool) -> None:
    if not (view_only or entry.decided_by):
        hint = "Decide where two coders differ: Analyse › Review disagreements…, or coder consensus."
        raise CoderError(f"Nobody codes as {CONSENSUS}: that is what two coders agree on.", hint)
    if not entry.where.exists():
        raise CoderError(
            f"There is no consensus of {entry.session.id} yet.", "Begin it: Analyse › Review disagreements…"
        )


def _share(opened: Opened) -> Opened:
    """Let the observation and its session have the same phases."""
    try:
        opened.phases, told = share_phases(opened.workspace, opened.file, opened.writer)
    except BaseException:
        opened.close()
        raise
    opened.notices += (told,) if told is not None else ()
    return opened


@dataclass(frozen=True, slots=True)
class _Entry:
    session: Session
    where: Path
    keymap: Keymap
    saved: Listeners["SaveState"]
    cancel: Cancel | None = None
    progress: Progress | None = None
    decided_by: str = ""


def _begin(entry: _Entry, identity: Identity) -> Opened:
    from coder.store.facts import StoredScheme
    from coder.store.observation_file import create_observation

    session = entry.session
    scheme = current_scheme(session, entry.keymap)
    _check_pass(scheme, identity.pass_id)
    known = [medium.fingerprint for medium in session.media]
    share = len(session.views()[0]) / len(session.media) if session.media else 1.0
    video = read_video(session, known, cancel=entry.cancel, progress=portion(entry.progress, 0.0, share))
    if video.refusal:
        raise CoderError(video.refusal[0].upper() + video.refusal[1:], video.hint)
    media = _media(session, video, entry.cancel, portion(entry.progress, share, 1.0))
    check(entry.cancel)
    stored = StoredScheme(scheme.scheme.id, scheme.scheme.version, scheme.text)
    file = create_observation(entry.where, identity, stored, media, blocks=blocks_of(session, identity))
    told = (
        retired_notice(scheme.scheme),
        None if blinded(session) else imported_notice(session.folder, identity.coder),
    )
    return _put_together(entry, scheme, video, file, [notice for notice in told if notice is not None])


def _media(session: Session, video: Video, cancel: Cancel | None, progress: Progress | None) -> list[Medium]:
    """Return the session's media with their fingerprints: those of the main view are known already."""
    from coder.media.fingerprint import read_fingerprint

    others = [session.media_path(number) for number in range(len(video.fingerprints), len(session.media))]
    times = read_all_times(others, cancel, progress)
    found = [*video.fingerprints, *(read_fingerprint(path, index) for path, index in zip(others, times, strict=True))]
    # Not the session's sha-256: whether the files have it is known only once they are read whole.
    return [replace(medium, fingerprint=one, sha256="") for medium, one in zip(session.media, found, strict=True)]


def _check_pass(scheme: "LoadedScheme", pass_id: str) -> None:
    if pass_id and scheme.scheme.pass_(pass_id) is None:
        known = ", ".join(found.id for found in scheme.scheme.passes) or "no passes"
        raise CoderError(f"{scheme.scheme.id} has no pass {pass_id!r}.", f"It has {known}.")


def _reopen(entry: _Entry, identity: Identity, view_only: bool) -> Opened:
    from coder.scheme.loader import read_scheme
    from coder.store.observation_file import open_observation
    from coder.store.sealed import SealedError

    try:
        file = open_observation(entry.where, read_only=view_only, expected=identity)
    except SealedError:
        file = open_observation(entry.where, read_only=True, expected=identity)
    try:
        scheme = read_scheme(file.scheme_text, name=f"the scheme in {entry.where.name}")
        _check_pass(scheme, identity.pass_id)
        known = [medium.fingerprint for medium in file.media]
        video = read_video(entry.session, known, cancel=entry.cancel, progress=entry.progress)
        told = (scheme_notice(entry.session, entry.keymap, scheme), compare_recorded(entry.session, file))
        found = (sealed_notice(file.facts.seal), *told)
        return _put_together(entry, scheme, video, file, [notice for notice in found if notice is not None])
    except BaseException:
        file.close()
        raise


def _put_together(
    entry: _Entry, scheme: "LoadedScheme", video: Video, file: "ObservationFile", notices: list[Notice]
) -> Opened:
    from coder.store.writer import Writer

    refusal = sealed_refusal(file.facts.seal) or ("it was opened so." if file.read_only else video.refusal)
    if video.refusal:
        sentence = video.refusal[0].upper() + video.refusal[1:]
        notices.append(Notice(sentence, video.hint, Severity.ERROR, "Locate…"))
    notices += [notice for notice in (video.damage, key_notice(scheme.scheme, entry.keymap)) if notice is not None]
    queue = list(file.load_queue())
    again = recode_notice(queue)
    segments = segments_notice(file.facts.blocks) if file.facts.seal is None else None
    notices += [notice for notice in (again, segments) if notice is not None]
    writer = None if refusal else Writer(file, entry.saved.tell, by=entry.decided_by)
    name = shown_name(entry.session, file.identity.coder, file.identity.pass_id)
    workspace = Workspace(
        Task(entry.session, scheme.scheme, video.frames, name),
        file.load(),
        writer or _NoJournal(),
        history=History.of(*file.load_history()),
        view_only=refusal,
    )
    recodes = Recodes(queue, writer.tick_off if writer is not None else _keep_nothing)
    opened = Opened(
        entry.session, scheme, workspace, video, file, writer, tuple(notices), entry.saved, recodes, name=name
    )
    opened.blind = blinded(entry.session)
    opened.viewing = file.facts.viewing
    if file.facts.blocks and not opened.viewing.begun:
        opened.viewing = Viewing(file.facts.blocks[0][0])
    return opened


def _keep_viewing(file: "ObservationFile", viewing: Viewing) -> None:
    with suppress(CoderError):
        file.keep_viewing(viewing)


def _keep_nothing(_ticks: Mapping[int, Tick]) -> None:
    """Nothing is written while an observation is only looked at."""
