"""The phases of the procedure as a list: planned and real, and what can be done about each."""

from dataclasses import dataclass

from coder.app.notices import Notice, Severity
from coder.app.shared_phases import SharedPhases
from coder.app.workspace import Workspace
from coder.editing.edits import Delete, MoveEdge, SetComment, SetModifier
from coder.editing.phases import deviates, ended_early, planned_ms
from coder.model.event import Event
from coder.model.scheme import EARLY_END, PHASE, Option, Phase


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """One phase of the procedure; ``event`` is None where it is not marked, ``times`` says how often it is."""

    phase: Phase
    event: Event | None
    planned_ms: int | None
    times: int = 0
    early: bool = False
    deviates: bool = False
    absent: bool = False
    author: str = ""

    @property
    def length_ms(self) -> int | None:
        """How long it really lasted; None where it is not marked or still runs."""
        event = self.event
        return None if event is None or event.offset_ms is None else event.offset_ms - event.onset_ms

    @property
    def difference_ms(self) -> int | None:
        """By how much it was longer than planned; negative where it was shorter."""
        length = self.length_ms
        return None if length is None or self.planned_ms is None else length - self.planned_ms

    @property
    def reason(self) -> str:
        """Why it ended early."""
        return (self.event.modifier(EARLY_END) or "") if self.event else ""


def phase_rows(workspace: Workspace, shared: SharedPhases | None = None) -> list[PhaseRow]:
    """Return the phases of the procedure in its order."""
    return [_row(workspace, shared, phase) for phase in workspace.scheme.procedure.phases]


def _row(workspace: Workspace, shared: SharedPhases | None, phase: Phase) -> PhaseRow:
    lane = workspace.observation.code_lane(PHASE, phase.id)
    planned = planned_ms(workspace.scheme.procedure, phase.id)
    author = shared.author(phase.id) if shared is not None else ""
    if not len(lane):
        return PhaseRow(phase, None, planned, absent=shared is not None and shared.is_absent(phase.id), author=author)
    early, short = ended_early(phase, lane[0]), deviates(phase, lane[0])
    return PhaseRow(phase, lane[0], planned, len(lane), early, short, author=author)


def early_reasons(workspace: Workspace, phase: Phase) -> tuple[Option, ...]:
    """Return why a phase may have ended early; nothing where it may not."""
    code = workspace.scheme.code(PHASE, phase.id)
    modifier = code.modifier(EARLY_END) if code else None
    return modifier.options if modifier else ()


def begin_here(workspace: Workspace, phase_id: str, ms: int) -> None:
    """Let a phase begin at an instant: it is marked there, or its onset is moved there."""
    event = _first(workspace, phase_id)
    if event is None:
        workspace.code(PHASE, phase_id, ms)
    else:
        workspace.do(MoveEdge(event.id, "onset", ms))


def end_here(workspace: Workspace, phase_id: str, ms: int) -> None:
    """Let a phase end at an instant."""
    event = _first(workspace, phase_id)
    if event is None:
        _say_unmarked(workspace, phase_id)
    else:
        workspace.do(MoveEdge(event.id, "offset", ms))


def clear(workspace: Workspace, phase_id: str) -> None:
    """Take the marks of a phase away."""
    lane = workspace.observation.code_lane(PHASE, phase_id)
    if len(lane):
        workspace.do(Delete(tuple(event.id for event in lane)))


def set_reason(workspace: Workspace, phase_id: str, reason: str) -> None:
    """Say why a phase ended early; the empty reason takes it back."""
    event = _first(workspace, phase_id)
    if event is None or (event.modifier(EARLY_END) or "") == reason:
        return
    if workspace.do(SetModifier(event.id, EARLY_END, reason or None)):
        question = workspace.pending.question
        if question is not None and (question.event_id, question.modifier.id) == (event.id, EARLY_END):
            workspace.skip_question()


def set_comment(workspace: Workspace, phase_id: str, words: str) -> None:
    """Write what else there is to say of a phase."""
    event = _first(workspace, phase_id)
    if event is not None and event.comment != words:
        workspace.do(SetComment(event.id, words))


def _first(workspace: Workspace, phase_id: str) -> Event | None:
    lane = workspace.observation.code_lane(PHASE, phase_id)
    return lane[0] if len(lane) else None


def _say_unmarked(workspace: Workspace, phase_id: str) -> None:
    words = phase_id.replace("_", " ")
    workspace.noticed.tell(Notice(f"{words} is not marked.", "Let it begin first.", Severity.WARNING))
