"""Where the windows of a procedure really lie in a session: counted from its marked phases, never from the plan."""

from dataclasses import dataclass

from coder.editing.phases import PhaseSpan, phase_spans
from coder.model.observation import Observation
from coder.model.scheme import Procedure, Window


@dataclass(frozen=True, slots=True)
class WindowSpan:
    """A window in one phase, ``[onset_ms, offset_ms)``; ``whole`` tells whether the phase was long enough for it."""

    window: str
    phase: PhaseSpan
    onset_ms: int
    offset_ms: int
    whole: bool


def window_spans(procedure: Procedure, observation: Observation, end_ms: int) -> list[WindowSpan]:
    """Return every window of every phase that took place, in order of phases, then of the procedure's windows.

    A window is cut where its phase ends; one that its phase is too short to reach is left out.
    """
    found = [
        span
        for phase in phase_spans(observation, end_ms)
        for window in procedure.windows
        if phase.phase in window.of and (span := _span(window, phase)) is not None
    ]
    return found


def _span(window: Window, phase: PhaseSpan) -> WindowSpan | None:
    from_ms, length_ms = round(window.from_s * 1000), round(window.length_s * 1000)
    begin_ms = _begin_ms(window.anchor, phase, from_ms, length_ms)
    onset_ms, offset_ms = max(begin_ms, phase.onset_ms), min(begin_ms + length_ms, phase.offset_ms)
    if onset_ms >= offset_ms:
        return None
    return WindowSpan(window.id, phase, onset_ms, offset_ms, offset_ms - onset_ms == length_ms)


def _begin_ms(anchor: str, phase: PhaseSpan, from_ms: int, length_ms: int) -> int:
    if anchor == "end":
        return phase.offset_ms - from_ms - length_ms
    if anchor == "middle":
        return (phase.onset_ms + phase.offset_ms - length_ms) // 2 + from_ms
    return phase.onset_ms + from_ms
