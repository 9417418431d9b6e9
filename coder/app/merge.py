"""Bring what several people coded of one study together: nothing that is there is ever written over."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.merge_files import copy_companions, copy_file, copy_session
from coder.app.merge_table import Row, What
from coder.errors import CoderError
from coder.model.session import Session, Study

if TYPE_CHECKING:
    from coder.store.copying import Trail

STUDY_FILES = ("plan.csv", "study.yaml")
"""What a study's folder has beside its sessions and schemes."""
Progress = Callable[[float], None]
DIVERGED, SHORTER = "diverged", "before-merge"
"""Folders beside the observations: for those that went another way, and for those that a longer one replaced."""


@dataclass(frozen=True, slots=True)
class Move:
    """A copy that is made: to where nothing is, or in the place of ``shorter``, which is kept."""

    source: Path
    target: Path
    shorter: "Trail | None" = None


@dataclass
class MergePlan:
    """What is to be done, and the table that says so; ``notes`` are sentences on what needs a person's eye."""

    study: Study
    new: bool
    rows: list[Row] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    sessions: list[tuple[Session, Path]] = field(default_factory=list)
    about: list[tuple[Path, Path]] = field(default_factory=list)
    files: list[tuple[Path, Path]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Brought:
    source: str
    session: Session
    trail: "Trail"


@dataclass
class _Line:
    """Observations of which each is the beginning of the next; the longest counts."""

    held: "Trail | None"
    best: "Trail"


def plan_merge(folders: Sequence[Path], study: Path, progress: Progress | None = None) -> MergePlan:
    """Plan to bring the observations of some folders into a study; nothing is written.

    Raises CoderError when a folder holds another study, or an observation cannot be read.
    """
    told = progress or (lambda share: None)
    sources = _sources(folders, study)
    plan = _begin(sources, study)
    there = {session.id: session for session in plan.study.sessions}
    brought: dict[str, list[_Brought]] = {}
    for done, (source, session) in enumerate(sources, 1):
        if session.id not in there:
            there[session.id] = _new_session(plan, source, session)
        else:
            _compare(plan, source, session, there[session.id])
        brought.setdefault(session.id, []).extend(_read(source, session))
        told(done / len(sources))
    for session_id, found in brought.items():
        _Session(plan, there[session_id]).plan(found)
    return plan


def carry_out(plan: MergePlan, *, media: bool = True, progress: Progress | None = None) -> None:
    """Do what was planned; what fails raises CoderError and leaves what was done, which is not done twice."""
    from coder.store.copying import copy_observation, replace_shorter
    from coder.store.study_folder import save_study

    told = progress or (lambda share: None)
    for source, target in plan.about:
        copy_file(source, target)
    if plan.new and not plan.about:
        save_study(plan.study)
    for session, folder in plan.sessions:
        copy_session(session, folder, media=media)
    for source, target in plan.files:
        copy_file(source, target)
    for done, move in enumerate(plan.moves, 1):
        if move.shorter is None:
            copy_observation(move.source, move.target)
        else:
            replace_shorter(move.source, move.target, move.shorter, _beside(move.target, SHORTER))
        copy_companions(move.source, move.target)
        told(done / len(plan.moves))


def _beside(path: Path, name: str) -> Path:
    folder = path.parent.parent if path.parent.name == DIVERGED else path.parent
    return folder / name


def _sources(folders: Sequence[Path], study: Path) -> list[tuple[str, Session]]:
    from coder.store.study_folder import find_sessions

    found: list[tuple[str, Session]] = []
    names: dict[str, int] = {}
    for folder in folders:
        if folder.resolve() == study.resolve():
            raise CoderError(f"{folder.name} is the study itself.", "Name the folders that are to be brought into it.")
        name = folder.resolve().name
        names[name] = names.get(name, 0) + 1
        label = name if names[name] == 1 else f"{name}-{names[name]}"
        found += [(label, session) for session in find_sessions(folder)]
    return found


def _begin(sources: Sequence[tuple[str, Session]], study: Path) -> MergePlan:
    from coder.store.study_file import find_study_folder, read_study_file
    from coder.store.study_folder import load_study

    named = {session.study: session for _, session in sources if session.study}
    if study.exists():
        plan = MergePlan(load_study(study), new=False)
    elif len(named) == 1:
        first = next(iter(named.values()))
        above = find_study_folder(first.folder)
        title = read_study_file(above)[1] if above is not None else ""
        plan = MergePlan(Study(first.study, study.resolve(), title), new=True)
        if above is not None:  # what it says of plan and training comes along
            plan.about += [(above / name, study.resolve() / name) for name in STUDY_FILES if (above / name).is_file()]
    else:
        raise CoderError(f"There is no study {study.name}.", "Name a study's folder, or folders of one study.")
    for label, session in sources:
        if session.study and session.study != plan.study.id:
            raise CoderError(
                f"{label} holds sessions of the study {session.study}, not of {plan.study.id}.",
                "Only observations of one study are brought together.",
            )
    return plan


def _read(source: str, session: Session) -> Iterator[_Brought]:
    from coder.store.copying import read_trail
    from coder.store.session_folder import list_observations

    for path in list_observations(session):
        trail = read_trail(path)
        if trail.identity.session != session.id:
            raise CoderError(
                f"{path.name} in {source} is of session {trail.identity.session}, not of {session.id}.",
                "Put it back where it belongs; nothing was merged.",
            )
        yield _Brought(source, session, trail)


def _new_session(plan: MergePlan, source: str, session: Session) -> Session:
    """Plan a session that the study does not have."""
    from dataclasses import replace

    taken = {other.folder.name.lower() for other in plan.study.sessions}
    taken |= {folder.name.lower() for _, folder in plan.sessions}
    if plan.study.folder.is_dir():
        taken |= {path.name.lower() for path in plan.study.folder.iterdir()}
    name = session.folder.name
    names = (name if number == 1 else f"{name}-{number}" for number in range(1, len(taken) + 2))
    folder = plan.study.folder / next(one for one in names if one.lower() not in taken)
    plan.sessions.append((session, folder))
    plan.notes.append(f"Session {session.id} is new; it comes from {source}.")
    outside = [medium.file for medium in session.media if medium.outside]
    if outside:
        plan.notes.append(
            f"Session {session.id}: its media lie elsewhere, and are linked and not copied: {', '.join(outside)}."
        )
    _plan_scheme(plan, session, folder)
    return replace(session, folder=folder)


def _plan_scheme(plan: MergePlan, session: Session, folder: Path) -> None:
    """Plan to bring the scheme of a session that lies among those of its study."""
    from coder.app.schemes import scheme_of
    from coder.app.shipped import shipped_folder

    try:
        file = scheme_of(session).resolve()
    except CoderError:
        plan.notes.append(f"Session {session.id}: its scheme {session.scheme} was not found.")
        return
    if file.is_relative_to(session.folder.resolve()) or file.is_relative_to(shipped_folder("schemes").resolve()):
        return
    target = folder / session.scheme if "/" in session.scheme else plan.study.folder / "schemes" / file.name
    if not target.resolve().is_relative_to(plan.study.folder.resolve()):
        plan.notes.append(f"Session {session.id}: its scheme {session.scheme} lies outside the study.")
    elif not target.exists():
        if (file, target) not in plan.files:
            plan.files.append((file, target))
    elif target.read_bytes() != file.read_bytes():
        plan.notes.append(f"Session {session.id}: the study has another {target.name}, which stays.")


def _compare(plan: MergePlan, source: str, session: Session, there: Session) -> None:
    """Bring the phases of a session where the study has none, and say where its own files differ."""
    from coder.store.phase_file import PHASE_FILE, load_phases

    planned = any(folder == there.folder for _, folder in plan.sessions)
    brought = load_phases(session.folder)
    if planned or not brought:
        return
    held = load_phases(there.folder)
    target = there.folder / PHASE_FILE
    if not held and not any(other == target for _, other in plan.files):
        plan.files.append((session.folder / PHASE_FILE, target))
        plan.notes.append(f"Session {session.id}: its phases come from {source}.")
    elif [mark.says for mark in held] != [mark.says for mark in brought]:
        plan.notes.append(f"Session {session.id}: its phases are others in {source}; those of the study stay.")


@dataclass
class _Session:
    """The observations of one session, those that are there and those that are brought."""

    merge: MergePlan
    session: Session

    def plan(self, brought: Sequence[_Brought]) -> None:
        """Plan what becomes of each."""
        groups: dict[tuple[str, str], list[_Brought]] = {}
        for one in brought:
            identity = one.trail.identity
            groups.setdefault((identity.coder, identity.pass_id), []).append(one)
        for (coder, pass_id), found in groups.items():
            self._one(coder, pass_id, found)

    def _one(self, coder: str, pass_id: str, brought: Sequence[_Brought]) -> None:
        from coder.store.session_folder import observation_path

        target = observation_path(self.session, coder, pass_id)
        lines = [_Line(trail, trail) for trail in self._there(target)]
        own = bool(lines) and lines[0].best.path == target
        places: dict[int, Path] = {} if not own else {id(lines[0]): target}
        followed = [(one, self._follow(one.trail, lines)) for one in brought]
        for one, line in followed:
            first = not own and line is lines[0] and line.held is None
            if id(line) not in places:
                places[id(line)] = target if first else self._place(line, target, one.source, list(places.values()))
        for line in lines:
            if line.best is not line.held:
                self.merge.moves.append(Move(line.best.path, places[id(line)], line.held))
        self._tell(target, followed, places)

    def _there(self, target: Path) -> list["Trail"]:
        """Return what the study has: the observation, and versions of it that went another way."""
        from coder.store.copying import read_trail

        others = sorted((target.parent / DIVERGED).glob(f"{target.stem}.*{target.suffix}"))
        return [read_trail(path) for path in (target, *others) if path.is_file()]

    def _follow(self, trail: "Trail", lines: list[_Line]) -> _Line:
        """Return the line that an observation belongs to, a new one where it went another way."""
        for line in lines:
            if trail.begins(line.best):
                return line
            if line.best.begins(trail):
                line.best = trail
                return line
        lines.append(_Line(None, trail))
        return lines[-1]

    def _place(self, line: _Line, target: Path, source: str, taken: Sequence[Path]) -> Path:
        if line.held is not None:
            return line.held.path
        stem = f"{target.stem}.{_plain(source)}"
        names = (f"{stem}{f'-{number}' if number > 1 else ''}{target.suffix}" for number in range(1, 1000))
        paths = (target.parent / DIVERGED / name for name in names)
        return next(path for path in paths if path not in taken and not path.exists())

    def _tell(self, target: Path, followed: Sequence[tuple[_Brought, _Line]], places: dict[int, Path]) -> None:
        told: set[int] = set()
        for one, line in followed:
            what = _what(one.trail, line, main=places[id(line)] == target, first=id(line) not in told)
            place = places[id(line)].relative_to(self.session.folder.parent).as_posix()
            if line.best.hashes == one.trail.hashes:
                told.add(id(line))
            shown = place if what in (What.NEW, What.LONGER, What.DIVERGED) else ""
            row = Row(self.session.id, target.stem, one.source, what, len(one.trail.hashes), shown, one.trail.whole)
            self.merge.rows.append(row)


def _what(trail: "Trail", line: _Line, *, main: bool, first: bool) -> What:
    if trail.hashes != line.best.hashes:
        return What.SHORTER
    if line.held is not None and line.held.hashes == trail.hashes:
        return What.SAME
    if not first:
        return What.SAME
    if line.held is not None:
        return What.LONGER
    return What.NEW if main else What.DIVERGED


def _plain(words: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in words)[:40] or "other"
