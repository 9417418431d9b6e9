"""The phases of a session under a new version of the scheme: pure, and none is lost."""

from dataclasses import replace

from coder.editing.migration_path import find_path
from coder.editing.migration_steps import Draft, take_step
from coder.model.event import Event
from coder.model.phase_mark import Marks, PhaseMark
from coder.model.scheme import EARLY_END, PHASE, Scheme


def lead_marks(new: Scheme, version: str, marks: Marks) -> Marks:
    """Return the phases as an observation has them that was migrated from ``version``; retired ones stay as they are.

    Raises CoderError when no migration leads from that version.
    """
    draft = Draft(new, {number: _as_event(number, mark) for number, mark in enumerate(marks)}, {})
    for migration in find_path(new, version):
        for step in migration.steps:
            take_step(draft, step)
    return tuple(_led(mark, draft.events.get(number)) for number, mark in enumerate(marks))


def _as_event(number: int, mark: PhaseMark) -> Event:
    said = ((EARLY_END, mark.reason),) if mark.reason else ()
    return Event(number, PHASE, mark.phase, mark.onset_ms or 0, mark.offset_ms, modifiers=said)


def _led(mark: PhaseMark, event: Event | None) -> PhaseMark:
    if event is None or event.tier != PHASE:
        return mark
    return replace(mark, phase=event.code, reason=event.modifier(EARLY_END) or "")
