"""What is said of phases: which one runs and how long it has still to go, planned and real length, an early end."""

from coder.app.workspace import Workspace
from coder.editing.phases import deviates, ended_early, phase_at, planned_ms
from coder.gui.words import plain_words
from coder.model.event import Event
from coder.model.scheme import EARLY_END, PHASE, Scheme

_FEW_KEYS = 4


def clock(ms: int) -> str:
    """Write a length of time in minutes and seconds: ``2:05``."""
    minutes, seconds = divmod(abs(ms) // 1000, 60)
    return f"{minutes}:{seconds:02}"


def length_words(ms: int) -> str:
    """Write how long something lasted, to the nearest second."""
    return clock(abs(ms) + 500)


def difference_words(ms: int | None) -> str:
    """Write by how much a phase was longer or shorter than planned, to a tenth of a second: ``+0:01.2``."""
    if ms is None:
        return ""
    tenths = round(abs(ms) / 100)
    sign = "" if not tenths else "+" if ms > 0 else "−"
    return f"{sign}{tenths // 600}:{tenths // 10 % 60:02}.{tenths % 10}"


def phase_words(workspace: Workspace, ms: int) -> str:
    """Return the phase at an instant, how long it has lasted, how long it was planned to, and what is left of that."""
    phases = workspace.scheme.procedure.phases
    if not phases:
        return ""
    held = phase_at(workspace.observation, ms)
    if held is None:
        outside = "outside the phases" if len(workspace.observation.lane(PHASE)) else "no phase"
        keys = [phase.key.upper() for phase in phases if phase.key]
        shown = keys if len(keys) <= _FEW_KEYS else [keys[0], "…", keys[-1]]
        return f"{outside} ({' '.join(shown)} marks one)" if keys else outside
    lasted, planned = ms - held.onset_ms, planned_ms(workspace.scheme.procedure, held.code)
    if planned is not None:
        rest = planned - lasted
        left = f"{clock(rest + 999)} left" if rest > 0 else f"{clock(rest)} over"
        return f"{plain_words(held.code)} {clock(lasted)} / {clock(planned)} · {left}"
    whole = "" if held.offset_ms is None else f" / {clock(held.offset_ms - held.onset_ms)}"
    return f"{plain_words(held.code)} {clock(lasted)}{whole}"


def bar_words(scheme: Scheme, event: Event) -> str:
    """Return what stands on the bar of a phase behind its key."""
    name = plain_words(event.code)
    if event.offset_ms is None:
        return name
    planned = planned_ms(scheme.procedure, event.code)
    length = length_words(event.offset_ms - event.onset_ms)
    return " · ".join([name, length if planned is None else f"{length} of {clock(planned)}", *_remark(scheme, event)])


def phase_facts(scheme: Scheme, event: Event) -> list[str]:
    """Return what more there is to say of a phase, a line each."""
    planned = planned_ms(scheme.procedure, event.code)
    facts = [] if planned is None else [f"planned {clock(planned)}"]
    if planned is not None and event.offset_ms is not None:
        facts[0] += f", {difference_words(event.offset_ms - event.onset_ms - planned)}"
    return [*facts, *_remark(scheme, event)]


def _remark(scheme: Scheme, event: Event) -> list[str]:
    phase = scheme.procedure.phase(event.code)
    if ended_early(phase, event):
        reason = event.modifier(EARLY_END)
        return [f"ended early: {plain_words(reason)}" if reason else "ended early"]
    return ["shorter than planned"] if deviates(phase, event) else []
