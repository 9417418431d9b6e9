"""The phases of an observation and those of its session are kept the same, while other coders may mark them too."""

from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from coder.app.listeners import Listeners
from coder.app.notices import Notice, Severity
from coder.app.workspace import Workspace
from coder.editing.shared_phases import Merged, in_order, marks_of, merge_marks, plan_taking, says, signed
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.phase_mark import Marks, PhaseMark
from coder.model.scheme import PHASE

if TYPE_CHECKING:
    from coder.store.observation_file import ObservationFile
    from coder.store.writer import Writer

MARK_AGAIN = "Mark it again to change it for everybody; undo leaves it."


class Record(Protocol):
    """Where the phases of a session are kept."""

    def change(self, change: Callable[[Marks], Marks]) -> Marks:
        """Write what is made of the phases as they are now, and return it; nobody else writes meanwhile."""

    def remember(self, marks: Marks) -> None:
        """Remember that the observation has these phases."""

    def afterwards(self, job: Callable[[], object]) -> None:
        """Do something on another thread, in order, once the coding itself is safe."""


class SharedPhases:
    """What is marked here goes to the session's record; what others marked there comes here, as one logged change.

    ``news`` is told on the thread that writes: ``take_news`` is then due on the workspace's own. ``changed`` is told
    when it was said, or taken back, that a phase did not take place.
    """

    def __init__(self, workspace: Workspace, record: Record) -> None:
        self._workspace, self._record = workspace, record
        self._absent: Marks = ()
        """What no event can say: phases that did not take place."""
        self._base: Marks = ()
        self._known: Marks = ()
        self._unwritten: Marks | None = None
        self._results: deque[tuple[Marks, Merged | CoderError]] = deque()
        self._taking = self._failed = False
        self.news: Listeners[None] = Listeners()
        self.changed: Listeners[None] = Listeners()
        workspace.changed.add(self._follow)

    # ------------------------------------------------------------------ on the workspace's thread

    def begin(self, theirs: Marks, seen: Marks | None) -> Notice | None:
        """Put the session's phases and the observation's together; return what to say if the observation changed.

        ``seen`` are the session's phases as they were when the observation last had the same.
        """
        base, theirs = self._own(seen or ()), self._own(theirs)
        self._absent, self._known = _absent(base), theirs
        merged = merge_marks(base, self._ours(), theirs)
        change = self._take(merged.marks)
        self._base = theirs
        if _same(merged.marks, theirs):
            self._record.afterwards(partial(self._remember, theirs))
        else:
            self._send()
        if not change:
            return None
        message = f"The session's phases were taken over: {self._named(change, theirs)}."
        return Notice(message, MARK_AGAIN, Severity.NEWS)

    def take_news(self) -> None:
        """Take what came of writing: phases that others marked meanwhile, or why it could not be written."""
        while self._results:
            sent, result = self._results.popleft()
            notice = self._failure(result) if isinstance(result, CoderError) else self._merge(sent, result)
            if notice is not None:
                self._workspace.noticed.tell(notice)

    def set_absent(self, phase: str, absent: bool) -> None:
        """Say that a phase did not take place, or take that back; what is marked did take place."""
        if any(mark.phase == phase for mark in marks_of(self._workspace.observation)):
            return
        rest = tuple(mark for mark in self._absent if mark.phase != phase)
        self._absent = (*rest, PhaseMark(phase)) if absent else rest
        self._send()
        self.changed.tell(None)

    def is_absent(self, phase: str) -> bool:
        """Tell whether it was said that a phase did not take place."""
        return any(mark.phase == phase and not mark.took_place for mark in self._ours())

    def author(self, phase: str) -> str:
        """Return who said where a phase lies, as far as that is known and may be told."""
        if self._workspace.veiled:
            return ""
        ours = says(mark for mark in self._ours() if mark.phase == phase)
        return next((mark.coder for mark in self._known if mark.says in ours), "")

    @property
    def _me(self) -> str:
        return self._workspace.observation.identity.coder

    def _follow(self, change: Change) -> None:
        if not self._taking and any(event.tier == PHASE for event in (*change.gone, *change.come)):
            self._send()

    def _ours(self) -> Marks:
        marked = marks_of(self._workspace.observation)
        there = {mark.phase for mark in marked}
        return (*marked, *(mark for mark in self._absent if mark.phase not in there))

    def _own(self, marks: Marks) -> Marks:
        """Return the marks of this scheme's phases; those of another scheme or version are left to it."""
        return _known(marks, self._workspace)

    def _send(self) -> None:
        base, ours = self._base, self._ours()
        self._base = ours
        self._record.afterwards(partial(self._write, base, ours))

    def _take(self, marks: Marks) -> Change:
        self._absent = _absent(marks)
        change = plan_taking(self._workspace.observation, marks)
        if change:
            self._taking = True
            self._workspace.take_over(change)
            self._taking = False
        return change

    def _merge(self, sent: Marks, result: Merged) -> Notice | None:
        """Take what others changed, beside what was marked here since it was sent."""
        self._failed, self._known = False, result.marks
        self._base = merge_marks(sent, self._base, result.marks).marks
        absent = says(self._absent)
        change = self._take(merge_marks(sent, self._ours(), result.marks).marks)
        if says(self._absent) != absent:
            self.changed.tell(None)
        if _same(self._ours(), result.marks):
            self._record.afterwards(partial(self._remember, result.marks))
        if result.given_way:
            phases = _listed(mark.phase for mark in result.given_way)
            marks = () if self._workspace.veiled else result.marks
            who = _listed(mark.coder for mark in marks if mark.phase in says_phases(result.given_way))
            return Notice(f"{who or 'Somebody'} marked {phases} as well: that stands.", MARK_AGAIN, Severity.WARNING)
        if change:
            message = f"The session's phases were changed meanwhile: {self._named(change, result.marks)}."
            return Notice(message, MARK_AGAIN, Severity.NEWS)
        return None

    def _named(self, change: Change, marks: Marks) -> str:
        """Name the phases of a change, and who marked them unless that would tell who else codes the session."""
        return _named(change, () if self._workspace.veiled else marks, self._me)

    def _failure(self, error: CoderError) -> Notice | None:
        """Return what to say of the first failure in a row."""
        known, self._failed = self._failed, True
        hint = "They stand in your own observation; it is tried again with the next phase."
        return (
            None if known else Notice(f"The session's phases are not shared: {error.message}", hint, Severity.WARNING)
        )

    # ------------------------------------------------------------------ on the thread that writes

    def _write(self, base: Marks, ours: Marks) -> None:
        start = base if self._unwritten is None else self._unwritten
        merged = Merged(ours)

        def change(theirs: Marks) -> Marks:
            nonlocal merged
            from coder.store.entry import now_utc

            own = self._own(theirs)
            found = merge_marks(start, ours, own)
            merged = Merged(signed(found.marks, (*own, *start), self._me, now_utc()), found.given_way)
            return in_order((*merged.marks, *(mark for mark in theirs if mark not in own)))

        try:
            self._record.change(change)
            self._unwritten = None
            if _same(ours, merged.marks):
                self._record.remember(merged.marks)
        except CoderError as error:
            self._unwritten = start
            self._results.append((ours, error))
        else:
            self._results.append((ours, merged))
        self.news.tell(None)

    def _remember(self, marks: Marks) -> None:
        try:
            self._record.remember(marks)
        except CoderError:
            return  # What was seen is then compared once more at the next opening.


class FolderRecord:
    """The record in a session's folder, written by the thread of an observation's writer."""

    def __init__(self, folder: Path, file: "ObservationFile", writer: "Writer") -> None:
        self._folder, self._file, self._writer = folder, file, writer

    def change(self, change: Callable[[Marks], Marks]) -> Marks:
        """Write what is made of the phases as they are now."""
        from coder.store.phase_file import change_phases

        return change_phases(self._folder, change)

    def remember(self, marks: Marks) -> None:
        """Remember in the observation's file."""
        self._file.record_phases(marks)

    def afterwards(self, job: Callable[[], object]) -> None:
        """Do it once what waits is on disk."""
        self._writer.afterwards(job)


def share_phases(
    workspace: Workspace, file: "ObservationFile", writer: "Writer | None"
) -> tuple[SharedPhases | None, Notice | None]:
    """Begin to share the phases of an observation, where there are any to mark; return what to say.

    A view is not shared, and is told only that the session has other phases. Phases that cannot be read are not
    shared either.
    """
    from coder.store.phase_file import load_phases

    if not workspace.scheme.procedure.phases:
        return None, None
    folder = workspace.session.folder
    try:
        theirs = load_phases(folder)
    except CoderError as error:
        return None, Notice(error.message, f"{error.hint} Until then the phases are not shared.", Severity.WARNING)
    if writer is None:
        other = plan_taking(workspace.observation, _known(theirs, workspace)) if theirs else None
        hint = "Opened for coding, it takes them over."
        return None, Notice("The session has other phases than this view.", hint, Severity.NEWS) if other else None
    if _are_newer(workspace, theirs):
        hint = "Migrate this observation as well; until then its phases are not shared."
        message = "The session's phases are those of another version of the scheme."
        return None, Notice(message, hint, Severity.WARNING)
    shared = SharedPhases(workspace, FolderRecord(folder, file, writer))
    return shared, shared.begin(theirs, file.facts.phases_seen)


def _are_newer(workspace: Workspace, theirs: Marks) -> bool:
    """Tell whether phases that are marked here seem to have other names there: taking them over would lose them."""
    known = {phase.id for phase in workspace.scheme.procedure.phases}
    there = {mark.phase for mark in theirs}
    mine = {mark.phase for mark in marks_of(workspace.observation)}
    return bool(mine - there) and any(mark.took_place and mark.phase not in known for mark in theirs)


def says_phases(marks: Iterable[PhaseMark]) -> set[str]:
    """Return the ids of the phases that some marks are about."""
    return {mark.phase for mark in marks}


def _known(marks: Marks, workspace: Workspace) -> Marks:
    phases = workspace.scheme.procedure
    return tuple(mark for mark in marks if phases.phase(mark.phase) is not None)


def _absent(marks: Marks) -> Marks:
    return tuple(mark for mark in marks if not mark.took_place)


def _same(mine: Marks, theirs: Marks) -> bool:
    return set(says(mine)) == set(says(theirs))


def _named(change: Change, marks: Marks, me: str) -> str:
    """Name the phases of a change and who marked them; what we marked ourselves only where nobody else did."""
    phases = list(dict.fromkeys(event.code for event in (*change.come, *change.removed)))
    theirs = {mark.phase: mark.coder for mark in marks if mark.phase in phases and mark.coder not in ("", me)}
    if theirs:
        return f"{_listed(phase for phase in phases if phase in theirs)}, marked by {_listed(theirs.values())}"
    return _listed(phases)


def _listed(words: Iterable[str]) -> str:
    *first, last = list(dict.fromkeys(word.replace("_", " ") for word in words if word)) or [""]
    return f"{', '.join(first)} and {last}" if first else last
